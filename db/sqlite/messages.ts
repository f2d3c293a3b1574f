import { and, asc, eq, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { type DropReason, lineOf, nextTryAfterUnclear, RANKS, rankOf } from "@/lib/domain/delivery";
import type { TokenHash } from "@/lib/domain/ids";
import {
  AGAIN_EVER,
  AGAIN_PAUSE_MS,
  isReminder,
  type MessageKind,
  type News,
  outdatedBy,
  remindersAhead,
} from "@/lib/domain/message";
import { COUNTED_MS, judgeNews, newsDue, newsState, type ToldSoFar, wasReminderHeldBack } from "@/lib/domain/news";
import { smsLevel, smsShareOf } from "@/lib/domain/sms";
import { floorTick, type Instant } from "@/lib/domain/tick";
import { isLive, visitEnd } from "@/lib/domain/visit";
import type { AgainOutcome, Correspondence, DueMessage, DueOf, PushTarget, Settled } from "@/lib/ports/messages";
import { ownVisitOf, type VisitRow, visitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";
import { smsDay } from "./sms-day";

type MessageRow = typeof t.message.$inferSelect;

const messagesOf = (session: Session, row: VisitRow): MessageRow[] =>
  session.statements.messagesOfVisit.all({ visitId: row.id });

const isWaiting = ({ state }: MessageRow): boolean => state === "waiting";
const toldBy = (row: MessageRow): ToldSoFar => ({ ...row, isUnderWay: row.takenUntil !== null });
const RETRY = RANKS.indexOf("retry");

function drop(session: Session, messages: readonly MessageRow[], reason: DropReason): void {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => id);
  session.orm.update(t.message).set({ state: "dropped", reason }).where(inArray(t.message.id, ids)).run();
}

const subscriptionOf = (session: Session, row: VisitRow) =>
  session.orm.select().from(t.pushSubscription).where(eq(t.pushSubscription.visitId, row.id)).get() ?? null;

interface Written {
  readonly kind: MessageKind;
  readonly due: Instant;
  readonly now: Instant;
  readonly again?: boolean;
  readonly repeated?: boolean;
  readonly counted?: boolean;
  /** Why it is written down only, so that the ticket tells, and never sent; null = it is sent. */
  readonly heldBack?: DropReason | null;
}

function write(session: Session, row: VisitRow, { kind, due, now, ...more }: Written): void {
  const { again = false, repeated = false, counted = false, heldBack = null } = more;
  session.statements.writeMessage.run({
    ...{ visitId: row.id, kind, nextTryAt: due, createdAt: now },
    ...{ line: lineOf(row.contact), rank: RANKS.indexOf(rankOf(kind)) },
    ...{ again: Number(again), repeated: Number(repeated), counted: Number(counted) },
    ...{ state: heldBack === null ? "waiting" : "dropped", reason: heldBack },
  });
}

/** Writes the reminders that still lie ahead of a visit, in the place of those that waited. */
function remind(session: Session, row: VisitRow, now: Instant, toDevice: boolean): void {
  const messages = messagesOf(session, row);
  drop(
    session,
    messages.filter((one) => isWaiting(one) && isReminder(one.kind)),
    "outdated",
  );
  if (row.contact === null && !toDevice) return;
  const sent = messages.filter(({ kind, state }) => isReminder(kind) && state === "sent").length;
  const facts = { visit: visitOf(row, session.directory), now, hour: session.settings.reminderHour, sent, toDevice };
  for (const { kind, dueAt } of remindersAhead(facts)) write(session, row, { kind, due: dueAt, now });
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
    if (!since.some((one) => one.kind === kind)) write(session, row, { kind, due: dueAt, now });
}

interface Judged {
  readonly news: News;
  readonly again: boolean;
  readonly soFar: readonly MessageRow[];
  /** Whether text messages about the visit count against its network. */
  readonly counted: boolean;
}

/** Whether news of a visit repeat something, and why they are not sent; null where they are. */
function judge(session: Session, row: VisitRow, { soFar, counted, ...asked }: Judged, now: Instant) {
  const { statements, settings } = session;
  const { network, mailbox, id } = row;
  const since = now - COUNTED_MS;
  const ofMailbox = { mailbox, since, from: floorTick(since) };
  return judgeNews({
    ...asked,
    soFar: soFar.map(toldBy),
    line: lineOf(row.contact),
    contactLimit: settings.contactLimit,
    smsNetworkLimit: settings.smsNetworkLimit,
    fromNetwork: () =>
      network === null ? 0 : (statements.visitsOfNetworkTo.get({ ...ofMailbox, network, id })?.visits ?? 0),
    repeats: () => statements.repeatsToMailbox.get(ofMailbox)?.messages ?? 0,
    smsOfNetwork:
      counted && network !== null ? () => statements.smsOfNetwork.get({ network, since })?.messages ?? 0 : null,
  });
}

/**
 * Puts into the outbox what has happened to a visit, and its reminders, inside the caller's transaction: what is
 * rolled back is never sent, what stands is never forgotten. Nothing is written for a visit that nobody can be told of.
 * `counted` says of a visit that has just been booked whether its text messages count against its network.
 */
export function tell(session: Session, row: VisitRow, news: News, now: Instant, counted = false): void {
  const isFresh = news === "confirmed";
  const device = isFresh ? null : subscriptionOf(session, row);
  if (row.contact === null && !device) return;
  const soFar = isFresh ? [] : messagesOf(session, row);
  drop(
    session,
    soFar.filter((one) => isWaiting(one) && outdatedBy(news, one.kind)),
    "outdated",
  );
  const due = row.contact === null ? null : newsDue(news, soFar.map(toldBy), now);
  if (due !== null) {
    const isCounted = isFresh ? counted : soFar.some((one) => one.counted);
    const judged = judge(session, row, { news, again: false, soFar, counted: isCounted }, now);
    write(session, row, { kind: news, due, now, counted: isCounted, ...judged });
  }
  if (news !== "cancelled") remind(session, row, now, device !== null);
}

interface DueRow {
  readonly message: MessageRow;
  readonly visit: VisitRow;
  readonly push_subscription: typeof t.pushSubscription.$inferSelect | null;
}

const dueMessageOf = (session: Session, { message, visit, push_subscription: device }: DueRow): DueMessage => ({
  ...{ id: message.id, kind: message.kind, attempts: message.attempts, unclear: message.unclear, device },
  ...ownVisitOf(visit, session.directory),
  contact: visit.contact,
  language: visit.language ?? device?.language ?? "pl",
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

/** What a message's row says once an attempt at it has been settled. */
function after(row: MessageRow, settled: Settled): Partial<MessageRow> {
  const attempts = row.attempts + 1;
  switch (settled.kind) {
    case "untried":
      return {};
    case "sent":
      return { attempts, state: "sent", reason: null };
    case "dropped": {
      const { reason } = settled;
      return { attempts, state: "dropped", reason, unclear: row.unclear + (reason === "unclear" ? 1 : 0) };
    }
    case "later": {
      const { nextTryAt, unclear, fresh = false } = settled;
      const rank = fresh ? row.rank : RETRY;
      return { attempts, nextTryAt, rank, unclear: row.unclear + (unclear ? 1 : 0) };
    }
  }
}

/** Writes what became of an attempt; a message that was dropped meanwhile stays dropped. */
export function settleMessage(session: Session, id: number, settled: Settled): void {
  const row = session.orm.select().from(t.message).where(eq(t.message.id, id)).get();
  if (!row) return;
  // What was sent was sent, even if the visit was called off in the same second.
  const stands = settled.kind === "sent" || isWaiting(row);
  const set = { takenUntil: null, ...(stands ? after(row, settled) : {}) };
  session.orm.update(t.message).set(set).where(eq(t.message.id, id)).run();
}

/** Gives back what a process had taken that has ended, each as an attempt that may have succeeded. */
export function giveBackMessages(session: Session, now: Instant): number {
  const taken = session.orm.select().from(t.message).where(isNotNull(t.message.takenUntil)).all();
  for (const { id, unclear } of taken) {
    const goesOn = nextTryAfterUnclear(unclear + 1, now) !== null;
    const settled: Settled = goesOn
      ? { kind: "later", nextTryAt: now, unclear: true }
      : { kind: "dropped", reason: "unclear" };
    settleMessage(session, id, settled);
  }
  return taken.length;
}

const rowOf = (session: Session, tokenHash: TokenHash): VisitRow | null =>
  session.statements.visitByToken.get({ token: Buffer.from(tokenHash) }) ?? null;

const liesAhead = (session: Session, row: VisitRow, now: Instant): boolean => {
  const visit = visitOf(row, session.directory);
  return isLive(visit) && visitEnd(visit) > now;
};

/** What a visit's person is sent; null where the token is unknown. */
export function correspondence(session: Session, tokenHash: TokenHash): Correspondence | null {
  const row = rowOf(session, tokenHash);
  if (!row) return null;
  const device = subscriptionOf(session, row);
  const messages = messagesOf(session, row);
  const told = messages.map(toldBy);
  return {
    contact: row.contact,
    language: row.language ?? device?.language ?? "pl",
    channel: row.channel,
    news: newsState(told),
    late: messages.some((one) => isWaiting(one) && one.attempts > 0),
    reminderHeldBack: wasReminderHeldBack(told),
    toDevice: device !== null,
  };
}

/** Puts the confirmation into the outbox once more. */
export function sendAgain(session: Session, tokenHash: TokenHash, now: Instant): AgainOutcome {
  const row = rowOf(session, tokenHash);
  if (row?.contact == null || !liesAhead(session, row, now)) return { kind: "unknown" };
  const soFar = messagesOf(session, row).filter(({ kind }) => !isReminder(kind));
  const tried = soFar.filter(({ state }) => state !== "dropped");
  const latest = Math.max(0, ...tried.map(({ createdAt }) => createdAt));
  if (tried.some((one) => isWaiting(one)) || now < latest + AGAIN_PAUSE_MS) return { kind: "too-soon" };
  if (soFar.filter(({ again }) => again).length >= AGAIN_EVER) return { kind: "too-often" };
  const counted = soFar.some((one) => one.counted);
  const { heldBack, ...judged } = judge(session, row, { news: "confirmed", again: true, soFar, counted }, now);
  if (heldBack) return { kind: "held-back", reason: heldBack };
  const share = smsShareOf("confirmed", row.channel);
  const isSpent = smsLevel(smsDay(session, now), share, session.settings.smsDailyBudget) === "spent";
  if (lineOf(row.contact) === "sms" && isSpent) return { kind: "held-back", reason: "budget" };
  write(session, row, { kind: "confirmed", due: now, now, again: true, counted, ...judged });
  return { kind: "again" };
}

/** Lets a device be told of a visit that lies ahead, or no longer. */
export function tellDevice(session: Session, tokenHash: TokenHash, target: PushTarget | null, now: Instant): boolean {
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
