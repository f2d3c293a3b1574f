import type { Settings } from "../city/settings";
import type { Instant } from "../time/tick";
import type { Visit } from "./visit";

/** What a start is held for: a page that has lost a race, or the calendar's form. */
export type HoldFor = "page" | "form";

/** How often a hold can be made to last anew: ten times, as people who need longer are promised (WCAG 2.2.1). */
const EXTENSIONS = 10;

/** For how many milliseconds a start is held. */
export const holdFor = (settings: Settings, what: HoldFor): number =>
  (what === "form" ? settings.formHoldSeconds : settings.holdSeconds) * 1_000;

/** Until when a hold of the form lasts that is extended now: never longer than ten times over, never shorter than it is. */
export function extendedUntil(settings: Settings, hold: Pick<Visit, "createdAt" | "heldUntil">, now: Instant): Instant {
  const length = holdFor(settings, "form");
  const last = hold.createdAt + (EXTENSIONS + 1) * length;
  return Math.max(hold.heldUntil ?? now, Math.min(now + length, last));
}
