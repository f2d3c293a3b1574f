import { addDays, civilDateAt, dayStart } from "./civil-time";
import type { Settings } from "./settings";
import { floorTick, type Instant, type Tick } from "./tick";

/** Which visits are forgotten: what may point to a person goes, the visit itself stays in the figures. */
export interface ForgetRule {
  readonly now: Instant;
  /** Visits that nobody gave a name for, before this tick. */
  readonly walkInsBefore: Tick;
  /** Visits of a person, before this tick; those that were missed have one of their own. */
  readonly personsBefore: Tick;
  readonly noShowsBefore: Tick;
  /** Before this tick no device is told of a visit any more. */
  readonly devicesBefore: Tick;
}

export type RetentionSettings = Pick<Settings, "walkInRetentionDays" | "visitRetentionDays" | "noShowRetentionDays">;

/**
 * The rule of today: with one day, what was a visit yesterday is forgotten today. Days are those of the city, whatever
 * the clocks do between.
 */
export function forgetRuleAt(settings: RetentionSettings, now: Instant): ForgetRule {
  const today = civilDateAt(now);
  const before = (days: number): Tick => floorTick(dayStart(addDays(today, 1 - days)));
  return {
    now,
    walkInsBefore: before(settings.walkInRetentionDays),
    personsBefore: before(settings.visitRetentionDays),
    noShowsBefore: before(settings.noShowRetentionDays),
    devicesBefore: before(1),
  };
}

/** The longest time for which anything is kept that may point to a person, in days after the visit. */
export const longestRetention = (settings: RetentionSettings): number =>
  Math.max(settings.walkInRetentionDays, settings.visitRetentionDays, settings.noShowRetentionDays);
