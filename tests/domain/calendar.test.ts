import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HolidayOn } from "@/lib/domain/city/day-plan";
import { addDays, type CivilDate, civilDateAt } from "@/lib/domain/time/civil-time";
import { type DaysView, type GridDay, loadDays, loadHours } from "@/lib/pages/booking/calendar";
import { sqliteEngine } from "../store/sqlite-engine";
import { pinnedClock, RATUSZ } from "../support/make";
import { PATIENCE, runs } from "../support/runs";
import { type NaiveStart, naiveStarts } from "./naive";
import { type RandomDay, randomDay } from "./random-day";

const MINUTE_MS = 60_000;
/** Not fewer in the extra time zones: of twelve draws, one kind of day may be as good as absent. */
const DRAWS = Math.max(60, runs(60, 3_000));
const FEAST = { pl: "Święto" };

/** A day with closed days of the city and holidays around it. */
interface Drawn {
  readonly day: RandomDay;
  readonly closed: readonly number[];
  readonly holidays: readonly number[];
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  day: randomDay,
  closed: fc.uniqueArray(fc.integer({ min: -25, max: 25 }), { maxLength: 4 }),
  holidays: fc.uniqueArray(fc.integer({ min: -25, max: 25 }), { maxLength: 4 }),
});

/** The stores' city and visits as drawn: visits only on the one day, over each other too. */
function stageOf({ day, closed, holidays }: Drawn) {
  const { date, visits, settings } = day;
  const feasts = new Set(holidays.map((days) => addDays(date, days)));
  const holidayOn: HolidayOn = (one) => (feasts.has(one) ? FEAST : null);
  const closedDays = closed.map((days) => ({ date: addDays(date, days), locationId: null, reason: FEAST }));
  const city = { ...day.city, closedDays };
  const { plan } = sqliteEngine(city, holidayOn).store;
  const ports = {
    plan: { ...plan, book: async () => ({ ...(await plan.book()), settings }) },
    visits: { ofDay: async (_location: string, one: CivilDate) => (one === date ? visits : []) },
  };
  const naively = (one: CivilDate): readonly NaiveStart[] =>
    naiveStarts({ ...day, city, holidayOn, locationId: RATUSZ, date: one, visits: one === date ? visits : [] });
  return { city, deps: { ...ports, clock: pinnedClock(day.now) }, naively };
}

async function monthsFrom(first: DaysView, load: (month: string) => Promise<DaysView | null>): Promise<DaysView[]> {
  const views: DaysView[] = [];
  for (let view: DaysView | null = first; view; view = view.later === null ? null : await load(view.later))
    views.push(view);
  return views;
}

const daysOf = (views: readonly DaysView[]): GridDay[] =>
  views.flatMap(({ grid }) => grid.weeks.flat()).filter((one) => one !== null);

/** What a day of the grid says of its times, and what the written rules do. */
const said = ({ date, state }: GridDay) =>
  state.kind === "free" ? { date, times: state.times, first: state.first } : { date, times: 0, first: null };
const ruled = (date: CivilDate, starts: readonly NaiveStart[]) => ({
  date,
  times: starts.length,
  first: starts[0] ? starts[0].minute * MINUTE_MS : null,
});

describe("the calendar", () => {
  it(
    "shows a day as open exactly where a time is left on it, in every month, with all its hours",
    PATIENCE,
    async () => {
      const seen = { free: 0, full: 0, closed: 0, out: 0 };
      await fc.assert(
        fc.asyncProperty(drawn, async (given) => {
          const { city, deps, naively } = stageOf(given);
          const { date, now, caseGroupId, cases, settings } = given.day;
          const department = city.caseGroups.find((one) => one.id === caseGroupId)?.departmentId ?? "";
          const query = { department, caseGroup: caseGroupId, location: RATUSZ, cases };
          const today = civilDateAt(now);
          const first = await loadDays(deps, query, today.slice(0, 7));
          if (!first) {
            expect(naively(date)).toEqual([]);
            return;
          }
          const days = daysOf(await monthsFrom(first, (month) => loadDays(deps, query, month)));
          for (const day of days) {
            seen[day.state.kind]++;
            expect(said(day)).toEqual(ruled(day.date, naively(day.date)));
          }
          const dates = days.map((day) => day.date);
          for (let ahead = 0; ahead <= settings.horizonDays; ahead++) expect(dates).toContain(addDays(today, ahead));
          const [opening] = days.filter(({ state }) => state.kind === "free");
          expect(first.first?.date ?? null).toBe(opening?.date ?? null);
          const hours = await loadHours(deps, query, date, null);
          expect(hours?.starts).toEqual(naively(date).map(({ minute }) => minute * MINUTE_MS));
        }),
        { numRuns: DRAWS },
      );
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(DRAWS / 6);
    },
  );

  it("control: a calendar that forgets the visits of a day is found out", async () => {
    const missed = fc.check(
      fc.asyncProperty(drawn, async (given) => {
        const { city, deps, naively } = stageOf(given);
        const { date, now, caseGroupId, cases } = given.day;
        const department = city.caseGroups.find((one) => one.id === caseGroupId)?.departmentId ?? "";
        const query = { department, caseGroup: caseGroupId, location: RATUSZ, cases };
        const careless = { ...deps, visits: { ofDay: async () => [] }, clock: pinnedClock(now) };
        const hours = await loadHours(careless, query, date, null);
        expect(hours?.starts ?? []).toEqual(naively(date).map(({ minute }) => minute * MINUTE_MS));
      }),
      { numRuns: 300, endOnFailure: true },
    );
    expect((await missed).failed).toBe(true);
  });
});
