import Database from "better-sqlite3";
import type { Course } from "@/lib/domain/course/course";
import { ChangedMeanwhileError } from "./changed-meanwhile";
import { type Client, type Sync, writing } from "./client";
import { play } from "./play";
import type { Session } from "./session";

/** Refusals of the database that a claim or a move may meet; any other error is a bug and stays one. */
const CONFLICTS = new Set(["SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_TRIGGER"]);

const isConflict = (cause: unknown): boolean =>
  cause instanceof ChangedMeanwhileError || (cause instanceof Database.SqliteError && CONFLICTS.has(cause.code));

/**
 * Plays a course in one IMMEDIATE transaction. A conflict rolls all of it back, and it is decided once more, on the cells
 * themselves: a cell that no visit tells of would otherwise be offered for ever.
 */
export function decideOnceMore<Outcome>(
  client: Client,
  openSession: () => Session,
  courseOf: (session: Session, fromCells: boolean) => Course<Outcome>,
  onConflict: () => void,
): Outcome {
  const decide = (fromCells: boolean): Sync<Outcome> =>
    (() => {
      const session = openSession();
      return play(session, courseOf(session, fromCells));
    }) as Sync<Outcome>;
  try {
    return writing(client, decide(false));
  } catch (cause) {
    if (!isConflict(cause)) throw cause;
    onConflict();
    return writing(client, decide(true));
  }
}
