import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";

const tablesOf = (database: Database): string[] =>
  database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();

/** Takes one hash of every row of all tables, or of those that are named: equal as long as nothing has changed. */
export function digester(database: Database, tables = tablesOf(database)): () => string {
  const rows = tables.map((table) => ({ table, all: database.prepare(`SELECT * FROM "${table}"`).raw() }));
  return () => {
    const hash = createHash("sha256");
    for (const { table, all } of rows) hash.update(table).update(JSON.stringify(all.all()));
    return hash.digest("hex");
  };
}

/** The same of all tables but those left out. */
export const digesterWithout = (database: Database, leftOut: readonly string[]): (() => string) =>
  digester(
    database,
    tablesOf(database).filter((table) => !leftOut.includes(table)),
  );

/** Sees through a connection of its own whether anything was committed since the last look, without reading rows. */
export function watchCommits(database: Database): () => boolean {
  const version = database.prepare("PRAGMA data_version").pluck();
  let seen = version.get();
  return () => {
    const now = version.get();
    const changed = now !== seen;
    seen = now;
    return changed;
  };
}
