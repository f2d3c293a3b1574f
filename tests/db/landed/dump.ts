// Makes a landed schema's fixture: `node --import tsx tests/db/landed/dump.ts DATABASE OUT.sql.gz`.
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import Database from "better-sqlite3";

/** Descriptions are long, and written anew at every start: a few tell as much. */
const AT_MOST: Readonly<Record<string, number>> = { procedure: 3 };

interface Part {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

function literal(value: unknown): string {
  if (value === null) return "NULL";
  if (Buffer.isBuffer(value)) return `x'${value.toString("hex")}'`;
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function rowsOf(database: Database.Database, table: string): string[] {
  const rows = database
    .prepare<[], unknown[]>(`SELECT * FROM "${table}" LIMIT ${AT_MOST[table] ?? -1}`)
    .raw()
    .all();
  return rows.map((row) => `INSERT INTO "${table}" VALUES (${row.map(literal).join(",")});`);
}

/** A database as text: tables, rows, then what guards them. */
function dumpOf(file: string): string {
  const database = new Database(file, { readonly: true });
  const parts = database
    .prepare<[], Part>("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    .all();
  const tables = parts.filter(({ type }) => type === "table");
  const guards = parts.filter(({ type }) => type !== "table");
  const made = (some: readonly Part[]) => some.map(({ sql }) => `${sql};`);
  const lines = [...made(tables), ...tables.flatMap(({ name }) => rowsOf(database, name)), ...made(guards)];
  database.close();
  return `${lines.join("\n")}\n`;
}

const [file = "", out = ""] = process.argv.slice(2);
writeFileSync(out, gzipSync(dumpOf(file), { level: 9 }));
