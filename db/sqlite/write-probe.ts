import { closeSync, ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import { assertSound, type Client, OWNER_ONLY } from "./client";

/** More than a dozen claims append to the log; the disk must have it free. */
const ROOM = Buffer.alloc(1024 * 1024);
const COMMITTED_EVERY_MS = 3_000;

/** The disk, or a limit of the process, leaves no room for bookings. */
export class NoRoomError extends Error {
  constructor() {
    super("There is no room left for bookings beside the database.");
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Writes where the log would grow next, in a file beside it, and cuts it off again: refused by a full disk, a quota,
 * a limit on the length of files and a read-only mount alike, and gone before it would ever reach the disk.
 */
function assertRoom(file: string): void {
  const side = openSync(`${file}.room`, "w", OWNER_ONLY);
  try {
    if (writeSync(side, ROOM, 0, ROOM.length, sizeOf(`${file}-wal`)) < ROOM.length) throw new NoRoomError();
  } finally {
    ftruncateSync(side, 0);
    closeSync(side);
  }
}

/** Does the work in a transaction of its own, and keeps what it wrote or takes it back. */
function inTransaction(client: Client, keep: boolean, work: () => void): void {
  client.exec("BEGIN IMMEDIATE");
  try {
    work();
    if (keep) client.exec("COMMIT");
  } finally {
    if (client.inTransaction) client.exec("ROLLBACK");
  }
}

/** A tick that no plan has, and for which no visit is read. */
const NEVER = -1_000_000;

const VISIT = `
  INSERT INTO visit (location_id, hall_id, counter_id, case_group_id, start_tick, ticks, wait_from, places, cases, state,
    channel, code, token, nonce, device, key_hash, body_hash, name, contact, language, created_at)
  SELECT h.location_id, h.id, c.id, g.id, ${NEVER}, 1, ${NEVER - 1}, 1, 1, 'booked',
    'staff', '-', randomblob(32), randomblob(32), randomblob(16), randomblob(16), randomblob(16), '-', '-', 'pl', 0
  FROM counter c JOIN hall h ON h.id = c.hall_id JOIN case_group g LIMIT 1
  RETURNING id, hall_id AS hall, counter_id AS counter`;

interface Probe {
  readonly id: number;
  readonly hall: number;
  readonly counter: number;
}

/** What a claim writes besides its visit: cells, a place under the guard of its room, audit, message. */
const BESIDES = [
  `INSERT INTO counter_tick (counter_id, tick, visit_id) VALUES (@counter, ${NEVER}, @id)`,
  `INSERT INTO hall_capacity (hall_id, from_tick, to_tick, places) VALUES (@hall, ${NEVER - 1}, ${NEVER}, 1)`,
  `INSERT INTO waiting_place (hall_id, tick, place, visit_id) VALUES (@hall, ${NEVER - 1}, 1, @id)`,
  "INSERT INTO audit (at, visit_id, actor, what) VALUES (0, @id, 'system', 'booked')",
  `INSERT INTO message (visit_id, kind, state, again, next_try_at, attempts, created_at)
   VALUES (@id, 'confirmed', 'waiting', 0, 0, 0, 0)`,
];

/** Writes what a claim writes, by all of its tables and indexes, and takes it back. A city without counters has none. */
function claimProbe(client: Client): () => void {
  const visit = client.prepare<[], Probe>(VISIT);
  const besides = BESIDES.map((sql) => client.prepare<Probe>(sql));
  return () => {
    const written = visit.get();
    if (written) for (const statement of besides) statement.run(written);
  };
}

/** Writes the plan's version as it is. Set to itself it would not be written: SQLite compares before it writes. */
function versionProbe(client: Client): () => void {
  const up = client.prepare("UPDATE plan_version SET version = version + 1");
  const down = client.prepare("UPDATE plan_version SET version = version - 1");
  return () => {
    up.run();
    down.run();
  };
}

/**
 * Asks whether a booking could be saved now; throws when not. May be asked every second: it writes what a claim does and
 * takes it back, and commits, and so syncs, one page at most every three seconds, and after a failure until it has
 * succeeded (docs/decisions/015, 030).
 */
export function writeProbe(client: Client): () => void {
  let committedAt = Number.NEGATIVE_INFINITY;
  const claim = claimProbe(client);
  const version = versionProbe(client);
  return () => {
    const isDue = performance.now() - committedAt >= COMMITTED_EVERY_MS;
    committedAt = isDue ? Number.NEGATIVE_INFINITY : committedAt;
    assertSound(client);
    inTransaction(client, false, claim);
    if (!client.memory) assertRoom(client.name);
    inTransaction(client, isDue, version);
    if (isDue) committedAt = performance.now();
  };
}
