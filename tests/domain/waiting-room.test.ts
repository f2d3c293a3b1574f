import { describe, expect, it } from "vitest";
import type { CapacityRule, City, HallId } from "@/lib/domain/city/city";
import { placesUnder, ruleOn } from "@/lib/domain/city/waiting-room";
import { aCity, aCounter, aGroup, aHall, dayOf, tickAt } from "../support/make";

const hall = aHall("parter", 1).hall;
const rule = (kind: CapacityRule["kind"], amount: number | null, validFrom = "2020-01-01"): CapacityRule => ({
  hallId: hall.id,
  validFrom,
  kind,
  amount,
});

describe("places under a rule", () => {
  it("are the area by square metres per client, rounded down", () => {
    const places = (areaM2: number) => placesUnder(rule("per_area", 15), { ...hall, areaM2 }, 9);
    expect([14.9, 15, 44.9, 45, 60, 74.9, 75, 120].map(places)).toEqual([0, 1, 2, 3, 4, 4, 5, 8]);
  });

  it("are the open counters, a fixed number, or without limit", () => {
    expect([0, 1, 8].map((open) => placesUnder(rule("per_counter", null), hall, open))).toEqual([0, 1, 8]);
    expect([0, 8].map((open) => placesUnder(rule("fixed", 3), hall, open))).toEqual([3, 3]);
    expect(placesUnder(rule("none", null), hall, 8)).toBe(null);
    expect(placesUnder(null, hall, 8)).toBe(null);
  });
});

describe("the rule of a day", () => {
  const rules = [
    rule("per_counter", null, "2020-05-25"),
    rule("per_area", 15, "2020-04-27"),
    rule("none", null, "2022-03-28"),
    { ...rule("fixed", 1, "2020-05-01"), hallId: "pietro" },
  ];
  const kindOn = (hallId: HallId, date: string) => ruleOn(rules, hallId, date)?.kind ?? null;

  it("is the latest that has begun, in its hall", () => {
    expect(
      ["2020-04-26", "2020-04-27", "2020-05-24", "2020-05-25", "2022-03-27", "2022-03-28", "2026-11-23"].map((date) =>
        kindOn("parter", date),
      ),
    ).toEqual([null, "per_area", "per_area", "per_counter", "per_counter", "none", "none"]);
    expect(["2020-04-30", "2020-05-01"].map((date) => kindOn("pietro", date))).toEqual([null, "fixed"]);
  });
});

describe("a day's waiting room", () => {
  const city: City = {
    ...aCity({
      groups: [aGroup("dowody")],
      counters: [
        aCounter(1, { groups: ["dowody"], windows: ["08:00-10:00", "10:30-12:00"] }),
        aCounter(2, { groups: ["dowody"], windows: ["09:00-12:00"] }),
      ],
    }),
    capacityRules: [rule("per_area", 15), rule("per_counter", null, "2020-05-25")],
  };
  const placesOn = (date: string, times: readonly string[]) => {
    const plan = dayOf(city, date);
    return times.map((time) => plan.halls[0]?.capacity?.[tickAt(time, date) - plan.firstTick]);
  };

  it("has one client per 15 m² all day until 24 May 2020, and one per open counter from the 25th", () => {
    const times = ["07:55", "08:00", "09:00", "09:55", "10:00", "10:30", "11:55", "12:00"];
    expect(placesOn("2020-05-22", times)).toEqual([4, 4, 4, 4, 4, 4, 4, 4]);
    expect(placesOn("2020-05-25", times)).toEqual([0, 1, 2, 2, 1, 2, 2, 0]);
  });

  it("counts no counter that is away that day", () => {
    const away = { ...city, exceptions: [{ counterId: "counter-1", date: "2020-05-25", windows: [] }] };
    const plan = dayOf(away, "2020-05-25");
    expect(plan.halls[0]?.capacity?.[tickAt("09:00", "2020-05-25") - plan.firstTick]).toBe(1);
  });

  it("counts a counter once where two of its windows overlap", () => {
    const windows = ["08:00-10:00", "09:00-12:00"];
    const overlapping = {
      ...city,
      ...aCounter(1, { groups: ["dowody"], windows }),
      counters: city.counters.slice(0, 1),
    };
    const plan = dayOf(overlapping, "2020-05-25");
    expect(
      ["08:55", "09:00", "10:00"].map((time) => plan.halls[0]?.capacity?.[tickAt(time, "2020-05-25") - plan.firstTick]),
    ).toEqual([1, 1, 1]);
  });

  it("has no places to count without a limit", () => {
    expect(dayOf({ ...city, capacityRules: [rule("none", null)] }).halls).toEqual([{ id: "parter", capacity: null }]);
    expect(dayOf({ ...city, capacityRules: [] }).halls).toEqual([{ id: "parter", capacity: null }]);
  });
});
