import { inOtherLanguage } from "@/lib/address/language";
import { offerPath } from "@/lib/address/paths";
import { TICK_MS } from "@/lib/domain/time/tick";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { onTheDay } from "@/lib/use-cases/availability/on-the-day";
import { openReader, type ReadDeps } from "@/lib/use-cases/availability/reader";
import type { CalendarEntry } from "./calendar-entry";

/** What the entry is asked for. */
export interface AskedMinute {
  readonly location: string | null;
  readonly caseGroup: string | null;
}

/**
 * The minute from which a matter without a calendar has times again, as an entry of somebody's own calendar; null where
 * there is no such minute. It begins by night: the calendar's own habit decides whether it rings.
 */
export async function loadOnTheDayEntry(
  deps: ReadDeps,
  asked: AskedMinute,
  origin: string,
  language: Language,
): Promise<CalendarEntry | null> {
  const reader = await openReader(deps);
  const location = reader.location(asked.location ?? "");
  const group = reader.caseGroup(asked.caseGroup ?? "");
  const minute = location && group ? await onTheDay(reader, location, group) : null;
  if (!location || !group || !minute) return null;
  const t = textsFor(language).nothing.onTheDay;
  return {
    id: `${location.id}-${group.id}-${minute.date}@${new URL(origin).hostname}`,
    revision: 0,
    start: minute.from,
    end: minute.from + TICK_MS,
    summary: t.summary(inLanguage(group.name, language)),
    description: t.description(location.street, formatsFor(language).hour(minute.first)),
    location: location.address,
    office: textsFor(language).location.office,
    url: origin + inOtherLanguage(offerPath(location.id, group.id), language),
    remindBefore: null,
    cancelled: false,
  };
}
