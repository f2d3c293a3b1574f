import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { HolidayOn } from "@/lib/domain/day-plan";
import type { Hotline } from "@/lib/domain/hotline";
import type { Store } from "@/lib/ports/store";
import { readSeed } from "./seed/read-seed";
import { OWNER_ONLY, openClient } from "./sqlite/client";
import { type FileLock, ownFile } from "./sqlite/lock";
import { migrateToHead } from "./sqlite/migrate";
import { fillIfEmpty, sqliteStore } from "./sqlite/store";

export { FileInUseError } from "./sqlite/lock";

export interface OpenedStore {
  readonly store: Store;
  readonly hotline: Hotline;
  /** Whether the example city was loaded into an empty database just now. */
  readonly filled: boolean;
  close(): Promise<void>;
}

/** Makes the file readable by its owner alone; SQLite gives the files beside it the same rights. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, "a", OWNER_ONLY));
  chmodSync(file, OWNER_ONLY);
}

/**
 * Opens the store: takes sole ownership of the file, migrates, and loads the city once into an empty database.
 * `onConflict` is told of every claim that the database refused. The only place that knows which engine is used. Throws FileInUseError, SeedError or MigrationError.
 */
export function openStore(
  databaseFile: string,
  holidayOn: HolidayOn,
  onConflict: () => void,
  root = process.cwd(),
): OpenedStore {
  const file = resolve(root, databaseFile);
  const lock: FileLock = ownFile(file);
  try {
    makePrivate(file);
    const client = openClient(file);
    migrateToHead(client, resolve(root, "db/sqlite/migrations"));
    const seed = readSeed(resolve(root, "db/seed/poznan"));
    const filled = fillIfEmpty(client, () => seed);
    const store = sqliteStore(client, holidayOn, onConflict);
    return {
      store,
      hotline: seed.hotline,
      filled,
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
