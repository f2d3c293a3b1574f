import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Instant } from "@/lib/domain/time/tick";
import type { CalendarEntry } from "@/lib/letters/calendar-entry";

const SECOND_MS = 1_000;

/**
 * One entry as iCalendar (RFC 5545). Every instant is written in UTC: with a time zone the library writes the hour of
 * the server's own zone.
 */
export function calendarFile(entry: CalendarEntry, now: Instant): string {
  const calendar = ical({
    prodId: { company: "Okienko", product: "Okienko" },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: entry.id,
    stamp: new Date(now),
    start: new Date(entry.start),
    end: new Date(entry.end),
    summary: entry.summary,
    description: entry.description,
    location: entry.location,
    url: entry.url,
    sequence: entry.revision,
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    alarms:
      entry.cancelled || entry.remindBefore === null
        ? []
        : [{ type: ICalAlarmType.display, triggerBefore: entry.remindBefore / SECOND_MS, description: entry.summary }],
  });
  return calendar.toString();
}
