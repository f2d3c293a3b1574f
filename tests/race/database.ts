import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { City } from "@/lib/domain/city/city";
import { openDatabase } from "../store/sqlite-engine";
import { faultsIn } from "../support/invariants";
import { WHOLE_DAY } from "../support/make";

/** A database file of its own, ready to be served. */
export interface RaceFile {
  readonly folder: string;
  readonly file: string;
  remove(): void;
}

/** A fresh file with a city in it, its whole day on sale at once; without a city the server will load the seed's. */
export function raceFile(city?: City, under: string = tmpdir()): RaceFile {
  const folder = mkdtempSync(join(under, "okienko-race-"));
  const file = join(folder, "okienko.db");
  if (city) {
    const client = openDatabase(city, file);
    const insert = client.prepare("INSERT INTO setting (key, value) VALUES (?, ?)");
    for (const [key, value] of Object.entries(WHOLE_DAY)) insert.run(key, JSON.stringify(value));
    client.close();
  }
  return { folder, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Reads one consistent state of a file, also while a server writes to it. */
export function snapshotOf<T>(file: string, read: (database: Database.Database) => T): T {
  const database = new Database(file, { readonly: true });
  try {
    return database.transaction(() => read(database)).deferred() as T;
  } finally {
    database.close();
  }
}

export const faultsOf = (file: string): string[] => snapshotOf(file, faultsIn);

/** How many visits there are by state. */
export const visitsByState = (file: string): Record<string, number> =>
  snapshotOf(file, (database) =>
    Object.fromEntries(
      database
        .prepare<[], { state: string; visits: number }>("SELECT state, count(*) AS visits FROM visit GROUP BY state")
        .all()
        .map(({ state, visits }) => [state, visits]),
    ),
  );
