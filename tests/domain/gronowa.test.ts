import { describe, expect, it } from "vitest";
import type { City } from "@/lib/domain/city/city";
import { compileDayPlan } from "@/lib/domain/city/day-plan";
import { freeStarts } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import type { Occupancy } from "@/lib/domain/visit/visit";
import { askIn, at, MONDAY, noHolidays, SUNDAY, seedCity, WHOLE_DAY } from "../support/make";
import { PATIENCE } from "../support/runs";

/** Sold the day before, the advance limit off: every start is on the grid of its counter. */
const NOW = at(SUNDAY, "12:00");
const FLOOR = "gronowa-parter";

const { city } = seedCity();

/** Everybody needs a quarter of an hour. */
const quarters: City = { ...city, caseGroups: city.caseGroups.map((group) => ({ ...group, minutes: 15 })) };
const together = (of: City): City => ({ ...of, plan: of.plan.map((window) => ({ ...window, offsetMinutes: 0 })) });
const endless = (of: City): City => ({ ...of, capacityRules: [] });

/** How many visits fit on the empty Monday of Gronowa's ground floor, always the earliest free start of any group. */
function fill(of: City): number {
  const plan = compileDayPlan(of, noHolidays, "gronowa", MONDAY);
  const counters = plan.counters.filter((counter) => plan.halls[counter.hall]?.id === FLOOR);
  const groups = new Set(counters.flatMap((counter) => counter.windows.flatMap((window) => [...window.caseGroups])));
  const asks = [...groups].map((group) => askIn(of, group, { now: NOW, settings: WHOLE_DAY }));
  const visits: Occupancy[] = [];
  for (;;) {
    const taken = takenBy(plan, visits, NOW);
    const firsts = asks.flatMap((ask) => freeStarts(plan, taken, ask).slice(0, 1));
    const [earliest] = firsts.sort((a, b) => a.start - b.start);
    if (!earliest) return visits.length;
    visits.push({ ...earliest, id: visits.length + 1, state: "booked", heldUntil: null, restUntil: null });
  }
}

describe("an empty Monday on Gronowa's ground floor, eight counters and five waiting places", () => {
  it(
    "is full at 251 visits of a quarter of an hour because of the room: with endless places 279 would fit",
    PATIENCE,
    () => {
      expect([fill(quarters), fill(endless(quarters))]).toEqual([251, 279]);
    },
  );

  it("serves 58 people more than with all counters on the quarter hour, 30 percent", PATIENCE, () => {
    const [staggered, synchronous] = [fill(quarters), fill(together(quarters))];
    expect([staggered, synchronous, staggered - synchronous]).toEqual([251, 193, 58]);
    expect(Math.round((staggered / synchronous - 1) * 100)).toBe(30);
  });

  it("would lose nine by the offsets if the room were endless: they help only where it binds", PATIENCE, () => {
    expect(fill(endless(together(quarters))) - fill(endless(quarters))).toBe(288 - 279);
  });

  it("serves 33 people more with the lengths that its case groups really have", PATIENCE, () => {
    expect([fill(city), fill(together(city)), fill(endless(city))]).toEqual([262, 229, 306]);
  });
});
