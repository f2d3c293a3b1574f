import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import { MINUTE_MS } from "@/lib/domain/time/tick";
import { decideMove, type MoveFacts } from "@/lib/domain/visit/move";
import { type Cells, type Rest, restOf, restUntil } from "@/lib/domain/visit/rest";
import { isResting, occupies, type Visit } from "@/lib/domain/visit/visit";
import { aCity, aCounter, aGroup, askIn, at, aVisit, dayOf, MONDAY, SUNDAY, TUESDAY, tickAt } from "../support/make";
import { timesIn, verdictIn } from "../support/starts";

const NINE = at(MONDAY, "09:00");
const ALMOST_ONE = 1 - 2 ** -32;

describe("for how long an hour rests", () => {
  it("is five minutes at the least and thirty at the most, as chance will have it", () => {
    const minutesAt = (chance: number) => ((restUntil(DEFAULT_SETTINGS, 0, chance) ?? 0) / MINUTE_MS).toFixed(4);
    expect([0, 0.5, ALMOST_ONE].map(minutesAt)).toEqual(["5.0000", "17.5000", "30.0000"]);
    expect(restUntil(DEFAULT_SETTINGS, NINE, ALMOST_ONE)).toBeLessThan(NINE + 30 * MINUTE_MS);
  });

  it("is a setting: none at all with 0 as the most, and never more than the most", () => {
    const settings = (least: number, most: number) => ({ restMinutesLeast: least, restMinutesMost: most });
    expect(restUntil(settings(5, 0), NINE, 0.5)).toBeNull();
    expect(restUntil(settings(0, 10), NINE, 0)).toBe(NINE);
    expect(restUntil(settings(20, 10), NINE, 0.5)).toBe(NINE + 10 * MINUTE_MS);
  });

  it("ends at its very instant, for whoever asks", () => {
    const left = aVisit(1, "10:00-10:15", { state: "cancelled", restUntil: NINE });
    expect([NINE - 1, NINE].map((now) => occupies(left, now))).toEqual([true, false]);
    expect(isResting({ restUntil: null }, NINE)).toBe(false);
  });
});

const cells = (counter: number, span: string, over: Partial<Cells> = {}, date = TUESDAY): Cells => {
  const { hallId, counterId, start, ticks, waitFrom, places } = aVisit(counter, span, {}, date);
  return { hallId, counterId, start, ticks, waitFrom, places, ...over };
};

describe("what rests of a time that is left", () => {
  const HALF_HOUR = 0.5;
  const leave = (left: Cells, next: Cells | null = null, now = NINE, chance: number | null = HALF_HOUR) =>
    restOf({ left, next, now, chance, settings: DEFAULT_SETTINGS });
  const until = NINE + 17.5 * MINUTE_MS;

  it("is all of an hour of a later day that is called off", () => {
    const left = cells(1, "10:00-10:15");
    expect(leave(left)).toEqual({ ...left, until });
  });

  it("is nothing of today's, nor where the office calls off or moves", () => {
    const tuesday = cells(1, "10:00-10:15");
    expect(leave(tuesday, null, at(TUESDAY, "00:00"))).toBeNull();
    expect(leave(tuesday, null, at(TUESDAY, "00:00") - 1)).not.toBeNull();
    expect(leave(cells(1, "10:00-10:15", {}, MONDAY))).toBeNull();
    expect(leave(cells(1, "10:00-10:15", {}, SUNDAY))).toBeNull();
    expect(leave(tuesday, null, NINE, null)).toBeNull();
  });

  it("is all of it where the visit goes far away, and only the counter's time where it waits in the same minutes", () => {
    const left = cells(1, "10:00-10:15");
    expect(leave(left, cells(1, "11:00-11:15"))).toEqual({ ...left, until });
    expect(leave(left, cells(1, "10:15-10:30"))).toEqual({ ...left, until });
    expect(leave(left, cells(2, "10:05-10:20"))).toEqual({ ...left, waitFrom: left.start, until });
    expect(leave(left, cells(2, "10:05-10:20", { hallId: "pietro" }))).toEqual({ ...left, until });
  });

  it("is what the visit does not need itself where it goes on over its own time", () => {
    const left = cells(1, "10:00-10:45");
    expect(leave(left, cells(1, "10:15-11:00"))).toEqual({ ...left, ticks: 3, until });
    expect(leave(left, cells(1, "10:05-10:50"))).toEqual({ ...left, waitFrom: left.start, ticks: 1, until });
    const end = tickAt("10:30", TUESDAY);
    expect(leave(left, cells(1, "09:45-10:30"))).toEqual({ ...left, start: end, waitFrom: end, ticks: 3, until });
    expect(leave(left, left)).toBeNull();
  });
});

const city = aCity({
  groups: [aGroup("dowody")],
  counters: [aCounter(1, { groups: ["dowody"], windows: ["08:00-10:00"] })],
});

describe("an hour that rests", () => {
  const left = aVisit(1, "09:00-09:15", { state: "cancelled", restUntil: NINE + 1 }, TUESDAY);
  const question = (now: number) => ({ now, date: TUESDAY, visits: [left] });

  it("is not shown and not given until its rest is over, and then is, without anybody's doing", () => {
    expect(timesIn(city, "dowody", question(NINE))).not.toContain("09:00");
    expect(verdictIn(city, "dowody", "09:00", question(NINE))).toBe("taken");
    expect(timesIn(city, "dowody", question(NINE + 1))).toContain("09:00");
    expect(verdictIn(city, "dowody", "09:00", question(NINE + 1))).toBe("free");
  });
});

describe("moving a visit that has left hours", () => {
  const visit: Visit = {
    ...aVisit(1, "09:00-09:15", {}, TUESDAY),
    ...{ locationId: "ratusz", caseGroupId: "dowody", cases: 1, channel: "online", number: null },
    ...{ code: "000001", createdAt: NINE },
  };
  const rest = (span: string, until: number): Rest => ({ ...cells(1, span), until });
  const moveTo = (time: string, over: Partial<MoveFacts> = {}) =>
    decideMove({
      visit,
      plan: dayOf(city, TUESDAY),
      ask: askIn(city, "dowody", { now: NINE }),
      wanted: tickAt(time, TUESDAY),
      dayVisits: [visit],
      rests: [],
      chance: 0,
      ...{ ownVisits: 0, limit: null, network: null },
      ...over,
    });
  const two = [rest("08:00-08:15", NINE + 9), rest("08:15-08:30", NINE + 5)];

  it("lets one more rest, and a second, but no third: it can be moved again when the first of them is over", () => {
    expect(moveTo("09:30", { rests: two.slice(1) })).toMatchObject({ kind: "move", returns: [] });
    expect(moveTo("09:30", { rests: two })).toEqual({ kind: "too-often", until: NINE + 5 });
  });

  it("lets it return to either, which ends that rest", () => {
    for (const one of two) {
      const time = one === two[0] ? "08:00" : "08:15";
      const returns = [{ rest: one, left: null }];
      expect(moveTo(time, { rests: two })).toMatchObject({ kind: "move", returns, rest: { start: visit.start } });
    }
  });

  it("lets what it does not come back to rest on: going round by a third time frees no hour", () => {
    const first = rest("08:05-08:20", NINE + 9);
    const returnsOf = (time: string) => {
      const decision = moveTo(time, { rests: [first] });
      return decision.kind === "move" ? decision.returns : decision;
    };
    // At 8:15 the last five minutes at the counter are its own, the first ten rest on.
    expect(returnsOf("08:15")).toEqual([{ rest: first, left: { ...first, ticks: 2 } }]);
    expect(returnsOf("08:30")).toEqual([]);
    const elsewhere = { ...rest("08:10-08:25", NINE + 9), counterId: "counter-2" };
    const decision = moveTo("08:15", { rests: [elsewhere] });
    // Only the room to wait is met: the counter rests on as a whole.
    expect(decision).toMatchObject({
      returns: [{ rest: elsewhere, left: { ...elsewhere, waitFrom: elsewhere.start } }],
    });
  });

  it("counts what rests on of a time that it comes back to", () => {
    const half = moveTo("08:15", { rests: [rest("08:05-08:20", NINE + 9), rest("09:30-09:45", NINE + 7)] });
    expect(half).toEqual({ kind: "too-often", until: NINE + 7 });
  });

  it("is never refused where nothing would rest: for the office, or with the rule switched off", () => {
    expect(moveTo("09:30", { rests: two, chance: null })).toMatchObject({ kind: "move", rest: null });
    const ask = askIn(city, "dowody", { now: NINE, settings: { restMinutesMost: 0 } });
    expect(moveTo("09:30", { rests: two, ask })).toMatchObject({ kind: "move", rest: null });
  });
});
