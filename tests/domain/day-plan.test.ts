import { describe, expect, it } from "vitest";
import type { City } from "@/lib/domain/city/city";
import { compileDayPlan, type DayPlan } from "@/lib/domain/city/day-plan";
import { openPlanBook } from "@/lib/domain/city/plan-book";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import {
  aCity,
  aCounter,
  aGroup,
  aHall,
  aLocation,
  dayOf,
  MONDAY,
  noHolidays,
  RATUSZ,
  SUNDAY,
  TUESDAY,
  tickAt,
  timeOf,
} from "../support/make";

const city: City = aCity({
  halls: [aHall("parter", 4), aHall("pietro", 2), aHall("obok", 9, "obok")],
  locations: [aLocation(), aLocation({ id: "obok", stickerCode: "OBO" })],
  groups: [aGroup("dowody"), aGroup("meldunki", { minutes: 20 }), aGroup("akta", { minutes: 10 })],
  counters: [
    aCounter(1, { groups: ["dowody", "meldunki"], windows: ["12:30-15:00", "08:00-12:00"], offset: 10 }),
    aCounter(2, {
      groups: ["dowody"],
      windows: ["08:00-09:00", { span: "09:00-10:00", caseGroups: ["akta"], reservedForUrgent: true }],
      hall: "pietro",
    }),
    aCounter(3, { groups: ["akta"], windows: ["08:00-10:00"], weekdays: [2] }),
    aCounter(9, { groups: ["akta"], windows: ["08:00-10:00"], hall: "obok" }),
  ],
});

/** The plan's counters in words. */
const inWords = (plan: DayPlan): string[] =>
  plan.counters.map(({ id, hall, breadth, shortest, windows }) => {
    const spans = windows.map(
      (one) =>
        `${timeOf(one.from)}-${timeOf(one.to)}${one.offset ? ` +${one.offset}` : ""} ${[...one.caseGroups].join("+")}${one.reservedForUrgent ? " reserved" : ""}`,
    );
    return `${id} in ${plan.halls[hall]?.id}, breadth ${breadth}, shortest ${shortest}: ${spans.join(", ")}`;
  });

const BOTH = [
  "counter-1 in parter, breadth 2, shortest 3: 08:00-12:00 +2 dowody+meldunki, 12:30-15:00 +2 dowody+meldunki",
  "counter-2 in pietro, breadth 2, shortest 2: 08:00-09:00 dowody, 09:00-10:00 akta reserved",
];

describe("a building's day", () => {
  it("has its counters' windows in order, with breaks between them, in absolute ticks", () => {
    const plan = dayOf(city);
    expect(inWords(plan)).toEqual(BOTH);
    const { counters: _, halls, ...rest } = plan;
    expect(rest).toEqual({
      locationId: RATUSZ,
      date: MONDAY,
      firstTick: tickAt("00:00"),
      ticks: 288,
      closed: null,
      hours: { from: "07:30", to: "17:00" },
      doorsOpen: tickAt("07:30"),
      doorsClose: tickAt("17:00"),
    });
    expect(halls.map((hall) => [hall.id, hall.capacity?.length, hall.capacity?.[0]])).toEqual([
      ["parter", 288, 4],
      ["pietro", 288, 2],
    ]);
  });

  it("follows the weekday", () => {
    expect(inWords(dayOf(city, TUESDAY))).toEqual([
      ...BOTH,
      "counter-3 in parter, breadth 1, shortest 2: 08:00-10:00 akta",
    ]);
  });

  it("takes an exception in place of the week's windows, and none as the counter's absence", () => {
    const exceptions = [
      { counterId: "counter-1", date: MONDAY, windows: [] },
      {
        counterId: "counter-2",
        date: MONDAY,
        windows: [{ from: "10:00", to: "11:00", offsetMinutes: 5, caseGroups: ["akta"], reservedForUrgent: false }],
      },
    ];
    const changed = { ...city, exceptions };
    expect(inWords(dayOf(changed))).toEqual(["counter-2 in pietro, breadth 1, shortest 2: 10:00-11:00 +1 akta"]);
    expect(inWords(dayOf(changed, TUESDAY))).toHaveLength(3);
  });

  it("begins its windows by the wall clock on the days when the clock changes", () => {
    const everySunday: City = {
      ...city,
      plan: city.plan.map((window) => ({ ...window, weekday: 7 })),
      locations: [aLocation({ hours: { 7: { from: "07:30", to: "17:00" } } }), aLocation({ id: "obok" })],
    };
    const ticksAfter = (date: string) => {
      const plan = dayOf(everySunday, date);
      return [plan.ticks, plan.doorsOpen - plan.firstTick, (plan.counters[0]?.windows[0]?.from ?? 0) - plan.firstTick];
    };
    expect([ticksAfter("2026-03-22"), ticksAfter("2026-03-29"), ticksAfter("2026-10-25")]).toEqual([
      [288, 90, 96],
      [276, 78, 84],
      [300, 102, 108],
    ]);
  });

  it("refuses a building that the city does not have", () => {
    expect(() => dayOf(city, MONDAY, "zamek")).toThrow("No such building: zamek");
  });
});

describe("a closed day", () => {
  const closedOn = (changed: City, date: string, holiday: string | null = null) =>
    compileDayPlan(changed, (day) => (day === holiday ? { pl: "Święto" } : null), RATUSZ, date);
  const remont = { date: MONDAY, reason: { pl: "Remont" } };

  it("is a weekend, a holiday or the city's own, each by its name, with nobody at any counter", () => {
    expect(closedOn(city, SUNDAY)).toEqual({
      locationId: RATUSZ,
      date: SUNDAY,
      firstTick: tickAt("00:00", SUNDAY),
      ticks: 288,
      closed: { because: "weekend" },
      hours: null,
      doorsOpen: tickAt("00:00", SUNDAY),
      doorsClose: tickAt("00:00", SUNDAY),
      halls: [],
      counters: [],
    });
    expect(closedOn(city, MONDAY, MONDAY).closed).toEqual({ because: "holiday", name: { pl: "Święto" } });
    const renovated = { ...city, closedDays: [{ ...remont, locationId: RATUSZ }] };
    expect(closedOn(renovated, MONDAY).closed).toEqual({ because: "closed-day", name: { pl: "Remont" } });
    expect(closedOn(renovated, TUESDAY).closed).toBe(null);
  });

  it("is one building's, or all buildings'", () => {
    const elsewhere = { ...city, closedDays: [{ ...remont, locationId: "obok" }] };
    expect(closedOn(elsewhere, MONDAY).closed).toBe(null);
    const everywhere = { ...city, closedDays: [{ ...remont, locationId: null }] };
    expect(closedOn(everywhere, MONDAY).closed).toEqual({ because: "closed-day", name: { pl: "Remont" } });
  });
});

describe("an extra day", () => {
  const extra = { date: "2026-11-28", locationId: RATUSZ, planOf: 1 as const, caseGroups: null };

  it("runs on the plan and hours of the weekday that it names", () => {
    const opened = { ...city, extraDays: [extra] };
    const plan = dayOf(opened, "2026-11-28");
    expect([plan.closed, plan.hours, inWords(plan)]).toEqual([null, { from: "07:30", to: "17:00" }, BOTH]);
    expect(dayOf(opened, "2026-11-28", "obok").closed).toEqual({ because: "weekend" });
    expect(dayOf(opened, "2026-11-29").closed).toEqual({ because: "weekend" });
  });

  it("serves only the groups that it names, and leaves out the counters that serve none of them", () => {
    const opened = { ...city, extraDays: [{ ...extra, locationId: null, caseGroups: ["akta"] }] };
    expect(inWords(dayOf(opened, "2026-11-28"))).toEqual([
      "counter-2 in pietro, breadth 1, shortest 2: 09:00-10:00 akta reserved",
    ]);
  });

  it("opens a holiday and a closed day too", () => {
    const opened = {
      ...city,
      closedDays: [{ date: MONDAY, locationId: null, reason: { pl: "Remont" } }],
      extraDays: [{ ...extra, date: MONDAY, planOf: 2 as const }],
    };
    const plan = compileDayPlan(opened, () => ({ pl: "Święto" }), RATUSZ, MONDAY);
    expect(inWords(plan)).toHaveLength(3);
  });

  it("on the plan of a day without hours stays closed", () => {
    const opened = { ...city, extraDays: [{ ...extra, planOf: 6 as const }] };
    expect(dayOf(opened, "2026-11-28").closed).toEqual({ because: "weekend" });
  });
});

describe("a book of days", () => {
  it("compiles each building's day once", () => {
    const book = openPlanBook({ version: 7, city, settings: DEFAULT_SETTINGS }, noHolidays);
    expect(book.day(RATUSZ, MONDAY)).toBe(book.day(RATUSZ, MONDAY));
    expect(book.day(RATUSZ, MONDAY)).toEqual(dayOf(city));
    expect(book.day("obok", MONDAY)).not.toBe(book.day(RATUSZ, MONDAY));
    expect([book.version, book.city]).toEqual([7, city]);
  });
});
