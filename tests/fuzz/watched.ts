import assert from "node:assert/strict";
import Database from "better-sqlite3";
import { digester, digesterWithout, watchCommits } from "../support/digest";

const LOOKED_AT_EVERY = 100;
/** More often where a commit alone tells nothing. */
const WRITTEN_LOOKED_AT_EVERY = 10;
/** Nearly all that is kept, what the city is and no form writes: compared once, at the end. */
const CITY = [
  ...["location", "hall", "capacity_rule", "department", "case_group", "served_at", "counter"],
  ...["plan_window", "procedure"],
];

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
 * compared after each hundredth, and after the last; those of the city only then.
 */
export function watchFile(file: string, leftOut: readonly string[] = []): Watch {
  const database = new Database(file, { readonly: true });
  const committed = watchCommits(database);
  const digestNow = digesterWithout(database, [...leftOut, ...CITY]);
  const cityNow = digester(database, CITY);
  const city = cityNow();
  let digest = digestNow();
  let refusals = 0;
  let isStale = false;
  const compare = () => {
    const now = digestNow();
    isStale ||= now !== digest;
    assert.equal(now, digest, "another table was written");
  };
  const compareAtEvery = (nth: number) => {
    if (++refusals % nth === 0) compare();
  };
  return {
    expectUnchanged() {
      const written = committed();
      isStale ||= written;
      assert.equal(written, false, "something was written");
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
      assert.equal(cityNow(), city, "the city was written");
      database.close();
    },
  };
}
