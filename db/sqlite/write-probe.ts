import { closeSync, ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import { assertDurable, type Client, OWNER_ONLY } from "./client";

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

/** Writes the plan's version as it is. Set to itself it would not be written: SQLite compares before it writes. */
function rewriteVersion(client: Client, keep: boolean): void {
  client.exec("BEGIN IMMEDIATE");
  try {
    client.exec("UPDATE plan_version SET version = version + 1");
    client.exec("UPDATE plan_version SET version = version - 1");
    if (keep) client.exec("COMMIT");
  } finally {
    if (client.inTransaction) client.exec("ROLLBACK");
  }
}

/**
 * Asks whether a booking could be saved now; throws when not. May be asked every second: it commits, and so syncs,
 * at most every three seconds, and after a failure until it has succeeded (docs/decisions/015).
 */
export function writeProbe(client: Client): () => void {
  let committedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const isDue = performance.now() - committedAt >= COMMITTED_EVERY_MS;
    committedAt = isDue ? Number.NEGATIVE_INFINITY : committedAt;
    assertDurable(client);
    if (!client.memory) assertRoom(client.name);
    rewriteVersion(client, isDue);
    if (isDue) committedAt = performance.now();
  };
}
