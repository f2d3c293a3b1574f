import type { Change } from "../course/change";
import { type Course, learn, write } from "../course/course";
import { type Instant, MINUTE_MS } from "../time/tick";
import type { ClaimantHash } from "../who/ids";
import type { Person } from "./claim-request";

/** For how long what was typed outlives the hold of its hour: whoever comes back a little late finds it still. */
const AFTERWARDS_MS = 10 * MINUTE_MS;

/** Until when what was typed into the form of a held hour is kept. */
export const draftKeptUntil = (heldUntil: Instant): Instant => heldUntil + AFTERWARDS_MS;

/** Keeps what a device's form holds with the hold that now is its own. */
export const keepDraftWith = (device: ClaimantHash | null, heldUntil: Instant): readonly Change[] =>
  device ? [{ kind: "keep-draft-until", device, until: draftKeptUntil(heldUntil) }] : [];

/**
 * Keeps what a device's form holds in the place of what it held before; false, and nothing, where it holds no hour.
 * What other forms held whose time is over goes with it, so that there are never more than a few of them.
 */
export function* courseOfDraft(device: ClaimantHash, draft: Person, now: Instant): Course<boolean> {
  const hold = yield* learn("holdOf", { device, now });
  if (!hold) return false;
  yield* write([
    { kind: "forget-drafts", now },
    { kind: "keep-draft", device, draft, until: draftKeptUntil(hold.visit.heldUntil ?? now) },
  ]);
  return true;
}
