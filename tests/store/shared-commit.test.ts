import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openClient, writing } from "@/db/sqlite/client";
import { fileGate, PATIENCE_MS } from "@/db/sqlite/file-gate";
import { sharedCommit } from "@/db/sqlite/shared-commit";
import { sqliteStore } from "@/db/sqlite/store";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import { idOf } from "@/lib/domain/who/ids";
import { NotSavedError } from "@/lib/ports/faults";
import type { Store } from "@/lib/ports/store";
import { booked, claimsWith } from "../support/claims";
import { faultsIn } from "../support/invariants";
import { noHolidays, testSeal, tickAt } from "../support/make";
import { PATIENCE, runs } from "../support/runs";
import { CONTRACT_CITY, NINE } from "./engine";
import { openDatabase, sqliteEngine } from "./sqlite-engine";

const folder = mkdtempSync(join(tmpdir(), "okienko-shared-"));
afterAll(() => rmSync(folder, { recursive: true }));

const STARTS = ["09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:00", "11:15", "11:30"].map((time) =>
  tickAt(time),
);
const claims = claimsWith(testSeal());
const claimFor = (device: string, start = tickAt("10:00")): ClaimRequest =>
  claims.byDevice(device, { group: "dowody", start, now: NINE });
const oneEach: readonly ClaimRequest[] = STARTS.map((start, index) => claimFor(`device-${index}`, start));

const allAtOnce = (store: Store, requests: readonly ClaimRequest[]) =>
  Promise.all(requests.map((request) => store.visits.claim(request)));

async function oneByOne(store: Store, requests: readonly ClaimRequest[]): Promise<ClaimOutcome[]> {
  const outcomes: ClaimOutcome[] = [];
  for (const request of requests) outcomes.push(await store.visits.claim(request));
  return outcomes;
}

/** What a claim came to, without what chance chose. */
function told(outcome: ClaimOutcome) {
  if (outcome.kind !== "booked" && outcome.kind !== "held") return outcome;
  const { code: _, ...visit } = outcome.visit;
  return { ...outcome, visit };
}

const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/** The commits in a write-ahead log that was empty before: a frame that ends one says how large the file then is. */
function commitsIn(wal: Buffer): number {
  const frame = FRAME_HEADER + wal.readUInt32BE(8);
  let commits = 0;
  for (let at = WAL_HEADER; at < wal.length; at += frame) if (wal.readUInt32BE(at + 4) > 0) commits++;
  return commits;
}

async function commitsOf(claim: typeof allAtOnce): Promise<number> {
  const file = join(mkdtempSync(join(folder, "log-")), "okienko.db");
  const client = openDatabase(CONTRACT_CITY, file);
  const store = sqliteStore(client, noHolidays);
  client.pragma("wal_checkpoint(TRUNCATE)");
  for (const outcome of await claim(store, oneEach)) booked(outcome);
  return commitsIn(readFileSync(`${file}-wal`));
}

describe("claims that arrive together", () => {
  it("have one commit, and one each when they arrive one after another", async () => {
    expect(await commitsOf(allAtOnce)).toBe(1);
    expect(await commitsOf(oneByOne)).toBe(oneEach.length);
  });

  it("have a commit for every fifty of them", async () => {
    const { store, client } = sqliteEngine(CONTRACT_CITY);
    // Reading the plan is a transaction too, but no commit.
    await store.plan.book();
    let commits = 0;
    const { transaction } = client;
    client.transaction = ((work: () => unknown) => {
      commits++;
      return transaction.call(client, work);
    }) as typeof transaction;
    await allAtOnce(
      store,
      Array.from({ length: 120 }, (_, index) => claimFor(`device-${index}`)),
    );
    expect(commits).toBe(3);
  });

  it("see each other: the second of two for the last start has lost", async () => {
    const { store, faults } = sqliteEngine(CONTRACT_CITY);
    const group = "prawo-jazdy";
    const both = ["ala", "bartek"].map((who) =>
      claims.byDevice(who, { group, start: tickAt("10:00"), now: NINE, holdIfLost: false }),
    );
    expect((await allAtOnce(store, both)).map(({ kind }) => kind)).toEqual(["booked", "lost"]);
    expect(faults()).toEqual([]);
  });

  it("one of them on a cell that no visit tells of: it is decided again, the others keep theirs", async () => {
    const client = openDatabase(CONTRACT_CITY);
    let conflicts = 0;
    const store = sqliteStore(client, noHolidays, () => conflicts++);
    // Of a visit that is over, as if its cells had been left behind at both counters.
    const { visit } = booked(await store.visits.claim(claimFor("gone", tickAt("11:45"))));
    const orphan = client.prepare("INSERT INTO counter_tick (counter_id, tick, visit_id) VALUES (?, ?, ?)");
    for (const counter of [1, 2]) orphan.run(counter, tickAt("10:00"), visit.id);
    const outcomes = await allAtOnce(store, oneEach);
    expect(outcomes.map(({ kind }) => kind)).toEqual(STARTS.map((at) => (at === tickAt("10:00") ? "held" : "booked")));
    expect(conflicts).toBe(1);
  });

  it("are booked as far as a nearly full disk has room, and nobody is told of a visit that does not stand", async () => {
    const client = openDatabase(CONTRACT_CITY);
    const store = sqliteStore(client, noHolidays);
    const standing = client.prepare("SELECT count(*) FROM visit").pluck();
    client.exec("VACUUM");
    client.pragma(`max_page_count = ${client.pragma("page_count", { simple: true })}`);
    const named = STARTS.map((start, index) => {
      const person = { name: "A".repeat(800), contact: `ala-${index}@example.pl`, language: "pl" as const };
      return claims.byKey(`key-${index}`, "body", { group: "dowody", start, now: NINE, person });
    });
    const answers = await Promise.allSettled(named.map((request) => store.visits.claim(request)));
    const confirmed = answers.filter(({ status }) => status === "fulfilled").length;
    expect(confirmed).toBeGreaterThan(0);
    expect(confirmed).toBeLessThan(named.length);
    expect(standing.get()).toBe(confirmed);
    for (const one of answers.slice(confirmed))
      expect(one).toMatchObject({ status: "rejected", reason: expect.any(NotSavedError) });
    client.pragma("max_page_count = 100000");
    for (const outcome of await allAtOnce(store, named)) booked(outcome);
    expect(standing.get()).toBe(named.length);
    expect(faultsIn(client)).toEqual([]);
  });

  const heldFile = (name: string, patienceMs: number) => {
    const file = join(folder, name);
    const store = sqliteStore(openDatabase(CONTRACT_CITY, file), noHolidays, undefined, patienceMs);
    const other = new Database(file);
    other.pragma("wal_checkpoint(TRUNCATE)");
    other.exec("BEGIN IMMEDIATE");
    return { file, store, other };
  };

  it("are refused together where another program holds the file for longer than they wait", async () => {
    const { store, other } = heldFile("held.db", 50);
    for (const one of await Promise.allSettled(oneEach.map((request) => store.visits.claim(request))))
      expect(one).toMatchObject({ status: "rejected", reason: { code: "SQLITE_BUSY" } });
    other.exec("ROLLBACK");
    for (const outcome of await allAtOnce(store, oneEach)) booked(outcome);
    await store.close();
    other.close();
  });

  it("wait for another program in their order, with those that come meanwhile, and have one commit", async () => {
    const { file, store, other } = heldFile("waited.db", 10_000);
    const first = allAtOnce(store, oneEach.slice(0, 4));
    await pause(120);
    const others = allAtOnce(store, oneEach.slice(4));
    const late = store.visits.claim(claimFor("device-late", STARTS[0]));
    const cancelled = store.visits.cancel(idOf(Buffer.alloc(32)), NINE, "resident");
    await pause(120);
    other.exec("ROLLBACK");
    for (const outcome of [...(await first), ...(await others)]) booked(outcome);
    expect([(await late).kind, (await cancelled).kind]).toEqual(["booked", "unknown"]);
    const inTheirOrder = other.prepare("SELECT start_tick FROM visit ORDER BY id").pluck().all();
    expect(inTheirOrder).toEqual([...STARTS, STARTS[0]]);
    expect(commitsIn(readFileSync(`${file}-wal`))).toBe(1);
    await store.close();
    other.close();
  });

  it("are refused when the store is closed while another program holds the file", async () => {
    const { store, other } = heldFile("given-up.db", 10_000);
    const waiting = Promise.allSettled(oneEach.map((request) => store.visits.claim(request)));
    await pause(60);
    await store.close();
    for (const one of await waiting) expect(one).toMatchObject({ status: "rejected", reason: { code: "SQLITE_BUSY" } });
    other.close();
  });

  it("are answered before the store is closed", async () => {
    const file = join(folder, "closed.db");
    const store = sqliteStore(openDatabase(CONTRACT_CITY, file), noHolidays);
    const waiting = allAtOnce(store, oneEach);
    await store.close();
    for (const outcome of await waiting) booked(outcome);
    const again = openDatabase(CONTRACT_CITY, file);
    expect(again.prepare("SELECT count(*) FROM visit").pluck().get()).toBe(oneEach.length);
    again.close();
  });

  it("come to what they come to one after another", PATIENCE, async () => {
    const claimed = fc.record({ who: fc.integer({ min: 0, max: 6 }), start: fc.constantFrom(...STARTS) });
    await fc.assert(
      fc.asyncProperty(fc.array(claimed, { minLength: 2, maxLength: 30 }), async (made) => {
        const requests = made.map(({ who, start }) => claimFor(`device-${who}`, start));
        const together = sqliteEngine(CONTRACT_CITY);
        const apart = sqliteEngine(CONTRACT_CITY);
        const outcomes = await allAtOnce(together.store, requests);
        expect(outcomes.map(told)).toEqual((await oneByOne(apart.store, requests)).map(told));
        expect(together.faults()).toEqual([]);
      }),
      { numRuns: runs(60, 1_000) },
    );
  });
});

describe("whoever is answered inside the transaction", () => {
  const started = () => {
    const client = openDatabase(CONTRACT_CITY);
    client.exec(
      "CREATE TABLE one (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES one(id) DEFERRABLE INITIALLY DEFERRED)",
    );
    const insert = client.prepare("INSERT INTO one (id, parent) VALUES (?, ?)");
    const inside: number[] = [];
    const after: number[] = [];
    const { work } = sharedCommit(client, fileGate(PATIENCE_MS));
    const put = (id: number, parent: number | null) => {
      insert.run(id, parent);
      inside.push(id);
    };
    const asked = (id: number, parent: number | null, alone: () => void) =>
      work(
        () => put(id, parent),
        () => writing(client, alone),
      ).then(() => after.push(id));
    const stand = () => client.prepare("SELECT count(*) FROM one").pluck().get();
    return { asked, work, inside, after, stand };
  };
  const broken = () => {
    throw new Error("broken");
  };

  it("is told of what is undone by another's failure", async () => {
    const { asked, work, inside, after, stand } = started();
    const all = await Promise.allSettled([asked(1, null, broken), asked(2, null, broken), work(broken, broken)]);
    expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect({ inside, after, stand: stand() }).toEqual({ inside: [1, 2], after: [], stand: 0 });
  });

  it("is told of what COMMIT itself refuses", async () => {
    const { asked, inside, after, stand } = started();
    const all = await Promise.allSettled([asked(1, null, broken), asked(2, 99, broken)]);
    expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect({ inside, after, stand: stand() }).toEqual({ inside: [1, 2], after: [], stand: 0 });
  });
});

describe("a file that cannot be written", () => {
  const askedAlone = async (code: string): Promise<number> => {
    const { work } = sharedCommit(openDatabase(CONTRACT_CITY), fileGate(PATIENCE_MS), 10);
    let asked = 0;
    const refuse = (): never => {
      throw new NotSavedError(code, {});
    };
    const alone = (): never => {
      asked++;
      return refuse();
    };
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => work(refuse, alone)));
    expect(all).toMatchObject(Array.from({ length: 5 }, () => ({ status: "rejected", reason: { code } })));
    return asked;
  };

  it("is asked once more where it is full, for there may be room for some", async () => {
    expect(await askedAlone("SQLITE_FULL")).toBe(1);
  });

  it("is not asked by each of them where somebody has kept it locked", async () => {
    expect(await askedAlone("SQLITE_BUSY")).toBe(0);
  });

  it("is asked by each of them where a page of it is damaged, for it may be the page of one", async () => {
    expect(await askedAlone("SQLITE_CORRUPT")).toBe(5);
  });
});

describe("the gate of a file that another program holds", () => {
  const busy = () => new NotSavedError("SQLITE_BUSY", {});

  it("is asked by one of all who wait, some thirty times a second, and lets them through in their order", async () => {
    const { patiently } = fileGate(10_000);
    let [asked, held] = [0, true];
    const passed: number[] = [];
    const all = Array.from({ length: 500 }, (_, one) =>
      patiently(() => {
        asked++;
        if (held) throw busy();
        passed.push(one);
        return one;
      }),
    );
    await pause(1_000);
    // The first one found it held before the others came.
    expect(asked).toBeGreaterThan(10);
    expect(asked).toBeLessThan(60);
    held = false;
    expect(await Promise.all(all)).toEqual(Array.from({ length: 500 }, (_, one) => one));
    expect(new Set(passed).size).toBe(500);
  });

  it("throws at once what is no lock, and after its patience what is one", async () => {
    const { patiently } = fileGate(100);
    const full = new NotSavedError("SQLITE_FULL", {});
    let asked = 0;
    const ask = (cause: Error) =>
      patiently(() => {
        asked++;
        throw cause;
      });
    await expect(ask(full)).rejects.toBe(full);
    expect(asked).toBe(1);
    const began = performance.now();
    await expect(ask(busy())).rejects.toMatchObject({ code: "SQLITE_BUSY" });
    expect(performance.now() - began).toBeGreaterThanOrEqual(100);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(asked).toBeGreaterThan(2);
  });

  it("control: the driver by itself lets everybody wait while it does", () => {
    const file = join(folder, "driver.db");
    openDatabase(CONTRACT_CITY, file).close();
    const [client, other] = [openClient(file), new Database(file)];
    client.pragma("busy_timeout = 300");
    other.exec("BEGIN IMMEDIATE");
    const began = performance.now();
    expect(() => writing(client, () => undefined)).toThrow(NotSavedError);
    expect(performance.now() - began).toBeGreaterThanOrEqual(250);
    other.close();
    client.close();
  });
});
