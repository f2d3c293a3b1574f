import { civilDateAt } from "./civil-time";
import { nextAfter } from "./claim";
import type { DayPlan } from "./day-plan";
import { type Ask, type FreeStart, freeStarts, judgeStart } from "./free-starts";
import type { Refusal } from "./refusal";
import { takenBy } from "./taken";
import { type Instant, type Tick, tickStart } from "./tick";
import type { Occupancy, Visit } from "./visit";

/** What a move is decided on: everything read inside its transaction. */
export interface MoveFacts {
  readonly visit: Visit;
  readonly plan: DayPlan;
  readonly ask: Ask;
  readonly wanted: Tick;
  readonly dayVisits: readonly Occupancy[];
}

export type MoveDecision =
  | { readonly kind: "move"; readonly at: FreeStart }
  | { readonly kind: "again" }
  | { readonly kind: "too-late" }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** A visit can be moved while it is only booked and its hour has not come. */
export const mayBeMoved = ({ state, start }: Pick<Visit, "state" | "start">, now: Instant): boolean =>
  state === "booked" && tickStart(start) > now;

/** Decides a move by the rules of a claim; the visit's own cells are free for itself (design §4). Pure. */
export function decideMove({ visit, plan, ask, wanted, dayVisits }: MoveFacts): MoveDecision {
  if (!mayBeMoved(visit, ask.now)) return { kind: "too-late" };
  if (visit.start === wanted) return { kind: "again" };
  if (visit.channel === "qr" && plan.date !== civilDateAt(ask.now)) {
    // Whoever took a ticket without a name took it for today (design §2): moved, it becomes no booking ahead.
    return { kind: "refused", refusal: { reason: "not-today" } };
  }
  const taken = takenBy(plan, dayVisits, ask.now, visit.id);
  const judged = judgeStart(plan, taken, ask, wanted);
  if (judged.kind === "free") return { kind: "move", at: judged.free };
  if (judged.kind === "refused") return judged;
  return { kind: "lost", next: nextAfter(freeStarts(plan, taken, ask), wanted) };
}
