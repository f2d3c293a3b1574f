import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSeed } from "@/db/seed/read-seed";
import { type Client, openClient } from "@/db/sqlite/client";
import { migrateToHead } from "@/db/sqlite/migrate";
import { fillIfEmpty } from "@/db/sqlite/store";
import { floorTick } from "@/lib/domain/tick";

export const BUILDINGS = ["libelta", "gronowa", "28-czerwca", "slowackiego"] as const;
/** Counters that the bench adds to each building for a group of its own, so that claims never run out. */
export const COUNTERS_EACH = 12;
export const GROUP = "bench";
export const GROUP_MINUTES = 10;
/** The Monday at 7:00 on which every bench server's clock starts. */
export const CLOCK = "2026-11-23T07:00:00+01:00";

const FIRST_COUNTER = 1_000;
const FIRST_HALL = 1_000;
const PLACES = 600;

function addCounters(client: Client): void {
  client.exec(`
    INSERT INTO case_group SELECT 1000, '${GROUP}', 1, '{"pl":"Bench"}', ${GROUP_MINUTES}, 1, 'matters', 0, 0, 0, 0, 10;
    INSERT INTO served_at SELECT 1000, id, 'high', 'Y' FROM location;
    INSERT INTO hall SELECT ${FIRST_HALL} + id, 'bench-' || slug, id, '{"pl":"Bench"}', 9000, 1 FROM location;
    INSERT INTO capacity_rule (hall_id, valid_from, kind, amount) SELECT ${FIRST_HALL} + id, '2020-01-01', 'fixed', ${PLACES} FROM location;
    INSERT INTO setting VALUES ('releaseAheadMinutes', '80000');
  `);
  const counter = client.prepare("INSERT INTO counter VALUES (?, ?, ?, ?)");
  const window = client.prepare(
    `INSERT INTO plan_window (counter_id, weekday, from_time, to_time, offset_minutes, case_groups, reserved_for_urgent)
     VALUES (?, ?, '07:30', ?, 0, '["${GROUP}"]', 0)`,
  );
  BUILDINGS.forEach((building, place) => {
    for (let one = 0; one < COUNTERS_EACH; one++) {
      const id = FIRST_COUNTER + place * COUNTERS_EACH + one;
      counter.run(id, `bench-${building}-${one}`, FIRST_HALL + place + 1, 100 + one);
      for (let weekday = 1; weekday <= 5; weekday++) window.run(id, weekday, weekday === 1 ? "17:00" : "15:30");
    }
  });
}

/** Served visits of the past with all their cells, as many days back as it takes. */
function addPast(client: Client, visits: number): void {
  const guard = client
    .prepare<[], { sql: string }>("SELECT sql FROM sqlite_schema WHERE name = 'waiting_room_full'")
    .get();
  if (!guard) throw new Error("The schema has lost its guard.");
  const counters = BUILDINGS.length * COUNTERS_EACH;
  const last = floorTick(Date.parse(CLOCK)) - 300;
  const start = `${last} - 2 * (i / ${counters})`;
  const counterId = `${FIRST_COUNTER} + i % ${counters}`;
  const place = `(i % ${counters}) / ${COUNTERS_EACH} + 1`;
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${visits})`;
  client.pragma("synchronous = OFF");
  client.exec("DROP TRIGGER waiting_room_full; BEGIN");
  client.exec(`
    ${numbers} INSERT INTO visit (id, location_id, hall_id, counter_id, case_group_id, start_tick, ticks, wait_from, places, cases, state, channel, letter, number, code, token, created_at)
      SELECT i + 1, ${place}, ${FIRST_HALL} + ${place}, ${counterId}, 1000, ${start}, 2, ${start} - 2, 1, 1, 'served', 'qr', 'Y', i % 900 + 1, 'PAST' || i, randomblob(32), 0 FROM n;
    INSERT INTO counter_tick SELECT counter_id, start_tick, id FROM visit;
    INSERT INTO counter_tick SELECT counter_id, start_tick + 1, id FROM visit;
    INSERT INTO waiting_place SELECT hall_id, start_tick - 2, counter_id - ${FIRST_COUNTER} + 1, id FROM visit;
    INSERT INTO waiting_place SELECT hall_id, start_tick - 1, counter_id - ${FIRST_COUNTER} + 1 + ${counters}, id FROM visit;
    INSERT INTO audit (at, visit_id, actor, what) SELECT 0, id, 'qr', 'booked' FROM visit;
  `);
  client.exec(`COMMIT; ${guard.sql}`);
  client.pragma("synchronous = FULL");
  client.pragma("wal_checkpoint(TRUNCATE)");
}

/** A database file with the city, the bench's counters and so many past visits. */
export function benchDatabase(visits: number): string {
  const file = join(mkdtempSync(join(tmpdir(), "okienko-bench-")), "okienko.db");
  const client = openClient(file);
  migrateToHead(client, "db/sqlite/migrations");
  fillIfEmpty(client, () => readSeed("db/seed/poznan"));
  addCounters(client);
  if (visits > 0) addPast(client, visits);
  client.close();
  return file;
}
