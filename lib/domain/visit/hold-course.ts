import type { PlanBook } from "../city/plan-book";
import { type Course, learn, write, writeVisit } from "../course/course";
import type { StoredVisit } from "../course/stored-visit";
import type { Instant } from "../time/tick";
import type { ClaimantHash } from "../who/ids";
import { keepDraftWith } from "./draft";
import { extendedUntil } from "./hold";
import { letHoldGo } from "./state-change";
import type { Visit } from "./visit";

/** Makes a hold of the calendar's form last anew, and what its form holds with it. */
export function* extendHold({ settings }: PlanBook, { visit, device }: StoredVisit, now: Instant): Course<Visit> {
  const heldUntil = extendedUntil(settings, visit, now);
  const extended = yield* writeVisit([
    { kind: "set-visit", visit, set: { heldUntil } },
    ...keepDraftWith(device, heldUntil),
  ]);
  return extended.visit;
}

/** Makes a device's hold last anew; null where it holds none. */
export function* courseOfExtension(book: PlanBook, device: ClaimantHash, now: Instant): Course<Visit | null> {
  const hold = yield* learn("holdOf", { device, now });
  return hold && (yield* extendHold(book, hold, now));
}

/** Lets a device's hold go, and what its form holds; false where it held none any more. */
export function* courseOfRelease(device: ClaimantHash, now: Instant): Course<boolean> {
  const hold = yield* learn("holdOf", { device, now });
  yield* write([{ kind: "forget-draft", device }, ...(hold ? letHoldGo(hold.visit, { now, actor: "resident" }) : [])]);
  return hold !== null;
}
