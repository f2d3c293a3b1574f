import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import { languageOf } from "@/lib/domain/messages/correspondence";
import { RANKS } from "@/lib/domain/messages/delivery";
import type { Instant } from "@/lib/domain/time/tick";
import type { DueMessage, DueOf } from "@/lib/ports/messages";
import { type MessageRow, ownVisitOf, type VisitRow } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";

interface DueRow {
  readonly message: MessageRow;
  readonly visit: VisitRow;
  readonly push_subscription: typeof t.pushSubscription.$inferSelect | null;
}

const dueMessageOf = (session: Session, { message, visit, push_subscription: device }: DueRow): DueMessage => ({
  ...{ id: message.id, kind: message.kind, attempts: message.attempts, unclear: message.unclear, device },
  ...ownVisitOf(visit, session.directory),
  contact: visit.contact,
  language: languageOf(visit, device),
});

const isFree = (now: Instant) => or(isNull(t.message.takenUntil), lte(t.message.takenUntil, now));

function allDue({ orm }: Session, now: Instant, most: number): DueRow[] {
  return orm
    .select()
    .from(t.message)
    .innerJoin(t.visit, eq(t.visit.id, t.message.visitId))
    .leftJoin(t.pushSubscription, eq(t.pushSubscription.visitId, t.message.visitId))
    .where(and(eq(t.message.state, "waiting"), lte(t.message.nextTryAt, now), isFree(now)))
    .orderBy(asc(t.message.nextTryAt), asc(t.message.id))
    .limit(most)
    .all();
}

/** Those of one line and rank; what the asker is sending already stands first, for it has been due longest. */
function dueOf({ statements }: Session, now: Instant, most: number, of: DueOf): DueRow[] {
  const { line, rank, except, reminders } = of;
  const rows = statements.dueOfLine.all({
    ...{ line, rank: RANKS.indexOf(rank), reminders: Number(reminders) },
    ...{ now, most: most + except.size },
  });
  return rows.filter(({ message }) => !except.has(message.id)).slice(0, most);
}

/** Messages that are due and that nobody has taken, longest due first, with their visits as they stand. */
export function dueMessages(session: Session, now: Instant, most: number, of?: DueOf): readonly DueMessage[] {
  const rows = of ? dueOf(session, now, most, of) : allDue(session, now, most);
  return rows.map((row) => dueMessageOf(session, row));
}

/** Takes a message, compare-and-set: false where it is sent, dropped or somebody else's. */
export function takeMessage({ orm }: Session, id: number, now: Instant, until: Instant): boolean {
  const isOurs = and(eq(t.message.id, id), eq(t.message.state, "waiting"), isFree(now));
  return orm.update(t.message).set({ takenUntil: until }).where(isOurs).run().changes === 1;
}

/** The push service knows the visit's device no more. */
export function forgetDevice(session: Session, visitId: number): void {
  session.orm.delete(t.pushSubscription).where(eq(t.pushSubscription.visitId, visitId)).run();
}
