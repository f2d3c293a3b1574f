import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Client, openClient, writing } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import type { Committed } from "@/lib/ports/changes";
import { booked, claimsWith } from "../support/claims";
import { ALA, BARTEK, MONDAY, noHolidays, RATUSZ, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, NINE } from "./engine";
import { openDatabase } from "./sqlite-engine";

const claims = claimsWith(testSeal());
const claimOf = (device: string, time: string) =>
  claims.byDevice(device, { group: "dowody", start: tickAt(time), now: NINE });
const ON_MONDAY = { kind: "days", days: [{ locationId: RATUSZ, date: MONDAY }] };

function opened() {
  const folder = mkdtempSync(join(tmpdir(), "okienko-changes-"));
  const file = join(folder, "okienko.db");
  const client = openDatabase(CONTRACT_CITY, file);
  const store = sqliteStore(client, noHolidays);
  const told: Committed[] = [];
  store.changes.watch((change) => told.push(change));
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return { client, file, store, told };
}

const CANCELS = "UPDATE visit SET state = 'cancelled' WHERE state = 'booked'";

/** Writes, and takes it back. */
function inVain(client: Client): void {
  expect(() =>
    writing(client, () => {
      client.exec(CANCELS);
      throw new RangeError("in vain");
    }),
  ).toThrow("in vain");
}

describe("what SQLite tells of changes", () => {
  it("is nothing of a transaction that was rolled back, neither at once nor with the next one", async () => {
    const { client, store, told } = opened();
    booked(await store.visits.claim(claimOf(ALA, "10:00")));
    told.length = 0;
    inVain(client);
    await store.changes.look();
    expect(told).toEqual([]);
    writing(client, () => client.exec("UPDATE plan_version SET version = version"));
    expect(told).toEqual([]);
  });

  it("is told of a savepoint when all around it stands, and not of one that was rolled back", async () => {
    const { client, store, told } = opened();
    booked(await store.visits.claim(claimOf(ALA, "10:00")));
    told.length = 0;
    writing(client, () => {
      inVain(client);
      client.exec("UPDATE plan_version SET version = version");
    });
    expect(told).toEqual([]);
    writing(client, () => {
      writing(client, () => client.exec(CANCELS));
      expect(told).toEqual([]);
    });
    expect(told).toEqual([ON_MONDAY]);
  });

  it("is told of each claim that stands where a shared commit could not", async () => {
    const { client, store, told } = opened();
    const { visit } = booked(await store.visits.claim(claimOf("gone", "11:45")));
    // Cells that no visit tells of: the second claim meets them, and all are done again by themselves.
    const orphan = client.prepare("INSERT INTO counter_tick (counter_id, tick, visit_id) VALUES (?, ?, ?)");
    for (const counter of [1, 2]) orphan.run(counter, tickAt("10:00"), visit.id);
    told.length = 0;
    const lost = { ...claimOf(BARTEK, "10:00"), holdIfLost: false };
    const outcomes = await Promise.all([claimOf(ALA, "09:30"), lost].map((one) => store.visits.claim(one)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["booked", "lost"]);
    expect(told).toEqual([ON_MONDAY]);
  });

  it("is everything, once, where another program has written, as soon as somebody looks", async () => {
    const { file, store, told } = opened();
    const other = openClient(file);
    other.exec("INSERT INTO audit (at, visit_id, actor, what) VALUES (0, NULL, 'system', 'test')");
    other.close();
    expect(told).toEqual([]);
    await store.changes.look();
    await store.changes.look();
    expect(told).toEqual([{ kind: "everything" }]);
  });

  it("is everything where a claim comes after another program's write that nobody has looked at", async () => {
    const { file, store, told } = opened();
    const other = openClient(file);
    other.exec("UPDATE setting SET value = value; INSERT INTO setting (key, value) VALUES ('leadMinutes', '5')");
    other.close();
    booked(await store.visits.claim(claimOf(ALA, "10:00")));
    expect(told).toEqual([{ kind: "everything" }]);
  });

  it("is told of what was written past every port on this connection, as soon as somebody looks", async () => {
    const { client, store, told } = opened();
    booked(await store.visits.claim(claimOf(ALA, "10:00")));
    told.length = 0;
    client.exec(CANCELS);
    await store.changes.look();
    expect(told).toEqual([ON_MONDAY]);
  });
});
