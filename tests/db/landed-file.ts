import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import Database from "better-sqlite3";

const FOLDER = resolve(import.meta.dirname, "landed");
const ENDING = ".sql.gz";

/** The secret from which the tickets of every landed file follow. */
export const LANDED_SECRET = "a secret of the landed schemas, thirty-two characters";

/** Every schema that was ever landed, oldest first. */
export const LANDED = readdirSync(FOLDER)
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length))
  .sort();

/** Lays a database of a landed schema into a folder; gives the file. */
export function layLanded(schema: string, folder: string): string {
  const file = join(folder, "okienko.db");
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("foreign_keys = OFF");
  const sql = gunzipSync(readFileSync(join(FOLDER, `${schema}${ENDING}`))).toString();
  database.exec(`BEGIN; ${sql} COMMIT`);
  database.close();
  return file;
}
