import type { LocationId } from "@/lib/domain/city";
import type { DayPlan } from "@/lib/domain/day-plan";
import type { NetworkHash } from "@/lib/domain/ids";
import type { Tick } from "@/lib/domain/tick";
import type { Occupancy } from "@/lib/domain/visit";
import { cellsAsVisits } from "./cells";
import { restingOf } from "./rests";
import { occupancyOf } from "./rows";
import type { Session } from "./session";

/** What is taken of a building's day, and what of it one network has. */
export interface DayRead {
  readonly visits: readonly Occupancy[];
  readonly ofNetwork: readonly Occupancy[];
}

function rowsIn(session: Session, location: LocationId, from: Tick, to: Tick, network: NetworkHash | null) {
  const { statements, directory } = session;
  const span = { locationId: directory.location.id(location), from, to };
  const rows = statements.dayVisits.all({ ...span, network: network && Buffer.from(network) });
  const visits = rows.map((row) => occupancyOf(row, directory));
  return {
    visits: [...visits, ...statements.restsOfDay.all(span).map((row) => restingOf(row, directory))],
    ofNetwork: visits.filter((_, index) => rows[index]?.isOfNetwork === 1),
  };
}

/** All visits of a span of a building's time, live or not, and the times in it that rest. */
export const occupanciesOf = (session: Session, location: LocationId, from: Tick, to: Tick): readonly Occupancy[] =>
  rowsIn(session, location, from, to, null).visits;

/** How a decision reads a day. */
export interface DayReading {
  /** Whose visits are wanted apart. */
  readonly network: NetworkHash | null;
  /** Whether the cells themselves are read, after a conflict; then without those of one visit. */
  readonly fromCells: boolean;
  readonly except: number | null;
}

/** Reads one building's day for a decision about it. */
export function readDay(session: Session, plan: DayPlan, { network, fromCells, except }: DayReading): DayRead {
  const day = rowsIn(session, plan.locationId, plan.firstTick, plan.firstTick + plan.ticks, network);
  return fromCells ? { ...day, visits: cellsAsVisits(session.orm, session.directory, plan, except) } : day;
}
