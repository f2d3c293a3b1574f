import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Client } from "@/db/sqlite/client";
import { fillIfEmpty, renewDescriptions, sqliteStore } from "@/db/sqlite/store";
import { booked, claimsWith, held, minutes } from "../support/claims";
import {
  ALA,
  aCity,
  at,
  BARTEK,
  CEZARY,
  MONDAY,
  noHolidays,
  seedCity,
  TUESDAY,
  testSeal,
  tickAt,
} from "../support/make";
import { storeContract } from "./contract";
import { CONTRACT_CITY, NINE } from "./engine";
import { openDatabase, sqliteEngine } from "./sqlite-engine";

storeContract("on SQLite", sqliteEngine);

const folder = mkdtempSync(join(tmpdir(), "okienko-store-"));
afterAll(() => rmSync(folder, { recursive: true }));

const count = (client: Client, table: string): number =>
  client.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;

const opened = () => {
  const engine = sqliteEngine(CONTRACT_CITY);
  const seal = testSeal();
  const claims = claimsWith(seal);
  const post = (device: string, group: string, time: string, now = NINE, cases = 1) =>
    engine.store.visits.claim(claims.byDevice(device, { group, start: tickAt(time), now, cases }));
  return { ...engine, seal, claims, post };
};

describe("the audit", () => {
  it("has one row for every change, with its time and who made it, and none for a refusal", async () => {
    const { client, store, seal, claims, post } = opened();
    const ala = booked(await post(ALA, "meldunki", "10:00"));
    held(await post(BARTEK, "meldunki", "10:00"));
    held(await post(BARTEK, "meldunki", "10:00", NINE + 1));
    booked(await post(BARTEK, "meldunki", "10:15", NINE + 2));
    expect((await post(BARTEK, "meldunki", "11:50", NINE + 3)).kind).toBe("refused");
    held(await post(CEZARY, "meldunki", "10:15", NINE + 4));
    await store.visits.cancel(claims.tokenHash(ala.nonce), NINE + minutes(3), "resident");
    await store.visits.cancel(claims.tokenHash(ala.nonce), NINE + minutes(4), "resident");
    await store.plan.changeSetting("leadMinutes", 5, "account:manager", NINE + minutes(5));
    booked(await post(CEZARY, "meldunki", "10:00", NINE + minutes(6)));
    held(await post(ALA, "meldunki", "10:00", NINE + minutes(7)));
    await store.visits.releaseHold(seal.hash("device", ALA), NINE + minutes(8));
    const rows = client
      .prepare<[], { at: number; visit: number | null; actor: string; what: string; detail: string | null }>(
        "SELECT at, visit_id AS visit, actor, what, detail FROM audit ORDER BY id",
      )
      .all();
    expect(
      rows.map((row) => `+${row.at - NINE} ${row.visit} ${row.actor} ${row.what}${row.detail ? ` ${row.detail}` : ""}`),
    ).toEqual([
      "+0 1 qr booked",
      "+0 2 qr held",
      "+2 2 qr booked",
      "+4 3 qr held",
      "+180000 3 system expired",
      "+180000 1 resident cancelled",
      "+300000 null account:manager setting leadMinutes=5",
      "+360000 4 qr booked",
      "+420000 5 qr held",
      "+480000 5 resident expired",
    ]);
  });
});

describe("the rows that a visit takes", () => {
  const rowsOf = async (group: string, time: string, now: number, cases = 1) => {
    const { client, post } = opened();
    booked(await post(ALA, group, time, now, cases));
    return { ticks: count(client, "counter_tick"), places: count(client, "waiting_place") };
  };

  it("are three ticks at the counter and two waiting places, not three, for ten minutes early", async () => {
    expect(await rowsOf("dowody", "10:00", NINE)).toEqual({ ticks: 3, places: 2 });
  });

  it("are four waiting places for a couple", async () => {
    expect(await rowsOf("sluby", "10:00", NINE)).toEqual({ ticks: 6, places: 4 });
  });

  it("are more ticks but no more places for three matters", async () => {
    expect(await rowsOf("dowody", "10:00", NINE, 3)).toEqual({ ticks: 9, places: 2 });
  });

  it("are one place for who comes at 10:02 for 10:05, and none for who comes on the minute", async () => {
    expect(await rowsOf("dowody", "10:05", at(MONDAY, "10:02"))).toEqual({ ticks: 3, places: 1 });
    expect(await rowsOf("dowody", "10:05", at(MONDAY, "10:04:59.999"))).toEqual({ ticks: 3, places: 1 });
    expect(await rowsOf("dowody", "10:05", at(MONDAY, "10:05"))).toEqual({ ticks: 3, places: 0 });
  });

  it("go with the visit when it is called off, and the visit itself stays", async () => {
    const { client, store, claims, post } = opened();
    const ala = booked(await post(ALA, "sluby", "10:00"));
    await store.visits.cancel(claims.tokenHash(ala.nonce), NINE, "resident");
    expect([count(client, "visit"), count(client, "counter_tick"), count(client, "waiting_place")]).toEqual([1, 0, 0]);
    expect(() => client.exec("DELETE FROM visit")).toThrow("visits are anonymised, not deleted");
  });

  it("hold a person only for a claim that named one, and of the token only its hash", async () => {
    const { client, store, seal, claims, post } = opened();
    const walkIn = booked(await post(ALA, "dowody", "10:00"));
    await store.visits.claim(
      claims.byKey("key", "body", { group: "dowody", start: tickAt("10:00", TUESDAY), now: NINE }),
    );
    const people = client.prepare("SELECT name, contact, language, channel FROM visit ORDER BY id").all();
    expect(people).toEqual([
      { name: null, contact: null, language: null, channel: "qr" },
      { name: "Ala", contact: "key@example.pl", language: "pl", channel: "online" },
    ]);
    const token = seal.tokenOf(walkIn.nonce);
    const stored = client.prepare<[], Buffer>("SELECT token FROM visit ORDER BY id").pluck().get();
    expect(stored).toEqual(seal.hashToken(token));
    expect(client.serialize().includes(token)).toBe(false);
  });
});

describe("the file", () => {
  it("is filled with a city once and never again", () => {
    const client = openDatabase(CONTRACT_CITY);
    client.exec("UPDATE location SET street = 'Stary Rynek 2'");
    const another = aCity({ counters: [], groups: [] });
    expect(fillIfEmpty(client, () => ({ city: another, procedures: [] }))).toBe(false);
    expect(client.prepare("SELECT street FROM location").pluck().all()).toEqual(["Stary Rynek 2"]);
    expect(count(client, "counter")).toBe(3);
  });

  it("takes over the descriptions of the version that runs, and nothing else", () => {
    const { city, procedures } = seedCity();
    const client = openDatabase(city);
    expect(count(client, "procedure")).toBe(0);
    expect(renewDescriptions(client, { procedures })).toBe(true);
    expect(renewDescriptions(client, { procedures })).toBe(false);
    const [first, ...others] = procedures;
    if (!first) throw new Error("The seed has no procedure.");
    const edited = [{ ...first, summary: { pl: "Inny opis." } }, ...others];
    const foreign = openDatabase(CONTRACT_CITY);
    const fitting = procedures.filter((one) => CONTRACT_CITY.caseGroups.some(({ id }) => id === one.caseGroupId));
    expect(renewDescriptions(foreign, { procedures })).toBe(true);
    expect(count(foreign, "procedure")).toBe(fitting.length);
    expect(fitting.length).toBeLessThan(40);
    const before = client.prepare("SELECT count(*) FROM audit").pluck().get();
    expect(renewDescriptions(client, { procedures: edited })).toBe(true);
    expect(count(client, "procedure")).toBe(40);
    expect(client.prepare("SELECT body ->> '$.summary.pl' FROM procedure WHERE position = 0").pluck().get()).toBe(
      "Inny opis.",
    );
    expect(client.prepare("SELECT count(*) FROM audit").pluck().get()).toBe(before);
  });

  it("keeps what was acknowledged when it is closed and opened again", async () => {
    const file = join(folder, "again.db");
    const claims = claimsWith(testSeal());
    const request = claims.byDevice(ALA, { group: "dowody", start: tickAt("10:00"), now: NINE });
    const first = sqliteStore(openDatabase(CONTRACT_CITY, file), noHolidays);
    const won = booked(await first.visits.claim(request));
    await first.close();
    const second = sqliteStore(openDatabase(CONTRACT_CITY, file), noHolidays);
    expect(await second.visits.claim(request)).toEqual({ ...won, again: true });
    await second.close();
  });

  it("gives a new version of the plan for every change to it, and for none to the visits", async () => {
    const { client, store, post } = opened();
    const version = async () => (await store.plan.book()).version;
    const first = await version();
    await post(ALA, "dowody", "10:00");
    expect(await version()).toBe(first);
    client.exec("UPDATE plan_window SET to_time = '11:00' WHERE id = 1");
    expect(await version()).toBe(first + 1);
    client.exec(
      "INSERT INTO closed_day (date, location_id, reason) VALUES ('2026-11-24', NULL, '{\"pl\":\"Remont\"}')",
    );
    expect(await version()).toBe(first + 2);
    client.exec("DELETE FROM closed_day");
    expect(await version()).toBe(first + 3);
  });
});
