import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, type Settings } from "@/lib/domain/city/settings";
import {
  isLeftLate,
  judgeBooking,
  judgeHold,
  judgeLateMove,
  judgeTicket,
  type NetworkUse,
  type ShareFacts,
  shareRule,
} from "@/lib/domain/visit/fair-share";
import type { NetworkVisit, Occupancy } from "@/lib/domain/visit/visit";
import { aCity, aCounter, aGroup, askIn, at, aVisit, dayOf, MONDAY, TUESDAY, tickAt, timeOf } from "../support/make";

const NINE = at(MONDAY, "09:00");

/** Eight counters from 08:00 to 16:00; at nine 672 ticks lie ahead, of which 84 at each counter. */
const city = aCity({
  groups: [aGroup("dowody"), aGroup("akta", { minutes: 20 }), aGroup("taxi")],
  counters: Array.from({ length: 8 }, (_, index) =>
    aCounter(index + 1, { groups: index < 2 ? ["dowody", "akta"] : ["taxi"], windows: ["08:00-12:00", "12:00-16:00"] }),
  ),
});

/** So many visits of 15 minutes of a network, one after another at a counter from an hour on. */
const row = (
  count: number,
  from: string,
  counter = 3,
  { leftLate = 0, ...over }: Partial<NetworkVisit> = {},
  date = MONDAY,
): NetworkVisit[] =>
  Array.from({ length: count }, (_, index) => {
    const start = tickAt(from, date) + 3 * index;
    return { ...aVisit(counter, `${timeOf(start)}-${timeOf(start + 3)}`, over, date), leftLate };
  });

interface Made {
  readonly has?: readonly NetworkVisit[];
  readonly now?: number;
  readonly group?: string;
  readonly cases?: number;
  readonly kind?: NetworkUse["kind"];
  readonly date?: string;
  readonly settings?: Partial<Settings>;
  readonly laterHolds?: number;
  readonly except?: number;
}

function factsOf({ has = [], now = NINE, group = "taxi", kind = "plain", date = MONDAY, ...made }: Made): ShareFacts {
  const { cases = 1, settings = {}, laterHolds = 0, except = null } = made;
  return {
    plan: dayOf(city, date),
    ask: askIn(city, group, { now, cases, settings }),
    use: { kind, ofDay: has, laterHolds },
    except,
  };
}

const ticket = (made: Made) => judgeTicket(factsOf(made))?.of ?? "yes";
const hold = (made: Made) => judgeHold(factsOf(made))?.of ?? "yes";
const lateMove = (made: Made) => judgeLateMove(factsOf(made))?.of ?? "yes";

describe("a network's share of a later day", () => {
  // Of eight counters for eight hours, 768 ticks, a quarter is 192: 64 visits.
  const tuesday = (count: number) =>
    [3, 4, 5].flatMap((counter) => row(32, "08:00", counter, {}, TUESDAY)).slice(0, count);

  it("is a quarter of the building's ticks of that day", () => {
    expect(ticket({ has: tuesday(63), date: TUESDAY })).toBe("yes");
    expect(ticket({ has: tuesday(64), date: TUESDAY })).toBe("day");
  });

  it("is half of the ticks at which a case group is served", () => {
    const both = [1, 2].flatMap((counter) => row(16, "08:00", counter, {}, TUESDAY));
    expect(ticket({ has: both.slice(0, 31), date: TUESDAY, group: "dowody" })).toBe("yes");
    expect(ticket({ has: both, date: TUESDAY, group: "dowody" })).toBe("day");
    expect(ticket({ has: both, date: TUESDAY })).toBe("yes");
  });
});

describe("a network's share of today's tickets", () => {
  // A quarter of 672 ticks is 168: 56 tickets of a quarter of an hour.
  const spread = (count: number) =>
    [3, 4, 5].flatMap((counter, index) => row(Math.min(27, count - 27 * index), "09:05", counter)).slice(0, count);

  it("is a quarter of the building's counter ticks until closing, to the tick", () => {
    expect(ticket({ has: spread(55) })).toBe("yes");
    expect(ticket({ has: spread(56) })).toBe("building");
    expect(ticket({ has: spread(55), cases: 2 })).toBe("building");
    // A minute later the tick that has begun no longer counts: a quarter of 664 is 166.
    expect(ticket({ has: spread(54), now: NINE + 60_000 })).toBe("yes");
    expect(ticket({ has: spread(55), now: NINE + 60_000 })).toBe("building");
  });

  it("counts what lies ahead and stands or is held, and nothing else", () => {
    const has = (over: Partial<Occupancy>) => spread(56).map((one) => ({ ...one, ...over }));
    expect(ticket({ has: has({ state: "arrived" }) })).toBe("building");
    expect(ticket({ has: has({ state: "held", heldUntil: NINE + 1 }) })).toBe("building");
    expect(ticket({ has: has({ state: "held", heldUntil: NINE }) })).toBe("yes");
    for (const state of ["cancelled", "expired", "no-show", "served"] as const)
      expect([state, ticket({ has: has({ state }) })]).toEqual([state, "yes"]);
    const begun = [...spread(55), ...row(1, "09:00", 6)];
    expect(ticket({ has: begun, now: NINE - 1 })).toBe("building");
    expect(ticket({ has: begun, now: NINE })).toBe("yes");
  });

  it("is a quarter of the whole day too, with what has begun and nobody came for", () => {
    // Of eight counters for eight hours, 768 ticks, a quarter is 192: 64 tickets.
    const came = (count: number, state: Occupancy["state"]) =>
      [3, 4, 5, 6].flatMap((counter) => row(4, "08:00", counter, { state })).slice(0, count);
    for (const state of ["booked", "no-show", "cancelled"] as const) {
      expect([state, ticket({ has: [...came(13, state), ...spread(50)] })]).toEqual([state, "yes"]);
      expect([state, ticket({ has: [...came(14, state), ...spread(50)] })]).toEqual([state, "building"]);
    }
    for (const state of ["arrived", "parked", "called", "in-service", "served", "expired", "held"] as const)
      expect([state, ticket({ has: [...came(16, state), ...spread(50)] })]).toEqual([state, "yes"]);
    // A minute after nine those of nine have begun.
    const atNine = [...came(14, "booked"), ...row(1, "09:00", 7), ...spread(49)];
    expect(ticket({ has: atNine, now: NINE + 60_000 })).toBe("building");
    expect(ticket({ has: atNine.slice(1), now: NINE + 60_000 })).toBe("yes");
    const [first] = came(1, "booked");
    if (first) expect(ticket({ has: [first, ...atNine.slice(1)], except: first.id })).toBe("yes");
  });

  it("is half of the whole day of a case group, and never under its least tickets", () => {
    // Two counters for eight hours are 192 ticks, half of which is 96: 32 tickets.
    const begun = (count: number) => [1, 2].flatMap((counter) => row(16, "08:00", counter)).slice(0, count);
    const now = at(MONDAY, "12:00");
    expect(ticket({ has: begun(31), group: "dowody", now })).toBe("yes");
    expect(ticket({ has: begun(32), group: "dowody", now })).toBe("group");
    const settings = { groupSharePercent: 1, networkSharePercent: 1 };
    expect(ticket({ has: begun(3), group: "dowody", now, settings })).toBe("yes");
    expect(ticket({ has: begun(4), group: "dowody", now, settings })).toBe("group");
    expect(ticket({ has: begun(11), now, settings })).toBe("yes");
    expect(ticket({ has: begun(12), now, settings })).toBe("building");
  });

  it("is never under twelve tickets: late in the day a firm's people still come", () => {
    const now = at(MONDAY, "15:00");
    const late = (count: number) =>
      [3, 4, 5]
        .flatMap((counter) => row(4, "15:00", counter))
        .slice(0, count)
        .map((one) => ({ ...one, start: one.start + 1 }));
    // 96 ticks are left, a quarter of them is eight tickets.
    expect(ticket({ has: late(11), now })).toBe("yes");
    expect(ticket({ has: late(12), now })).toBe("building");
  });

  it("is half of the ticks at which a case group is served, whatever they were taken for", () => {
    // Two counters serve both groups: 168 ticks, half of which is 84.
    const both = (count: number) =>
      [1, 2].flatMap((counter) => row(Math.ceil(count / 2), "09:05", counter)).slice(0, count);
    expect(ticket({ has: both(27), group: "dowody" })).toBe("yes");
    expect(ticket({ has: both(28), group: "dowody" })).toBe("group");
    expect(ticket({ has: both(27), group: "akta" })).toBe("group");
    expect(ticket({ has: both(26), group: "akta" })).toBe("yes");
    expect(ticket({ has: both(28), group: "taxi" })).toBe("yes");
  });

  it("is never under four tickets of a case group: a family", () => {
    const now = at(MONDAY, "15:40");
    const late = (count: number) => row(count, "15:45", 1).map((one) => ({ ...one, start: tickAt("15:45") }));
    // Eight ticks are left at the two counters.
    expect(ticket({ has: late(3), group: "dowody", now })).toBe("yes");
    expect(ticket({ has: late(4), group: "dowody", now })).toBe("group");
  });

  it("is 60 % for a shared network, of a case group too", () => {
    const many = Array.from({ length: 6 }, (_, index) => row(27, "09:05", index + 3)).flat();
    // 60 % of 672 is 403: 134 tickets.
    const settings = { groupSharePercent: 100 };
    expect(ticket({ has: many.slice(0, 133), kind: "shared", settings })).toBe("yes");
    expect(ticket({ has: many.slice(0, 134), kind: "shared", settings })).toBe("building");
    const both = [1, 2].flatMap((counter) => row(17, "09:05", counter));
    expect(ticket({ has: both.slice(0, 32), group: "dowody", kind: "shared" })).toBe("yes");
    expect(ticket({ has: both.slice(0, 33), group: "dowody", kind: "shared" })).toBe("group");
  });

  it("does not hold where no share holds, nor for the hold that is replaced", () => {
    expect(judgeTicket({ ...factsOf({ has: spread(60) }), use: null })).toBeNull();
    const has = spread(56);
    expect(ticket({ has, ...(has[0] && { except: has[0].id }) })).toBe("yes");
  });

  it("counts hours that were left late as what has begun and nobody came for, of whatever stands now", () => {
    // Of the whole day's 768 ticks a quarter is 192: 64 tickets.
    for (const state of ["booked", "served", "cancelled", "no-show"] as const) {
      const moved = row(1, "10:00", 7, { leftLate: 13, state });
      const stands = state === "booked" ? 1 : 0;
      expect([state, ticket({ has: [...moved, ...spread(50 - stands)] })]).toEqual([state, "yes"]);
      expect([state, ticket({ has: [...moved, ...spread(51 - stands)] })]).toEqual([state, "building"]);
    }
    // Twelve times, wherever it stands now, are as many as anybody may have.
    const settings = { networkSharePercent: 1 };
    expect(ticket({ has: row(1, "10:00", 7, { leftLate: 10 }), settings })).toBe("yes");
    expect(ticket({ has: row(1, "10:00", 7, { leftLate: 11 }), settings })).toBe("building");
  });

  it("lets hours be left late as long as they would be within it, with the ticket that goes on", () => {
    expect(lateMove({ has: spread(63) })).toBe("yes");
    expect(lateMove({ has: spread(64) })).toBe("late");
    expect(lateMove({ has: [...row(1, "10:00", 7, { leftLate: 13 }), ...spread(49)] })).toBe("yes");
    expect(lateMove({ has: [...row(1, "10:00", 7, { leftLate: 14 }), ...spread(49)] })).toBe("late");
    expect(lateMove({ has: [...spread(49), ...row(1, "10:00", 7, { leftLate: 14 })], kind: "shared" })).toBe("yes");
    expect(judgeLateMove({ ...factsOf({ has: spread(80) }), use: null })).toBeNull();
    // What lies ahead is not asked: whoever goes on has no more of it than before.
    const now = at(MONDAY, "15:00");
    expect(lateMove({ has: [3, 4, 5, 6].flatMap((counter) => row(4, "15:00", counter)), now })).toBe("yes");
  });

  it("knows to the millisecond when an hour is left late", () => {
    const visit = { start: tickAt("09:15") };
    expect([isLeftLate(visit, NINE), isLeftLate(visit, NINE + 1)]).toEqual([false, true]);
  });

  it("is a setting: 100 % is all there is", () => {
    const all = Array.from({ length: 8 }, (_, index) => row(27, "09:05", index + 1)).flat();
    expect(ticket({ has: all, settings: { networkSharePercent: 100 } })).toBe("yes");
    expect(ticket({ has: all, settings: { networkSharePercent: 96 } })).toBe("building");
    expect(ticket({ has: row(5, "09:05"), settings: { networkSharePercent: 1, networkTicketsLeast: 5 } })).toBe(
      "building",
    );
    expect(ticket({ has: row(4, "09:05"), settings: { networkSharePercent: 1, networkTicketsLeast: 5 } })).toBe("yes");
  });

  it("counts a counter once where two of its windows overlap", () => {
    const twice = aCity({
      groups: [aGroup("dowody")],
      counters: [aCounter(1, { groups: ["dowody"], windows: ["08:00-11:00", "10:00-12:00"] })],
    });
    const facts = (count: number): ShareFacts => ({
      plan: dayOf(twice, MONDAY),
      ask: askIn(twice, "dowody", {
        now: at(MONDAY, "07:00"),
        settings: { networkTicketsLeast: 1, groupTicketsLeast: 99 },
      }),
      use: { kind: "plain", ofDay: row(count, "08:00", 1), laterHolds: 0 },
      except: null,
    });
    // Four hours are 48 ticks, not 60: a quarter is twelve, four tickets.
    expect([judgeTicket(facts(3)), judgeTicket(facts(4))?.of]).toEqual([null, "building"]);
  });
});

describe("what a network may hold", () => {
  const held = (count: number) =>
    row(count, "09:05").map((one) => ({ ...one, state: "held" as const, heldUntil: NINE + 60_000 }));

  it("is a tenth of the building's ticks of today, and two at the least", () => {
    // A tenth of 672 is 67: 22 holds.
    expect([hold({ has: held(21) }), hold({ has: held(22) })]).toEqual(["yes", "holds"]);
    expect(hold({ has: row(40, "09:05") })).toBe("yes");
    const now = at(MONDAY, "15:50");
    const late = held(2).map((one) => ({ ...one, start: tickAt("15:55"), heldUntil: now + 1 }));
    expect([hold({ has: late.slice(1), now }), hold({ has: late, now })]).toEqual(["yes", "holds"]);
  });

  it("is ten starts of later days, and as many times more for a shared network as its share is larger", () => {
    const later = (laterHolds: number, kind: NetworkUse["kind"] = "plain") => hold({ date: TUESDAY, laterHolds, kind });
    expect([later(9), later(10), later(23, "shared"), later(24, "shared")]).toEqual(["yes", "holds", "yes", "holds"]);
  });
});

describe("what a network may book in a day", () => {
  it("is forty visits in the calendar, ninety-six of a shared one", () => {
    const books = (kind: NetworkUse["kind"], count: number) => judgeBooking(DEFAULT_SETTINGS, kind, count)?.of ?? "yes";
    expect([books("plain", 39), books("plain", 40)]).toEqual(["yes", "bookings"]);
    expect([books("shared", 95), books("shared", 96)]).toEqual(["yes", "bookings"]);
  });

  it("never gives a shared network less than another one", () => {
    const settings = { ...DEFAULT_SETTINGS, networkSharePercent: 80 };
    expect(shareRule(settings, "shared")).toEqual(shareRule(settings, "plain"));
  });
});
