import type { DayPlan } from "../city/day-plan";
import type { Instant, Tick } from "../time/tick";
import { type Occupancy, occupies } from "./visit";

/** Cells taken on one building's day: one byte per counter and tick, places per hall and tick. */
export interface Taken {
  readonly counters: readonly Uint8Array[];
  /** Taken ticks per counter. */
  readonly load: readonly number[];
  readonly places: readonly Int32Array[];
}

function count(cells: Int32Array, plan: DayPlan, from: Tick, to: Tick, by: number): void {
  for (let tick = Math.max(from, plan.firstTick); tick < to; tick++) {
    const index = tick - plan.firstTick;
    if (index < plan.ticks) cells[index] = (cells[index] ?? 0) + by;
  }
}

/** Cells of a counter or a hall without their visit. */
export type LoneCells = Partial<Occupancy> & Pick<Occupancy, "hallId" | "counterId" | "start">;

/** Cells as a visit of their own, so that a reader that trusts no visit still sees them taken. */
export const asVisit = (cells: LoneCells): Occupancy => ({
  ...{ id: -1, ticks: 0, waitFrom: cells.start, places: 0, state: "booked", heldUntil: null, restUntil: null },
  ...cells,
});

/**
 * The cells that the day's visits take at the instant, built from the visits in one pass.
 * `except` leaves one visit out: a hold about to be replaced, or the visit being moved.
 */
export function takenBy(
  plan: DayPlan,
  visits: readonly Occupancy[],
  now: Instant,
  except: number | null = null,
): Taken {
  const counters = plan.counters.map(() => new Uint8Array(plan.ticks));
  const places = plan.halls.map(() => new Int32Array(plan.ticks));
  const counterAt = new Map(plan.counters.map((counter, index) => [counter.id, index]));
  const hallAt = new Map(plan.halls.map((hall, index) => [hall.id, index]));
  for (const visit of visits) {
    if (visit.id === except || !occupies(visit, now)) continue;
    const counter = counters[counterAt.get(visit.counterId) ?? -1];
    counter?.fill(1, visit.start - plan.firstTick, visit.start + visit.ticks - plan.firstTick);
    const hall = places[hallAt.get(visit.hallId) ?? -1];
    if (hall) count(hall, plan, visit.waitFrom, visit.start, visit.places);
  }
  return { counters, places, load: counters.map((cells) => cells.reduce((sum, cell) => sum + cell, 0)) };
}
