import { describe, expect, it } from "vitest";
import type { PlanBook } from "@/lib/domain/city/plan-book";
import type { Instant } from "@/lib/domain/time/tick";
import type { Occupancy } from "@/lib/domain/visit/visit";
import type { Plan } from "@/lib/ports/plan";
import { readLasting } from "@/lib/server/render/lasting";
import { openReader } from "@/lib/use-cases/availability/reader";
import {
  aCity,
  aCounter,
  aDepartment,
  aGroup,
  aVisit,
  bookOf,
  MONDAY,
  pinnedClock,
  RATUSZ,
  WHOLE_DAY,
} from "../support/make";

const NOW = Date.parse("2026-11-23T09:00:07.300+01:00");
const NEXT_MINUTE = Date.parse("2026-11-23T09:01:00+01:00");

/** Until when the clock leaves alone what is read of a day with such visits, in a city with such a department. */
async function until(visits: readonly Occupancy[], bookingOpensAt: string | null = null, now = NOW): Promise<Instant> {
  const city = aCity({
    groups: [aGroup("dowody")],
    counters: [aCounter(1, { groups: ["dowody"], windows: ["08:00-10:00"] })],
    departments: [aDepartment({ bookingOpensAt })],
  });
  const plan = { book: async () => ({ city }) as PlanBook } as Plan;
  const deps = { plan, visits: { ofDay: async () => visits }, clock: pinnedClock(now) };
  return (await readLasting(deps, (watched) => watched.visits.ofDay("ratusz", MONDAY))).until;
}

const held = (heldUntil: Instant) => aVisit(1, "08:00-08:15", { state: "held", heldUntil });
const left = (restUntil: Instant) => aVisit(1, "08:00-08:15", { state: "cancelled", restUntil });

describe("how long what was read stays true by the clock alone", () => {
  it("is to the next whole minute", async () => {
    expect(await until([aVisit(1, "08:00-08:15")])).toBe(NEXT_MINUTE);
    expect(await until([], null, NEXT_MINUTE - 1)).toBe(NEXT_MINUTE);
    expect(await until([], null, NEXT_MINUTE + 1)).toBe(NEXT_MINUTE + 60_000);
  });

  it("is no longer than that very moment when a minute begins, for some rules turn just after it", async () => {
    expect(await until([], null, NEXT_MINUTE)).toBe(NEXT_MINUTE + 1);
  });

  it("is never longer than the first free start stays the same", async () => {
    const caseGroup = aGroup("dowody");
    const city = aCity({
      groups: [caseGroup],
      counters: [aCounter(1, { groups: ["dowody"], windows: ["08:00-10:00"] })],
    });
    const plan = { book: async () => bookOf(city, WHOLE_DAY) } as Plan;
    const readAt = (now: Instant) =>
      readLasting({ plan, visits: { ofDay: async () => [] }, clock: pinnedClock(now) }, async (deps) => {
        const [first] = await (await openReader(deps)).freeOn(RATUSZ, caseGroup, 1, MONDAY);
        return first?.start;
      });
    // Around the moment at which 8:05 is no longer shown.
    const border = Date.parse("2026-11-23T08:03:00+01:00");
    for (let now = border - 3; now < border + 3; now++) {
      const { value, until } = await readAt(now);
      for (let later = now; later < Math.min(until, border + 3); later++)
        expect((await readAt(later)).value).toEqual(value);
    }
    expect((await readAt(border + 1)).value).not.toEqual((await readAt(border)).value);
  });

  it("is to the end of a hold or of a rest among it, if that comes first", async () => {
    for (const ending of [held, left]) {
      expect(await until([ending(NOW + 1)])).toBe(NOW + 1);
      expect(await until([ending(NOW + 20_000), ending(NOW + 10_001), aVisit(1, "08:30-08:45")])).toBe(NOW + 10_001);
      expect(await until([ending(NEXT_MINUTE + 1)])).toBe(NEXT_MINUTE);
    }
  });

  it("is not shortened by what has ended already", async () => {
    for (const ending of [held, left]) expect(await until([ending(NOW), ending(NOW - 1)])).toBe(NEXT_MINUTE);
  });

  it("is to the beginning of a department's booking", async () => {
    expect(await until([], "2026-11-23T09:00:30+01:00")).toBe(Date.parse("2026-11-23T09:00:30+01:00"));
    expect(await until([], "2026-11-23T09:00:00+01:00")).toBe(NEXT_MINUTE);
    expect(await until([], "2026-11-24T09:00:00+01:00")).toBe(NEXT_MINUTE);
  });
});
