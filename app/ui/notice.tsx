import type { ReactNode } from "react";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { Icon, type IconName } from "./glyph";

export type Tone = "info" | "ok" | "warn" | "stop";

const ICONS: Readonly<Record<Tone, IconName>> = { info: "info", ok: "check", warn: "warning", stop: "cross" };

interface NoticeProps {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly title?: string;
  readonly children?: ReactNode;
  /** Announced by screen readers when the page opens. */
  readonly live?: boolean;
}

/** A state in words, with an icon; colour only repeats it. */
export function Notice({ tone, icon, title, children, live = false }: NoticeProps) {
  return (
    <div className={`notice notice-${tone} mt-3`} role={live ? "status" : undefined}>
      <Icon name={icon ?? ICONS[tone]} />
      <div>
        {title && <strong>{title}</strong>}
        {children && <span>{children}</span>}
      </div>
    </div>
  );
}

/** Says to whoever posted too often how long to wait. */
export function SlowNotice({ wait, language }: { readonly wait: number | null; readonly language: Language }) {
  const { slow } = textsFor(language);
  if (wait === null) return null;
  return (
    <Notice tone="stop" icon="clock" title={slow.title} live>
      {slow.text(wait)}
    </Notice>
  );
}
