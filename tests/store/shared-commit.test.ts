import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { writing } from "@/db/sqlite/client";
import { sharedCommit } from "@/db/sqlite/shared-commit";
import { sqliteStore } from "@/db/sqlite/store";
import { type ClaimOutcome, type ClaimRequest, NotSavedError, type Store } from "@/lib/ports/store";
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
  Promise.all(requests.map((request) => store.claimVisit(request)));

async function oneByOne(store: Store, requests: readonly ClaimRequest[]): Promise<ClaimOutcome[]> {
  const outcomes: ClaimOutcome[] = [];
  for (const request of requests) outcomes.push(await store.claimVisit(request));
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
    const { visit } = booked(await store.claimVisit(claimFor("gone", tickAt("11:45"))));
    const orphan = client.prepare("INSERT INTO counter_tick (counter_id, tick, visit_id) VALUES (?, ?, ?)");
    for (const counter of [1, 2]) orphan.run(counter, tickAt("10:00"), visit.id);
    const outcomes = await allAtOnce(store, oneEach);
    expect(outcomes.map(({ kind }) => kind)).toEqual(STARTS.map((at) => (at === tickAt("10:00") ? "held" : "booked")));
    expect(conflicts).toBe(1);
  });

  it("are all refused where the disk is full, and nobody is told of a visit that does not stand", async () => {
    const client = openDatabase(CONTRACT_CITY);
    const store = sqliteStore(client, noHolidays);
    client.exec("VACUUM");
    const pages = client.pragma("page_count", { simple: true });
    client.pragma(`max_page_count = ${pages}`);
    // A few of them would fit; all of them do not.
    const named = STARTS.map((start, index) => {
      const person = { name: "A".repeat(800), contact: `ala-${index}@example.pl`, language: "pl" as const };
      return claims.byKey(`key-${index}`, "body", { group: "dowody", start, now: NINE, person });
    });
    const refused = await Promise.allSettled(named.map((request) => store.claimVisit(request)));
    for (const one of refused) expect(one).toMatchObject({ status: "rejected", reason: expect.any(NotSavedError) });
    expect(client.prepare("SELECT count(*) FROM visit").pluck().get()).toBe(0);
    client.pragma("max_page_count = 100000");
    for (const outcome of await allAtOnce(store, named)) booked(outcome);
    expect(faultsIn(client)).toEqual([]);
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

describe("control", () => {
  it("whoever is answered inside the transaction is told of what is undone", async () => {
    const client = openDatabase(CONTRACT_CITY);
    client.exec("CREATE TABLE one (id INTEGER PRIMARY KEY)");
    const insert = client.prepare("INSERT INTO one (id) VALUES (?)");
    const inside: number[] = [];
    const after: number[] = [];
    const { work } = sharedCommit(client);
    const put = (id: number) => {
      insert.run(id);
      inside.push(id);
    };
    const broken = () => {
      throw new Error("broken");
    };
    const answered = [1, 2].map((id) =>
      work(
        () => put(id),
        () => writing(client, broken),
      ).then(() => after.push(id)),
    );
    const failing = work(broken, broken);
    expect((await Promise.allSettled([...answered, failing])).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
      "rejected",
    ]);
    expect({ inside, after, stand: client.prepare("SELECT count(*) FROM one").pluck().get() }).toEqual({
      inside: [1, 2],
      after: [],
      stand: 0,
    });
  });
});
