import type { PlanBook } from "../city/plan-book";
import type { PushTarget } from "../course/change";
import { type Course, learn, write, writeVisit } from "../course/course";
import type { KeptMessage } from "../course/facts";
import type { StoredVisit } from "../course/stored-visit";
import { civilDateAt } from "../time/civil-time";
import type { Instant } from "../time/tick";
import type { ClaimNetwork } from "../visit/claim-request";
import { type Channel, isLive, type Visit, visitEnd } from "../visit/visit";
import type { TokenHash } from "../who/ids";
import { causedBy } from "./caused-by";
import { type HeldBack, lineOf } from "./delivery";
import { AGAIN_EVER, AGAIN_PAUSE_MS, isReminder } from "./message";
import { type NewsState, newsState, wasReminderHeldBack } from "./news";
import { judgeNews } from "./news-judgement";
import { smsLevel, smsShareOf } from "./sms";
import { isWaiting, remind, writeMessage } from "./tell";

/** What a visit's person is sent, as the ticket tells it. */
export interface Correspondence {
  /** An e-mail address or a telephone number in E.164. */
  readonly contact: string | null;
  readonly language: string;
  readonly channel: Channel;
  /** What became of the latest news; null where there were none to be sent. */
  readonly news: NewsState | null;
  /** Whether a message that was due has not been sent yet, though it was tried. */
  readonly late: boolean;
  /** Whether the latest reminder was not sent because the day's budget was spent. */
  readonly reminderHeldBack: boolean;
  /** Whether a device is told as well. */
  readonly toDevice: boolean;
}

/** Language of what is sent where nobody has said one. */
const FIRST_LANGUAGE = "pl";

/** The language of what a visit's person is sent: the person's own, else that of the device. */
export const languageOf = (
  { language }: Pick<StoredVisit, "language">,
  device: { readonly language: string } | null,
): string => language ?? device?.language ?? FIRST_LANGUAGE;

/** What a visit's person is sent; null where the token is unknown. Changes nothing. */
export function* courseOfCorrespondence(tokenHash: TokenHash): Course<Correspondence | null> {
  const stored = yield* learn("visitByToken", { tokenHash });
  if (!stored) return null;
  const { visit, contact } = stored;
  const device = yield* learn("deviceOf", { visitId: visit.id });
  const messages = yield* learn("messagesOf", { visitId: visit.id });
  return {
    contact,
    language: languageOf(stored, device),
    channel: visit.channel,
    news: newsState(messages),
    late: messages.some((one) => isWaiting(one) && one.attempts > 0),
    reminderHeldBack: wasReminderHeldBack(messages),
    toDevice: device !== null,
  };
}

export type AgainOutcome =
  | { readonly kind: "again" }
  /** There is no visit of this token that lies ahead, or nobody to write to. */
  | { readonly kind: "unknown" }
  | { readonly kind: "too-soon" }
  | { readonly kind: "too-often" }
  /** Nothing is sent, and nothing was written down. */
  | { readonly kind: "held-back"; readonly reason: HeldBack };

const liesAhead = (visit: Visit, now: Instant): boolean => isLive(visit) && visitEnd(visit) > now;

/** Why a confirmation is not sent once more: one still waits, or it was asked for just now or too often. */
export function refuseAgain(news: readonly KeptMessage[], now: Instant): "too-soon" | "too-often" | null {
  const tried = news.filter(({ state }) => state !== "dropped");
  const latest = Math.max(0, ...tried.map(({ createdAt }) => createdAt));
  if (tried.some(isWaiting) || now < latest + AGAIN_PAUSE_MS) return "too-soon";
  return news.filter(({ again }) => again).length >= AGAIN_EVER ? "too-often" : null;
}

/** Whether a text message would find the day's budget spent. */
function* isBudgetSpent({ settings }: PlanBook, { contact, visit }: StoredVisit, now: Instant): Course<boolean> {
  if (lineOf(contact) !== "sms") return false;
  const spent = yield* learn("smsSpent", { day: civilDateAt(now) });
  return smsLevel(spent, smsShareOf("confirmed", visit.channel), settings.smsDailyBudget) === "spent";
}

/** Puts the confirmation of a standing visit into the outbox once more; three times at most. `asking`: from where. */
export function* courseOfSendingAgain(
  book: PlanBook,
  tokenHash: TokenHash,
  now: Instant,
  asking: ClaimNetwork | null,
): Course<AgainOutcome> {
  const stored = yield* learn("visitByToken", { tokenHash });
  if (!stored || stored.contact === null || !liesAhead(stored.visit, now)) return { kind: "unknown" };
  const { contact, mailbox } = stored;
  const from = causedBy(stored, asking, now);
  const network = from?.network ?? stored.network;
  const visitId = stored.visit.id;
  const soFar = (yield* learn("messagesOf", { visitId })).filter(({ kind }) => !isReminder(kind));
  const refused = refuseAgain(soFar, now);
  if (refused) return { kind: refused };
  const counted = from ? from.share === "plain" : soFar.some((one) => one.counted);
  const { contactLimit, smsNetworkLimit } = book.settings;
  const { repeated, heldBack } = yield* judgeNews({
    ...{ visitId, news: "confirmed", now, again: true, soFar, counted, contactLimit, smsNetworkLimit },
    ...{ line: lineOf(contact), mailbox, network },
  });
  if (heldBack) return { kind: "held-back", reason: heldBack };
  if (yield* isBudgetSpent(book, stored, now)) return { kind: "held-back", reason: "budget" };
  if (from) yield* writeVisit([{ kind: "set-visit", visit: stored.visit, set: { from } }]);
  yield* write([writeMessage(stored, { kind: "confirmed", due: now, now, again: true, repeated, counted })]);
  return { kind: "again" };
}

/** Lets a device be told of a visit, the last one that asked; null ends it. False where there is no such visit ahead. */
export function* courseOfTellingDevice(
  { settings }: PlanBook,
  tokenHash: TokenHash,
  target: PushTarget | null,
  now: Instant,
): Course<boolean> {
  const stored = yield* learn("visitByToken", { tokenHash });
  if (!stored || !liesAhead(stored.visit, now)) return false;
  const visitId = stored.visit.id;
  const messages = yield* learn("messagesOf", { visitId });
  yield* write([
    { kind: "tell-device", visitId, target, at: now },
    ...remind({ of: stored, messages, toDevice: target !== null, hour: settings.reminderHour, now }),
  ]);
  return true;
}
