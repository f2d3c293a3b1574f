import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { type Client, ormOf } from "./client";

/** A migration lost rows or left references into nowhere. */
export class MigrationError extends Error {}

function rowCounts(client: Client): Map<string, number> {
  const tables = client
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  return new Map(
    tables.map(({ name }) => [name, client.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0]),
  );
}

/** Tables of which a migration took rows away. */
function shrunk(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...before].flatMap(([table, rows]) => {
    const left = after.get(table) ?? 0;
    return left < rows ? [`${table}: ${rows} → ${left}`] : [];
  });
}

/**
 * Brings the schema up to date. Foreign keys are off outside the transaction, where SQLite heeds it: a rebuilt parent
 * table otherwise cascades into its children and reports success. Throws MigrationError when rows are lost.
 */
export function migrateToHead(client: Client, folder: string): void {
  const before = rowCounts(client);
  client.pragma("foreign_keys = OFF");
  try {
    migrate(ormOf(client), { migrationsFolder: folder });
  } finally {
    client.pragma("foreign_keys = ON");
  }
  const lost = shrunk(before, rowCounts(client));
  if (lost.length > 0) throw new MigrationError(`The migration lost rows (${lost.join(", ")}); restore the backup.`);
  const dangling = client.pragma("foreign_key_check") as unknown[];
  if (dangling.length > 0) throw new MigrationError(`The migration left ${dangling.length} broken references.`);
}
