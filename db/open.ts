import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { TimeRecord } from "@/lib/domain/clock-trust";
import type { HolidayOn } from "@/lib/domain/day-plan";
import type { Guides } from "@/lib/domain/guide";
import type { Hotline } from "@/lib/domain/hotline";
import type { Store } from "@/lib/ports/store";
import { readSeed } from "./seed/read-seed";
import { OWNER_ONLY, openClient, ormOf } from "./sqlite/client";
import { type FileLock, ownFile } from "./sqlite/lock";
import { migrateToHead } from "./sqlite/migrate";
import { fillIfEmpty, renewDescriptions, sqliteStore } from "./sqlite/store";
import { readTimeRecord } from "./sqlite/time-record";

export { FileInUseError } from "./sqlite/lock";

export interface OpenedStore {
  readonly store: Store;
  readonly hotline: Hotline;
  readonly guides: Guides;
  /** Whether the example city was loaded into an empty database just now. */
  readonly filled: boolean;
  /** What the database knew of time when it was opened. */
  readonly time: TimeRecord;
  close(): Promise<void>;
}

/** The database cannot be used where it lies: its disk or its rights do not let it be written. */
export class UnusableFileError extends Error {
  constructor(file: string, cause: Error & { readonly code?: unknown }) {
    super(
      `Okienko cannot write its database ${file} (${String(cause.code)}): give the user that runs the server the right ` +
        "to write the file and its folder on a disk with room, or set DATABASE_URL to another file.",
      { cause },
    );
  }
}

/** What the system and SQLite answer where a file cannot be made, opened or written. */
const UNUSABLE =
  /^(E(ACCES|EXIST|ISDIR|LOOP|NAMETOOLONG|NOSPC|NOTDIR|PERM|ROFS)$|SQLITE_(CANTOPEN|FULL|IOERR|READONLY))/;

function unusable(file: string, cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return cause instanceof Error && UNUSABLE.test(code) ? new UnusableFileError(file, cause) : cause;
}

/** Makes the file readable by its owner alone; SQLite gives the files beside it the same rights. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, "a", OWNER_ONLY));
  chmodSync(file, OWNER_ONLY);
}

/**
 * Opens the store: takes sole ownership of the file, migrates, and loads the city once into an empty database.
 * `onConflict` is told of every claim that the database refused. The only place that knows which engine is used.
 * Throws FileInUseError, UnusableFileError, SeedError or MigrationError.
 */
export function openStore(
  databaseFile: string,
  holidayOn: HolidayOn,
  onConflict: () => void,
  root = process.cwd(),
): OpenedStore {
  const file = resolve(root, databaseFile);
  try {
    return openOwned(file, holidayOn, onConflict, root);
  } catch (cause) {
    throw unusable(file, cause);
  }
}

function openOwned(file: string, holidayOn: HolidayOn, onConflict: () => void, root: string): OpenedStore {
  const lock: FileLock = ownFile(file);
  try {
    makePrivate(file);
    const client = openClient(file);
    migrateToHead(client, resolve(root, "db/sqlite/migrations"));
    const seed = readSeed(resolve(root, "db/seed/poznan"));
    const filled = fillIfEmpty(client, () => seed);
    if (!filled) renewDescriptions(client, seed);
    const store = sqliteStore(client, holidayOn, onConflict);
    return {
      store,
      hotline: seed.hotline,
      guides: seed.guides,
      filled,
      time: readTimeRecord(ormOf(client)),
      async close() {
        await store.close();
        lock.release();
      },
    };
  } catch (cause) {
    lock.release();
    throw cause;
  }
}
