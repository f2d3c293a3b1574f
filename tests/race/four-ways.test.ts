import { describe, expect, it, onTestFinished } from "vitest";
import { aCity, aCounter, aGroup, at, MONDAY, tickAt } from "../support/make";
import { runs } from "../support/runs";
import { crowdDoes } from "./crowd";
import { faultsOf, raceFile, visitsByState } from "./database";
import { takeOut } from "./guards";
import { WAYS, type WayEnd } from "./race-four-ways";

const GROUP = "dowody";
const NOON = tickAt("12:00");
/** One counter: whoever is second has to take a later one of its five starts. */
const CITY = aCity({
  groups: [aGroup(GROUP)],
  counters: [aCounter(1, { groups: [GROUP], windows: ["12:00-13:15"] })],
});

interface Raced {
  readonly file: string;
  /** What each round came to, in the order of the ways. */
  readonly rounds: readonly (readonly WayEnd[])[];
}

async function race(rounds: number, careless: boolean): Promise<Raced> {
  const { file, remove } = raceFile(CITY);
  onTestFinished(remove);
  if (careless) takeOut(file, "cells");
  const common = { file, group: GROUP, start: NOON, now: at(MONDAY, "09:00"), rounds, careless };
  const byWay = await crowdDoes(
    "raceFourWays",
    WAYS.map((way) => ({ ...common, way })),
  );
  return { file, rounds: Array.from({ length: rounds }, (_, round) => byWay.flatMap((ends) => ends[round] ?? [])) };
}

const winnersOf = (round: readonly WayEnd[]): number => round.filter(({ kind }) => kind === "won").length;

describe("calendar, sticker, API and telephone racing for one last start", () => {
  it("have one winner each time, and every loser is offered another start", async () => {
    const times = runs(200, 1_000);
    const { file, rounds } = await race(times, false);
    expect(rounds.filter((round) => round.length !== WAYS.length || winnersOf(round) !== 1)).toEqual([]);
    const wins = WAYS.map((_, way) => rounds.filter((round) => round[way]?.kind === "won").length);
    console.log(`${times} races won by ${WAYS.map((way, index) => `${way} ${wins[index]}`).join(", ")}`);
    const losers = rounds.flat().filter((end) => end.kind !== "won");
    for (const { lost, next } of losers)
      expect({ lost, isLater: next !== null && next > NOON }).toEqual({ lost: NOON, isLater: true });
    for (const round of rounds) {
      // Pages hold what they offer: no two hold the same.
      const held = round.flatMap((end) => (end.kind === "held" ? [end.next] : []));
      expect(new Set(held).size).toBe(held.length);
    }
    expect(visitsByState(file)).toMatchObject({ cancelled: times });
    expect(faultsOf(file)).toEqual([]);
  });

  it("control: where each decides on what it read a moment ago and no key refuses it, several win", async () => {
    const { rounds } = await race(20, true);
    expect(rounds.filter((round) => winnersOf(round) > 1).length).toBeGreaterThan(0);
  });
});
