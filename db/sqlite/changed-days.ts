import type { Client } from "./client";

/**
 * Notes on the days that a transaction changes, in a table of this connection alone: they are rolled back with it, and
 * whatever writes to these tables, no path through the code can forget one. They stay in memory.
 */
const NOTES = [
  "CREATE TEMP TABLE IF NOT EXISTS changed_day (location_id INTEGER NOT NULL, tick INTEGER NOT NULL)",
  ...noted("visit", [
    ...["location_id", "hall_id", "counter_id", "case_group_id", "start_tick", "ticks", "wait_from", "places", "cases"],
    ...["state", "held_until", "letter", "number"],
  ]),
  ...noted("rest", [
    "location_id",
    "hall_id",
    "counter_id",
    "start_tick",
    "ticks",
    "wait_from",
    "places",
    "rest_until",
  ]),
];

/** The triggers of a table whose rows lie at a building and begin at a tick. */
function noted(table: string, columns: readonly string[]): readonly string[] {
  const note = (row: "old" | "new") =>
    `INSERT INTO changed_day (location_id, tick) VALUES (${row}.location_id, ${row}.start_tick);`;
  const trigger = (event: string, notes: string) =>
    `CREATE TEMP TRIGGER IF NOT EXISTS ${table}_${event.slice(0, 6).toLowerCase()}_noted
     AFTER ${event} ON main.${table} BEGIN ${notes} END`;
  return [
    trigger("INSERT", note("new")),
    trigger(`UPDATE OF ${columns.join(", ")}`, note("old") + note("new")),
    trigger("DELETE", note("old")),
  ];
}

/** A tick of a building's day that has changed. */
export interface Note {
  readonly locationId: number;
  readonly tick: number;
}

/** Begins to note the changed days of a connection; gives what takes the notes of what stands by now. */
export function noteChangedDays(client: Client): () => readonly Note[] {
  for (const statement of NOTES) client.prepare(statement).run();
  const read = client.prepare<[], Note>("SELECT DISTINCT location_id AS locationId, tick FROM temp.changed_day");
  const forget = client.prepare("DELETE FROM temp.changed_day");
  return () => {
    const notes = read.all();
    if (notes.length > 0) forget.run();
    return notes;
  };
}
