import type { PlanBook } from "../city/plan-book";
import { type Course, learn, write } from "../course/course";
import { isReminder, NEWS, reminderDue } from "../messages/message";
import { remindAnew } from "../messages/tell";
import type { Instant } from "../time/tick";
import { enterState } from "./state-change";
import { isLive } from "./visit";

/** The clock was set back. */
export interface SetBack {
  /** The latest instant that it showed before, and the one that it shows now. */
  readonly from: Instant;
  readonly now: Instant;
  /** Whether this put right a clock that was doubted: what it wrote meanwhile is of an instant that never was. */
  readonly corrected: boolean;
}

/** How much later an instant would have come, by a clock that had reached `from`; from now on. */
export const whatIsLeft = (at: Instant, { from, now }: SetBack): Instant => now + Math.max(0, at - from);

/** Holds that had ended stay ended; one made by a clock that stood ahead lasts as long as it was meant to. */
function* letHoldsGo({ from, now }: SetBack): Course<void> {
  const { holds } = yield* learn("over", { now: from });
  yield* write(holds.flatMap(({ visit }) => enterState(visit, "expired", { now, actor: "system" })));
  const ahead = yield* learn("holdsMadeAfter", { now });
  yield* write(
    ahead.map(({ visit }) => {
      const heldUntil = (visit.heldUntil ?? now) - (visit.createdAt - now);
      return { kind: "set-visit", visit, set: { heldUntil, createdAt: now } };
    }),
  );
}

/** What waits for another attempt waits for as long as it would have, a reminder until it is due at least. */
function* letMessagesGo({ settings }: PlanBook, setBack: SetBack): Course<void> {
  const { now } = setBack;
  const waiting = yield* learn("waitingBeyond", { now, kinds: NEWS });
  yield* write(
    waiting.map(({ message: { id, kind, nextTryAt }, visit }) => {
      const due = isReminder(kind) ? reminderDue(kind, visit, settings.reminderHour) : now;
      return { kind: "set-message", id, set: { nextTryAt: Math.max(due, whatIsLeft(nextTryAt, setBack)) } };
    }),
  );
}

/** Hours rest for as long as they would have. */
function* letRestsGo(setBack: SetBack): Course<void> {
  const rests = yield* learn("restsBeyond", { now: setBack.now });
  yield* write(rests.map((rest) => ({ kind: "set-rest", rest, until: whatIsLeft(rest.until, setBack) })));
}

/** Writes the reminders of a visit that a change left out, because the clock that dated it stood ahead. */
function* remindOf({ settings }: PlanBook, id: number, changedAt: Instant, now: Instant): Course<void> {
  const stored = yield* learn("visitById", { id });
  if (!stored || !isLive(stored.visit)) return;
  const toDevice = (yield* learn("deviceOf", { visitId: id })) !== null;
  if (stored.contact === null && !toDevice) return;
  const messages = yield* learn("messagesOf", { visitId: id });
  yield* write(remindAnew({ of: stored, messages, toDevice, hour: settings.reminderHour, now }, changedAt));
}

/** Puts right what a clock that stood ahead has dated: reminders left out, pauses between messages, what forms keep. */
function* redate(book: PlanBook, { from, now }: SetBack): Course<number> {
  // What follows was written by the clock that stood ahead: it is dated later than now.
  const last = yield* learn("lastBefore", { now });
  const entries = yield* learn("entriesAfter", { entry: last.entry, acts: ["booked", "moved"] });
  const changed = new Map(entries.map(({ visitId, at }) => [visitId, at]));
  for (const [id, at] of changed) yield* remindOf(book, id, at, now);
  yield* write([
    { kind: "date-messages", after: last.message, now },
    { kind: "date-networks", now },
    { kind: "shorten-drafts", beyond: from, by: from - now },
  ]);
  return entries.filter(({ what }) => what === "booked").length;
}

/**
 * Lets go of what was written by a clock that stood ahead: ended holds stay ended, later ones last as long as they were
 * meant to, news that waited for an instant that is far off now go at once. Gives how many visits were booked by a clock
 * that has been put right.
 */
export function* courseOfSetBack(book: PlanBook, setBack: SetBack): Course<number> {
  yield* letHoldsGo(setBack);
  yield* letMessagesGo(book, setBack);
  yield* letRestsGo(setBack);
  return setBack.corrected ? yield* redate(book, setBack) : 0;
}
