import type { CaseGroup, Location } from "@/lib/domain/city/city";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import { type Instant, tickStart } from "@/lib/domain/time/tick";
import type { Reader } from "@/lib/use-cases/availability/reader";

/** The next start of a group: today, on a later day, from the department's first day, or none within the horizon. */
export type NextStart =
  | { readonly kind: "today"; readonly at: Instant }
  | { readonly kind: "later"; readonly date: CivilDate; readonly at: Instant }
  | { readonly kind: "first-day"; readonly date: CivilDate }
  /** Only on the day itself: today there is none. */
  | { readonly kind: "walk-in" }
  | { readonly kind: "paused" }
  | { readonly kind: "none" };

/** When somebody who comes with one matter would be served next at a building. */
export async function nextStartOf(reader: Reader, location: Location, caseGroup: CaseGroup): Promise<NextStart> {
  if (reader.settings.bookingPaused) return { kind: "paused" };
  const [free] = await reader.freeOn(location.id, caseGroup, 1, reader.today);
  if (free) return { kind: "today", at: tickStart(free.start) };
  const [later] = await reader.laterDays(location.id, caseGroup, 1, 1);
  if (later) return { kind: "later", date: later.date, at: tickStart(later.free.start) };
  if (caseGroup.walkInOnly) return { kind: "walk-in" };
  const { bookableFrom } = reader.department(caseGroup);
  return bookableFrom > reader.today ? { kind: "first-day", date: bookableFrom } : { kind: "none" };
}
