import { createHash } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Client } from "@/db/sqlite/client";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import { forgetRuleAt } from "@/lib/domain/retention/retention";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Tick } from "@/lib/domain/time/tick";
import { idOf } from "@/lib/domain/who/ids";
import { makeSeal } from "@/lib/server/seal";
import { openDatabase } from "../tests/store/sqlite-engine";
import { WHOLE_DAY } from "../tests/support/make";
import { benchCity, buildings, CLOCK, opening, STARTS, TODAY, VISIT_TICKS, workingDays } from "./city";

const PREFIX = "okienko-past-";
const MIGRATIONS = "db/sqlite/migrations";
const MADE_FROM = [
  ...readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => `${MIGRATIONS}/${name}`),
  "bench/city.ts",
  "bench/past-visits.ts",
  "lib/domain/retention/retention.ts",
  "lib/domain/city/settings.ts",
];
const VISITS_PER_DAY = STARTS * buildings.length * (buildings[0]?.counters.length ?? 0);
const WORKING_DAYS_PER_YEAR = 250;
const EVERY_OF_YEAR = 4;
export const PAST_OF_YEAR = (WORKING_DAYS_PER_YEAR * VISITS_PER_DAY) / EVERY_OF_YEAR;

/** Which hours at which counters, in order of time, numbered from 1. */
const NUMBER = `
  INSERT INTO temp.numbered (hall_id, location_id, counter_id, place, start_tick)
  SELECT h.id, h.location_id, c.id, 1 + c.id % 12, day.tick + slot.n * ${VISIT_TICKS}
  FROM temp.day, temp.slot, counter c JOIN hall h ON h.id = c.hall_id
  WHERE slot.n % @every = 0 ORDER BY day.tick, slot.n, c.id LIMIT @count`;

/**
 * Every other visit came over the API for a person, the others from a page; every tenth was called off. What the nightly
 * job would have forgotten is forgotten: a server with a backlog of months would forget while it is measured.
 */
const INSERT_VISITS = `
  INSERT INTO visit (location_id, hall_id, counter_id, case_group_id, start_tick, ticks, wait_from, places, cases,
    state, channel, code, token, nonce, device, key_hash, body_hash, name, contact, language, created_at)
  SELECT location_id, hall_id, counter_id, 1 + id % 4, start_tick, ${VISIT_TICKS}, start_tick - 2, 1, 1,
    iif(id % 10, 'booked', 'cancelled'), iif(person, 'online', 'qr'),
    iif(known, printf('%06X', @first + id), printf('-%d', @first + id)),
    iif(known, token_of(nonce_of(@first + id)), randomblob(32)), iif(known, nonce_of(@first + id), NULL),
    iif(known AND NOT person, randomblob(16), NULL),
    iif(known AND person, randomblob(16), NULL), iif(known AND person, randomblob(16), NULL),
    iif(known AND person, 'Ala Nowak', NULL), iif(known AND person, 'ala@example.pl', NULL),
    iif(known AND person, 'pl', NULL), start_tick * 300000 - 86400000
  FROM (SELECT *, id % 2 AS person, start_tick >= iif(id % 2, @persons, @walkIns) AS known FROM temp.numbered)
  ORDER BY id`;

const INSERT_TICKS = `
  INSERT INTO counter_tick (counter_id, tick, visit_id)
  SELECT v.counter_id, v.start_tick + step.n, v.id FROM visit v, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2) step
  WHERE v.id > @before AND v.state = 'booked' ORDER BY 1, 2`;

const INSERT_PLACES = `
  INSERT INTO waiting_place (hall_id, tick, place, visit_id)
  SELECT v.hall_id, v.wait_from + step.n, 1 + v.counter_id % 12, v.id FROM visit v, (SELECT 0 AS n UNION ALL SELECT 1) step
  WHERE v.id > @before AND v.state = 'booked' ORDER BY 1, 2, 3`;

const INSERT_AUDIT = `
  INSERT INTO audit (at, visit_id, actor, what)
  SELECT created_at, id, channel, 'booked' FROM visit WHERE id > @before
  UNION ALL SELECT created_at, id, 'resident', 'cancelled' FROM visit WHERE id > @before AND state = 'cancelled'`;

/** Runs the work without the guards and indexes that cost time row by row, and builds them again. */
function unguarded(client: Client, work: () => void): void {
  const dropped = client
    .prepare<[], { type: string; name: string; sql: string }>(
      `SELECT type, name, sql FROM sqlite_schema
       WHERE (type = 'trigger' AND tbl_name = 'waiting_place') OR (type = 'index' AND tbl_name = 'visit' AND sql NOT NULL)`,
    )
    .all();
  for (const { type, name } of dropped) client.exec(`DROP ${type} ${name}`);
  work();
  for (const { sql } of dropped) client.exec(sql);
}

/** From which the tickets of the past follow: a server refuses a database whose tickets follow from another secret. */
const SECRET = "a secret of past visits, more than thirty-two characters";

/** Gives a connection the nonces and tokens of visits, as a server with the secret makes them. */
function teachTickets(client: Client): void {
  const { hashToken, tokenOf, hash } = makeSeal(SECRET);
  client.function("nonce_of", { deterministic: true }, (id) => Buffer.from(hash("key", `past ${id}`)));
  client.function("token_of", { deterministic: true }, (nonce) =>
    Buffer.from(hashToken(tokenOf(idOf(nonce as Buffer)))),
  );
}

let copies = 0;

interface Span {
  readonly count: number;
  /** The opening ticks of the days to fill. */
  readonly days: readonly Tick[];
  /** 1 = every start, 2 = every other, and so on. */
  readonly every: number;
}

function insertVisits(client: Client, { count, days, every }: Span): void {
  client.exec(`
    DROP TABLE IF EXISTS temp.day; DROP TABLE IF EXISTS temp.slot; DROP TABLE IF EXISTS temp.numbered;
    CREATE TEMP TABLE day (tick INTEGER); CREATE TEMP TABLE slot (n INTEGER);
    CREATE TEMP TABLE numbered (id INTEGER PRIMARY KEY, hall_id, location_id, counter_id, place, start_tick)`);
  const day = client.prepare("INSERT INTO temp.day VALUES (?)");
  for (const tick of days) day.run(tick);
  const slot = client.prepare("INSERT INTO temp.slot VALUES (?)");
  for (let n = 0; n < STARTS; n++) slot.run(n);
  const before = client.prepare<[], number>("SELECT coalesce(max(id), 0) FROM visit").pluck().get() ?? 0;
  client.prepare(NUMBER).run({ every, count });
  teachTickets(client);
  const { walkInsBefore: walkIns, personsBefore: persons } = forgetRuleAt(DEFAULT_SETTINGS, Date.parse(CLOCK));
  client.prepare(INSERT_VISITS).run({ first: before, walkIns, persons });
  for (const sql of [INSERT_TICKS, INSERT_PLACES, INSERT_AUDIT]) client.prepare(sql).run({ before });
}

/** A database of the city with these visits in it. */
function fill(file: string, span: Span): void {
  const client = openDatabase(benchCity(), file);
  client.pragma("synchronous = OFF");
  const setting = client.prepare("INSERT INTO setting (key, value) VALUES (?, ?)");
  for (const [key, value] of Object.entries(WHOLE_DAY)) setting.run(key, JSON.stringify(value));
  client.transaction(() => unguarded(client, () => insertVisits(client, span)))();
  client.close();
}

/** Half of the hours of these days are taken as well. */
export function takeHalfOf(client: Client, dates: readonly CivilDate[]): void {
  const half = { count: VISITS_PER_DAY * dates.length, days: dates.map(opening), every: 2 };
  client.transaction(() => unguarded(client, () => insertVisits(client, half)))();
}

function stamp(): string {
  const hash = createHash("sha256");
  for (const file of MADE_FROM) hash.update(readFileSync(resolve(import.meta.dirname, "..", file)));
  return hash.digest("hex").slice(0, 12);
}

/** Else the system writes hundreds of megabytes while commits are measured that wait for the same disk. */
function ontoDisk(file: string): void {
  const handle = openSync(file, "r+");
  fsyncSync(handle);
  closeSync(handle);
}

/** A copy, in the folder, of a database with these visits; what was made once is kept between benches. */
function keptCopy(folder: string, name: string, span: Span): string {
  const kept = join(tmpdir(), `${PREFIX}${stamp()}-${name}.db`);
  if (!existsSync(kept)) {
    for (const old of readdirSync(tmpdir())) {
      if (old.startsWith(PREFIX) && old.endsWith(`-${name}.db`)) rmSync(join(tmpdir(), old));
    }
    const made = join(folder, "made.db");
    const began = performance.now();
    fill(made, span);
    console.error(`Made ${span.count} past visits in ${((performance.now() - began) / 1_000).toFixed(1)} s.`);
    copyFileSync(made, `${kept}.part`);
    renameSync(`${kept}.part`, kept);
    rmSync(made);
  }
  const copy = join(folder, `past-${name}-${copies++}.db`);
  copyFileSync(kept, copy);
  writeFileSync(`${copy}.secret`, SECRET, { mode: 0o600 });
  ontoDisk(copy);
  return copy;
}

/** A city with so many past visits, of the days just past. */
export function fileWithPast(folder: string, past: number): string {
  const days = workingDays(TODAY, Math.ceil(past / VISITS_PER_DAY), -1).map(opening);
  return keptCopy(folder, String(past), { count: past, days, every: 1 });
}

/** A city with the past visits of a year, every fourth hour of every counter taken. */
export function fileWithYear(folder: string): string {
  const days = workingDays(TODAY, WORKING_DAYS_PER_YEAR, -1).map(opening);
  return keptCopy(folder, "year", { count: PAST_OF_YEAR, days, every: EVERY_OF_YEAR });
}
