import Database from "better-sqlite3";
import { expect } from "vitest";
import { digestOf, watchCommits } from "../support/digest";

const LOOKED_AT_EVERY = 100;
/** More often where a commit alone tells nothing. */
const WRITTEN_LOOKED_AT_EVERY = 10;
/** Nine tenths of all that is kept, what the city is and no form writes: compared once, at the end. */
const BULK = ["procedure", "plan_window"];

/** Watches a database file through a connection of its own while inputs are tried on it. */
export interface Watch {
  /** Expects that a refusal has changed no row of any table. */
  expectUnchanged(): void;
  /** Expects that what was written stands in the tables that were left out, and nowhere else. */
  expectNothingElse(): void;
  /** Something was meant to change. */
  changed(): void;
  close(): void;
}

/**
 * Whether anything was committed is asked after every refusal; every row of every table that is not left out is
 * compared after each hundredth, and after the last; that of the city's bulk only then.
 */
export function watchFile(file: string, leftOut: readonly string[] = []): Watch {
  const database = new Database(file, { readonly: true });
  const committed = watchCommits(database);
  const digestNow = () => digestOf(database, [...leftOut, ...BULK]);
  const bulkNow = () => digestOf(database, [], BULK);
  const bulk = bulkNow();
  let digest = digestNow();
  let refusals = 0;
  let isStale = false;
  const compare = () => {
    const now = digestNow();
    isStale ||= now !== digest;
    expect(now, "another table was written").toBe(digest);
  };
  const compareAtEvery = (nth: number) => {
    if (++refusals % nth === 0) compare();
  };
  return {
    expectUnchanged() {
      const written = committed();
      isStale ||= written;
      expect(written, "something was written").toBe(false);
      compareAtEvery(LOOKED_AT_EVERY);
    },
    expectNothingElse() {
      committed();
      compareAtEvery(WRITTEN_LOOKED_AT_EVERY);
    },
    changed() {
      if (committed() || isStale) digest = digestNow();
      isStale = false;
    },
    close() {
      compare();
      expect(bulkNow(), "the city was written").toBe(bulk);
      database.close();
    },
  };
}
