import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Instant } from "@/lib/domain/time/tick";
import type { CalendarEntry } from "@/lib/letters/calendar-entry";

const SECOND_MS = 1_000;

/** A visit that was called off takes its entry back (RFC 5546 §3.2.5); any other is published. */
const methodOf = ({ cancelled }: CalendarEntry): ICalCalendarMethod =>
  cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;

/** The type of the file of an entry, with the method that stands in it. */
export const calendarTypeOf = (entry: CalendarEntry): string =>
  `text/calendar; charset=utf-8; method=${methodOf(entry)}`;

/**
 * One entry as iCalendar (RFC 5545), which `sender`, an e-mail address, organises. Every instant is written in UTC: with a time zone the library writes the hour of
 * the server's own zone.
 */
export function calendarFile(entry: CalendarEntry, now: Instant, sender: string): string {
  const calendar = ical({
    prodId: { company: "Okienko", product: "Okienko" },
    method: methodOf(entry),
  });
  calendar.createEvent({
    id: entry.id,
    stamp: new Date(now),
    start: new Date(entry.start),
    end: new Date(entry.end),
    summary: entry.summary,
    description: entry.description,
    location: entry.location,
    organizer: { name: entry.office, email: sender },
    url: entry.url,
    sequence: entry.revision,
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    alarms:
      entry.cancelled || entry.remindBefore === null
        ? []
        : [{ type: ICalAlarmType.display, triggerBefore: entry.remindBefore / SECOND_MS, description: entry.summary }],
  });
  // Every line has an end, the last one too; the library leaves that one out.
  return `${calendar.toString()}\r\n`;
}
