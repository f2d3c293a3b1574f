import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, aHall, at, aVisit, MONDAY, timeOf, WHOLE_DAY } from "../support/make";
import { freeIn, seatsIn, timesIn, verdictIn } from "../support/starts";

const oneCounter = (windows: readonly string[]) =>
  aCity({ groups: [aGroup("dowody")], counters: [aCounter(1, { groups: ["dowody"], windows })] });
const city = oneCounter(["08:00-10:00"]);

/** Asked at a time of Monday for that Monday. */
const today = (time: string, ...visits: ReturnType<typeof aVisit>[]) => ({
  now: at(MONDAY, time),
  settings: WHOLE_DAY,
  visits,
});

describe("a start shown for today", () => {
  it("is on the grid, whatever gap it leaves", () => {
    const visits = [aVisit(1, "08:00-08:10"), aVisit(1, "08:40-10:00")];
    expect(timesIn(city, "dowody", today("07:00", ...visits))).toEqual(["08:10", "08:15", "08:25"]);
  });

  it("may touch a taken visit, before it or after it", () => {
    const middle = aVisit(1, "08:50-09:05");
    expect(timesIn(city, "dowody", today("07:00", middle))).toEqual([
      "08:00",
      "08:15",
      "08:30",
      "08:35",
      "09:05",
      "09:15",
      "09:30",
      "09:45",
    ]);
  });

  it("may touch the window's beginning or end", () => {
    expect(timesIn(oneCounter(["08:05-08:40"]), "dowody", today("07:00"))).toEqual(["08:05", "08:20", "08:25"]);
    const offset = aCity({
      groups: [aGroup("dowody")],
      counters: [aCounter(1, { groups: ["dowody"], windows: ["08:00-08:45"], offset: 5 })],
    });
    expect(timesIn(offset, "dowody", today("07:00"))).toEqual(["08:00", "08:05", "08:20", "08:30"]);
  });

  it("may be the next possible tick at a counter where nobody sits now", () => {
    expect(timesIn(city, "dowody", today("08:51"))).toEqual(["08:55", "09:00", "09:15", "09:30", "09:45"]);
    const busy = today("08:51", aVisit(1, "08:45-08:55"));
    expect(timesIn(city, "dowody", busy)).toEqual(["08:55", "09:00", "09:15", "09:30", "09:45"]);
    const busyLonger = today("08:51", aVisit(1, "08:30-09:00"));
    expect(timesIn(city, "dowody", busyLonger)).toEqual(["09:00", "09:15", "09:30", "09:45"]);
  });

  it("is idle by the tick of now: not a millisecond before its visit ends, and at once when it has", () => {
    const visit = aVisit(1, "08:45-09:00");
    const twoLater = (time: string) => ({ ...today(time, visit), settings: { ...WHOLE_DAY, leadMinutes: 10 } });
    expect(timesIn(city, "dowody", twoLater("08:59:59.999"))[0]).toBe("09:15");
    expect(timesIn(city, "dowody", twoLater("09:00"))[0]).toBe("09:10");
  });

  it("is not idle before the counter opens, nor in its break, and is from its first millisecond on", () => {
    const broken = oneCounter(["08:00-09:00", "09:30-10:30"]);
    const first = (time: string) =>
      timesIn(broken, "dowody", { ...today(time), settings: { ...WHOLE_DAY, leadMinutes: 7 } })[0];
    expect([first("07:59:59.999"), first("08:00")]).toEqual(["08:15", "08:10"]);
    expect([first("09:29:59.999"), first("09:30")]).toEqual(["09:45", "09:40"]);
    const shortBreak = oneCounter(["08:00-09:00", "09:05-10:05"]);
    const ahead = (time: string) => ({ ...today(time), settings: { ...WHOLE_DAY, leadMinutes: 7 } });
    expect(timesIn(shortBreak, "dowody", ahead("08:59:59.999"))[0]).toBe("09:10");
    expect(timesIn(shortBreak, "dowody", ahead("09:00"))[0]).toBe("09:20");
  });
});

describe("the lead", () => {
  it("is two minutes between now and a shown start, on both sides of the border", () => {
    const first = (time: string) => timesIn(city, "dowody", today(time))[0];
    expect([first("08:03"), first("08:03:00.001")]).toEqual(["08:05", "08:10"]);
    expect([first("08:13"), first("08:13:00.001")]).toEqual(["08:15", "08:20"]);
  });

  it("holds for starts of every kind: on the grid, touching, and idle", () => {
    const busy = aVisit(1, "08:00-08:10");
    expect(timesIn(city, "dowody", today("08:08", busy))[0]).toBe("08:10");
    expect(timesIn(city, "dowody", today("08:08:00.001", busy))[0]).toBe("08:15");
    const grid = aVisit(1, "08:00-08:15");
    expect(timesIn(city, "dowody", today("08:13", grid))[0]).toBe("08:15");
    expect(timesIn(city, "dowody", today("08:13:00.001", grid))[0]).toBe("08:30");
  });

  it("is a setting", () => {
    const lead = (leadMinutes: number) => ({ ...today("08:51"), settings: { ...WHOLE_DAY, leadMinutes } });
    expect([0, 4, 4.1, 9].map((minutes) => timesIn(city, "dowody", lead(minutes))[0])).toEqual([
      "08:55",
      "08:55",
      "09:00",
      "09:00",
    ]);
  });
});

describe("a claim for today", () => {
  it("takes any start that fits from now on, though it was not shown", () => {
    const now = today("08:51");
    expect(timesIn(city, "dowody", now)).not.toContain("09:05");
    expect(verdictIn(city, "dowody", "09:05", now)).toBe("free");
    expect(verdictIn(city, "dowody", "09:05", today("08:51", aVisit(1, "09:15-09:30")))).toBe("taken");
  });

  it("takes the start of this very instant, and not a millisecond later", () => {
    const open = oneCounter(["08:00-12:00"]);
    expect(verdictIn(open, "dowody", "10:05", today("10:05:00.000"))).toBe("free");
    expect(verdictIn(open, "dowody", "10:05", today("10:05:00.001"))).toBe("past");
    expect(verdictIn(open, "dowody", "10:10", today("10:05:00.001"))).toBe("free");
  });

  it("is no such start outside the window or across its end", () => {
    expect(verdictIn(city, "dowody", "09:45", today("08:00"))).toBe("free");
    expect(verdictIn(city, "dowody", "09:50", today("08:00"))).toBe("no-such-start");
    expect(verdictIn(city, "dowody", "07:55", today("07:00"))).toBe("no-such-start");
  });
});

describe("the wait of who comes today", () => {
  const waitOf = (start: string, time: string) => {
    const free = freeIn(city, "dowody", today(time)).find((one) => timeOf(one.start) === start);
    return free && [timeOf(free.waitFrom), free.start - free.waitFrom];
  };

  it("begins ten minutes before the start, or in the tick of now, and may be none", () => {
    expect(waitOf("09:00", "08:30")).toEqual(["08:50", 2]);
    expect(waitOf("09:00", "08:52")).toEqual(["08:50", 2]);
    expect(waitOf("09:00", "08:55")).toEqual(["08:55", 1]);
    expect(waitOf("09:00", "08:57:59.999")).toEqual(["08:55", 1]);
    const noLead = { ...today("09:00"), settings: { ...WHOLE_DAY, leadMinutes: 0 } };
    expect(freeIn(city, "dowody", noLead)[0]).toMatchObject({
      start: at(MONDAY, "09:00") / 300_000,
      waitFrom: at(MONDAY, "09:00") / 300_000,
    });
  });

  it("begins no earlier than the doors open", () => {
    const early = oneCounter(["07:30-08:30"]);
    const waits = freeIn(early, "dowody", today("06:00")).map(({ start, waitFrom }) => [
      timeOf(start),
      start - waitFrom,
    ]);
    expect(waits).toEqual([
      ["07:30", 0],
      ["07:45", 2],
      ["08:00", 2],
      ["08:15", 2],
    ]);
    const fiveIn = oneCounter(["07:35-07:50"]);
    expect(freeIn(fiveIn, "dowody", today("06:00")).map(({ start, waitFrom }) => start - waitFrom)).toEqual([1]);
  });

  it("is as long as the group says", () => {
    const patient = aCity({
      groups: [aGroup("dowody", { earlyMinutes: 0 }), aGroup("taxi", { earlyMinutes: 15 })],
      counters: [aCounter(1, { groups: ["dowody", "taxi"], windows: ["09:00-09:15"] })],
    });
    const wait = (group: string) =>
      freeIn(patient, group, today("08:00")).map(({ start, waitFrom }) => start - waitFrom);
    expect([wait("dowody"), wait("taxi")]).toEqual([[0], [3]]);
  });
});

describe("the waiting room", () => {
  const room = (places: number, counters = 3) =>
    aCity({
      halls: [aHall("parter", places)],
      groups: [aGroup("dowody"), aGroup("sluby", { twoPeople: true })],
      counters: Array.from({ length: counters }, (_, index) =>
        aCounter(index + 1, { groups: ["dowody", "sluby"], windows: ["08:00-09:00"] }),
      ),
    });

  it("holds as many at a time as its rule allows, and the next start is the one when a place is free", () => {
    const visits = [aVisit(1, "08:30-08:45"), aVisit(2, "08:30-08:45")];
    expect(timesIn(room(3), "dowody", today("07:00", ...visits))).toEqual(["08:00", "08:15", "08:30", "08:45"]);
    expect(timesIn(room(2), "dowody", today("07:00", ...visits))).toEqual(["08:00", "08:15", "08:45"]);
  });

  it("needs two places for a couple, whatever the length of the line", () => {
    const one = [aVisit(1, "08:30-08:45")];
    expect(seatsIn(room(2, 2), "sluby", today("07:00", ...one)).filter((seat) => seat.startsWith("08:3"))).toEqual([]);
    expect(seatsIn(room(3, 2), "sluby", today("07:00", ...one)).filter((seat) => seat.startsWith("08:3"))).toEqual([
      "08:30 at 2",
    ]);
    expect(timesIn(room(1), "sluby", today("07:00"))).toEqual([]);
  });

  it("leaves only the start of this very instant when it has no place at all", () => {
    expect(timesIn(room(0), "dowody", today("07:00"))).toEqual([]);
    const now = { ...today("08:15"), settings: { ...WHOLE_DAY, leadMinutes: 0 } };
    expect(timesIn(room(0), "dowody", now)).toEqual(["08:15"]);
  });
});
