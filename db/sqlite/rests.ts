import type { Rest } from "@/lib/domain/rest";
import type { Instant } from "@/lib/domain/tick";
import type { Occupancy } from "@/lib/domain/visit";
import { freeCells, freeCellsBeside } from "./cells";
import type { Directory } from "./city-rows";
import type { VisitRow } from "./rows";
import type * as t from "./schema";
import type { Session } from "./session";

type RestRow = typeof t.rest.$inferSelect;

/** A time that rests, as what takes up the day's cells: it is the visit's own, for whoever else it is taken. */
export function restingOf(row: RestRow, directory: Directory): Occupancy {
  const { visitId: id, startTick: start, ticks, waitFrom, places, restUntil } = row;
  const cells = { hallId: directory.hall.slug(row.hallId), counterId: directory.counter.slug(row.counterId) };
  return { id, ...cells, start, ticks, waitFrom, places, state: "cancelled", heldUntil: null, restUntil };
}

/** The times that a visit has left and that still rest. */
export function restsOf({ statements, directory }: Session, visit: Pick<VisitRow, "id">, now: Instant): Rest[] {
  return statements.restsOfVisit
    .all({ visitId: visit.id, now })
    .map((row) => ({ ...restingOf(row, directory), until: row.restUntil }));
}

/** Lets a time rest that a visit leaves, and frees the cells of it that do not. */
export function letRest({ statements, directory }: Session, row: VisitRow, rest: Rest): void {
  freeCellsBeside(statements, row, rest);
  statements.insertRest.run({
    visitId: row.id,
    locationId: row.locationId,
    hallId: directory.hall.id(rest.hallId),
    counterId: directory.counter.id(rest.counterId),
    startTick: rest.start,
    ticks: rest.ticks,
    waitFrom: rest.waitFrom,
    places: rest.places,
    restUntil: rest.until,
  });
}

function endRest({ statements }: Session, row: RestRow): void {
  freeCells(statements, { ...row, id: row.visitId });
  statements.deleteRest.run({ locationId: row.locationId, startTick: row.startTick, counterId: row.counterId });
}

/** Ends rests that a visit comes back to. */
export function endRestsOf(session: Session, visit: Pick<VisitRow, "id">, rests: readonly Rest[], now: Instant): void {
  if (rests.length === 0) return;
  for (const row of session.statements.restsOfVisit.all({ visitId: visit.id, now })) {
    const counterId = session.directory.counter.slug(row.counterId);
    if (rests.some((one) => one.start === row.startTick && one.counterId === counterId)) endRest(session, row);
  }
}

/** Ends the rests whose time is over and frees their cells. */
export function endOldRests(session: Session, now: Instant): void {
  for (const row of session.statements.oldRests.all({ now })) endRest(session, row);
}
