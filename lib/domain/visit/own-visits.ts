import type { DayPlan } from "../city/day-plan";
import { floorTick, type Instant } from "../time/tick";
import { isHeld, isLive, type Visit } from "./visit";

/** Longest visit in ticks: what started earlier than this is over. */
export const LONGEST_VISIT_TICKS = 96;

/** What a claimant has already when it claims. */
export interface OwnClaims {
  /** Its live hold, whatever the day: one per device over all pages (design §4). */
  readonly hold: Visit | null;
  /** Its live visits of the claimed day that are not over: what the limit counts. */
  readonly visits: number;
}

/** Whether the visit's planned time reaches beyond the instant's tick. */
const notOver = (visit: Visit, now: Instant): boolean => visit.start + visit.ticks > floorTick(now);

/** Sorts out a claimant's visits: its hold, and how many count against its limit on the day. */
export function ownClaims(visits: readonly Visit[], plan: DayPlan, now: Instant): OwnClaims {
  const onDay = (visit: Visit) => visit.start >= plan.firstTick && visit.start < plan.firstTick + plan.ticks;
  return {
    hold: visits.find((visit) => isHeld(visit, now)) ?? null,
    visits: visits.filter((visit) => isLive(visit) && onDay(visit) && notOver(visit, now)).length,
  };
}

/** A claimant's live visits and holds that are not over, earliest first, as its pages show them. */
export const ownStanding = <T extends { readonly visit: Visit }>(own: readonly T[], now: Instant): readonly T[] =>
  own
    .filter(({ visit }) => notOver(visit, now) && (isLive(visit) || isHeld(visit, now)))
    .toSorted((a, b) => a.visit.start - b.visit.start || a.visit.id - b.visit.id);
