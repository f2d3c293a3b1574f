import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/tick";
import { booked, claimsWith, minutes } from "../support/claims";
import { ALA, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, NINE } from "./engine";
import { sqliteEngine } from "./sqlite-engine";

const AHEAD = NINE + 40 * 24 * HOUR_MS;

async function opened() {
  const engine = sqliteEngine(CONTRACT_CITY);
  const claim = claimsWith(testSeal()).byDevice(ALA, { group: "meldunki", start: tickAt("10:00"), now: NINE });
  const { visit } = booked(await engine.store.visits.claim(claim));
  const { client } = engine;
  return {
    ...engine,
    rest(start: number, until: number) {
      client
        .prepare(
          `INSERT INTO rest (visit_id, location_id, hall_id, counter_id, start_tick, ticks, wait_from, places, rest_until)
          SELECT id, location_id, hall_id, counter_id, ?, ticks, ?, places, ? FROM visit WHERE id = ?`,
        )
        .run(start, start, until, visit.id);
    },
    restsUntil: () =>
      client
        .prepare<[], number>("SELECT rest_until FROM rest ORDER BY start_tick")
        .pluck()
        .all()
        .map((until) => until - NINE),
  };
}

describe("a clock that is set back", () => {
  it("has an hour rest for as long as it would have, and never again once that was over", async () => {
    const { store, client, rest, restsUntil } = await opened();
    rest(1, NINE + minutes(10));
    rest(2, AHEAD + minutes(20));
    rest(3, NINE - minutes(1));
    await store.time.letGo({ from: AHEAD, now: NINE, corrected: false });
    expect(restsUntil()).toEqual([0, minutes(20), -minutes(1)]);
    client.close();
  });

  it("keeps from which network a time was taken a day from now, not from then", async () => {
    const { store, client } = await opened();
    client.prepare("UPDATE visit SET network = x'01', network_at = ?").run(AHEAD);
    const networkAt = () => client.prepare("SELECT network_at FROM visit").pluck().get();
    await store.time.letGo({ from: AHEAD, now: NINE, corrected: false });
    expect(networkAt()).toBe(AHEAD);
    await store.time.letGo({ from: AHEAD, now: NINE, corrected: true });
    expect(networkAt()).toBe(NINE);
    client.close();
  });
});
