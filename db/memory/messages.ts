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
import { bytesOf, type Kept, type Records, type Transaction } from "./records";

const DAY_MS = 24 * HOUR_MS;

/** A message as a row holds it. */
export interface KeptMessage {
  readonly id: number;
  readonly visitId: number;
  readonly kind: MessageKind;
  readonly state: "waiting" | "sent" | "dropped";
  readonly again: boolean;
  readonly nextTryAt: Instant;
  readonly attempts: number;
  readonly createdAt: Instant;
}

const messagesOf = ({ messages }: Records, visitId: number): KeptMessage[] =>
  [...messages.values()].filter((one) => one.visitId === visitId);

const isWaiting = ({ state }: KeptMessage): boolean => state === "waiting";

function drop({ messages }: Records, dropped: readonly KeptMessage[]): void {
  for (const one of dropped) messages.set(one.id, { ...one, state: "dropped" });
}

function write(
  { messages }: Records,
  visitId: number,
  kind: MessageKind,
  nextTryAt: Instant,
  now: Instant,
  again = false,
): void {
  const id = Math.max(0, ...messages.keys()) + 1;
  messages.set(id, { id, visitId, kind, state: "waiting", again, nextTryAt, attempts: 0, createdAt: now });
}

function remind(transaction: Transaction, { visit, person }: Kept, now: Instant, toDevice: boolean): void {
  const all = messagesOf(transaction, visit.id);
  drop(
    transaction,
    all.filter((one) => isWaiting(one) && isReminder(one.kind)),
  );
  if (!person && !toDevice) return;
  const sent = all.filter(({ kind, state }) => isReminder(kind) && state === "sent").length;
  const facts = { visit, now, hour: transaction.settings.reminderHour, sent, toDevice };
  for (const { kind, dueAt } of remindersAhead(facts)) write(transaction, visit.id, kind, dueAt, now);
}

const newsSince = ({ messages, kept }: Records, contact: string, since: Instant): number =>
  [...messages.values()].filter(
    ({ kind, state, createdAt, visitId }) =>
      !isReminder(kind) && state !== "dropped" && createdAt > since && kept.get(visitId)?.person?.contact === contact,
  ).length;

/** Puts into the outbox what has happened to a visit, and its reminders, as db/sqlite/messages.ts does. */
export function tell(transaction: Transaction, visitId: number, news: News, now: Instant): void {
  const one = transaction.kept.get(visitId);
  const toDevice = transaction.devices.has(visitId);
  if (!one || (!one.person && !toDevice)) return;
  const soFar = messagesOf(transaction, visitId);
  drop(
    transaction,
    soFar.filter((waiting) => isWaiting(waiting) && outdatedBy(news, waiting.kind)),
  );
  if (one.person && newsSince(transaction, one.person.contact, now - DAY_MS) < NEWS_A_DAY) {
    const due = newsDue(news, soFar, now);
    if (due !== null) write(transaction, visitId, news, due, now);
  }
  if (news !== "cancelled") remind(transaction, one, now, toDevice);
}

const lineOf = ({ kept }: Records, { visitId }: KeptMessage): Line =>
  kept.get(visitId)?.person?.contact.includes("@") ? "email" : "others";

export function dueMessages(records: Records, now: Instant, most: number, line: Line | null): readonly DueMessage[] {
  return [...records.messages.values()]
    .filter((one) => isWaiting(one) && one.nextTryAt <= now && (line === null || lineOf(records, one) === line))
    .sort((a, b) => a.nextTryAt - b.nextTryAt || a.id - b.id)
    .slice(0, most)
    .flatMap(({ id, kind, attempts, visitId }) => {
      const one = records.kept.get(visitId);
      if (!one) return [];
      const device = records.devices.get(visitId) ?? null;
      const { visit, person } = one;
      const to = { contact: person?.contact ?? null, language: person?.language ?? device?.language ?? "pl", device };
      return [{ id, kind, attempts, visit, nonce: bytesOf(one.nonce), ...to }];
    });
}

export function settleMessage({ messages }: Records, id: number, settled: Settled): void {
  const one = messages.get(id);
  if (!one || (one.state !== "waiting" && settled.kind !== "sent")) return;
  const attempts = one.attempts + 1;
  messages.set(
    id,
    settled.kind === "later"
      ? { ...one, attempts, nextTryAt: settled.nextTryAt }
      : { ...one, attempts, state: settled.kind },
  );
}

const liesAhead = ({ visit }: Kept, now: Instant): boolean => isLive(visit) && visitEnd(visit) > now;

export function correspondence(records: Records, { visit, person }: Kept): Correspondence {
  const device = records.devices.get(visit.id);
  return {
    contact: person?.contact ?? null,
    language: person?.language ?? device?.language ?? "pl",
    late: messagesOf(records, visit.id).some((one) => isWaiting(one) && one.attempts > 0),
    toDevice: device !== undefined,
  };
}

export function sendAgain(records: Records, one: Kept | null, now: Instant): AgainOutcome {
  if (!one?.person || !liesAhead(one, now)) return { kind: "unknown" };
  const news = messagesOf(records, one.visit.id).filter(({ kind }) => !isReminder(kind));
  const latest = Math.max(0, ...news.map(({ createdAt }) => createdAt));
  if (news.some(isWaiting) || now < latest + AGAIN_PAUSE_MS) return { kind: "too-soon" };
  if (news.filter(({ again }) => again).length >= AGAIN_EVER) return { kind: "too-often" };
  write(records, one.visit.id, "confirmed", now, now, true);
  return { kind: "again" };
}

export function tellDevice(transaction: Transaction, one: Kept | null, target: PushTarget | null, now: Instant) {
  if (!one || !liesAhead(one, now)) return false;
  if (target) transaction.devices.set(one.visit.id, target);
  else transaction.devices.delete(one.visit.id);
  remind(transaction, one, now, target !== null);
  return true;
}
