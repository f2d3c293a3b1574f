import { gt } from "drizzle-orm";
import type { LocationId } from "@/lib/domain/city/city";
import type { Instant, Tick } from "@/lib/domain/time/tick";
import { resting } from "@/lib/domain/visit/rest";
import type { NetworkVisit, Occupancy, VisitState } from "@/lib/domain/visit/visit";
import type { NetworkHash } from "@/lib/domain/who/ids";
import { cellsAsVisits } from "../cells";
import type { Directory } from "../city-rows";
import { keptRestOf } from "../rows";
import * as t from "../schema";
import type { Session } from "../session";
import type { Gathering } from "./gathering";

/** A row of `dayVisits`, its columns in their order: a day has thousands, and as objects they cost twice as much. */
type DayRow = readonly [
  id: number,
  hallId: number,
  counterId: number,
  start: Tick,
  ticks: number,
  waitFrom: Tick,
  places: number,
  state: VisitState,
  heldUntil: Instant | null,
  isOfNetwork: 0 | 1 | null,
  leftLate: number,
];

const [OF_NETWORK, LEFT_LATE] = [9, 10] as const;

const occupancyIn = (
  [id, hallId, counterId, start, ticks, waitFrom, places, state, heldUntil]: DayRow,
  { hall, counter }: Directory,
): Occupancy => ({
  id,
  hallId: hall.slug(hallId),
  counterId: counter.slug(counterId),
  start,
  ticks,
  waitFrom,
  places,
  state,
  heldUntil,
  restUntil: null,
});

function ofNetworkIn(rows: readonly DayRow[], visits: readonly Occupancy[]): readonly NetworkVisit[] {
  const found: NetworkVisit[] = [];
  for (const [index, row] of rows.entries()) {
    const visit = visits[index];
    if (visit && row[OF_NETWORK] === 1) found.push({ ...visit, leftLate: row[LEFT_LATE] });
  }
  return found;
}

function rowsIn(session: Session, location: LocationId, from: Tick, to: Tick, network: NetworkHash | null) {
  const { statements, directory } = session;
  const asked = {
    ...{ locationId: directory.location.id(location), from, to },
    network: network && Buffer.from(network),
  };
  const rows = statements.dayVisits.values(asked) as unknown as DayRow[];
  const visits = rows.map((row) => occupancyIn(row, directory));
  const rests = statements.restsOfDay.all(asked).map(({ rest, isOfNetwork }) => ({
    ...resting(keptRestOf(rest, directory)),
    isOfNetwork: isOfNetwork === 1,
  }));
  return {
    visits: [...visits, ...rests],
    ofNetwork:
      network === null
        ? []
        : [
            ...ofNetworkIn(rows, visits),
            ...rests.filter((one) => one.isOfNetwork).map((one) => ({ ...one, leftLate: 0 })),
          ],
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
