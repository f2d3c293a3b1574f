import type { MessageSet } from "../course/change";
import { type Course, learn, write } from "../course/course";
import type { KeptMessage } from "../course/facts";
import type { Instant } from "../time/tick";
import { type DropReason, nextTryAfterUnclear } from "./delivery";
import { nextTryAfterRefusal, nextTryAt } from "./message";
import { isWaiting } from "./tell";

/** What became of an attempt. */
export type Settled =
  | { readonly kind: "sent" }
  /** There was none: it is as it was. */
  | { readonly kind: "untried" }
  | { readonly kind: "dropped"; readonly reason: DropReason }
  | {
      readonly kind: "later";
      readonly nextTryAt: Instant;
      /** Whether it may have arrived all the same. */
      readonly unclear: boolean;
      /** Whether the next attempt is a new one, by another way, and waits behind nobody. */
      readonly fresh?: boolean;
    };

/** What an attempt to send came to: what a gateway said, or why there was none. */
export type Attempt =
  | "sent"
  /** The other side refuses this message or this address for good, as far as it says. */
  | "refused"
  /** The other side does not take this very message for now; others it takes. */
  | "deferred"
  /** The message was handed over, and nobody has answered: it may have arrived. */
  | "unclear"
  /** The push service knows the device no more. */
  | "gone"
  /** Nothing can be sent to anybody at the moment. */
  | "failed"
  /** A reminder, while the clock is doubted. */
  | "waits"
  | Extract<DropReason, "stale" | "no-way" | "country" | "budget">;

/** What an attempt leaves in the outbox. */
export function settledBy(result: Attempt, { attempts, unclear }: Attempts, now: Instant): Settled {
  switch (result) {
    case "sent":
      return { kind: "sent" };
    case "waits":
      return { kind: "untried" };
    case "stale":
    case "no-way":
    case "country":
    case "budget":
      return { kind: "dropped", reason: result };
    case "refused":
      return { kind: "later", nextTryAt: nextTryAfterRefusal(now), unclear: false };
    case "gone":
      // The device is forgotten: at once once more, to the contact if there is one.
      return { kind: "later", nextTryAt: now, unclear: false, fresh: true };
    case "unclear": {
      const next = nextTryAfterUnclear(unclear + 1, now);
      return next === null ? { kind: "dropped", reason: "unclear" } : { kind: "later", nextTryAt: next, unclear: true };
    }
    case "deferred":
    case "failed":
      return { kind: "later", nextTryAt: nextTryAt(attempts + 1, now), unclear: false };
  }
}

type Attempts = Pick<KeptMessage, "attempts" | "unclear">;

/** What of a message becomes another once an attempt at it has been settled. */
function afterAttempt(message: KeptMessage, settled: Settled): MessageSet {
  const attempts = message.attempts + 1;
  const { unclear } = message;
  switch (settled.kind) {
    case "untried":
      return {};
    case "sent":
      return { attempts, state: "sent", reason: null };
    case "dropped": {
      const { reason } = settled;
      return { attempts, state: "dropped", reason, unclear: unclear + (reason === "unclear" ? 1 : 0) };
    }
    case "later": {
      const rank = settled.fresh ? {} : { rank: "retry" as const };
      return { attempts, nextTryAt: settled.nextTryAt, unclear: unclear + (settled.unclear ? 1 : 0), ...rank };
    }
  }
}

/** What settling does to a message; it is nobody's to send any more. */
export function settle(message: KeptMessage, settled: Settled): MessageSet {
  // What was sent was sent, even if the visit was called off in the same second; what was dropped stays dropped.
  const stands = settled.kind === "sent" || isWaiting(message);
  return { takenUntil: null, ...(stands ? afterAttempt(message, settled) : {}) };
}

/** Writes what became of an attempt. */
export function* courseOfSettling(id: number, settled: Settled): Course<void> {
  const message = yield* learn("message", { id });
  if (message) yield* write([{ kind: "set-message", id, set: settle(message, settled) }]);
}

/** What became of an attempt whose process has ended: nobody knows; it is repeated, unless there were too many of these. */
const unknownAttempt = ({ unclear }: KeptMessage, now: Instant): Settled =>
  nextTryAfterUnclear(unclear + 1, now) === null
    ? { kind: "dropped", reason: "unclear" }
    : { kind: "later", nextTryAt: now, unclear: true };

/** Gives back what a process had taken that has ended; gives how many there were. */
export function* courseOfGivingUp(now: Instant): Course<number> {
  const taken = yield* learn("takenMessages", {});
  yield* write(taken.map((one) => ({ kind: "set-message", id: one.id, set: settle(one, unknownAttempt(one, now)) })));
  return taken.length;
}
