import type { AuditEntry, Change, VisitSet } from "../course/change";
import { type Course, learn, write } from "../course/course";
import { type Instant, TICK_MS, tickStart } from "../time/tick";
import type { Actor } from "../who/actor";
import type { Cells, KeptRest, Rest } from "./rest";
import { mayMove, occupies, type Visit, type VisitState } from "./visit";

/** Who acts, and when. */
export interface Act {
  readonly now: Instant;
  readonly actor: Actor;
}

/** The entry of an act, about a visit or about none. */
export const audited = (
  { now: at, actor }: Act,
  visitId: number | null,
  what: string,
  detail: string | null = null,
): Change => {
  const entry: AuditEntry = { at, visitId, actor, what, detail };
  return { kind: "audit", entry };
};

/** Frees the cells of a time that a visit has. */
export const freeCells = (visitId: number, { counterId, hallId, start, ticks, waitFrom }: Cells): readonly Change[] => [
  { kind: "free-ticks", visitId, counterId, from: start, to: start + ticks },
  { kind: "free-places", visitId, hallId, from: waitFrom, to: start },
];

/** Lets a part of a visit's time rest that it leaves, and frees the cells of it that do not. */
export function letRest({ id: visitId, locationId, ...left }: Visit, rest: Rest): readonly Change[] {
  const { counterId, hallId, start, ticks, waitFrom } = left;
  // A visit may move to a time in whose minutes it waits already. It keeps its places then, and none of them rest.
  const noneWaits = rest.waitFrom === rest.start;
  return [
    { kind: "free-ticks", visitId, counterId, from: start, to: rest.start },
    { kind: "free-ticks", visitId, counterId, from: rest.start + rest.ticks, to: start + ticks },
    ...(noneWaits ? [{ kind: "free-places", visitId, hallId, from: waitFrom, to: start } as const] : []),
    { kind: "begin-rest", visitId, locationId, rest },
  ];
}

/** Ends a rest and frees its cells. */
export const endRest = (rest: KeptRest): readonly Change[] => [
  ...freeCells(rest.visitId, rest),
  { kind: "end-rest", rest },
];

/** Ends a rest of which nothing is left, or lets what is left of it rest on as long as it would have. */
export const shrinkRest =
  (left: Rest | null) =>
  (rest: KeptRest): readonly Change[] => {
    if (!left) return endRest(rest);
    const { visitId, locationId, counterId, hallId, start, ticks, waitFrom } = rest;
    const noneWaits = left.waitFrom === left.start;
    return [
      { kind: "free-ticks", visitId, counterId, from: start, to: left.start },
      { kind: "free-ticks", visitId, counterId, from: left.start + left.ticks, to: start + ticks },
      ...(noneWaits ? [{ kind: "free-places", visitId, hallId, from: waitFrom, to: start } as const] : []),
      { kind: "end-rest", rest },
      { kind: "begin-rest", visitId, locationId, rest: left },
    ];
  };

/** What becomes another with a visit's state. */
export interface Entering extends Act {
  readonly set?: VisitSet;
  /** What rests of the visit's time, where the new state leaves it. */
  readonly rest?: Rest | null;
}

/**
 * The changes by which a visit enters another state: its cells go with it where the new state no longer occupies them.
 * Throws where no visit goes from the one to the other (design §3). Its person is told apart.
 */
export function enterState(visit: Visit, to: VisitState, { set, rest, ...act }: Entering): readonly Change[] {
  if (!mayMove(visit.state, to)) throw new Error(`A visit cannot go from ${visit.state} to ${to}.`);
  const keepsCells = occupies({ ...visit, state: to, heldUntil: null }, act.now);
  const leaving = keepsCells ? [] : freeCells(visit.id, visit);
  return [
    { kind: "set-visit", visit, set: { ...set, state: to, heldUntil: null } },
    ...(rest ? letRest(visit, rest) : leaving),
    audited(act, visit.id, to),
  ];
}

/**
 * The changes by which a hold ends. One that ends less than a tick before its start, or after it, has kept the hour
 * from everybody: it counts for its network like an hour that was left late (decision 032).
 */
export function letHoldGo(hold: Visit, act: Act): readonly Change[] {
  const end = Math.min(act.now, hold.heldUntil ?? act.now);
  const isLate = tickStart(hold.start) - end < TICK_MS;
  return enterState(hold, "expired", { ...act, ...(isLate && { set: { leftLate: 1 } }) });
}

/** Ends the holds and the rests whose time is over and frees their cells: first in every act that wants a time. */
export function* endWhatIsOver(now: Instant): Course<void> {
  const { holds, rests } = yield* learn("over", { now });
  yield* write([
    ...rests.flatMap(endRest),
    ...holds.flatMap(({ visit }) => letHoldGo(visit, { now, actor: "system" })),
  ]);
}
