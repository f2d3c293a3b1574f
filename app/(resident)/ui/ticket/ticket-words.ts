import type { IconName } from "@/app/ui/glyph";
import type { Tone } from "@/app/ui/notice";
import type { TicketPhase, TicketView } from "@/lib/pages/ticket/ticket-view";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";

interface PhaseWords {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string | null;
}

/** What a ticket tells its holder in each phase. */
export function wordsFor(phase: TicketPhase, view: TicketView, language: Language): PhaseWords {
  const t = textsFor(language).ticket;
  const { hour, day } = formatsFor(language);
  const words: Readonly<Record<TicketPhase, PhaseWords>> = {
    held: { tone: "warn", icon: "clock", title: t.held, hint: t.heldHint },
    "another-day": {
      tone: "info",
      icon: "clock",
      title: t.comeOn(day(view.date), hour(view.start)),
      hint: t.waitOutsideHint(hour(view.comeInAt)),
    },
    "wait-outside": { tone: "warn", icon: "clock", title: t.waitOutside, hint: t.waitOutsideHint(hour(view.comeInAt)) },
    "come-in": { tone: "ok", icon: "door", title: t.comeIn, hint: t.comeInHint(inLanguage(view.hall, language)) },
    "your-time": {
      tone: "ok",
      icon: "check",
      title: t.nowYourTime,
      hint: t.nowYourTimeHint(inLanguage(view.hall, language), view.codeInGroups),
    },
    "past-hour": { tone: "info", icon: "clock", title: t.pastHour, hint: t.pastHourHint },
    over: { tone: "info", icon: "info", title: t.over, hint: t.overHint },
    served: { tone: "ok", icon: "check", title: t.served, hint: null },
    "no-show": { tone: "stop", icon: "cross", title: t.noShow, hint: t.noShowHint },
    cancelled: { tone: "stop", icon: "cross", title: t.cancelled, hint: t.cancelledHint },
    expired: { tone: "stop", icon: "cross", title: t.expired, hint: t.noShowHint },
  };
  return words[phase];
}

/** What to keep for a phone that may die; a visit with a name is asked for it at the counter. */
export function saveCode({ isWalkIn, codeInGroups }: TicketView, language: Language): string {
  const t = textsFor(language).ticket;
  return isWalkIn ? t.saveCode(codeInGroups) : t.saveCodeBooked(codeInGroups);
}

/** What the page of a ticket is called: what has become of it, where it is good for nothing any more. */
export const titleOf = (view: TicketView, language: Language): string =>
  VOID.has(view.phase) ? wordsFor(view.phase, view, language).title : textsFor(language).own.heading;

/** The phases in which a ticket is good for nothing any more. */
export const VOID: ReadonlySet<TicketPhase> = new Set(["cancelled", "expired", "no-show", "over", "served"]);
