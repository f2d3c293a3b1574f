import type { Instant } from "./tick";
import { mayMove, type Visit, visitEnd } from "./visit";

/** What calling a visit off comes to: done now, done before, or no longer possible. */
export type CancelDecision = "cancel" | "again" | "too-late";

/** A visit can be called off until it is being served or its planned time is over. */
export function decideCancel(visit: Visit, now: Instant): CancelDecision {
  if (visit.state === "cancelled") return "again";
  if (visitEnd(visit) <= now || !mayMove(visit.state, "cancelled")) return "too-late";
  return "cancel";
}
