import type { ReactNode } from "react";
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
