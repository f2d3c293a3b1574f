import type { Database } from "better-sqlite3";

/** States in which a visit takes up its time and place; a hold counts until it is expired (design §4). */
const OCCUPYING = "('held','booked','arrived','parked','called','in-service')";

/** What takes up time and room: visits, and times that rest, which belong to the visit that has left them. */
const STANDING = `standing (visit, hall, counter, start, ticks, wait, places) AS (
  SELECT id, hall_id, counter_id, start_tick, ticks, wait_from, places FROM visit WHERE state IN ${OCCUPYING}
  UNION ALL SELECT visit_id, hall_id, counter_id, start_tick, ticks, wait_from, places FROM rest)`;

const FAULTS: Readonly<Record<string, string>> = {
  "two visits overlap at a counter": `
    WITH ${STANDING}, spans AS (SELECT visit, counter, start,
      max(start + ticks) OVER (PARTITION BY counter ORDER BY start, visit
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until
      FROM standing)
    SELECT counter, visit, start, until FROM spans WHERE until > start`,
  "a counter's tick is taken twice": `
    SELECT counter_id AS counter, tick, count(*) AS times FROM counter_tick GROUP BY counter_id, tick HAVING count(*) > 1`,
  "a waiting place is taken twice": `
    SELECT hall_id AS hall, tick, place, count(*) AS times FROM waiting_place
    GROUP BY hall_id, tick, place HAVING count(*) > 1`,
  "more wait than the hall has places": `
    SELECT p.hall_id AS hall, p.tick, count(*) AS waiting, c.places FROM waiting_place p
    LEFT JOIN hall_capacity c ON c.hall_id = p.hall_id AND c.from_tick <= p.tick AND c.to_tick > p.tick
    GROUP BY p.hall_id, p.tick HAVING count(*) > coalesce(c.places, 0)`,
  "a visit does not have exactly its counter's ticks": `
    WITH ${STANDING}
    SELECT v.visit, v.start, v.ticks, count(t.tick) AS found FROM standing v
    LEFT JOIN counter_tick t ON t.visit_id = v.visit AND t.counter_id = v.counter
      AND t.tick >= v.start AND t.tick < v.start + v.ticks
    GROUP BY v.visit, v.counter, v.start HAVING count(t.tick) <> v.ticks`,
  "a visit does not have exactly its waiting places": `
    WITH RECURSIVE ${STANDING}, waiting (visit, hall, tick, start, places) AS (
      SELECT visit, hall, wait, start, places FROM standing WHERE wait < start
      UNION ALL SELECT visit, hall, tick + 1, start, places FROM waiting WHERE tick + 1 < start)
    SELECT w.visit, w.tick, w.places,
      (SELECT count(*) FROM waiting_place p WHERE p.visit_id = w.visit AND p.hall_id = w.hall AND p.tick = w.tick) AS found
    FROM waiting w
    JOIN hall_capacity c ON c.hall_id = w.hall AND c.from_tick <= w.tick AND c.to_tick > w.tick
    WHERE found <> w.places`,
  "a counter's tick belongs to no standing visit of that time": `
    WITH ${STANDING}
    SELECT t.counter_id AS counter, t.tick, t.visit_id AS visit FROM counter_tick t
    LEFT JOIN standing v ON v.visit = t.visit_id AND v.counter = t.counter_id
      AND t.tick >= v.start AND t.tick < v.start + v.ticks
    WHERE v.visit IS NULL`,
  "a waiting place belongs to no standing visit of that time": `
    WITH ${STANDING}
    SELECT p.hall_id AS hall, p.tick, p.place, p.visit_id AS visit FROM waiting_place p
    LEFT JOIN standing v ON v.visit = p.visit_id AND v.hall = p.hall_id AND p.tick >= v.wait AND p.tick < v.start
    WHERE v.visit IS NULL`,
  "a visit has no audit row of its present state": `
    SELECT id AS visit, state FROM visit
    WHERE (id, state) NOT IN (SELECT visit_id, what FROM audit WHERE visit_id IS NOT NULL)`,
  "a nonce has won twice": `
    SELECT hex(nonce) AS nonce, count(*) AS times FROM visit WHERE nonce IS NOT NULL GROUP BY nonce HAVING count(*) > 1`,
  "a contact without the mailbox that it is counted by, or the other way round": `
    SELECT id AS visit FROM visit WHERE (contact IS NULL) <> (mailbox IS NULL)`,
  "two standing visits have one code": `
    SELECT code, count(*) AS times FROM visit WHERE state IN ${OCCUPYING} GROUP BY code HAVING count(*) > 1`,
  "two visits of a hall, letter and day have one number": `
    WITH numbered AS (SELECT v.hall_id AS hall, v.letter, v.number,
      (SELECT max(d.day) FROM location_day d WHERE d.location_id = v.location_id AND d.day <= v.start_tick) AS day
      FROM visit v WHERE v.number IS NOT NULL)
    SELECT hall, letter, number, day, count(*) AS times FROM numbered GROUP BY hall, letter, number, day
    HAVING count(*) > 1`,
  "a reference leads nowhere": `SELECT "table", rowid AS row, parent FROM pragma_foreign_key_check`,
};

/**
 * What must hold in the database at every moment, as one set of queries; one line per fault, none when all is well.
 * A capacity lowered below what was taken is reported too: those visits stay, and an office manager must see them.
 */
export function faultsIn(database: Database): string[] {
  return Object.entries(FAULTS).flatMap(([fault, query]) =>
    database
      .prepare(query)
      .all()
      .map((row) => `${fault}: ${JSON.stringify(row)}`),
  );
}
