import type { WallSpan, WallTime, Weekday } from "@/lib/domain/city/city";
import { checked } from "./checked";
import type { LocationsFile } from "./schema";

const DAYS = [
  { weekday: 1, key: "mon", name: "Monday" },
  { weekday: 2, key: "tue", name: "Tuesday" },
  { weekday: 3, key: "wed", name: "Wednesday" },
  { weekday: 4, key: "thu", name: "Thursday" },
  { weekday: 5, key: "fri", name: "Friday" },
  { weekday: 6, key: "sat", name: "Saturday" },
  { weekday: 7, key: "sun", name: "Sunday" },
] as const;

/** English name of a weekday, for messages to whoever edits the files. */
export const dayName = (weekday: Weekday): string => checked(DAYS[weekday - 1]).name;

/** Minutes from midnight on the wall clock. Compares and measures within one day only. */
export function minutesOf(time: WallTime): number {
  const [hours, minutes] = time.split(":").map(Number);
  return checked(hours) * 60 + checked(minutes);
}

/** The span as people read it: `12:00–13:00`. */
export const spanText = (span: WallSpan): string => `${span.from}–${span.to}`;

/** Hours of a building by weekday; a closed day is absent. */
export function weeklyHours(
  location: LocationsFile["locations"][number],
): Readonly<Partial<Record<Weekday, WallSpan>>> {
  const hours: Partial<Record<Weekday, WallSpan>> = {};
  for (const { weekday, key } of DAYS) {
    const span = location.opening_hours.weekly[key][0];
    if (span) hours[weekday] = { from: span[0], to: span[1] };
  }
  return hours;
}
