import type { Database } from "better-sqlite3";
import type { City } from "@/lib/domain/city";
import { civilDateAt } from "@/lib/domain/civil-time";
import { compileDayPlan } from "@/lib/domain/day-plan";
import { polishHolidays } from "@/lib/server/calendar";

const TICK_MS = 300_000;
const PERCENT = 25;
const LEAST = 12;

interface Taken {
  readonly network: string;
  readonly at: number;
  readonly location: string;
  readonly start: number;
  readonly ticks: number;
}

const TAKEN = `
  SELECT hex(v.network) AS network, v.network_at AS at, l.slug AS location, v.start_tick AS start, v.ticks
  FROM visit v JOIN location l ON l.id = v.location_id
  WHERE v.network IS NOT NULL AND v.state = 'booked' ORDER BY v.network_at, v.id`;

/** A building's counter ticks until closing, from the plan alone; in the seed no two windows of a counter overlap. */
function ticksLeft(city: City, location: string, at: number): number {
  const plan = compileDayPlan(city, polishHolidays(), location, civilDateAt(at));
  const first = Math.ceil(at / TICK_MS);
  const windows = plan.counters.flatMap((counter) => counter.windows);
  return windows.reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from, first)), 0);
}

/**
 * Every ticket of today with which a network had more than its quarter of a building, counted anew at the moment at
 * which it was taken, and more than twelve; none where the rule held all the time.
 */
export function shareFaultsIn(database: Database, city: City): string[] {
  const taken = database.prepare<[], Taken>(TAKEN).all();
  return taken.flatMap((ticket, index) => {
    if (civilDateAt(ticket.start * TICK_MS) !== civilDateAt(ticket.at)) return [];
    const has = taken.filter(
      (one, other) =>
        other <= index &&
        one.network === ticket.network &&
        one.location === ticket.location &&
        civilDateAt(one.start * TICK_MS) === civilDateAt(ticket.at) &&
        one.start * TICK_MS > ticket.at,
    );
    const ticks = has.reduce((sum, one) => sum + one.ticks, 0);
    const most = Math.floor((ticksLeft(city, ticket.location, ticket.at) * PERCENT) / 100);
    return has.length > LEAST && ticks > most ? [`${ticket.location}: ${ticks} of ${most} ticks`] : [];
  });
}
