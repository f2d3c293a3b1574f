import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, aHall, at, aVisit, MONDAY, SUNDAY } from "../support/make";
import { timesIn, verdictIn } from "../support/starts";

/** A counter of the registry whose hour from nine is kept for deaths. */
const city = (places: number | null = null) =>
  aCity({
    halls: [aHall("parter", places)],
    groups: [aGroup("odpisy"), aGroup("zgony", { urgent: true })],
    counters: [
      aCounter(1, {
        groups: ["odpisy", "zgony"],
        windows: ["08:00-09:00", { span: "09:00-10:00", reservedForUrgent: true }, "10:00-11:00"],
      }),
    ],
  });
const advance = { now: at(SUNDAY, "12:00") };

describe("a window kept for urgent groups", () => {
  it("is theirs at any time, and nobody else's in advance", () => {
    expect(timesIn(city(), "zgony", advance)).toEqual([
      "08:00",
      "08:15",
      "08:30",
      "08:45",
      "09:00",
      "09:15",
      "09:30",
      "09:45",
      "10:00",
      "10:15",
      "10:30",
      "10:45",
    ]);
    expect(timesIn(city(), "odpisy", advance)).toEqual([
      "08:00",
      "08:15",
      "08:30",
      "08:45",
      "10:00",
      "10:15",
      "10:30",
      "10:45",
    ]);
    expect(verdictIn(city(), "odpisy", "09:00", advance)).toBe("taken");
  });

  it("has no advance limit for them: not of its ticks, not of the waiting room", () => {
    const three = [aVisit(1, "09:00-09:15"), aVisit(1, "09:15-09:30"), aVisit(1, "09:30-09:45")];
    expect(verdictIn(city(), "zgony", "09:45", { ...advance, visits: three })).toBe("free");
    expect(verdictIn(city(), "zgony", "08:45", { ...advance, visits: [aVisit(1, "08:00-08:35")] })).toBe("taken");
    const one = [aVisit(2, "09:15-09:30")];
    expect(verdictIn(city(2), "zgony", "09:15", { ...advance, visits: one })).toBe("free");
    expect(verdictIn(city(2), "zgony", "08:15", { ...advance, visits: [aVisit(2, "08:15-08:30")] })).toBe("taken");
  });

  it("still needs a place to wait", () => {
    const one = [aVisit(2, "09:15-09:30")];
    expect(verdictIn(city(1), "zgony", "09:15", { ...advance, visits: one })).toBe("taken");
  });

  it("is open to the counter's other groups from exactly two hours before the start", () => {
    const verdict = (time: string) => verdictIn(city(), "odpisy", "09:15", { now: at(MONDAY, time) });
    expect([verdict("07:14:59.999"), verdict("07:15")]).toEqual(["taken", "free"]);
    const shown = (time: string) =>
      timesIn(city(), "odpisy", { now: at(MONDAY, time) }).filter((one) => one >= "09" && one < "10");
    expect([shown("06:59:59.999"), shown("07:00"), shown("07:30")]).toEqual([
      [],
      ["09:00"],
      ["09:00", "09:15", "09:30"],
    ]);
  });

  it("is not entered by a visit that begins before it", () => {
    expect(verdictIn(city(), "zgony", "08:50", { now: at(MONDAY, "08:00") })).toBe("no-such-start");
  });
});
