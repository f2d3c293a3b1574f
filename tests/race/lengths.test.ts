import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, aHall, RATUSZ } from "../support/make";
import { runs } from "../support/runs";
import { crowdDoes } from "./crowd";
import { faultsOf, visitsByState } from "./database";
import { openOffice } from "./office";

const LENGTHS = [10, 15, 20, 30, 45];
const GROUPS = LENGTHS.map((minutes) => `${minutes}-minut`);

/** One counter for every length, up to three matters each, in a hall of three places. */
const CITY = aCity({
  halls: [aHall("parter", 3)],
  groups: LENGTHS.map((minutes) => aGroup(`${minutes}-minut`, { minutes })),
  counters: [aCounter(1, { groups: GROUPS, windows: ["08:00-17:00"] })],
});

/** Today, where every start that fits may be taken, and the day after, where only the grid's may. */
const SPANS = [
  { from: "2026-11-23T08:05:00Z", to: "2026-11-23T16:00:00Z" },
  { from: "2026-11-24T07:00:00Z", to: "2026-11-24T16:00:00Z" },
];

const SEEDS = [1, 2, 3, 4];

async function claimAtRandom(origin: string, attempts: number) {
  const matters = GROUPS.map((caseGroup) => ({ location: RATUSZ, caseGroup }));
  const inputs = SEEDS.map((seed) => ({ origin, seed, attempts, hands: 8, matters, spans: SPANS }));
  const results = await crowdDoes("claimAtRandom", inputs);
  const statuses = results.flatMap((result) => result.statuses);
  const count = (status: number) => statuses.filter((one) => one === status).length;
  return { won: count(201), taken: count(409), standing: results.flatMap((result) => result.standing).length };
}

describe("visits of 10 to 45 minutes and of one to three matters, claimed at one counter by four processes", () => {
  it("never overlap and never overfill the hall, though most claims meet a taken time", async () => {
    const { origin, databaseFile } = await openOffice({ city: CITY });
    const { won, taken, standing } = await claimAtRandom(origin, runs(150, 1_500));
    expect(visitsByState(databaseFile)).toEqual({ booked: standing, cancelled: won - standing });
    expect(won).toBeGreaterThan(50);
    expect(taken).toBeGreaterThan(won);
    expect(faultsOf(databaseFile)).toEqual([]);
  });

  it("control: decided early and without the keys they do overlap, and the invariants see it", async () => {
    const { origin, databaseFile } = await openOffice({ city: CITY, fault: "decides early", without: "cells" });
    await claimAtRandom(origin, 60);
    const faults = new Set(faultsOf(databaseFile).map((fault) => fault.split(":")[0]));
    expect(faults).toContain("two visits overlap at a counter");
    expect(faults).toContain("a counter's tick is taken twice");
  });
});
