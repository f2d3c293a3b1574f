import { eq } from "drizzle-orm";
import { type CivilDate, civilDateAt } from "@/lib/domain/civil-time";
import { fitsBudget, NOTHING_SPENT, type SmsDay, type SmsShare } from "@/lib/domain/sms";
import type { Instant } from "@/lib/domain/tick";
import type { SmsSpending } from "@/lib/ports/messages";
import * as t from "./schema";
import type { Session } from "./session";

function spentOn({ orm }: Session, day: CivilDate): SmsDay {
  const row = orm.select().from(t.smsDay).where(eq(t.smsDay.day, day)).get();
  return row ? { everybody: row.everybody, kept: row.kept } : NOTHING_SPENT;
}

function write({ orm }: Session, day: CivilDate, spent: SmsDay): void {
  orm
    .insert(t.smsDay)
    .values({ day, ...spent })
    .onConflictDoUpdate({ target: t.smsDay.day, set: spent })
    .run();
}

/** Segments spent on the civil day of an instant. */
export const smsDay = (session: Session, now: Instant): SmsDay => spentOn(session, civilDateAt(now));

/** Spends segments of the day's budget, all or none. */
export function spendOnSms(session: Session, now: Instant, share: SmsShare, segments: number): SmsSpending {
  const day = civilDateAt(now);
  const before = spentOn(session, day);
  if (!fitsBudget(before, share, segments, session.settings.smsDailyBudget)) return { spent: false, day: before };
  const after = { ...before, [share]: before[share] + segments };
  write(session, day, after);
  return { spent: true, day: after };
}

/** Gives back what was spent at an instant on a message that has certainly not gone out. */
export function giveBackSms(session: Session, spentAt: Instant, share: SmsShare, segments: number): void {
  const day = civilDateAt(spentAt);
  const before = spentOn(session, day);
  write(session, day, { ...before, [share]: Math.max(0, before[share] - segments) });
}
