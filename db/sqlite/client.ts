import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { NotSavedError } from "@/lib/ports/faults";

export type Client = Database.Database;
export type Orm = BetterSQLite3Database;

/** Before a store is opened on it, which waits without holding up the event loop. */
const BUSY_TIMEOUT_MS = 5_000;
const SYNCHRONOUS_FULL = 2;
const TEMP_STORE_MEMORY = 2;
/** Rights of every file that holds what people gave: names and contacts of those who booked. */
export const OWNER_ONLY = 0o600;

/** A connection that would lose acknowledged bookings at a power cut. */
export class NotDurableError extends Error {
  constructor(found: unknown) {
    super(`The database is open with synchronous=${String(found)} instead of FULL.`);
  }
}

/** A connection that would write names and contacts into the system's folder for temporary files, and need it. */
export class SpillingError extends Error {
  constructor(found: unknown) {
    super(`The database is open with temp_store=${String(found)} instead of MEMORY.`);
  }
}

/**
 * Throws NotDurableError unless every commit is synced: a reopened WAL file silently comes up at NORMAL. Throws
 * SpillingError unless what a statement puts aside stays in memory: a visit whose indexes split does not fit elsewhere.
 */
export function assertSound(client: Client): void {
  const synchronous = client.pragma("synchronous", { simple: true });
  if (synchronous !== SYNCHRONOUS_FULL) throw new NotDurableError(synchronous);
  const tempStore = client.pragma("temp_store", { simple: true });
  if (tempStore !== TEMP_STORE_MEMORY) throw new SpillingError(tempStore);
}

/** Sets all pragmas of a connection, said once here (design §6). Throws as `assertSound`. */
export function setPragmas(client: Client): Client {
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  client.pragma("temp_store = MEMORY");
  client.pragma("foreign_keys = ON");
  client.pragma("secure_delete = ON");
  assertSound(client);
  return client;
}

/** Opens a database file with its pragmas. Creates the folder if need be. */
export function openClient(file: string): Client {
  mkdirSync(dirname(file), { recursive: true });
  return setPragmas(new Database(file, { timeout: BUSY_TIMEOUT_MS }));
}

export const ormOf = (client: Client): Orm => drizzle(client);

/** What the disk, its rights, another program's lock or a damaged page answer to a write. */
const UNSAVED = /^SQLITE_(BUSY|CANTOPEN|CORRUPT|FULL|IOERR|NOTADB|READONLY)/;

/** Work that is done when it returns. */
export type Sync<T> = () => T extends Promise<unknown> ? never : T;

const told = new WeakMap<Client, () => void>();

/** Calls one function after each commit of a connection, before whoever wrote goes on. It does not throw. */
export const onCommit = (client: Client, committed: () => void): void => void told.set(client, committed);

function written<T>(client: Client, work: Sync<T>): T {
  try {
    return client.transaction(work).immediate() as T;
  } catch (cause) {
    if (cause instanceof Database.SqliteError && UNSAVED.test(cause.code))
      throw new NotSavedError(cause.code, { cause });
    throw cause;
  }
}

/**
 * The only way to write: one IMMEDIATE transaction around a synchronous function.
 * A DEFERRED one fails under concurrency; what an async one does after its first `await` would commit on its own.
 * Throws NotSavedError where the file could not be written.
 */
export function writing<T>(client: Client, work: Sync<T>): T {
  const done = written(client, work);
  told.get(client)?.();
  return done;
}

/**
 * Reads at one moment, whoever writes meanwhile; inside a transaction, at its own. What reads writes nothing: a
 * transaction that begins so may not.
 */
export const reading = <T>(client: Client, work: Sync<T>): T =>
  (client.inTransaction ? work() : client.transaction(work).deferred()) as T;
