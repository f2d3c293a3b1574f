import type { CaseGroup, City, PlanWindow } from "@/lib/domain/city";
import { instantAt } from "@/lib/domain/civil-time";
import { compileDayPlan } from "@/lib/domain/day-plan";
import { freeStarts } from "@/lib/domain/free-starts";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import type { Taken } from "@/lib/domain/taken";
import { type Line, median, quantile } from "./verdicts";

const DATE = "2026-11-24";
const COUNTERS = 12;
const RUNS = 3_000;
const BAR_MS = 1;

const group = (id: string, minutes: number): CaseGroup => ({
  id,
  departmentId: "d",
  name: { pl: id },
  minutes,
  maxCases: 1,
  casesAre: "matters",
  served: [{ locationId: "l", confidence: "high", letter: "A" }],
  walkInOnly: false,
  urgent: false,
  remoteFirst: false,
  twoPeople: false,
  earlyMinutes: 10,
});

/** Twelve counters with a break, five groups in overlapping sets, a room for ten. */
function benchCity(): City {
  const groups = [10, 15, 20, 30, 45].map((minutes, index) => group(`g${index}`, minutes));
  const counters = Array.from({ length: COUNTERS }, (_, index) => ({
    id: `c${index}`,
    hallId: "h",
    number: index + 1,
  }));
  const plan = counters.flatMap(({ id }, index): PlanWindow[] =>
    [
      ["07:30", "12:00"],
      ["12:30", "15:30"],
    ].map(([from = "", to = ""]) => ({
      counterId: id,
      weekday: 2,
      from,
      to,
      offsetMinutes: (index % 3) * 5,
      caseGroups: groups.filter((_, at) => (at + index) % 5 < 3).map((one) => one.id),
      reservedForUrgent: false,
    })),
  );
  const hours = { 2: { from: "07:30", to: "15:30" } };
  const place = {
    id: "l",
    stickerCode: "L",
    name: { pl: "l" },
    street: "l",
    address: "l",
    hours,
    hoursConfidence: "high",
    dropBox: null,
    topGroups: [],
  } as const;
  return {
    locations: [place],
    halls: [{ id: "h", locationId: "l", name: { pl: "h" }, areaM2: 150, example: true }],
    capacityRules: [{ hallId: "h", validFrom: "2020-01-01", kind: "per_area", amount: 15 }],
    departments: [{ id: "d", name: { pl: "d" }, bookableFrom: "2020-01-01", bookingOpensAt: null, phones: [] }],
    caseGroups: groups,
    counters,
    plan,
    exceptions: [],
    closedDays: [],
    extraDays: [],
  };
}

/** Every other quarter of an hour is taken at every counter, two people wait at each tick. */
function halfTaken(ticks: number): Taken {
  const counters = Array.from({ length: COUNTERS }, (_, index) =>
    Uint8Array.from({ length: ticks }, (_, tick) => Math.floor((tick + index) / 3) % 2),
  );
  return {
    counters,
    places: [new Int32Array(ticks).fill(2)],
    load: counters.map((cells) => cells.reduce((sum, cell) => sum + cell, 0)),
  };
}

function times(runs: number, work: () => void): number[] {
  return Array.from({ length: runs }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
}

/** How long all free starts of a day take to compute, for today and for a later day. */
export function benchFreeStarts(): Line[] {
  const city = benchCity();
  const plan = compileDayPlan(city, () => null, "l", DATE);
  const taken = halfTaken(plan.ticks);
  const department = city.departments[0];
  if (!department) throw new Error("The bench's city has a department.");
  return ["today", "a later day"].flatMap((name): Line[] => {
    const now = name === "today" ? instantAt(DATE, "08:02") : instantAt("2026-11-23", "08:02");
    const all = city.caseGroups.flatMap((caseGroup) => {
      const ask = { caseGroup, department, cases: 1, now, settings: DEFAULT_SETTINGS };
      times(RUNS / 10, () => freeStarts(plan, taken, ask));
      return times(RUNS / 5, () => freeStarts(plan, taken, ask));
    });
    const p99 = quantile(all, 0.99);
    return [
      {
        what: `freeStarts, ${COUNTERS} counters, half taken, ${name}: p50 / p99`,
        figure: `${median(all).toFixed(3)} / ${p99.toFixed(3)} ms`,
        bar: `≤ ${BAR_MS} ms`,
        met: p99 <= BAR_MS,
      },
    ];
  });
}
