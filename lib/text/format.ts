import { CITY_ZONE, type CivilDate, dayStart, weekdayOf } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
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
  /** `listopad 2026`. */
  month(date: CivilDate): string;
  /** `gru` where there is room for three letters. */
  shortMonth(date: CivilDate): string;
  /** `pon. 23 listopada` where room is short. */
  shortDay(date: CivilDate): string;
  /** Countries by their two letters: `Polska, Niemcy i Czechy`. */
  countries(codes: readonly string[]): string;
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

// Ukrainian likewise: "from Monday" and "on Monday" are not the nominative.
const WEEKDAYS_AFTER_Z = ["понеділка", "вівторка", "середи", "четверга", "п'ятниці", "суботи", "неділі"] as const;

const WEEKDAYS_AFTER_U = [
  "у\u00a0понеділок",
  "у\u00a0вівторок",
  "у\u00a0середу",
  "у\u00a0четвер",
  "у\u00a0п'ятницю",
  "у\u00a0суботу",
  "у\u00a0неділю",
] as const;

const noon = (date: CivilDate): Instant => dayStart(date) + NOON_MS;
const tied = (text: string): string => text.replaceAll(" ", NBSP);

/** What Intl knows of a language, with the words kept on one line. */
function partsOf(locale: string) {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: CITY_ZONE, ...options });
    return (date: CivilDate): string => tied(format.format(noon(date)));
  };
  const hour = new Intl.DateTimeFormat(locale, {
    timeZone: CITY_ZONE,
    hour: "numeric",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const digits = formatter({ year: "numeric" });
  const shortMonth = formatter({ month: "short" });
  const country = new Intl.DisplayNames(locale, { type: "region" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    countries: (codes: readonly string[]): string => list.format(codes.map((code) => country.of(code) ?? code)),
    // Intl pads the hour in some languages and not in others.
    hour: (at: Instant): string => hour.format(at).replace(/^0(?=\d)/, ""),
    weekday: formatter({ weekday: "long" }),
    shortWeekday: formatter({ weekday: "short" }),
    dayAndMonth: formatter({ day: "numeric", month: "long" }),
    month: formatter({ month: "long", year: "numeric" }),
    shortMonth: (date: CivilDate): string => shortMonth(date).replace(".", ""),
    year: (date: CivilDate): string => digits(date).replace(/\D/g, ""),
  };
}

/** Dates of a language whose weekdays change with the word before them. */
function inflected(locale: string, after: readonly string[], on: readonly string[]): Formats {
  const { hour, weekday, shortWeekday, dayAndMonth, month, shortMonth, year, countries } = partsOf(locale);
  const withYear = (date: CivilDate) => `${dayAndMonth(date)}${NBSP}${year(date)}`;
  return {
    hour,
    date: (date) => `${weekday(date)}, ${withYear(date)}`,
    dateFrom: (date) => `${after[weekdayOf(date) - 1]}, ${withYear(date)}`,
    dayOn: (date) => `${on[weekdayOf(date) - 1]}, ${dayAndMonth(date)}`,
    day: (date) => `${weekday(date)}, ${dayAndMonth(date)}`,
    dayAndMonth,
    month,
    shortMonth,
    shortDay: (date) => `${shortWeekday(date)}${NBSP}${dayAndMonth(date)}`,
    countries,
  };
}

/** `Monday, 4 May 2020`; after "on" and "from" a date stays as it is. */
function english(): Formats {
  const { hour, weekday, shortWeekday, dayAndMonth, month, shortMonth, year, countries } = partsOf("en-GB");
  const day = (date: CivilDate) => `${weekday(date)}, ${dayAndMonth(date)}`;
  const date = (one: CivilDate) => `${day(one)}${NBSP}${year(one)}`;
  return {
    hour,
    date,
    dateFrom: date,
    day,
    dayOn: (one) => `on ${day(one)}`,
    dayAndMonth,
    month,
    shortMonth,
    shortDay: (one) => `${shortWeekday(one)}${NBSP}${dayAndMonth(one)}`,
    countries,
  };
}

const FORMATS: Readonly<Record<Language, Formats>> = {
  pl: inflected("pl-PL", WEEKDAYS_AFTER_OD, WEEKDAYS_AFTER_W),
  en: english(),
  uk: inflected("uk-UA", WEEKDAYS_AFTER_Z, WEEKDAYS_AFTER_U),
};

/** The formats of a language. */
export const formatsFor = (language: Language): Formats => FORMATS[language];
