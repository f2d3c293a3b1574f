import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freeStarts } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import { aCity, aCounter, aGroup, aHall, askIn, at, dayOf, MONDAY, WHOLE_DAY } from "../support/make";
import { crowdDoes } from "./crowd";
import { faultsOf, type RaceFile, raceFile, visitsByState } from "./database";
import { type Guard, takeOut } from "./guards";
import type { Claim, Insert } from "./work-on-files";

const GROUP = "dowody";
const NOW = at(MONDAY, "07:30");
const PROCESSES = [0, 1, 2, 3];
const STARTS = 16;

/** Four counters of sixteen starts each, in a hall of two places that nobody enters before eight. */
const CITY = aCity({
  halls: [aHall("parter", 2)],
  groups: [aGroup(GROUP)],
  counters: PROCESSES.map((process) => aCounter(process + 1, { groups: [GROUP], windows: ["08:00-12:00"] })),
});

/** What everybody decides who sees the day empty. */
const EMPTY_DAY = freeStarts(
  dayOf(CITY),
  takenBy(dayOf(CITY), [], NOW),
  askIn(CITY, GROUP, { now: NOW, settings: WHOLE_DAY }),
);

type Candidates = Insert["candidates"];

/** All want the same counter at the same hours. */
const sameCandidates = (process: number): Candidates =>
  EMPTY_DAY.map((free) => ({ at: free, nonce: `${process} ${free.start}` }));

/** Each at a counter of its own, all at the same hours. */
const sameHours = (process: number): Candidates =>
  EMPTY_DAY.map((free) => ({
    at: { ...free, counterId: `counter-${process + 1}` },
    nonce: `${process} ${free.start}`,
  }));

/** The same four nonces, each at hours of its own, so that no cell stands in the way. */
const sameNonces = (process: number): Candidates =>
  [0, 4, 8, 12].flatMap((hour) => {
    const free = EMPTY_DAY[hour + process];
    return free ? [{ at: free, nonce: `nonce ${hour}` }] : [];
  });

const TASKS = {
  "same candidates": { without: undefined, candidates: sameCandidates },
  "same candidates, no keys": { without: "cells", candidates: sameCandidates },
  "same hours": { without: undefined, candidates: sameHours },
  "same hours, no room guard": { without: "room", candidates: sameHours },
  "same nonces": { without: undefined, candidates: sameNonces },
  "same nonces, no index": { without: "nonce", candidates: sameNonces },
  "claims, IMMEDIATE": { without: undefined, begin: "IMMEDIATE" },
  "claims, DEFERRED": { without: undefined, begin: "DEFERRED" },
} as const satisfies Record<
  string,
  { without: Guard | undefined } & ({ candidates: (process: number) => Candidates } | { begin: Claim["begin"] })
>;

type TaskName = keyof typeof TASKS;

const NAMES = Object.keys(TASKS) as TaskName[];
const files = new Map<TaskName, RaceFile>();
const answers = new Map<TaskName, readonly string[]>();

function fileFor(name: TaskName): string {
  const made = raceFile(CITY);
  files.set(name, made);
  const { without } = TASKS[name];
  if (without) takeOut(made.file, without);
  return made.file;
}

function taskOf(name: TaskName, file: string, process: number): Insert | Claim {
  const task = TASKS[name];
  if ("candidates" in task) return { kind: "insert", file, candidates: task.candidates(process) };
  const starts = EMPTY_DAY.map((free) => free.start);
  return { kind: "claim", file, who: `process ${process}`, starts, begin: task.begin };
}

beforeAll(async () => {
  const paths = NAMES.map((name) => [name, fileFor(name)] as const);
  const inputs = PROCESSES.map((process) => {
    return { group: GROUP, date: MONDAY, now: NOW, tasks: paths.map(([name, file]) => taskOf(name, file, process)) };
  });
  const results = await crowdDoes("workOnFiles", inputs);
  NAMES.forEach((name, index) => {
    answers.set(
      name,
      results.flatMap((result) => result[index] ?? []),
    );
  });
});
afterAll(() => {
  for (const made of files.values()) made.remove();
});

/** How often each answer came, over all processes. */
function timesOf(name: TaskName): Record<string, number> {
  const times: Record<string, number> = {};
  for (const answer of answers.get(name) ?? []) times[answer] = (times[answer] ?? 0) + 1;
  return times;
}

const fileOf = (name: TaskName): string => files.get(name)?.file ?? "";
const faultKinds = (name: TaskName) => new Set(faultsOf(fileOf(name)).map((fault) => fault.split(":")[0]));

describe("four processes with the same stale candidates on one file", () => {
  it("sell each start once: the key of the counters' ticks refuses the others", () => {
    expect(timesOf("same candidates")).toEqual({ written: STARTS, SQLITE_CONSTRAINT_PRIMARYKEY: 3 * STARTS });
    expect(faultKinds("same candidates")).toEqual(new Set());
  });

  it("control: without the keys they sell each start four times", () => {
    expect(timesOf("same candidates, no keys")).toEqual({ written: 4 * STARTS });
    expect(faultKinds("same candidates, no keys")).toContain("two visits overlap at a counter");
  });
});

describe("four processes at counters of their own, all at the same hours, in a hall of two places", () => {
  it("seat two at each hour: the database refuses whom the room does not hold", () => {
    expect(timesOf("same hours")).toEqual({ written: 2 * STARTS, SQLITE_CONSTRAINT_TRIGGER: 2 * STARTS });
    expect(faultKinds("same hours")).toEqual(new Set());
  });

  it("control: without that guard all four wait where two may", () => {
    expect(timesOf("same hours, no room guard")).toEqual({ written: 4 * STARTS });
    expect(faultKinds("same hours, no room guard")).toEqual(new Set(["more wait than the hall has places"]));
  });
});

describe("four processes that post the same nonces without looking them up", () => {
  it("book one visit for each: the index refuses the others", () => {
    expect(timesOf("same nonces")).toEqual({ written: 4, SQLITE_CONSTRAINT_UNIQUE: 12 });
    expect(faultKinds("same nonces")).toEqual(new Set());
  });

  it("control: without the index they book four visits for each", () => {
    expect(timesOf("same nonces, no index")).toEqual({ written: 16 });
    expect(faultKinds("same nonces, no index")).toEqual(new Set(["a nonce has won twice"]));
  });
});

describe("four processes with the whole claim on one file", () => {
  it("all get a definite answer in IMMEDIATE transactions", () => {
    const { booked = 0, lost = 0, ...others } = timesOf("claims, IMMEDIATE");
    expect(others).toEqual({});
    expect(booked + lost).toBe(4 * STARTS);
    expect(visitsByState(fileOf("claims, IMMEDIATE"))).toEqual({ booked });
    expect(faultKinds("claims, IMMEDIATE")).toEqual(new Set());
  });

  it("control: in DEFERRED ones some fail with a busy database", () => {
    const busy = (answers.get("claims, DEFERRED") ?? []).filter((answer) => answer.startsWith("SQLITE_BUSY"));
    expect(busy.length).toBeGreaterThan(0);
    expect(faultKinds("claims, DEFERRED")).toEqual(new Set());
  });
});
