import Database from "better-sqlite3";
import { expect } from "vitest";
import { digestOf, watchCommits } from "../support/digest";

const LOOKED_AT_EVERY = 100;

/** Watches a database file through a connection of its own while inputs are tried on it. */
export interface Watch {
  /** Expects that a refusal has changed no row of any table. */
  expectUnchanged(): void;
  /** Something was meant to change. */
  changed(): void;
  close(): void;
}

/**
 * Whether anything was committed is asked after every refusal; every row of every table is compared after each
 * hundredth, and after the last.
 */
export function watchFile(file: string): Watch {
  const database = new Database(file, { readonly: true });
  const committed = watchCommits(database);
  let digest = digestOf(database);
  let refusals = 0;
  let isStale = false;
  const compare = () => expect(digestOf(database)).toBe(digest);
  return {
    expectUnchanged() {
      const written = committed();
      isStale ||= written;
      expect(written, "something was written").toBe(false);
      if (++refusals % LOOKED_AT_EVERY === 0) compare();
    },
    changed() {
      if (committed() || isStale) digest = digestOf(database);
      isStale = false;
    },
    close() {
      compare();
      database.close();
    },
  };
}
