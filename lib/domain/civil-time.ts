import { Temporal } from "temporal-polyfill";
import type { Instant } from "./tick";

/** The one zone in which the city lives; no other file knows it. */
export const CITY_ZONE = "Europe/Warsaw";

/** A calendar day in Europe/Warsaw, `YYYY-MM-DD`. */
export type CivilDate = string;

/** 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Wall-clock time in Europe/Warsaw, `HH:MM`. */
export type WallTime = string;

interface DayBounds {
  readonly date: CivilDate;
  readonly start: Instant;
  readonly end: Instant;
}

const boundsByDate = new Map<CivilDate, DayBounds>();
const BOUNDS_KEPT = 2_000;
let lastBounds: DayBounds | undefined;

/** Midnight to midnight in Europe/Warsaw: 23, 24 or 25 hours. Throws RangeError for a date that is none. */
function boundsOf(date: CivilDate): DayBounds {
  const known = boundsByDate.get(date);
  if (known) return known;
  const plain = Temporal.PlainDate.from(date, { overflow: "reject" });
  const bounds: DayBounds = {
    date: plain.toString(),
    start: plain.toZonedDateTime(CITY_ZONE).epochMilliseconds,
    end: plain.add({ days: 1 }).toZonedDateTime(CITY_ZONE).epochMilliseconds,
  };
  if (boundsByDate.size >= BOUNDS_KEPT) boundsByDate.clear();
  boundsByDate.set(date, bounds);
  return bounds;
}

/** The instant at which the day begins in Europe/Warsaw. */
export const dayStart = (date: CivilDate): Instant => boundsOf(date).start;

/** The instant at which the next day begins in Europe/Warsaw. */
export const dayEnd = (date: CivilDate): Instant => boundsOf(date).end;

/** The calendar day in Europe/Warsaw on which the instant falls. */
export function civilDateAt(at: Instant): CivilDate {
  if (lastBounds && at >= lastBounds.start && at < lastBounds.end) return lastBounds.date;
  const date = Temporal.Instant.fromEpochMilliseconds(Math.floor(at))
    .toZonedDateTimeISO(CITY_ZONE)
    .toPlainDate()
    .toString();
  lastBounds = boundsOf(date);
  return date;
}

/** The instant of a wall-clock time on a day. A time skipped in spring means the one an hour later. */
export function instantAt(date: CivilDate, time: WallTime): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: CITY_ZONE,
    plainTime: Temporal.PlainTime.from(time),
  }).epochMilliseconds;
}

/** The day so many days later (earlier if negative). */
export const addDays = (date: CivilDate, days: number): CivilDate =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** Whole days from the first date to the second. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days;

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (date: CivilDate): Weekday => Temporal.PlainDate.from(date).dayOfWeek as Weekday;

/** Whether the text is a calendar day that exists, `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/** Reads an ISO 8601 instant with any offset (`…Z`, `…+02:00`); null when it is none. */
export function readInstant(text: string): Instant | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Length of an ISO 8601 duration without calendar units in milliseconds, e.g. `PT10M`; null when it is none. */
export function readDuration(text: string): number | null {
  try {
    return Temporal.Duration.from(text).total({ unit: "millisecond" });
  } catch {
    return null;
  }
}
