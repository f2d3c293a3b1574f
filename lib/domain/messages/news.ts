import { type Instant, MINUTE_MS } from "../time/tick";
import { type DropReason, HELD_BACK, type HeldBack } from "./delivery";
import { type MessageKind, NEWS, type News } from "./message";

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
