import { describe, expect, it } from "vitest";
import { addDays, type CivilDate, dayStart } from "@/lib/domain/time/civil-time";
import { TICK_MS } from "@/lib/domain/time/tick";
import { freeStarts } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import { aCity, aCounter, aGroup, aLocation, askIn, dayOf, PARTER, WHOLE_DAY } from "../support/make";

const FIRST: CivilDate = "2025-01-01";
const DAYS = 2_556;
const LAST: CivilDate = "2031-12-31";
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

const CITY = aCity({
  locations: [aLocation({ hours: Object.fromEntries(EVERY_DAY.map((day) => [day, { from: "07:30", to: "17:00" }])) })],
  groups: [aGroup("dowody")],
  counters: [aCounter(1, { groups: ["dowody"], windows: ["08:00-15:30"], weekdays: EVERY_DAY, hall: PARTER })],
});

const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Warsaw", dateStyle: "short", timeStyle: "short" });

/** 08:00, 08:15 … 15:15, as the template says it for every day. */
const TEMPLATE = Array.from({ length: 30 }, (_, quarter) => {
  const minute = 8 * 60 + quarter * 15;
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
});

const dates = Array.from({ length: DAYS }, (_, index) => addDays(FIRST, index));

function startsOn(date: CivilDate): string[] {
  const plan = dayOf(CITY, date);
  const ask = askIn(CITY, "dowody", { now: dayStart(addDays(date, -1)), settings: WHOLE_DAY });
  return freeStarts(plan, takenBy(plan, [], ask.now), ask).map(({ start }) => wall.format(start * TICK_MS));
}

/** Starts that are shifted, missing or doubled, by day. */
const wrongDays = (expanded: (date: CivilDate) => string[]): CivilDate[] =>
  dates.filter((date) => expanded(date).join() !== TEMPLATE.map((time) => `${date} ${time}`).join());

describe("a weekly template from 2025 to 2031", () => {
  it("has on each of 2,556 days the same thirty starts by the wall clock, none shifted, missing or doubled", () => {
    expect(dates.at(-1)).toBe(LAST);
    expect(wrongDays(startsOn)).toEqual([]);
  });

  it("control: expanded by adding days of 24 hours it shifts with the first change of the clock", () => {
    const first = dayStart(FIRST);
    const byHand = (date: CivilDate) =>
      TEMPLATE.map((_, quarter) =>
        wall.format(first + dates.indexOf(date) * 86_400_000 + (480 + quarter * 15) * 60_000),
      );
    const wrong = wrongDays(byHand);
    expect([wrong.length > 1_000, wrong[0]]).toEqual([true, "2025-03-30"]);
  });
});
