import Database from "better-sqlite3";
import { type Client, writing } from "./client";

/** Refusals of the database that a claim or a move may meet; any other error is a bug and stays one. */
const CONFLICTS = new Set(["SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_TRIGGER"]);

const isConflict = (cause: unknown): boolean => cause instanceof Database.SqliteError && CONFLICTS.has(cause.code);

/**
 * Decides in one IMMEDIATE transaction. A conflict rolls all of it back, and it is decided once more, on the cells
 * themselves: a cell that no visit tells of would otherwise be offered for ever.
 */
export function decideOnceMore<T>(
  client: Client,
  decide: (fromCells: boolean) => T extends Promise<unknown> ? never : T,
  onConflict: () => void,
): T {
  try {
    return writing(client, () => decide(false));
  } catch (cause) {
    if (!isConflict(cause)) throw cause;
    onConflict();
    return writing(client, () => decide(true));
  }
}
