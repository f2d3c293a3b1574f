import { type DropReason, HELD_BACK, type HeldBack, type Line } from "./delivery";
import { type MessageKind, NEWS, type News } from "./message";
import { HOUR_MS, type Instant, MINUTE_MS } from "./tick";

/** A time moved again and again is told once in a minute, as it is then. */
const MOVED_PAUSE_MS = MINUTE_MS;

/** What an outbox holds of a visit already, as far as it decides on the next message and on what the ticket says. */
export interface ToldSoFar {
  readonly kind: MessageKind;
  readonly state: "waiting" | "sent" | "dropped";
  /** Why it was dropped. */
  readonly reason: DropReason | null;
  /** Attempts that have not succeeded. */
  readonly attempts: number;
  /** Whether it waits no more, but is being sent at this moment, with what it says. */
  readonly isUnderWay: boolean;
  /** Whether it tells again what the mailbox was told before. */
  readonly repeated: boolean;
  readonly createdAt: Instant;
}

/** When news of a visit are due; null where a confirmation still waits, which will tell the new time itself. */
export function newsDue(news: News, soFar: readonly ToldSoFar[], now: Instant): Instant | null {
  if (news !== "moved") return now;
  if (soFar.some(({ kind, state, isUnderWay }) => kind === "confirmed" && state === "waiting" && !isUnderWay))
    return null;
  const moves = soFar
    .filter(({ kind, state }) => kind === "moved" && state === "sent")
    .map(({ createdAt }) => createdAt);
  return Math.max(now, ...moves.map((at) => at + MOVED_PAUSE_MS));
}

/** For how long what was sent counts against what may still be sent. */
export const COUNTED_MS = 24 * HOUR_MS;

/** Most news a day that tell a mailbox again what it was told before. What is new is always told. */
export const REPEATS_A_DAY = 10;

/** What decides whether news of a visit are sent. The counts are asked for only where they matter. */
export interface NewsFacts {
  readonly news: News;
  /** Whether somebody asked for it once more. */
  readonly again: boolean;
  /** What the visit's person was told of it before. */
  readonly soFar: readonly ToldSoFar[];
  readonly line: Line;
  /** Other visits that the network of this one has booked for the mailbox, called off or not. */
  readonly fromNetwork: () => number;
  /** Live visits that a mailbox may have. */
  readonly contactLimit: number;
  /** Repeats that the mailbox was or will be sent. */
  readonly repeats: () => number;
  /** Text messages that the visit's network has caused; null where it has no limit: staff's, or one of many people. */
  readonly smsOfNetwork: (() => number) | null;
  readonly smsNetworkLimit: number;
}

const wasTold = ({ state, isUnderWay }: ToldSoFar): boolean => state === "sent" || isUnderWay;

/**
 * Whether news tell a mailbox what it was told before: once more at somebody's wish, a second move of the same visit,
 * or anything about a visit beyond those that may stand at once, which one network books and calls off in turn. What
 * somebody else does under the same address makes nobody's own confirmation a repeat.
 */
function isRepeated({ news, again, soFar, fromNetwork, contactLimit }: NewsFacts): boolean {
  if (again) return true;
  if (news === "confirmed") return fromNetwork() >= contactLimit;
  const isBeyond = soFar.some(({ kind, repeated }) => kind === "confirmed" && repeated);
  return isBeyond || (news === "moved" && soFar.some((one) => one.kind === "moved" && wasTold(one)));
}

/** Whether news repeat something, and why they are not sent; null where they are. */
export function judgeNews(facts: NewsFacts): { readonly repeated: boolean; readonly heldBack: HeldBack | null } {
  const repeated = isRepeated(facts);
  if (repeated && facts.repeats() >= REPEATS_A_DAY) return { repeated, heldBack: "repeated" };
  const { line, smsOfNetwork, smsNetworkLimit } = facts;
  const isOver = line === "sms" && smsOfNetwork !== null && smsOfNetwork() >= smsNetworkLimit;
  return { repeated, heldBack: isOver ? "network" : null };
}

/** What became of the latest news about a visit, as its ticket tells. */
export type NewsState = "waiting" | "late" | "sent" | "unclear" | HeldBack;

const isHeldBack = (reason: string | null): reason is HeldBack => HELD_BACK.some((one) => one === reason);

function stateOf({ state, reason, attempts }: ToldSoFar): NewsState | null {
  if (state === "sent") return "sent";
  if (state === "waiting") return attempts > 0 ? "late" : "waiting";
  return reason === "unclear" || isHeldBack(reason) ? reason : null;
}

/** What became of the latest news, in the order in which they were written; null where there were none to be sent. */
export function newsState(soFar: readonly ToldSoFar[]): NewsState | null {
  const states = soFar.filter(({ kind }) => NEWS.some((one) => one === kind)).map(stateOf);
  return states.findLast((state) => state !== null) ?? null;
}

/** Whether the latest reminder that was due could not be sent because the budget was spent. */
export function wasReminderHeldBack(soFar: readonly ToldSoFar[]): boolean {
  const last = soFar.findLast(({ kind, state }) => !NEWS.some((one) => one === kind) && state !== "waiting");
  return last?.reason === "budget";
}
