import type { ReactNode } from "react";
import type { LocalText } from "@/lib/domain/city/city";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { Icon, type IconName } from "./glyph";
import { Local } from "./local";

export type Tone = "info" | "ok" | "warn" | "stop";

const ICONS: Readonly<Record<Tone, IconName>> = { info: "info", ok: "check", warn: "warning", stop: "cross" };

interface NoticeProps {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly title?: string;
  readonly children?: ReactNode;
  /** Announced by screen readers when it changes under the reader's eyes. */
  readonly live?: boolean;
}

interface AnswerProps {
  /** What it tells of, once on a page. */
  readonly of: "problem" | "lost" | "chosen" | "moved" | "booked" | "messages" | "undone" | "time" | "faults" | "found";
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What the page answers to a form: focus lands here, with scripts (see arrival.tsx) and without. */
export function Answer({ of, tone, title, children }: AnswerProps) {
  const id = `answer-${of}`;
  return (
    // biome-ignore lint/a11y/noAutofocus: a page that comes back with an answer is read from there.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would hold fields.
    <div className={`notice notice-${tone} mt-3`} role="group" aria-labelledby={id} tabIndex={-1} autoFocus data-answer>
      <Icon name={ICONS[tone]} />
      <div id={id}>
        <strong>{title}</strong> {children && <span>{children}</span>}
      </div>
    </div>
  );
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

interface CityNoticesProps {
  readonly notices: readonly LocalText[];
  readonly language: Language;
}

/** What the city tells everybody at a building on that day. */
export function CityNotices({ notices, language }: CityNoticesProps) {
  return notices.map((text) => (
    <Notice key={text.pl} tone="warn">
      <b>
        <Local text={text} language={language} />
      </b>
    </Notice>
  ));
}

/** The city gives no times for now. */
export function Paused({ language }: { readonly language: Language }) {
  const { title, pausedHint } = textsFor(language).nothing;
  return (
    <Notice tone="warn" icon="clock" title={title.paused}>
      {pausedHint}
    </Notice>
  );
}
