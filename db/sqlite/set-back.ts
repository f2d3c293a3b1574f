import { and, desc, eq, gt, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import { isReminder, NEWS, reminderDue } from "@/lib/domain/message";
import type { Instant } from "@/lib/domain/tick";
import { isLive } from "@/lib/domain/visit";
import type { SetBack } from "@/lib/ports/time-keeping";
import { remindAnew } from "./messages";
import { visitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";
import { changeState } from "./state-change";

/** Holds that had ended stay ended; one made by a clock that stood ahead lasts as long as it was meant to. */
function letHoldsGo(session: Session, { from, now }: SetBack): void {
  for (const row of session.statements.deadHolds.all({ now: from }))
    changeState(session, row, "expired", { now, actor: "system" });
  const ahead = sql<number>`${t.visit.createdAt} - ${now}`;
  session.orm
    .update(t.visit)
    .set({ heldUntil: sql`${t.visit.heldUntil} - (${ahead})`, createdAt: now })
    .where(and(eq(t.visit.state, sql`'held'`), gt(t.visit.createdAt, now)))
    .run();
}

/** How much later an instant would have come, by a clock that had reached `from`; from now on. */
const left = (at: Instant, { from, now }: SetBack): Instant => now + Math.max(0, at - from);

/** What waits for another attempt waits for as long as it would have, a reminder until it is due at least. */
function letMessagesGo({ orm, settings, directory }: Session, setBack: SetBack): void {
  const waiting = orm
    .select()
    .from(t.message)
    .innerJoin(t.visit, eq(t.visit.id, t.message.visitId))
    .where(
      and(
        eq(t.message.state, sql`'waiting'`),
        gt(t.message.nextTryAt, setBack.now),
        or(gt(t.message.attempts, 0), inArray(t.message.kind, [...NEWS])),
      ),
    )
    .all();
  for (const { message, visit } of waiting) {
    const due = isReminder(message.kind)
      ? reminderDue(message.kind, visitOf(visit, directory), settings.reminderHour)
      : setBack.now;
    orm
      .update(t.message)
      .set({ nextTryAt: Math.max(due, left(message.nextTryAt, setBack)) })
      .where(eq(t.message.id, message.id))
      .run();
  }
}

/** Hours rest for as long as they would have. */
function letRestsGo({ orm }: Session, { from, now }: SetBack): void {
  orm
    .update(t.rest)
    .set({ restUntil: sql`max(${now}, ${t.rest.restUntil} - ${from - now})` })
    .where(gt(t.rest.restUntil, now))
    .run();
}

/** The last entry and the last message that were written before the clock stood ahead: what follows is dated later than now. */
function lastBefore({ orm }: Session, now: Instant): { readonly entry: number; readonly message: number } {
  const entry = orm.select({ id: t.audit.id }).from(t.audit).where(lte(t.audit.at, now));
  const message = orm.select({ id: t.message.id }).from(t.message).where(lte(t.message.createdAt, now));
  return {
    entry: entry.orderBy(desc(t.audit.id)).limit(1).get()?.id ?? 0,
    message: message.orderBy(desc(t.message.id)).limit(1).get()?.id ?? 0,
  };
}

/** Puts right what a clock that stood ahead has dated: reminders left out, pauses between messages, what forms keep. */
function redate(session: Session, { from, now }: SetBack): number {
  const { orm } = session;
  const last = lastBefore(session, now);
  const entries = orm
    .select()
    .from(t.audit)
    .where(and(gt(t.audit.id, last.entry), inArray(t.audit.what, ["booked", "moved"])))
    .all();
  const changed = new Map(entries.flatMap(({ visitId, at }) => (visitId === null ? [] : [[visitId, at] as const])));
  for (const [id, at] of changed) {
    const row = orm.select().from(t.visit).where(eq(t.visit.id, id)).get();
    if (row && isLive(row)) remindAnew(session, row, at, now);
  }
  orm
    .update(t.message)
    .set({ createdAt: now })
    .where(and(gt(t.message.id, last.message), gt(t.message.createdAt, now)))
    .run();
  orm
    .update(t.visit)
    .set({ networkAt: now })
    .where(and(isNotNull(t.visit.network), gt(t.visit.networkAt, now)))
    .run();
  orm
    .update(t.bookingDraft)
    .set({ keptUntil: sql`${t.bookingDraft.keptUntil} - ${from - now}` })
    .where(gt(t.bookingDraft.keptUntil, from))
    .run();
  return entries.filter(({ what }) => what === "booked").length;
}

/** Lets go of what a clock that stood ahead has written, inside the caller's transaction: see the port. */
export function letGo(session: Session, setBack: SetBack): number {
  letHoldsGo(session, setBack);
  letMessagesGo(session, setBack);
  letRestsGo(session, setBack);
  return setBack.corrected ? redate(session, setBack) : 0;
}
