import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, RATUSZ } from "../support/make";
import { runs } from "../support/runs";
import { crowdDoes, startCrowd } from "./crowd";
import { faultsOf } from "./database";
import { type Office, openOffice } from "./office";

const GROUPS = ["akta", "bilety", "ceidg", "dowody", "emerytury", "fundacje"];

/** Six groups, each served at one counter alone. */
const CITY = aCity({
  groups: GROUPS.map((id) => aGroup(id)),
  counters: GROUPS.map((id, index) => aCounter(index + 1, { groups: [id], windows: ["09:00-16:45"] })),
});

/** Lets two processes win hours and look directly after, while a third only looks. */
async function readAfterClaims({ origin }: Office, claims: number, pages: boolean) {
  const matters = GROUPS.map((caseGroup) => ({ location: RATUSZ, caseGroup }));
  const input = (seed: number) => ({ origin, seed, hands: 3, claims, matters, date: "2026-11-23", pages });
  const others = await startCrowd("keepReading", [input(3)]);
  const results = await crowdDoes("readOwnClaims", [input(1), input(2)]);
  others.stop();
  const [reading = 0] = await others.results();
  const sum = (field: "claims" | "reads") => results.reduce((all, result) => all + result[field], 0);
  return { claims: sum("claims"), reads: sum("reads"), stale: results.flatMap((result) => result.stale), reading };
}

describe("whoever has just won an hour", () => {
  it("sees it free nowhere: not in next-free, free-starts, the offer, the list of hours nor the building's page, with others reading too", async () => {
    const office = await openOffice({ city: CITY });
    const { claims, reads, stale, reading } = await readAfterClaims(office, runs(60, 1_000), true);
    expect(stale).toEqual([]);
    expect(reads).toBe(claims * 5);
    expect(claims).toBeGreaterThanOrEqual(runs(120, 2_000));
    expect(reading).toBeGreaterThan(50);
    expect(faultsOf(office.databaseFile)).toEqual([]);
  });

  it("control: a server that remembers a day for a moment shows it again", async () => {
    const office = await openOffice({ city: CITY, fault: "remembers days" });
    const { stale } = await readAfterClaims(office, 10, false);
    expect(stale.length).toBeGreaterThan(0);
  });
});
