import type { DayPlan } from "../city/day-plan";
import { civilDateAt } from "../time/civil-time";
import { type Instant, type Tick, tickStart } from "../time/tick";
import { nextAfter } from "./claim";
import {
  isLeftLate,
  judgeLateMove,
  judgeRestingMove,
  judgeTicket,
  type NetworkUse,
  type ShareLimit,
} from "./fair-share";
import { type Ask, type FreeStart, freeStarts, judgeStart } from "./free-starts";
import type { Refusal } from "./refusal";
import { MOST_RESTS, meet, type Rest, restOf, restsOn } from "./rest";
import { takenBy } from "./taken";
import type { Occupancy, Visit } from "./visit";

/** What a move is decided on: everything read inside its transaction. */
export interface MoveFacts {
  readonly visit: Visit;
  readonly plan: DayPlan;
  readonly ask: Ask;
  readonly wanted: Tick;
  readonly dayVisits: readonly Occupancy[];
  /** The times that the visit has left and that still rest. */
  readonly rests: readonly Rest[];
  /** Drawn from [0, 1); null where the office moves. */
  readonly chance: number | null;
  /** Live same-day visits of the visit's device, this one left out, and how many it may have; null = no limit. */
  readonly ownVisits: number;
  readonly limit: number | null;
  /**
   * What the network has that asks for the time: within today that of the visit, otherwise that from which it is moved;
   * null where no share holds.
   */
  readonly network: NetworkUse | null;
}

/** A rest that the visit comes back to, and what of it rests on. */
export interface Return {
  readonly rest: Rest;
  readonly left: Rest | null;
}

export type MoveDecision =
  /** `rest` is what rests of the time that is left. */
  | { readonly kind: "move"; readonly at: FreeStart; readonly rest: Rest | null; readonly returns: readonly Return[] }
  | { readonly kind: "too-often"; readonly until: Instant }
  | { readonly kind: "limit"; readonly max: number }
  | ShareLimit
  | { readonly kind: "again" }
  | { readonly kind: "too-late" }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** A visit can be moved while it is only booked and its hour has not come. */
export const mayBeMoved = ({ state, start }: Pick<Visit, "state" | "start">, now: Instant): boolean =>
  state === "booked" && tickStart(start) > now;

/**
 * Whoever moves a visit to another day takes a time of that day, and may have no more of them than by a claim. In the
 * last quarter of an hour a resident moves it within its day only: the hour that is left counts there (decision 032).
 */
function refuseShare({ visit, plan, ask, ownVisits, limit, network, chance }: MoveFacts): MoveDecision | null {
  const isLate = chance !== null && isLeftLate(visit, ask.now);
  if (plan.date === civilDateAt(tickStart(visit.start)))
    return isLate ? judgeLateMove({ plan, ask, use: network }) : null;
  if (isLate) return { kind: "share", of: "late-day" };
  if (limit !== null && ownVisits >= limit && plan.date === civilDateAt(ask.now)) return { kind: "limit", max: limit };
  return judgeTicket({ plan, ask, use: network, except: visit.id });
}

/** A move to a free start, unless the visit, or its network, would leave more hours resting than one may. */
function moveTo(at: FreeStart, { visit, plan, ask, rests, chance, network }: MoveFacts): MoveDecision {
  const { now, settings } = ask;
  const rest = restOf({ left: visit, next: at, now, chance, settings });
  const returns = rests.filter((one) => meet(one, at)).map((one) => ({ rest: one, left: restsOn(one, at) }));
  const others = [...rests.filter((one) => !meet(one, at)), ...returns.flatMap(({ left }) => left ?? [])];
  if (rest && others.length >= MOST_RESTS)
    return { kind: "too-often", until: Math.min(...others.map(({ until }) => until)) };
  const ends = returns.map(({ rest: ended }) => ended);
  const staysOnDay = plan.date === civilDateAt(tickStart(visit.start));
  const limit = rest && staysOnDay ? judgeRestingMove({ plan, ask, use: network, visit, ends }) : null;
  return limit ?? { kind: "move", at, rest, returns };
}

/** Decides a move by the rules of a claim; the visit's own cells, also those that rest, are free for itself. Pure. */
export function decideMove(facts: MoveFacts): MoveDecision {
  const { visit, plan, ask, wanted, dayVisits } = facts;
  if (!mayBeMoved(visit, ask.now)) return { kind: "too-late" };
  if (visit.start === wanted) return { kind: "again" };
  if (visit.channel === "qr" && plan.date !== civilDateAt(ask.now)) {
    // Whoever took a ticket without a name took it for today (design §2): moved, it becomes no booking ahead.
    return { kind: "refused", refusal: { reason: "not-today" } };
  }
  const taken = takenBy(plan, dayVisits, ask.now, visit.id);
  const judged = judgeStart(plan, taken, ask, wanted);
  if (judged.kind === "refused") return judged;
  const refused = refuseShare(facts);
  if (refused) return refused;
  if (judged.kind === "free") return moveTo(judged.free, facts);
  return { kind: "lost", next: nextAfter(freeStarts(plan, taken, ask), wanted) };
}
