import { describe, expect, it } from "vitest";
import type { City } from "@/lib/domain/city/city";
import { aCity, aCounter, aGroup, aHall, at, aVisit, NEXT_MONDAY, SUNDAY, TUESDAY, WHOLE_DAY } from "../support/make";
import { freeIn, seatsIn, timesIn, verdictIn } from "../support/starts";
import { ALL_DAY_VISIT_STATES } from "./states";

/** The day before: everything is asked for Monday, a later day. */
const BEFORE = at(SUNDAY, "12:00");
const later = { now: BEFORE, settings: WHOLE_DAY };

/** One counter for a quarter of an hour and for ten and twenty minutes. */
const oneCounter = (windows: readonly string[], offset = 0): City =>
  aCity({
    groups: [aGroup("dowody"), aGroup("balia", { minutes: 10 }), aGroup("taxi", { minutes: 20 })],
    counters: [aCounter(1, { groups: ["dowody", "balia", "taxi"], windows, offset })],
  });

describe("the grid of a later day", () => {
  it("steps by each group's own length from the window's start", () => {
    const city = oneCounter(["08:00-09:00"]);
    expect(timesIn(city, "dowody", later)).toEqual(["08:00", "08:15", "08:30", "08:45"]);
    expect(timesIn(city, "balia", later)).toEqual(["08:00", "08:10", "08:20", "08:30", "08:40", "08:50"]);
    expect(timesIn(city, "taxi", later)).toEqual(["08:00", "08:20", "08:40"]);
  });

  it("begins at the counter's offset, and a visit ends inside the window", () => {
    const city = oneCounter(["08:00-09:00"], 10);
    expect(timesIn(city, "dowody", later)).toEqual(["08:10", "08:25", "08:40"]);
    expect(timesIn(city, "taxi", later)).toEqual(["08:10", "08:30"]);
    expect(timesIn(oneCounter(["08:00-08:15"]), "dowody", later)).toEqual(["08:00"]);
    expect(timesIn(oneCounter(["08:00-08:10"]), "dowody", later)).toEqual([]);
  });

  it("begins afresh after a break, and no visit lies across one", () => {
    const city = oneCounter(["08:00-08:40", "09:05-09:40"]);
    expect(timesIn(city, "dowody", later)).toEqual(["08:00", "08:15", "09:05", "09:20"]);
    expect(timesIn(city, "taxi", later)).toEqual(["08:00", "08:20", "09:05"]);
  });

  it("keeps the step of one matter when there are several, each visit as long as they are", () => {
    const city = oneCounter(["08:00-09:00"]);
    expect(timesIn(city, "dowody", { ...later, cases: 2 })).toEqual(["08:00", "08:15", "08:30"]);
    expect(timesIn(city, "dowody", { ...later, cases: 3 })).toEqual(["08:00", "08:15"]);
    expect(freeIn(city, "dowody", { ...later, cases: 3 }).map(({ ticks, places }) => [ticks, places])).toEqual([
      [9, 1],
      [9, 1],
    ]);
  });

  it("is the same on every later day, and another once the day has come", () => {
    const city = oneCounter(["08:00-08:45"]);
    const grid = ["08:00", "08:15", "08:30"];
    for (const date of [TUESDAY, NEXT_MONDAY]) expect(timesIn(city, "dowody", { ...later, date })).toEqual(grid);
    expect(timesIn(city, "dowody", { now: at(TUESDAY, "07:00"), date: TUESDAY })).toEqual(grid);
  });
});

describe("a start of a later day", () => {
  const city = oneCounter(["08:00-10:00"]);

  it("leaves before it no gap shorter than the counter's shortest visit, and may leave one just as long", () => {
    const tenBefore = { ...later, visits: [aVisit(1, "08:00-08:20")] };
    expect(timesIn(city, "dowody", tenBefore)).toEqual(["08:30", "08:45", "09:00", "09:15", "09:30", "09:45"]);
    const fiveBefore = { ...later, visits: [aVisit(1, "08:00-08:25")] };
    expect(timesIn(city, "dowody", fiveBefore)).toEqual(["08:45", "09:00", "09:15", "09:30", "09:45"]);
    expect(verdictIn(city, "dowody", "08:30", tenBefore)).toBe("free");
    expect(verdictIn(city, "dowody", "08:30", fiveBefore)).toBe("taken");
  });

  it("leaves after it no gap shorter than the counter's shortest visit, and may leave one just as long", () => {
    expect(timesIn(city, "taxi", { ...later, visits: [aVisit(1, "08:25-09:40")] })).toEqual(["09:40"]);
    expect(timesIn(city, "taxi", { ...later, visits: [aVisit(1, "08:30-09:40")] })).toEqual(["08:00", "09:40"]);
    expect(timesIn(city, "taxi", { ...later, visits: [aVisit(1, "08:20-09:40")] })).toEqual(["08:00", "09:40"]);
  });

  it("counts neither the offset at the window's beginning nor the rest at its end as a gap", () => {
    const odd = oneCounter(["08:00-08:25"], 5);
    expect(timesIn(odd, "dowody", later)).toEqual(["08:05"]);
    expect(timesIn(odd, "taxi", later)).toEqual(["08:05"]);
  });

  it("measures gaps by the shortest visit that the counter serves that day, in whatever window", () => {
    const split: City = aCity({
      groups: [aGroup("dowody"), aGroup("balia", { minutes: 5 })],
      counters: [
        aCounter(1, { groups: ["dowody"], windows: ["08:00-09:00", { span: "09:00-10:00", caseGroups: ["balia"] }] }),
      ],
    });
    const visits = [aVisit(1, "08:00-08:10")];
    expect(timesIn(split, "dowody", { ...later, visits })).toEqual(["08:15", "08:30", "08:45"]);
    const alone = aCity({
      groups: [aGroup("dowody")],
      counters: [aCounter(1, { groups: ["dowody"], windows: ["08:00-09:00"] })],
    });
    expect(timesIn(alone, "dowody", { ...later, visits })).toEqual(["08:30", "08:45"]);
  });

  it("is no such start off the grid, and taken only where the plan has it", () => {
    expect(verdictIn(city, "dowody", "08:05", later)).toBe("no-such-start");
    expect(verdictIn(city, "dowody", "09:50", later)).toBe("no-such-start");
    expect(verdictIn(city, "dowody", "07:45", later)).toBe("no-such-start");
    expect(verdictIn(city, "dowody", "09:45", { ...later, visits: [aVisit(1, "09:50-10:00")] })).toBe("taken");
  });
});

describe("taken time", () => {
  const city = oneCounter(["08:00-08:45"]);
  const visits = (state: (typeof ALL_DAY_VISIT_STATES)[number], heldUntil: number | null = null) => ({
    ...later,
    visits: [aVisit(1, "08:15-08:30", { state, heldUntil })],
  });

  it("is that of visits which stand, in whatever state, and of no others", () => {
    const free = ALL_DAY_VISIT_STATES.filter((state) => timesIn(city, "dowody", visits(state)).includes("08:15"));
    expect(free).toEqual(["served", "no-show", "cancelled", "expired"]);
  });

  it("is that of a hold until the very instant at which it ends", () => {
    expect(timesIn(city, "dowody", visits("held", BEFORE + 1))).toEqual(["08:00", "08:30"]);
    expect(timesIn(city, "dowody", visits("held", BEFORE))).toEqual(["08:00", "08:15", "08:30"]);
  });
});

describe("the planned counter", () => {
  const city = aCity({
    halls: [aHall("parter", 9)],
    groups: [aGroup("dowody"), aGroup("meldunki"), aGroup("akta")],
    counters: [
      aCounter(1, { groups: ["dowody", "meldunki", "akta"], windows: ["08:00-09:00"] }),
      aCounter(2, { groups: ["dowody", "meldunki"], windows: ["08:00-09:00"] }),
      aCounter(4, { groups: ["dowody", "akta"], windows: ["08:00-09:00"] }),
      aCounter(3, { groups: ["dowody", "akta"], windows: ["08:00-09:00"] }),
    ],
  });
  const first = (visits: ReturnType<typeof aVisit>[]) => seatsIn(city, "dowody", { ...later, visits })[0];

  it("is the one with the fewest case groups, then the least taken that day, then the lowest number", () => {
    expect(first([])).toBe("08:00 at 2");
    expect(first([aVisit(2, "08:45-09:00")])).toBe("08:00 at 3");
    expect(first([aVisit(2, "08:45-09:00"), aVisit(3, "08:30-08:45")])).toBe("08:00 at 4");
    expect(first([2, 3, 4].map((counter) => aVisit(counter, "08:45-09:00")))).toBe("08:00 at 2");
    expect(first([2, 3, 4].map((counter) => aVisit(counter, "08:00-08:15")))).toBe("08:00 at 1");
  });

  it("is least taken by ticks, not by visits", () => {
    const ticks = [
      aVisit(2, "08:30-09:00"),
      aVisit(3, "08:30-08:35"),
      aVisit(3, "08:40-08:45"),
      aVisit(3, "08:50-09:00"),
    ];
    expect(first([...ticks, aVisit(4, "08:30-08:45"), aVisit(4, "08:45-09:00")])).toBe("08:00 at 3");
  });

  it("counts the groups that it serves on that day, not in the week", () => {
    const windows = [
      { from: "08:00", to: "09:00", offsetMinutes: 0, caseGroups: ["dowody"], reservedForUrgent: false },
    ];
    const exceptional = { ...city, exceptions: [{ counterId: "counter-1", date: TUESDAY, windows }] };
    expect(seatsIn(exceptional, "dowody", { ...later, date: TUESDAY })[0]).toBe("08:00 at 1");
    expect(seatsIn(exceptional, "dowody", later)[0]).toBe("08:00 at 2");
  });
});
