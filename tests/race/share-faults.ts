import type { Database } from "better-sqlite3";
import type { City } from "@/lib/domain/city/city";
import { compileDayPlan } from "@/lib/domain/city/day-plan";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { polishHolidays } from "@/lib/server/holidays";

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

/** A building's counter ticks from a tick on, from the plan alone; in the seed no two windows of a counter overlap. */
function ticksFrom(city: City, location: string, at: number, first: number): number {
  const plan = compileDayPlan(city, polishHolidays(), location, civilDateAt(at));
  const windows = plan.counters.flatMap((counter) => counter.windows);
  return windows.reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from, first)), 0);
}

/** Whether tickets are more than twelve, and more than a quarter of so many ticks. */
function isOver(has: readonly Taken[], ticks: number): boolean {
  const own = has.reduce((sum, one) => sum + one.ticks, 0);
  return has.length > LEAST && own > Math.floor((ticks * PERCENT) / 100);
}

/**
 * Every ticket of today with which a network had more than its quarter of a building, of what lay ahead or of the whole
 * day, counted anew at the moment at which it was taken, and more than twelve; none where the rule held all the time.
 */
export function shareFaultsIn(database: Database, city: City): string[] {
  const taken = database.prepare<[], Taken>(TAKEN).all();
  return taken.flatMap((ticket, index) => {
    const { location, at, network } = ticket;
    if (civilDateAt(ticket.start * TICK_MS) !== civilDateAt(at)) return [];
    const ofDay = taken.filter(
      (one, other) =>
        other <= index &&
        one.network === network &&
        one.location === location &&
        civilDateAt(one.start * TICK_MS) === civilDateAt(at),
    );
    const ahead = ofDay.filter(({ start }) => start * TICK_MS > at);
    return [
      ...(isOver(ahead, ticksFrom(city, location, at, Math.ceil(at / TICK_MS))) ? [`${location}: ahead`] : []),
      ...(isOver(ofDay, ticksFrom(city, location, at, 0)) ? [`${location}: of the day`] : []),
    ];
  });
}
