import { gt } from "drizzle-orm";
import type { LocationId } from "@/lib/domain/city/city";
import type { Tick } from "@/lib/domain/time/tick";
import { resting } from "@/lib/domain/visit/rest";
import type { Occupancy } from "@/lib/domain/visit/visit";
import type { NetworkHash } from "@/lib/domain/who/ids";
import { cellsAsVisits } from "../cells";
import { keptRestOf, occupancyOf } from "../rows";
import * as t from "../schema";
import type { Session } from "../session";
import type { Gathering } from "./gathering";

function rowsIn(session: Session, location: LocationId, from: Tick, to: Tick, network: NetworkHash | null) {
  const { statements, directory } = session;
  const span = { locationId: directory.location.id(location), from, to };
  const rows = statements.dayVisits.all({ ...span, network: network && Buffer.from(network) });
  const visits = rows.map((row) => occupancyOf(row, directory));
  return {
    visits: [...visits, ...statements.restsOfDay.all(span).map((row) => resting(keptRestOf(row, directory)))],
    ofNetwork: visits.filter((_, index) => rows[index]?.isOfNetwork === 1),
  };
}

/** All visits of a span of a building's time, live or not, and the times in it that rest. */
export const occupanciesOf = (session: Session, location: LocationId, from: Tick, to: Tick): readonly Occupancy[] =>
  rowsIn(session, location, from, to, null).visits;

/** What takes up a building's day, and what rests. */
export const dayFacts = {
  day: (session, { plan, network, fromCells, except }) => {
    const day = rowsIn(session, plan.locationId, plan.firstTick, plan.firstTick + plan.ticks, network);
    return fromCells ? { ...day, visits: cellsAsVisits(session.orm, session.directory, plan, except) } : day;
  },
  restsOf: ({ statements, directory }, asked) =>
    statements.restsOfVisit.all(asked).map((row) => keptRestOf(row, directory)),
  restsBeyond: ({ orm, directory }, { now }) =>
    orm
      .select()
      .from(t.rest)
      .where(gt(t.rest.restUntil, now))
      .all()
      .map((row) => keptRestOf(row, directory)),
} satisfies Partial<Gathering>;
