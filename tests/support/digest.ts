import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";

const tablesOf = (database: Database): string[] =>
  database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();

/** One hash of every row of the tables, of all where none are named, but those left out: equal as long as nothing has changed. */
export function digestOf(database: Database, leftOut: readonly string[] = [], tables = tablesOf(database)): string {
  const hash = createHash("sha256");
  for (const table of tables.filter((one) => !leftOut.includes(one)))
    hash.update(table).update(JSON.stringify(database.prepare(`SELECT * FROM "${table}"`).raw().all()));
  return hash.digest("hex");
}

/** Sees through a connection of its own whether anything was committed since the last look, without reading rows. */
export function watchCommits(database: Database): () => boolean {
  const read = () => database.pragma("data_version", { simple: true });
  let seen = read();
  return () => {
    const now = read();
    const changed = now !== seen;
    seen = now;
    return changed;
  };
}
