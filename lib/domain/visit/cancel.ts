import type { PlanBook } from "../city/plan-book";
import { type Course, learn, writeVisit } from "../course/course";
import { causedBy } from "../messages/caused-by";
import { tell } from "../messages/tell";
import type { Instant } from "../time/tick";
import type { TokenHash } from "../who/ids";
import type { ClaimNetwork } from "./claim-request";
import { restOf } from "./rest";
import { type Act, endWhatIsOver, enterState } from "./state-change";
import { mayMove, type Visit, visitEnd } from "./visit";

/** What calling a visit off comes to: done now, done before, or no longer possible. */
export type CancelDecision = "cancel" | "again" | "too-late";

/** A visit can be called off until it is being served or its planned time is over. */
export function decideCancel(visit: Visit, now: Instant): CancelDecision {
  if (visit.state === "cancelled") return "again";
  if (visitEnd(visit) <= now || !mayMove(visit.state, "cancelled")) return "too-late";
  return "cancel";
}

/** What calling a visit off came to. */
export type CancelOutcome =
  | { readonly kind: "cancelled"; readonly visit: Visit; readonly again: boolean }
  | { readonly kind: "unknown" }
  /** The visit is being served or over: it can no longer be called off. */
  | { readonly kind: "too-late"; readonly visit: Visit };

/** Who calls a visit off. */
export interface Cancelling extends Act {
  /** Drawn from [0, 1): for how long an hour of a later day rests; null where the office calls off. */
  readonly chance: number | null;
  /** From where a resident calls off; null where that is not known, or the office does. */
  readonly network: ClaimNetwork | null;
}

/** Calls a visit off: its cells are free, or rest, and its person is told. */
export function* courseOfCancel(
  book: PlanBook,
  tokenHash: TokenHash,
  { chance, network, ...act }: Cancelling,
): Course<CancelOutcome> {
  yield* endWhatIsOver(act.now);
  const stored = yield* learn("visitByToken", { tokenHash });
  if (!stored) return { kind: "unknown" };
  const { visit } = stored;
  const decision = decideCancel(visit, act.now);
  if (decision === "again") return { kind: "cancelled", visit, again: true };
  if (decision === "too-late") return { kind: "too-late", visit };
  const rest = restOf({ left: visit, next: null, now: act.now, chance, settings: book.settings });
  const from = causedBy(stored, network, act.now);
  const cancelled = yield* writeVisit(enterState(visit, "cancelled", { ...act, rest, ...(from && { set: { from } }) }));
  yield* tell(book, cancelled, { news: "cancelled", now: act.now, ...(from && { counted: from.share === "plain" }) });
  return { kind: "cancelled", visit: cancelled.visit, again: false };
}
