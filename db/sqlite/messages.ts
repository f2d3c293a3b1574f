import { and, asc, eq, inArray, lte, not, sql } from "drizzle-orm";
import {
  AGAIN_EVER,
  AGAIN_PAUSE_MS,
  isReminder,
  type MessageKind,
  NEWS_A_DAY,
  type News,
  newsDue,
  outdatedBy,
  remindersAhead,
} from "@/lib/domain/message";
import { HOUR_MS, type Instant } from "@/lib/domain/tick";
import { isLive, visitEnd } from "@/lib/domain/visit";
import type { AgainOutcome, Correspondence, DueMessage, Line, PushTarget, Settled } from "@/lib/ports/messages";
import type { Bytes } from "@/lib/ports/store";
import { ownVisitOf, type VisitRow, visitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";

const DAY_MS = 24 * HOUR_MS;

type MessageRow = typeof t.message.$inferSelect;

const messagesOf = (session: Session, row: VisitRow): MessageRow[] =>
  session.statements.messagesOfVisit.all({ visitId: row.id });

const isWaiting = ({ state }: MessageRow): boolean => state === "waiting";

function drop(session: Session, messages: readonly MessageRow[]): void {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => id);
  session.orm.update(t.message).set({ state: "dropped" }).where(inArray(t.message.id, ids)).run();
}

const subscriptionOf = (session: Session, row: VisitRow) =>
  session.orm.select().from(t.pushSubscription).where(eq(t.pushSubscription.visitId, row.id)).get() ?? null;

function write(session: Session, row: VisitRow, kind: MessageRow["kind"], due: Instant, now: Instant, again = 0): void {
  session.statements.writeMessage.run({ visitId: row.id, kind, again, nextTryAt: due, createdAt: now });
}

/** Writes the reminders that still lie ahead of a visit, in the place of those that waited. */
function remind(session: Session, row: VisitRow, now: Instant, toDevice: boolean): void {
  const messages = messagesOf(session, row);
  drop(
    session,
    messages.filter((one) => isWaiting(one) && isReminder(one.kind)),
  );
  if (row.contact === null && !toDevice) return;
  const sent = messages.filter(({ kind, state }) => isReminder(kind) && state === "sent").length;
  const facts = { visit: visitOf(row, session.directory), now, hour: session.settings.reminderHour, sent, toDevice };
  for (const { kind, dueAt } of remindersAhead(facts)) write(session, row, kind, dueAt, now);
}

/**
 * Writes the reminders that a change of a visit left out, because the clock that dated it stood ahead: those of which
 * there is none since.
 */
export function remindAnew(session: Session, row: VisitRow, changedAt: Instant, now: Instant): void {
  const toDevice = subscriptionOf(session, row) !== null;
  if (row.contact === null && !toDevice) return;
  const messages = messagesOf(session, row);
  const since = messages.filter(({ createdAt, state }) => createdAt >= changedAt && state !== "dropped");
  const sent = messages.filter(({ kind, state }) => isReminder(kind) && state === "sent").length;
  const facts = { visit: visitOf(row, session.directory), now, hour: session.settings.reminderHour, sent, toDevice };
  for (const { kind, dueAt } of remindersAhead(facts))
    if (!since.some((one) => one.kind === kind)) write(session, row, kind, dueAt, now);
}

/** News that a contact was or will be sent of all its visits since an instant. */
const newsSince = ({ statements }: Session, contact: string, since: Instant): number =>
  statements.newsOfContact.get({ contact, since })?.messages ?? 0;

/**
 * Puts into the outbox what has happened to a visit, and its reminders, inside the caller's transaction: what is
 * rolled back is never sent, what stands is never forgotten. Nothing is written for a visit that nobody can be told of.
 */
export function tell(session: Session, row: VisitRow, news: News, now: Instant): void {
  const isFresh = news === "confirmed";
  const device = isFresh ? null : subscriptionOf(session, row);
  if (row.contact === null && !device) return;
  const soFar = isFresh ? [] : messagesOf(session, row);
  drop(
    session,
    soFar.filter((one) => isWaiting(one) && outdatedBy(news, one.kind)),
  );
  if (row.contact !== null && newsSince(session, row.contact, now - DAY_MS) < NEWS_A_DAY) {
    const due = newsDue(news, soFar, now);
    if (due !== null) write(session, row, news, due, now);
  }
  if (news !== "cancelled") remind(session, row, now, device !== null);
}

/** Messages that are due, longest due first, with their visits as they stand. */
export function dueMessages(
  session: Session,
  now: Instant,
  most: number,
  line: Line | null,
  kinds: readonly MessageKind[],
): readonly DueMessage[] {
  const isMail = sql`coalesce(instr(${t.visit.contact}, '@'), 0) > 0`;
  const inLine = line === null ? undefined : line === "email" ? isMail : not(isMail);
  const rows = session.orm
    .select()
    .from(t.message)
    .innerJoin(t.visit, eq(t.visit.id, t.message.visitId))
    .leftJoin(t.pushSubscription, eq(t.pushSubscription.visitId, t.message.visitId))
    .where(
      and(eq(t.message.state, "waiting"), lte(t.message.nextTryAt, now), inLine, inArray(t.message.kind, [...kinds])),
    )
    .orderBy(asc(t.message.nextTryAt), asc(t.message.id))
    .limit(most)
    .all();
  return rows.map(({ message: { id, kind, attempts }, visit, push_subscription: device }) => ({
    ...{ id, kind, attempts, device },
    ...ownVisitOf(visit, session.directory),
    contact: visit.contact,
    language: visit.language ?? device?.language ?? "pl",
  }));
}

/** Writes what became of an attempt; a message that was dropped meanwhile stays dropped. */
export function settleMessage(session: Session, id: number, settled: Settled): void {
  const row = session.orm.select().from(t.message).where(eq(t.message.id, id)).get();
  if (!row) return;
  const attempts = row.attempts + 1;
  const isOpen = and(eq(t.message.id, id), eq(t.message.state, "waiting"));
  if (settled.kind === "later") {
    session.orm.update(t.message).set({ attempts, nextTryAt: settled.nextTryAt }).where(isOpen).run();
    return;
  }
  // What was sent was sent, even if the visit was called off in the same second.
  const where = settled.kind === "sent" ? eq(t.message.id, id) : isOpen;
  session.orm.update(t.message).set({ attempts, state: settled.kind }).where(where).run();
}

const rowOf = (session: Session, tokenHash: Bytes): VisitRow | null =>
  session.statements.visitByToken.get({ token: Buffer.from(tokenHash) }) ?? null;

const liesAhead = (session: Session, row: VisitRow, now: Instant): boolean => {
  const visit = visitOf(row, session.directory);
  return isLive(visit) && visitEnd(visit) > now;
};

/** What a visit's person is sent; null where the token is unknown. */
export function correspondence(session: Session, tokenHash: Bytes): Correspondence | null {
  const row = rowOf(session, tokenHash);
  if (!row) return null;
  const device = subscriptionOf(session, row);
  return {
    contact: row.contact,
    language: row.language ?? device?.language ?? "pl",
    late: messagesOf(session, row).some((one) => isWaiting(one) && one.attempts > 0),
    toDevice: device !== null,
  };
}

/** Puts the confirmation into the outbox once more. */
export function sendAgain(session: Session, tokenHash: Bytes, now: Instant): AgainOutcome {
  const row = rowOf(session, tokenHash);
  if (row?.contact == null || !liesAhead(session, row, now)) return { kind: "unknown" };
  const news = messagesOf(session, row).filter(({ kind }) => !isReminder(kind));
  const latest = Math.max(0, ...news.map(({ createdAt }) => createdAt));
  if (news.some((one) => isWaiting(one)) || now < latest + AGAIN_PAUSE_MS) return { kind: "too-soon" };
  if (news.filter(({ again }) => again).length >= AGAIN_EVER) return { kind: "too-often" };
  write(session, row, "confirmed", now, now, 1);
  return { kind: "again" };
}

/** Lets a device be told of a visit that lies ahead, or no longer. */
export function tellDevice(session: Session, tokenHash: Bytes, target: PushTarget | null, now: Instant): boolean {
  const row = rowOf(session, tokenHash);
  if (!row || !liesAhead(session, row, now)) return false;
  const { orm } = session;
  orm.delete(t.pushSubscription).where(eq(t.pushSubscription.visitId, row.id)).run();
  if (target) {
    const { endpoint, p256dh, auth, language } = target;
    orm.insert(t.pushSubscription).values({ visitId: row.id, endpoint, p256dh, auth, language, createdAt: now }).run();
  }
  remind(session, row, now, target !== null);
  return true;
}

/** The push service knows the visit's device no more. */
export function forgetDevice(session: Session, visitId: number): void {
  session.orm.delete(t.pushSubscription).where(eq(t.pushSubscription.visitId, visitId)).run();
}
