import { Temporal } from "temporal-polyfill";
import { HOUR_MS, type Instant } from "./tick";

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

const KEPT = 2_000;

/** Remembers what a pure function gave: a claim asks for the same few days again and again, and a zone costs 20 µs. */
function remembered<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const value = compute(key);
    if (known.size >= KEPT) known.clear();
    known.set(key, value);
    return value;
  };
}

/** Midnight to midnight in Europe/Warsaw: 23, 24 or 25 hours. Throws RangeError for a date that is none. */
const boundsOf = remembered((date: CivilDate): DayBounds => {
  const plain = Temporal.PlainDate.from(date, { overflow: "reject" });
  return {
    date: plain.toString(),
    start: plain.toZonedDateTime(CITY_ZONE).epochMilliseconds,
    end: plain.add({ days: 1 }).toZonedDateTime(CITY_ZONE).epochMilliseconds,
  };
});

/** The day of an hour's first instant; the hour's others may fall on the next. */
const dayOfHour = remembered(
  (hour: number): DayBounds =>
    boundsOf(
      Temporal.Instant.fromEpochMilliseconds(hour * HOUR_MS)
        .toZonedDateTimeISO(CITY_ZONE)
        .toPlainDate()
        .toString(),
    ),
);

/** The instant at which the day begins in Europe/Warsaw. */
export const dayStart = (date: CivilDate): Instant => boundsOf(date).start;

/** The instant at which the next day begins in Europe/Warsaw. */
export const dayEnd = (date: CivilDate): Instant => boundsOf(date).end;

/** The calendar day in Europe/Warsaw on which the instant falls. */
export function civilDateAt(at: Instant): CivilDate {
  const day = dayOfHour(Math.floor(at / HOUR_MS));
  return at < day.end ? day.date : addDays(day.date, 1);
}

const instantOf = remembered((moment: `${CivilDate} ${WallTime}`): Instant => {
  const [date = "", time = ""] = moment.split(" ");
  return Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: CITY_ZONE,
    plainTime: Temporal.PlainTime.from(time),
  }).epochMilliseconds;
});

/** The instant of a wall-clock time on a day. A time skipped in spring means the one an hour later. */
export const instantAt = (date: CivilDate, time: WallTime): Instant => instantOf(`${date} ${time}`);

const daysFrom = remembered((sum: `${CivilDate} ${number}`): CivilDate => {
  const [date = "", days] = sum.split(" ");
  return Temporal.PlainDate.from(date)
    .add({ days: Number(days) })
    .toString();
});

/** The day so many days later (earlier if negative). */
export const addDays = (date: CivilDate, days: number): CivilDate => daysFrom(`${date} ${days}`);

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
