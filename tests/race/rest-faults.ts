import type { Database } from "better-sqlite3";
import { civilDateAt } from "@/lib/domain/time/civil-time";

const TICK_MS = 300_000;
const LEAST_MS = 5 * 60_000;

interface Left {
  readonly at: number;
  readonly counter: number;
  readonly start: number;
  readonly ticks: number;
}

/**
 * Every hour of a later day that somebody had within five minutes after a resident had called it off; none where it
 * rested each time.
 */
export function restFaultsIn(database: Database): string[] {
  const left = database
    .prepare<[], Left>(`
      SELECT a.at, v.counter_id AS counter, v.start_tick AS start, v.ticks FROM visit v
      JOIN audit a ON a.visit_id = v.id AND a.what = 'cancelled' AND a.actor = 'resident'`)
    .all()
    .filter(({ at, start }) => civilDateAt(start * TICK_MS) > civilDateAt(at));
  const had = database.prepare<[Left & { until: number }], { id: number }>(`
    SELECT id FROM visit WHERE counter_id = @counter AND start_tick < @start + @ticks AND start_tick + ticks > @start
      AND created_at > @at AND created_at < @until`);
  return left.flatMap((one) =>
    had
      .all({ ...one, until: one.at + LEAST_MS })
      .map(({ id }) => `visit ${id} at counter ${one.counter}, ${one.start}`),
  );
}
