import type { Settings } from "../city/settings";
import { addDays, type CivilDate, civilDateAt, dayStart } from "../time/civil-time";
import { AGREED_MS } from "../time/clock-trust";
import { floorTick, type Instant, type Tick } from "../time/tick";

/** Before which ticks visits are forgotten: what may point to a person goes, the visit itself stays in the figures. */
export interface Cutoffs {
  /** Visits that nobody gave a name for. */
  readonly walkInsBefore: Tick;
  /** Visits of a person; those that were missed have a cutoff of their own. */
  readonly personsBefore: Tick;
  readonly noShowsBefore: Tick;
  /** No device is told of an earlier visit any more. */
  readonly devicesBefore: Tick;
}

/** What is forgotten at an instant. */
export interface ForgetRule extends Cutoffs {
  readonly now: Instant;
}

/** What a night marked for the next, and how long the server had run by then with a trusted clock. */
export interface ForgetMark extends Cutoffs {
  readonly at: Instant;
  readonly runningMs: number;
}

export type RetentionSettings = Pick<Settings, "walkInRetentionDays" | "visitRetentionDays" | "noShowRetentionDays">;

function cutoffsOn(settings: RetentionSettings, today: CivilDate): Cutoffs {
  const before = (days: number): Tick => floorTick(dayStart(addDays(today, 1 - days)));
  return {
    walkInsBefore: before(settings.walkInRetentionDays),
    personsBefore: before(settings.visitRetentionDays),
    noShowsBefore: before(settings.noShowRetentionDays),
    devicesBefore: before(1),
  };
}

/**
 * What is due today: with one day, what was a visit yesterday is forgotten today. Days are those of the city, whatever
 * the clocks do between.
 */
export const forgetRuleAt = (settings: RetentionSettings, now: Instant): ForgetRule => ({
  now,
  ...cutoffsOn(settings, civilDateAt(now)),
});

/** The mark of a night: what will be due on the next day. */
export const markAt = (settings: RetentionSettings, now: Instant, runningMs: number): ForgetMark => ({
  at: now,
  runningMs,
  ...cutoffsOn(settings, addDays(civilDateAt(now), 1)),
});

const CUTOFFS = ["walkInsBefore", "personsBefore", "noShowsBefore", "devicesBefore"] as const;

export const sameCutoffs = (one: Cutoffs, other: Cutoffs): boolean =>
  CUTOFFS.every((name) => one[name] === other[name]);

/** Whether the server has run for long enough since the mark, with a trusted clock. */
export const isRipe = ({ runningMs }: Pick<ForgetMark, "runningMs">, running: number): boolean =>
  running - runningMs >= AGREED_MS;

/** Before the first tick there is: nothing. */
const NOTHING: Cutoffs = { walkInsBefore: 0, personsBefore: 0, noShowsBefore: 0, devicesBefore: 0 };

/** What may be forgotten now: what is due, and was marked long enough ago. Marks come with the newest first. */
export function ripeRule(due: ForgetRule, marks: readonly ForgetMark[], running: number): ForgetRule {
  const marked: Cutoffs = marks.find((mark) => isRipe(mark, running)) ?? NOTHING;
  return {
    now: due.now,
    walkInsBefore: Math.min(due.walkInsBefore, marked.walkInsBefore),
    personsBefore: Math.min(due.personsBefore, marked.personsBefore),
    noShowsBefore: Math.min(due.noShowsBefore, marked.noShowsBefore),
    devicesBefore: Math.min(due.devicesBefore, marked.devicesBefore),
  };
}

/** The longest time for which anything is kept that may point to a person, in days after the visit. */
export const longestRetention = (settings: RetentionSettings): number =>
  Math.max(settings.walkInRetentionDays, settings.visitRetentionDays, settings.noShowRetentionDays);

/** Visits that can be forgotten: those not yet forgotten that start before a tick, of somebody or of nobody. */
export interface Forgettable {
  readonly before: Tick;
  /** Whether somebody gave a name or a contact for it. */
  readonly ofPerson: boolean;
  /** Whether it was missed; null = either. */
  readonly missed: boolean | null;
}

/** What was forgotten, or would be. */
export interface Forgotten {
  /** Visits that nobody gave a name for. */
  readonly walkIns: number;
  readonly persons: number;
  readonly noShows: number;
  /** Devices that were told of a visit. */
  readonly devices: number;
  /** What forms held. */
  readonly drafts: number;
}
