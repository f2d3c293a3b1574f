import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, RATUSZ } from "../support/make";
import { runs } from "../support/runs";
import { apiOf } from "./api";
import { crowdDoes } from "./crowd";
import { faultsOf, visitsByState } from "./database";
import { openOffice } from "./office";
import type { RaceEnd, RaceInput } from "./race-for-starts";
import { connections } from "./wire";

const STARTS = 20;
const DOWODY = { location: RATUSZ, caseGroup: "dowody" };

/** Twenty starts in all: four counters of five each, in a hall with just room enough for four at a time. */
const CITY = aCity({
  groups: [aGroup("dowody")],
  counters: [1, 2, 3, 4].map((number) => aCounter(number, { groups: ["dowody"], windows: ["12:00-13:15"] })),
});

/** Lets so many people race, in as many processes as ways are named. */
async function race(origin: string, people: number, by: readonly RaceInput["by"][]) {
  const share = people / by.length;
  const inputs = by.map((one) => ({ origin, matter: DOWODY, people: share, by: one }));
  const results = await crowdDoes("raceForStarts", inputs);
  const ends = results.flatMap((result) => result.ends);
  const count = (kind: RaceEnd["kind"]) => ends.filter((end) => end.kind === kind).length;
  const tickets = new Set(ends.flatMap((end) => (end.kind === "ticket" ? [end.token] : [])));
  const failures = results.flatMap((result) => result.statuses).filter((status) => status >= 500);
  return { tickets: tickets.size, nothing: count("nothing"), answered: ends.length, failures };
}

describe("200 people racing for 20 starts, half over the API and half on the page without scripts", () => {
  it.each(Array.from({ length: runs(1, 10) }, (_, round) => round + 1))(
    "buy exactly 20, and each of the others is told that nothing is left (round %i)",
    async () => {
      const { origin, databaseFile } = await openOffice({ city: CITY });
      const api = apiOf(origin, connections(1));
      expect((await api.freeStarts(DOWODY, "2026-11-23")).body.starts).toHaveLength(STARTS / 4);
      expect(await race(origin, 200, ["api", "page", "api", "page"])).toEqual({
        tickets: STARTS,
        nothing: 180,
        answered: 200,
        failures: [],
      });
      const { booked, held = 0 } = visitsByState(databaseFile);
      expect({ booked, held }).toEqual({ booked: STARTS, held: 0 });
      expect(faultsOf(databaseFile)).toEqual([]);
      expect((await api.nextFree(DOWODY)).body).toMatchObject({ start: null, reason: "sold-out" });
    },
  );
});

describe("a server that decides on what it read a moment ago", () => {
  const onApi = ["api", "api"] as const;

  it("still sells exactly 20: the keys of the cells refuse the rest", async () => {
    const { origin, databaseFile } = await openOffice({ city: CITY, fault: "decides early" });
    expect(await race(origin, 100, onApi)).toEqual({ tickets: STARTS, nothing: 80, answered: 100, failures: [] });
    expect(visitsByState(databaseFile)).toEqual({ booked: STARTS });
    expect(faultsOf(databaseFile)).toEqual([]);
  });

  it("control: without the keys it sells more, and the invariants see it", async () => {
    const { origin, databaseFile } = await openOffice({ city: CITY, fault: "decides early", without: "cells" });
    const { tickets } = await race(origin, 100, onApi);
    expect(tickets).toBeGreaterThan(STARTS);
    expect(faultsOf(databaseFile).length).toBeGreaterThan(0);
  });
});
