import type { PlanBook } from "../city/plan-book";
import type { Change, NewMessage } from "../course/change";
import { type Course, learn, write } from "../course/course";
import type { KeptMessage } from "../course/facts";
import type { StoredVisit } from "../course/stored-visit";
import type { Instant } from "../time/tick";
import { type DropReason, lineOf, rankOf } from "./delivery";
import { isReminder, type MessageKind, type News, outdatedBy, type PlannedMessage, remindersAhead } from "./message";
import { newsDue } from "./news";
import { judgeNews } from "./news-judgement";

/** What is known of a visit where somebody is told of it. */
export type ToldVisit = Pick<StoredVisit, "visit" | "contact" | "mailbox" | "network">;

export const isWaiting = ({ state }: Pick<KeptMessage, "state">): boolean => state === "waiting";

/** Drops messages that wait, if there are any. */
export const dropMessages = (messages: readonly KeptMessage[], reason: DropReason): readonly Change[] =>
  messages.length === 0 ? [] : [{ kind: "drop-messages", ids: messages.map(({ id }) => id), reason }];

interface Written extends Partial<Pick<NewMessage, "again" | "repeated" | "counted" | "heldBack">> {
  readonly kind: MessageKind;
  readonly due: Instant;
  readonly now: Instant;
}

/** Puts a message into the outbox, in the line of the visit's contact. */
export function writeMessage({ visit, contact }: ToldVisit, { kind, due, now, ...more }: Written): Change {
  const message: NewMessage = {
    ...{ kind, due, line: lineOf(contact), rank: rankOf(kind), createdAt: now },
    ...{ again: false, repeated: false, counted: false, heldBack: null },
    ...more,
  };
  return { kind: "write-message", visitId: visit.id, message };
}

/** What decides about a visit's reminders. */
export interface Reminding {
  readonly of: ToldVisit;
  /** What there is of it in the outbox. */
  readonly messages: readonly KeptMessage[];
  readonly toDevice: boolean;
  readonly hour: number;
  readonly now: Instant;
}

/** The reminders that lie ahead of a visit; none where nobody can be told. */
function reminders({ of, messages, toDevice, hour, now }: Reminding): readonly PlannedMessage[] {
  if (of.contact === null && !toDevice) return [];
  const sent = messages.filter(({ kind, state }) => isReminder(kind) && state === "sent").length;
  return remindersAhead({ visit: of.visit, now, hour, sent, toDevice });
}

const writeReminders = ({ of, now }: Reminding, planned: readonly PlannedMessage[]): readonly Change[] =>
  planned.map(({ kind, dueAt }) => writeMessage(of, { kind, due: dueAt, now }));

/** Writes the reminders that still lie ahead of a visit, in the place of those that waited. */
export const remind = (facts: Reminding): readonly Change[] => [
  ...dropMessages(
    facts.messages.filter((one) => isWaiting(one) && isReminder(one.kind)),
    "outdated",
  ),
  ...writeReminders(facts, reminders(facts)),
];

/** Writes the reminders that a change at an instant has left out: those of which there is none since. */
export function remindAnew(facts: Reminding, changedAt: Instant): readonly Change[] {
  const since = facts.messages.filter(({ createdAt, state }) => createdAt >= changedAt && state !== "dropped");
  const missing = reminders(facts).filter(({ kind }) => !since.some((one) => one.kind === kind));
  return writeReminders(facts, missing);
}

/** What has happened to a visit, as it is told. */
export interface Telling {
  readonly news: News;
  readonly now: Instant;
  /** Whether text messages about it count against its network, where it has just become that one's; else as before. */
  readonly counted?: boolean;
}

/** Writes the news themselves; none where nobody is written to, or a message that waits will tell of it. */
function* writeNews(
  { settings }: PlanBook,
  of: ToldVisit,
  soFar: readonly KeptMessage[],
  { news, now, counted = false }: Telling,
): Course<void> {
  const due = of.contact === null ? null : newsDue(news, soFar, now);
  if (due === null) return;
  const { contactLimit, smsNetworkLimit } = settings;
  const judged = yield* judgeNews({
    ...{ visitId: of.visit.id, news, now, again: false, soFar, counted, contactLimit, smsNetworkLimit },
    ...{ line: lineOf(of.contact), mailbox: of.mailbox, network: of.network },
  });
  yield* write([writeMessage(of, { kind: news, due, now, counted, ...judged })]);
}

/**
 * Puts into the outbox what has happened to a visit, and its reminders, in the transaction of what happened: what is
 * rolled back is never sent, what stands is never forgotten. Nothing is written for a visit that nobody can be told of.
 */
export function* tell(book: PlanBook, of: ToldVisit, telling: Telling): Course<void> {
  const { news, now } = telling;
  const visitId = of.visit.id;
  // Before it is confirmed nobody was told anything of a visit, and no device knows it.
  const isFresh = news === "confirmed";
  const toDevice = !isFresh && (yield* learn("deviceOf", { visitId })) !== null;
  if (of.contact === null && !toDevice) return;
  const soFar = isFresh ? [] : yield* learn("messagesOf", { visitId });
  const isOutdated = (one: KeptMessage): boolean => isWaiting(one) && outdatedBy(news, one.kind);
  // First, so that what is dropped counts no more.
  yield* write(dropMessages(soFar.filter(isOutdated), "outdated"));
  const counted = telling.counted ?? soFar.some((one) => one.counted);
  yield* writeNews(book, of, soFar, { ...telling, counted });
  if (news === "cancelled") return;
  const messages = soFar.filter((one) => !isOutdated(one));
  yield* write(remind({ of, messages, toDevice, hour: book.settings.reminderHour, now }));
}
