import { describe, expect, it } from "vitest";
import { booked, claimsWith } from "../support/claims";
import { faultsIn } from "../support/invariants";
import { ALA, BARTEK, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, NINE } from "./engine";
import { sqliteEngine } from "./sqlite-engine";

/** Two visits one after the other at one counter, then something done behind the store's back. */
async function faultsAfter(sql: string): Promise<readonly string[]> {
  const { client, store } = sqliteEngine(CONTRACT_CITY);
  const claims = claimsWith(testSeal());
  for (const [device, time] of [
    [ALA, "10:00"],
    [BARTEK, "10:15"],
  ] as const) {
    booked(await store.visits.claim(claims.byDevice(device, { group: "meldunki", start: tickAt(time), now: NINE })));
  }
  client.pragma("foreign_keys = OFF");
  client.exec(sql);
  return [...new Set(faultsIn(client).map((fault) => fault.split(":")[0] ?? ""))];
}

/** The table made anew without its keys, with the rows that it had. */
const withoutKeys = (table: string) => `CREATE TABLE copy AS SELECT * FROM ${table}; DROP TABLE ${table};
  ALTER TABLE copy RENAME TO ${table};`;

describe("the invariants", () => {
  it("find nothing wrong where nothing was done", async () => {
    expect(await faultsAfter("SELECT 1")).toEqual([]);
  });

  it.each([
    [
      "two visits that overlap",
      "UPDATE visit SET ticks = 4 WHERE id = 1",
      ["two visits overlap at a counter", "a visit does not have exactly its counter's ticks"],
    ],
    [
      "a tick taken twice",
      `${withoutKeys("counter_tick")} INSERT INTO counter_tick SELECT * FROM counter_tick LIMIT 1`,
      ["a counter's tick is taken twice", "a visit does not have exactly its counter's ticks"],
    ],
    [
      "a place taken twice",
      `${withoutKeys("waiting_place")} INSERT INTO waiting_place SELECT * FROM waiting_place LIMIT 1`,
      ["a waiting place is taken twice", "a visit does not have exactly its waiting places"],
    ],
    [
      "a room too small for those who wait",
      "UPDATE hall_capacity SET places = 0",
      ["more wait than the hall has places"],
    ],
    [
      "a visit that lacks a tick",
      "DELETE FROM counter_tick WHERE tick = (SELECT max(tick) FROM counter_tick)",
      ["a visit does not have exactly its counter's ticks"],
    ],
    [
      "a visit that lacks a place",
      "DELETE FROM waiting_place WHERE tick = (SELECT max(tick) FROM waiting_place)",
      ["a visit does not have exactly its waiting places"],
    ],
    [
      "cells that outlive their visit",
      "UPDATE visit SET state = 'cancelled' WHERE id = 1; INSERT INTO audit VALUES (9, 0, 1, 'x', 'cancelled', NULL)",
      [
        "a counter's tick belongs to no standing visit of that time",
        "a waiting place belongs to no standing visit of that time",
      ],
    ],
    [
      "a change without its audit row",
      "DELETE FROM audit WHERE visit_id = 2",
      ["a visit has no audit row of its present state"],
    ],
    [
      "a nonce that has won twice",
      "DROP INDEX visit_nonce; UPDATE visit SET nonce = (SELECT nonce FROM visit WHERE id = 1)",
      ["a nonce has won twice"],
    ],
    [
      "a code that two visits have",
      "DROP INDEX visit_code; UPDATE visit SET code = 'ABC123'",
      ["two standing visits have one code"],
    ],
    ["a number given twice", "UPDATE visit SET number = 1", ["two visits of a hall, letter and day have one number"]],
    ["a reference into nowhere", "UPDATE visit SET case_group_id = 99", ["a reference leads nowhere"]],
  ])("find %s", async (_, sql, faults) => {
    expect(await faultsAfter(sql)).toEqual(faults);
  });
});
