import Database from "better-sqlite3";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { type Client, writing } from "./client";
import { UnfitFileError } from "./unfit-file";

/** A file whose schema cannot be brought to that of the running version; nothing in it was changed. */
export class MigrationError extends UnfitFileError {}

/** The steps that were taken, as drizzle's migrator has always kept them. */
const STEPS = "__drizzle_migrations";

const tablesOf = (client: Client): string[] =>
  client
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();

const rowCounts = (client: Client): Map<string, number> =>
  new Map(
    tablesOf(client).map((table) => [
      table,
      client.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0,
    ]),
  );

/** Tables of which a migration took rows away. */
function shrunk(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...before].flatMap(([table, rows]) => {
    const left = after.get(table) ?? 0;
    return left < rows ? [`${table}: ${rows} → ${left}`] : [];
  });
}

/** When each step was written that the file has taken, in their order. */
function takenSteps(client: Client): readonly number[] {
  const tables = tablesOf(client);
  if (tables.length === 0) return [];
  if (!tables.includes(STEPS))
    throw new MigrationError(
      `${client.name} is a database of another program: set DATABASE_URL to the one of Okienko, or to a new file.`,
    );
  return client
    .prepare<[], number>(`SELECT CAST(created_at AS INTEGER) FROM "${STEPS}" ORDER BY created_at`)
    .pluck()
    .all();
}

/** The steps that the file has not taken. Throws MigrationError where it has taken others than this version knows. */
function stepsAhead(client: Client, folder: string): readonly MigrationMeta[] {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const taken = takenSteps(client);
  if (taken.some((when, index) => known[index]?.folderMillis !== when))
    throw new MigrationError(
      `The database ${client.name} was written by a newer Okienko than this one, or by another: start the version ` +
        "that wrote it, or put the backup from before the upgrade in its place (docs/operations.md, Restore).",
    );
  return known.slice(taken.length);
}

/** Whether the file is of the first schema that was ever landed, which was changed later without a step of its own. */
function isFirst(client: Client): boolean {
  const columns = client.prepare<[], string>("SELECT name FROM pragma_table_info('procedure')").pluck().all();
  return columns.length > 0 && !columns.includes("position");
}

/** The first schema knew no order of the descriptions; they are written anew at every start, so any order does. */
function orderDescriptions(client: Client): void {
  for (const sql of [
    `CREATE TABLE ordered (
       slug TEXT PRIMARY KEY,
       case_group_id INTEGER NOT NULL REFERENCES case_group(id),
       position INTEGER NOT NULL,
       body TEXT NOT NULL
     ) STRICT, WITHOUT ROWID`,
    `INSERT INTO ordered (slug, case_group_id, position, body)
     SELECT slug, case_group_id, row_number() OVER (ORDER BY slug) - 1, body FROM procedure`,
    "DROP TABLE procedure",
    "ALTER TABLE ordered RENAME TO procedure",
  ])
    client.prepare(sql).run();
}

function take(client: Client, { sql, hash, folderMillis }: MigrationMeta): void {
  for (const statement of sql) client.exec(statement);
  client.prepare(`INSERT INTO "${STEPS}" (hash, created_at) VALUES (?, ?)`).run(hash, folderMillis);
}

const undone = (client: Client, why: string): MigrationError =>
  new MigrationError(`${why}: the upgrade of ${client.name} was undone; start the version that wrote it.`);

/** Takes the steps inside the caller's transaction. Throws MigrationError when rows or references are lost. */
function takeAll(client: Client, steps: readonly MigrationMeta[]): void {
  client.exec(`CREATE TABLE IF NOT EXISTS "${STEPS}" (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`);
  const before = rowCounts(client);
  if (isFirst(client)) orderDescriptions(client);
  for (const step of steps) take(client, step);
  const lost = shrunk(before, rowCounts(client));
  if (lost.length > 0) throw undone(client, `Rows would be lost (${lost.join(", ")})`);
  const dangling = client.pragma("foreign_key_check") as unknown[];
  if (dangling.length > 0) throw undone(client, `${dangling.length} references would be broken`);
}

/**
 * Brings the schema up to date in one transaction. Foreign keys are off outside of it, where SQLite heeds it: a rebuilt
 * parent table otherwise cascades into its children and reports success. Throws MigrationError; nothing has changed then.
 */
export function migrateToHead(client: Client, folder: string): void {
  const steps = stepsAhead(client, folder);
  if (steps.length === 0 && !isFirst(client)) return;
  client.pragma("foreign_keys = OFF");
  try {
    writing(client, () => takeAll(client, steps));
  } catch (cause) {
    throw cause instanceof Database.SqliteError ? undone(client, `A step failed (${cause.message})`) : cause;
  } finally {
    client.pragma("foreign_keys = ON");
  }
}
