import type { PlanBook } from "../city/plan-book";
import { type Course, learn, write } from "../course/course";
import { civilDateAt } from "../time/civil-time";
import type { Instant } from "../time/tick";
import { fitsBudget, type SmsDay, type SmsShare } from "./sms";

/** Whether segments were spent, and what the day's are with them. */
export interface SmsSpending {
  readonly spent: boolean;
  readonly day: SmsDay;
}

/** Spends segments of the day's budget for a message that is about to be sent, all or none. */
export function* courseOfSpending(
  { settings }: PlanBook,
  now: Instant,
  share: SmsShare,
  segments: number,
): Course<SmsSpending> {
  const day = civilDateAt(now);
  const before = yield* learn("smsSpent", { day });
  if (!fitsBudget(before, share, segments, settings.smsDailyBudget)) return { spent: false, day: before };
  const spent = { ...before, [share]: before[share] + segments };
  yield* write([{ kind: "spend-sms", day, spent }]);
  return { spent: true, day: spent };
}

/** Gives back what was spent at an instant on a message that has certainly not gone out. */
export function* courseOfGivingBack(spentAt: Instant, share: SmsShare, segments: number): Course<void> {
  const day = civilDateAt(spentAt);
  const before = yield* learn("smsSpent", { day });
  const spent = { ...before, [share]: Math.max(0, before[share] - segments) };
  yield* write([{ kind: "spend-sms", day, spent }]);
}
