import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileWithPast } from "@/bench/past-visits";
import { openClient } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import { booked, claimsWith } from "../support/claims";
import { noHolidays, TUESDAY, testSeal, tickAt } from "../support/make";
import { NINE } from "./engine";

const VISITS = 20_000;

const folder = mkdtempSync(join(tmpdir(), "okienko-backup-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Everybody may read what is made without a word about its rights, as on most machines. */
let umask = 0;
beforeEach(() => {
  umask = process.umask(0o022);
});
afterEach(() => void process.umask(umask));

let copies = 0;
const copyName = (): string => join(mkdtempSync(join(folder, "to-")), `copy-${copies++}.db`);

const opened = () => {
  const file = fileWithPast(folder, VISITS);
  return { file, store: sqliteStore(openClient(file), noHolidays) };
};

/** Looks at a file, and whatever lies beside it, all the time while it is made: its rights, and whether it had content. */
async function watched(copy: string, making: Promise<unknown>) {
  const rights = new Set<string>();
  let filled = 0;
  let done = false;
  const made = making.finally(() => {
    done = true;
  });
  while (!done) {
    for (const name of readdirSync(join(copy, ".."))) {
      const stat = statSync(join(copy, "..", name), { throwIfNoEntry: false });
      if (!stat) continue;
      rights.add((stat.mode & 0o777).toString(8));
      if (stat.size > 0) filled++;
    }
    await pause(1);
  }
  await made;
  return { rights: [...rights], filled };
}

describe("a backup", () => {
  it("is the owner's alone from its first byte, with everything beside it, and leaves nothing but itself", async () => {
    const { store } = opened();
    const copy = copyName();
    const { rights, filled } = await watched(copy, store.health.backup(copy));
    expect(rights).toEqual(["600"]);
    expect(filled).toBeGreaterThan(0);
    expect(readdirSync(join(copy, ".."))).toHaveLength(1);
    await store.close();
  });

  it("control: the driver by itself lets everybody read it while it is made", async () => {
    const client = openClient(fileWithPast(folder, VISITS));
    const copy = copyName();
    const { rights } = await watched(copy, client.backup(copy));
    expect(rights).toContain("644");
    client.close();
  });

  it("has every visit that was acknowledged before it, is counted, and never goes over another file", async () => {
    const { store } = opened();
    const claims = claimsWith(testSeal());
    const made = { locationId: "budynek-1", group: "dowody", start: tickAt("08:00", TUESDAY), now: NINE };
    const won = booked(await store.visits.claim(claims.byKey("before the backup", "body", made)));
    const copy = copyName();
    expect(await store.health.backup(copy)).toEqual({ visits: VISITS + 1 });
    const found = new Database(copy, { readonly: true });
    expect(found.prepare("SELECT max(id) FROM visit").pluck().get()).toBe(won.visit.id);
    found.close();
    await expect(store.health.backup(copy)).rejects.toThrow(`${copy} exists already.`);
    expect(existsSync(copy)).toBe(true);
    await store.close();
  });

  it("is made while others book: all of them are answered, and it holds a moment between", async () => {
    const { store } = opened();
    const claims = claimsWith(testSeal());
    const copy = copyName();
    let isMade = false;
    const making = store.health.backup(copy).finally(() => {
      isMade = true;
    });
    let won = 0;
    for (; !isMade && won < 400; won++) {
      const [building, slot] = [won % 40, Math.floor(won / 40)];
      const start = tickAt("08:00", TUESDAY) + slot * 3;
      const made = { locationId: `budynek-${building + 1}`, group: "dowody", start, now: NINE };
      booked(await store.visits.claim(claims.byKey(`meanwhile ${won}`, "body", made)));
      await pause(1);
    }
    const { visits } = await making;
    expect(visits).toBeGreaterThanOrEqual(VISITS);
    expect(visits).toBeLessThanOrEqual(VISITS + won);
    await store.close();
  });

  it("is refused and removed where the database is damaged", async () => {
    const { file, store } = opened();
    const root = (name: string) => {
      const database = new Database(file, { readonly: true });
      const page = database.prepare<[string], number>("SELECT rootpage FROM sqlite_schema WHERE name = ?").pluck();
      const found = page.get(name) ?? 0;
      database.close();
      return found;
    };
    const other = new Database(file);
    other.unsafeMode();
    other.pragma("writable_schema = ON");
    // Two indexes look at each other's pages: each page is whole, and nothing of it is right.
    const [token, nonce] = [root("visit_token"), root("visit_day")];
    const swap = other.prepare("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?");
    swap.run(nonce, "visit_token");
    swap.run(token, "visit_day");
    other.close();
    const copy = copyName();
    await expect(store.health.backup(copy)).rejects.toThrow(`The copy ${copy} is damaged: `);
    expect(readdirSync(join(copy, ".."))).toEqual([]);
  });

  it("that is cut off by the end of the server is removed", async () => {
    const { store } = opened();
    const copy = copyName();
    const making = store.health.backup(copy);
    while (!existsSync(copy)) await pause(1);
    await store.close();
    await expect(making).rejects.toThrow("Ended by SIGKILL.");
    expect(readdirSync(join(copy, ".."))).toEqual([]);
  });

  it("is refused where its folder is not there, in the words of the system", async () => {
    const { store } = opened();
    await expect(store.health.backup(join(folder, "nowhere", "copy.db"))).rejects.toThrow("ENOENT");
    await store.close();
  });
});
