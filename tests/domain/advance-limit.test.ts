import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, aHall, at, aVisit, MONDAY, SUNDAY, WHOLE_DAY } from "../support/make";
import { timesIn, verdictIn } from "../support/starts";

/** Two hours and more before every start that is asked for: all of them are in advance. */
const advance = { now: at(SUNDAY, "12:00") };

/** Five minutes a visit, so that a segment can be filled tick by tick. */
const city = (span: string, offset = 0) =>
  aCity({
    halls: [aHall("parter", null)],
    groups: [aGroup("balia", { minutes: 5 }), aGroup("dowody"), aGroup("sluby", { minutes: 30 })],
    counters: [aCounter(1, { groups: ["balia", "dowody", "sluby"], windows: [span], offset })],
  });

const taken = (...spans: readonly string[]) => spans.map((span) => aVisit(1, span));

describe("the advance limit at a counter", () => {
  it("is 19 of the 24 ticks of every two hours from the window's start: the 19th is free, the 20th is not", () => {
    const hours = city("08:00-12:00");
    const eighteen = { ...advance, visits: taken("08:00-09:30") };
    const nineteen = { ...advance, visits: taken("08:00-09:35") };
    expect(verdictIn(hours, "balia", "09:30", eighteen)).toBe("free");
    expect(verdictIn(hours, "balia", "09:35", nineteen)).toBe("taken");
    expect(timesIn(hours, "balia", nineteen)[0]).toBe("10:00");
    expect(timesIn(hours, "balia", { ...nineteen, settings: WHOLE_DAY })[0]).toBe("09:35");
  });

  it("counts a visit's own ticks with those taken", () => {
    const hours = city("08:00-12:00");
    const verdicts = ["08:00-09:20", "08:00-09:25"].map((span) =>
      verdictIn(hours, "dowody", "09:30", { ...advance, visits: taken(span) }),
    );
    expect(verdicts).toEqual(["free", "taken"]);
  });

  it("counts all taken cells alike, however long ago or just now they were won", () => {
    const visits = (last: string) => [
      aVisit(1, "08:00-08:30", { state: "arrived" }),
      aVisit(1, "08:30-09:00", { state: "in-service" }),
      aVisit(1, last, { state: "held", heldUntil: advance.now + 1 }),
    ];
    const verdicts = ["09:00-09:20", "09:00-09:25"].map((last) =>
      verdictIn(city("08:00-12:00"), "dowody", "09:30", { ...advance, visits: visits(last) }),
    );
    expect(verdicts).toEqual(["free", "taken"]);
  });

  it("holds in each of two segments that a visit touches", () => {
    const straddling = city("08:00-12:00", 15);
    const verdict = (...spans: readonly string[]) =>
      verdictIn(straddling, "sluby", "09:45", { ...advance, visits: taken(...spans) });
    expect(verdict("08:00-09:20")).toBe("free");
    expect(verdict("08:00-09:25")).toBe("taken");
    expect(verdict("10:40-12:00")).toBe("free");
    expect(verdict("10:35-12:00")).toBe("taken");
  });

  it("is less in a last segment that is short: 7 of 9 ticks", () => {
    const short = city("08:00-10:45");
    const six = { ...advance, visits: taken("10:00-10:30") };
    const seven = { ...advance, visits: taken("10:00-10:35") };
    expect([verdictIn(short, "balia", "10:30", six), verdictIn(short, "balia", "10:35", seven)]).toEqual([
      "free",
      "taken",
    ]);
    expect(timesIn(short, "dowody", six)).toEqual([
      "08:00",
      "08:15",
      "08:30",
      "08:45",
      "09:00",
      "09:15",
      "09:30",
      "09:45",
    ]);
  });

  it("counts each window's segments from that window's start", () => {
    const broken = aCity({
      halls: [aHall("parter", null)],
      groups: [aGroup("balia", { minutes: 5 })],
      counters: [aCounter(1, { groups: ["balia"], windows: ["08:00-09:30", "09:30-11:30"] })],
    });
    const fourteen = { ...advance, visits: taken("08:00-09:10") };
    expect([verdictIn(broken, "balia", "09:10", fourteen), verdictIn(broken, "balia", "09:30", fourteen)]).toEqual([
      "taken",
      "free",
    ]);
  });

  it("is a share that can be set", () => {
    const twelve = { ...advance, visits: taken("08:00-09:00") };
    const share = (advancePercent: number) =>
      verdictIn(city("08:00-12:00"), "balia", "09:00", { ...twelve, settings: { advancePercent } });
    expect([50, 54, 55, 100].map(share)).toEqual(["taken", "taken", "free", "free"]);
  });
});

describe("the release before a start", () => {
  const full = taken("10:00-11:35");
  const hours = city("08:00-12:00");

  it("is exactly two hours: at that instant the limit no longer holds, a millisecond before it does", () => {
    const verdict = (time: string) => verdictIn(hours, "balia", "11:40", { now: at(MONDAY, time), visits: full });
    expect([verdict("09:39:59.999"), verdict("09:40")]).toEqual(["taken", "free"]);
  });

  it("shows the kept time of the day as it comes near", () => {
    const times = (time: string) => timesIn(hours, "dowody", { now: at(MONDAY, time), visits: full });
    expect(times("09:34:59.999").filter((start) => start >= "10:00")).toEqual([]);
    expect(times("09:35").filter((start) => start >= "10:00")).toEqual(["11:35"]);
    expect(times("09:45").filter((start) => start >= "10:00")).toEqual(["11:35", "11:45"]);
  });

  it("is a setting, and does not ask what day it is", () => {
    const night = { now: at(SUNDAY, "23:00"), visits: taken("08:00-09:35") };
    const verdict = (releaseAheadMinutes: number) =>
      verdictIn(hours, "balia", "09:35", { ...night, settings: { releaseAheadMinutes } });
    expect([verdict(634), verdict(635)]).toEqual(["taken", "free"]);
  });
});

describe("the advance limit of the waiting room", () => {
  const room = (places: number) =>
    aCity({
      halls: [aHall("parter", places)],
      groups: [aGroup("dowody"), aGroup("sluby", { twoPeople: true })],
      counters: [1, 2, 3, 4, 5, 6].map((number) =>
        aCounter(number, { groups: ["dowody", "sluby"], windows: ["08:00-10:00"] }),
      ),
    });
  const waiting = (count: number) => Array.from({ length: count }, (_, index) => aVisit(index + 1, "09:00-09:15"));
  const verdict = (places: number, count: number, group = "dowody", now = advance.now) =>
    verdictIn(room(places), group, "09:00", { now, visits: waiting(count) });

  it("is four places of five in advance, and all five from two hours before", () => {
    expect([verdict(5, 3), verdict(5, 4)]).toEqual(["free", "taken"]);
    const near = at(MONDAY, "07:00");
    expect([verdict(5, 4, "dowody", near - 1), verdict(5, 4, "dowody", near), verdict(5, 5, "dowody", near)]).toEqual([
      "taken",
      "free",
      "taken",
    ]);
  });

  it("is at least what one visit needs: one place of one, two of two for a couple", () => {
    expect([verdict(1, 0), verdict(1, 1)]).toEqual(["free", "taken"]);
    expect([verdict(2, 0, "sluby"), verdict(2, 1, "sluby"), verdict(1, 0, "sluby")]).toEqual([
      "free",
      "taken",
      "taken",
    ]);
    expect([verdict(2, 0), verdict(2, 1)]).toEqual(["free", "taken"]);
  });

  it("counts both places of a couple against the share", () => {
    expect([verdict(5, 2, "sluby"), verdict(5, 3, "sluby")]).toEqual(["free", "taken"]);
  });

  it("knows no share where there is no limit", () => {
    const unlimited = { ...room(1), capacityRules: [] };
    expect(verdictIn(unlimited, "dowody", "09:00", { ...advance, visits: waiting(5) })).toBe("free");
  });
});
