import { CITY_ZONE, type CivilDate, dayStart, weekdayOf } from "@/lib/domain/civil-time";
import type { Instant } from "@/lib/domain/tick";
import type { Language } from "./language";

const NBSP = "\u00a0";
const NOON_MS = 12 * 3_600_000;

/** How dates and hours are written in one language, always in Europe/Warsaw. */
export interface Formats {
  /** `9:10`, 24 hours. */
  hour(at: Instant): string;
  /** `poniedziałek, 4 maja 2020`. */
  date(date: CivilDate): string;
  /** The same after "from": `poniedziałku, 4 maja 2020`. */
  dateFrom(date: CivilDate): string;
  /** Without the year: `poniedziałek, 23 listopada`. */
  day(date: CivilDate): string;
  /** The day on which something happens: `w poniedziałek, 23 listopada`. */
  dayOn(date: CivilDate): string;
  /** Without year and weekday: `23 listopada`. */
  dayAndMonth(date: CivilDate): string;
  /** `pon. 23 listopada` where room is short. */
  shortDay(date: CivilDate): string;
}

// Polish has cases; Intl knows the nominative of weekdays only.
const WEEKDAYS_AFTER_OD = ["poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli"] as const;

const WEEKDAYS_AFTER_W = [
  "w\u00a0poniedziałek",
  "we\u00a0wtorek",
  "w\u00a0środę",
  "w\u00a0czwartek",
  "w\u00a0piątek",
  "w\u00a0sobotę",
  "w\u00a0niedzielę",
] as const;

const noon = (date: CivilDate): Instant => dayStart(date) + NOON_MS;

function polish(): Formats {
  const formatter = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("pl-PL", { timeZone: CITY_ZONE, ...options });
  const hour = formatter({ hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  const weekday = formatter({ weekday: "long" });
  const shortWeekday = formatter({ weekday: "short" });
  const dayMonth = formatter({ day: "numeric", month: "long" });
  const year = formatter({ year: "numeric" });
  const tied = (text: string) => text.replaceAll(" ", NBSP);
  const dayAndMonth = (date: CivilDate) => tied(dayMonth.format(noon(date)));
  const withYear = (date: CivilDate) => `${dayAndMonth(date)}${NBSP}${year.format(noon(date))}`;
  return {
    hour: (at) => hour.format(at),
    date: (date) => `${weekday.format(noon(date))}, ${withYear(date)}`,
    dateFrom: (date) => `${WEEKDAYS_AFTER_OD[weekdayOf(date) - 1]}, ${withYear(date)}`,
    dayOn: (date) => `${WEEKDAYS_AFTER_W[weekdayOf(date) - 1]}, ${dayAndMonth(date)}`,
    day: (date) => `${weekday.format(noon(date))}, ${dayAndMonth(date)}`,
    dayAndMonth,
    shortDay: (date) => `${shortWeekday.format(noon(date))}${NBSP}${dayAndMonth(date)}`,
  };
}

const FORMATS: Readonly<Record<Language, Formats>> = { pl: polish() };

/** The formats of a language. */
export const formatsFor = (language: Language): Formats => FORMATS[language];
