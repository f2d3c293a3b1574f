import { and, eq, gte, inArray, lt, ne } from "drizzle-orm";
import type { DayPlan } from "@/lib/domain/city/day-plan";
import type { Cells } from "@/lib/domain/visit/rest";
import { asVisit } from "@/lib/domain/visit/taken";
import type { Occupancy } from "@/lib/domain/visit/visit";
import type { Directory } from "./city-rows";
import type { Orm } from "./client";
import * as t from "./schema";
import type { Statements } from "./statements";

/** The lowest place number that nobody has at a tick. */
function lowestFree(taken: readonly { readonly place: number }[]): number {
  let place = 1;
  for (const one of taken) if (one.place === place) place++;
  return place;
}

function takePlaces(statements: Statements, visitId: number, hallId: number, { waitFrom, start, places }: Cells): void {
  for (let tick = waitFrom; tick < start; tick++) {
    for (let one = 0; one < places; one++) {
      const place = lowestFree(statements.placesAt.all({ hallId, tick }));
      statements.takePlace.run({ hallId, tick, place, visitId });
    }
  }
}

/**
 * Takes a visit's cells in ascending order inside the caller's transaction. A cell that is taken, or a full room, is
 * thrown by the database and rolls everything back. `limited` is false where the hall has no limit: then no places.
 */
export function takeCells(
  statements: Statements,
  directory: Directory,
  visitId: number,
  cells: Cells,
  limited: boolean,
): void {
  const counterId = directory.counter.id(cells.counterId);
  for (let tick = cells.start; tick < cells.start + cells.ticks; tick++) {
    statements.takeTick.run({ counterId, tick, visitId });
  }
  if (limited) takePlaces(statements, visitId, directory.hall.id(cells.hallId), cells);
}

/** Spans of equal capacity, for the guard that the database holds itself. */
function capacitySpans(plan: DayPlan, capacity: Int32Array): { fromTick: number; toTick: number; places: number }[] {
  const spans: { fromTick: number; toTick: number; places: number }[] = [];
  capacity.forEach((places, index) => {
    const tick = plan.firstTick + index;
    const last = spans.at(-1);
    if (last && last.places === places) last.toTick = tick + 1;
    else spans.push({ fromTick: tick, toTick: tick + 1, places });
  });
  return spans;
}

/**
 * Writes the day's waiting-room capacity where the database's own guard reads it, once per day and version of the plan.
 */
export function writeCapacity(
  orm: Orm,
  statements: Statements,
  directory: Directory,
  plan: DayPlan,
  version: number,
): void {
  const locationId = directory.location.id(plan.locationId);
  if (statements.locationDay.get({ locationId, day: plan.firstTick })?.planVersion === version) return;
  for (const hall of plan.halls) {
    const hallId = directory.hall.id(hall.id);
    const ofDay = and(
      gte(t.hallCapacity.fromTick, plan.firstTick),
      lt(t.hallCapacity.fromTick, plan.firstTick + plan.ticks),
    );
    orm
      .delete(t.hallCapacity)
      .where(and(eq(t.hallCapacity.hallId, hallId), ofDay))
      .run();
    if (!hall.capacity) continue;
    for (const span of capacitySpans(plan, hall.capacity))
      orm
        .insert(t.hallCapacity)
        .values({ hallId, ...span })
        .run();
  }
  orm
    .insert(t.locationDay)
    .values({ locationId, day: plan.firstTick, planVersion: version })
    .onConflictDoUpdate({ target: [t.locationDay.locationId, t.locationDay.day], set: { planVersion: version } })
    .run();
}

/**
 * The day's cells themselves, read instead of the visits after a conflict: a cell left without its visit would
 * otherwise be offered for ever. Only the building's own keys are read, so that years of history cost nothing.
 */
export function cellsAsVisits(orm: Orm, directory: Directory, plan: DayPlan, except: number | null): Occupancy[] {
  const first = plan.firstTick;
  const last = first + plan.ticks;
  const counterIds = plan.counters.map((one) => directory.counter.id(one.id));
  const hallIds = plan.halls.map((one) => directory.hall.id(one.id));
  const { counterTick, waitingPlace } = t;
  const ticks = orm
    .select()
    .from(counterTick)
    .where(
      and(
        inArray(counterTick.counterId, counterIds),
        gte(counterTick.tick, first),
        lt(counterTick.tick, last),
        ne(counterTick.visitId, except ?? -1),
      ),
    )
    .all();
  const places = orm
    .select()
    .from(waitingPlace)
    .where(
      and(
        inArray(waitingPlace.hallId, hallIds),
        gte(waitingPlace.tick, first),
        lt(waitingPlace.tick, last),
        ne(waitingPlace.visitId, except ?? -1),
      ),
    )
    .all();
  return [
    ...ticks.map(({ counterId, tick }) =>
      asVisit({ counterId: directory.counter.slug(counterId), hallId: "", start: tick, ticks: 1 }),
    ),
    ...places.map(({ hallId, tick }) =>
      asVisit({ counterId: "", hallId: directory.hall.slug(hallId), start: tick + 1, waitFrom: tick, places: 1 }),
    ),
  ];
}
