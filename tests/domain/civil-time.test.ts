import { describe, expect, it } from "vitest";
import {
  addDays,
  civilDateAt,
  dayEnd,
  dayStart,
  instantAt,
  isCivilDate,
  readDuration,
  readInstant,
  weekdayOf,
} from "@/lib/domain/time/civil-time";
import { ceilTick, floorTick, TICK_MS, tickStart, ticksFor } from "@/lib/domain/time/tick";

const ticksOn = (date: string) => (dayEnd(date) - dayStart(date)) / TICK_MS;
const tickAfterMidnight = (date: string, time: string) => (instantAt(date, time) - dayStart(date)) / TICK_MS;
const inUtc = (at: number) => new Date(at).toISOString();

describe("a day in Poznań", () => {
  it.each([
    ["2026-03-28", 288],
    ["2026-03-29", 276],
    ["2026-03-30", 288],
    ["2026-10-24", 288],
    ["2026-10-25", 300],
    ["2026-10-26", 288],
  ])("%s has %i ticks", (date, ticks) => {
    expect(ticksOn(date)).toBe(ticks);
  });

  it.each([
    ["2026-03-28", 90],
    ["2026-03-29", 78],
    ["2026-03-30", 90],
    ["2026-10-24", 90],
    ["2026-10-25", 102],
    ["2026-10-26", 90],
  ])("%s has 07:30 at tick %i after midnight", (date, tick) => {
    expect(tickAfterMidnight(date, "07:30")).toBe(tick);
  });

  it("begins and ends at midnight there, whatever the clock does in between", () => {
    expect([dayStart("2026-03-29"), dayEnd("2026-03-29")].map(inUtc)).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    expect([dayStart("2026-10-25"), dayEnd("2026-10-25")].map(inUtc)).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
    expect(dayEnd("2026-12-31")).toBe(dayStart("2027-01-01"));
  });

  it("is told from the next by the last millisecond", () => {
    for (const date of ["2026-03-28", "2026-03-29", "2026-10-25", "2026-11-23"]) {
      expect([civilDateAt(dayEnd(date) - 1), civilDateAt(dayEnd(date))]).toEqual([date, addDays(date, 1)]);
      expect(civilDateAt(dayStart(date))).toBe(date);
    }
  });

  it("reads a time that spring skips as the one an hour later, and one that autumn repeats as the first", () => {
    expect(inUtc(instantAt("2026-03-29", "01:59"))).toBe("2026-03-29T00:59:00.000Z");
    expect(inUtc(instantAt("2026-03-29", "02:30"))).toBe("2026-03-29T01:30:00.000Z");
    expect(inUtc(instantAt("2026-03-29", "03:30"))).toBe("2026-03-29T01:30:00.000Z");
    expect(inUtc(instantAt("2026-10-25", "02:30"))).toBe("2026-10-25T00:30:00.000Z");
    expect(inUtc(instantAt("2026-10-25", "03:00"))).toBe("2026-10-25T02:00:00.000Z");
  });
});

describe("calendar days", () => {
  it("are counted and named without a clock", () => {
    expect([addDays("2026-02-28", 1), addDays("2026-03-29", 1), addDays("2026-01-01", -1)]).toEqual([
      "2026-03-01",
      "2026-03-30",
      "2025-12-31",
    ]);
    expect(["2026-11-23", "2026-11-28", "2026-11-29"].map(weekdayOf)).toEqual([1, 6, 7]);
  });

  it("exist or do not", () => {
    expect(["2026-02-28", "2028-02-29"].map(isCivilDate)).toEqual([true, true]);
    expect(["2026-02-29", "2026-13-01", "2026-1-1", "2026-11-23T00:00", "", "jutro"].map(isCivilDate)).toEqual(
      Array(6).fill(false),
    );
    expect(() => dayStart("2026-02-29")).toThrow(RangeError);
  });
});

describe("instants and durations", () => {
  it("are read with any offset, and anything else is none", () => {
    expect(readInstant("2026-11-23T09:00:00+01:00")).toBe(instantAt("2026-11-23", "09:00"));
    expect(readInstant("2026-11-23T08:00:00Z")).toBe(instantAt("2026-11-23", "09:00"));
    expect(["2026-11-23", "2026-11-23T09:00", "2026-02-29T09:00Z", "rano", ""].map(readInstant)).toEqual(
      Array(5).fill(null),
    );
    expect([readDuration("PT10M"), readDuration("PT1H30M"), readDuration("P1M"), readDuration("10")]).toEqual([
      600_000,
      5_400_000,
      null,
      null,
    ]);
  });
});

describe("a day that began within an hour", () => {
  it("is told from the one before: until 1915 Warsaw's midnight came at 22:36 UTC", () => {
    const midnight = Date.parse("1900-01-01T22:36:00Z");
    expect([midnight - 1, midnight].map(civilDateAt)).toEqual(["1900-01-01", "1900-01-02"]);
  });
});

describe("a tick", () => {
  const nine = instantAt("2026-11-23", "09:00");

  it("is five minutes of absolute time: arrivals round down, starts round up", () => {
    expect(
      [floorTick(nine - 1), floorTick(nine), floorTick(nine + TICK_MS - 1)].map((tick) => tick - nine / TICK_MS),
    ).toEqual([-1, 0, 0]);
    expect([ceilTick(nine), ceilTick(nine + 1), ceilTick(nine + TICK_MS)].map((tick) => tick - nine / TICK_MS)).toEqual(
      [0, 1, 1],
    );
    expect(tickStart(ceilTick(nine))).toBe(nine);
  });

  it("covers a length in minutes with whole ticks", () => {
    expect([0, 5, 6, 10, 12, 15, 45].map(ticksFor)).toEqual([0, 1, 2, 2, 3, 3, 9]);
  });
});
