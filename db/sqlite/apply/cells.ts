import { and, eq } from "drizzle-orm";
import { takeCells, writeCapacity } from "../cells";
import * as t from "../schema";
import type { Applying } from "./applying";

/** Cells, the room to wait, and times that rest. */
export const cellChanges = {
  "lay-down-room": ({ orm, statements, directory, book }, { plan }) =>
    writeCapacity(orm, statements, directory, plan, book.version),
  "take-cells": ({ statements, directory }, { visitId, cells, limited }) =>
    takeCells(statements, directory, visitId, cells, limited),
  "free-ticks": ({ statements, directory }, { visitId, counterId, from, to }) => {
    statements.freeTicks.run({ visitId, counterId: directory.counter.id(counterId), from, to });
  },
  "free-places": ({ statements, directory }, { visitId, hallId, from, to }) => {
    statements.freePlaces.run({ visitId, hallId: directory.hall.id(hallId), from, to });
  },
  "begin-rest": ({ statements, directory }, { visitId, locationId, rest }) => {
    statements.insertRest.run({
      visitId,
      locationId: directory.location.id(locationId),
      hallId: directory.hall.id(rest.hallId),
      counterId: directory.counter.id(rest.counterId),
      startTick: rest.start,
      ticks: rest.ticks,
      waitFrom: rest.waitFrom,
      places: rest.places,
      restUntil: rest.until,
    });
  },
  "end-rest": ({ statements, directory }, { rest }) => {
    statements.deleteRest.run({
      locationId: directory.location.id(rest.locationId),
      startTick: rest.start,
      counterId: directory.counter.id(rest.counterId),
    });
  },
  "set-rest": ({ orm, directory }, { rest, until }) => {
    orm
      .update(t.rest)
      .set({ restUntil: until })
      .where(
        and(
          eq(t.rest.locationId, directory.location.id(rest.locationId)),
          eq(t.rest.startTick, rest.start),
          eq(t.rest.counterId, directory.counter.id(rest.counterId)),
        ),
      )
      .run();
  },
} satisfies Partial<Applying>;
