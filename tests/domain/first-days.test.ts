import { describe, expect, it } from "vitest";
import { compileDayPlan } from "@/lib/domain/city/day-plan";
import { addDays, type CivilDate } from "@/lib/domain/time/civil-time";
import { freeStarts, refuseDay } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import { polishHolidays } from "@/lib/server/holidays";
import { askIn, at, seedCity, timesOf } from "../support/make";

/** Spring 2020, when the offices opened again one after another. */
const NOW = at("2020-04-29", "10:00");
const { city } = seedCity();
const holidayOn = polishHolidays();

const daysFrom = (first: CivilDate, count: number): CivilDate[] =>
  Array.from({ length: count }, (_, day) => addDays(first, day));

const planOf = (locationId: string, date: CivilDate) => compileDayPlan(city, holidayOn, locationId, date);
const timesOn = (caseGroupId: string, locationId: string, date: CivilDate): string[] => {
  const plan = planOf(locationId, date);
  return timesOf(freeStarts(plan, takenBy(plan, [], NOW), askIn(city, caseGroupId, { now: NOW })));
};
const refusalOn = (caseGroupId: string, locationId: string, date: CivilDate) =>
  refuseDay(planOf(locationId, date), askIn(city, caseGroupId, { now: NOW }));

/** Every case group of a department that takes bookings, at every place where it is served. */
const placesOf = (departmentId: string) =>
  city.caseGroups
    .filter((group) => group.departmentId === departmentId && !group.walkInOnly)
    .flatMap((group) => group.served.map((served) => [group.id, served.locationId] as const));

/** The days from 29 April to 12 May 2020 on which all of the department's groups have times, and on which none has. */
function daysWithTimes(departmentId: string): { all: CivilDate[]; none: CivilDate[] } {
  const places = placesOf(departmentId);
  const served = (date: CivilDate) => places.filter(([group, place]) => timesOn(group, place, date).length > 0).length;
  const days = daysFrom("2020-04-29", 14).map((date) => [date, served(date)] as const);
  return {
    all: days.filter(([, count]) => count === places.length).map(([date]) => date),
    none: days.filter(([, count]) => count === 0).map(([date]) => date),
  };
}

/** 1 May is a holiday, 2 and 3 May 2020 a weekend, 9 and 10 May the next. */
const CLOSED = ["2020-05-01", "2020-05-02", "2020-05-03", "2020-05-09", "2020-05-10"];
const open = (from: CivilDate) => daysFrom("2020-04-29", 14).filter((date) => date >= from && !CLOSED.includes(date));
const shut = (from: CivilDate) => daysFrom("2020-04-29", 14).filter((date) => date < from || CLOSED.includes(date));

describe("on 29 April 2020 at ten", () => {
  it("civic affairs have times at once, on 30 April too, and none on the first of May", () => {
    expect(daysWithTimes("WSOiUK")).toEqual({ all: open("2020-04-29"), none: shut("2020-04-29") });
  });

  it("taxes have none before the fourth of May, and some on it", () => {
    expect(daysWithTimes("WF")).toEqual({ all: open("2020-05-04"), none: shut("2020-05-04") });
  });

  it("business and agriculture have none before the fourth of May, and some on it", () => {
    expect(daysWithTimes("WDGiR")).toEqual({ all: open("2020-05-04"), none: shut("2020-05-04") });
  });

  it("the registry has none before the eleventh of May, and some on it", () => {
    expect(daysWithTimes("USC")).toEqual({ all: open("2020-05-11"), none: shut("2020-05-11") });
  });

  it("each refusal says the day or the holiday", () => {
    expect(refusalOn("podatek-nieruchomosci", "gronowa", "2020-04-30")).toEqual({
      reason: "not-open-yet",
      firstDay: "2020-05-04",
    });
    expect(refusalOn("odpisy", "libelta", "2020-05-08")).toEqual({ reason: "not-open-yet", firstDay: "2020-05-11" });
    expect(refusalOn("dowody-wniosek", "libelta", "2020-05-01")).toMatchObject({
      reason: "closed",
      closed: { because: "holiday", name: { pl: "Święto Pracy" } },
    });
    expect(refusalOn("dowody-wniosek", "libelta", "2020-05-03")).toMatchObject({
      reason: "closed",
      closed: { because: "holiday", name: { pl: "Święto Narodowe Trzeciego Maja" } },
    });
    expect(refusalOn("dowody-wniosek", "libelta", "2020-05-20")).toBe(null);
    expect(refusalOn("dowody-wniosek", "libelta", "2020-05-21")).toEqual({ reason: "too-far", lastDay: "2020-05-20" });
  });

  it("identity cards at Libelta have the grids of their two counters on 30 April, until half past three", () => {
    const second = ["07:35", "07:50", "08:05", "08:20", "08:35", "08:50", "09:05", "09:20", "09:35", "09:50", "10:05"];
    const afterTen = [
      "10:20",
      "10:35",
      "10:50",
      "11:05",
      "12:05",
      "12:20",
      "12:35",
      "12:50",
      "13:05",
      "13:20",
      "13:35",
    ];
    const afternoon = ["13:50", "14:05", "14:20", "14:35", "14:50", "15:05"];
    const third = ["07:40", "07:55", "08:10", "08:25", "08:40", "08:55", "09:10", "09:25", "09:40", "09:55", "10:10"];
    const afterHalf = [
      "10:25",
      "10:40",
      "10:55",
      "11:10",
      "11:25",
      "11:40",
      "11:55",
      "12:10",
      "13:10",
      "13:25",
      "13:40",
    ];
    const lastOnes = ["13:55", "14:10", "14:25", "14:40", "14:55", "15:10"];
    const all = [...second, ...afterTen, ...afternoon, ...third, ...afterHalf, ...lastOnes];
    expect(timesOn("dowody-wniosek", "libelta", "2020-04-30")).toEqual(all.sort());
  });
});
