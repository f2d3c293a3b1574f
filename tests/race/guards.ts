import Database from "better-sqlite3";

const WITHOUT = {
  /** The key of the counters' ticks; the places' key and the trigger on them. */
  cells: `
    DROP TABLE counter_tick;
    CREATE TABLE counter_tick (counter_id INTEGER, tick INTEGER, visit_id INTEGER) STRICT;
    DROP TABLE waiting_place;
    CREATE TABLE waiting_place (hall_id INTEGER, tick INTEGER, place INTEGER, visit_id INTEGER) STRICT;`,
  /** What keeps more people from waiting than there is room for. */
  room: "DROP TRIGGER waiting_room_full;",
  /** The index of the nonce, and that of the token, which follows from it. */
  nonce: "DROP INDEX visit_nonce; DROP INDEX visit_token;",
} as const;

/** What the database itself refuses. */
export type Guard = keyof typeof WITHOUT;

/** Takes a guard out of a file that holds no visits yet. */
export function takeOut(file: string, guard: Guard): void {
  const database = new Database(file);
  database.exec(WITHOUT[guard]);
  database.close();
}
