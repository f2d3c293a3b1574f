import type { CaseGroup, Location } from "@/lib/domain/city/city";
import { type CivilDate, instantAt } from "@/lib/domain/time/civil-time";
import { type Instant, tickStart } from "@/lib/domain/time/tick";
import type { Reader } from "./reader";

/** When a matter without a calendar has times again. */
export interface OnTheDay {
  readonly date: CivilDate;
  /** The minute from which its page offers the times of that day. */
  readonly from: Instant;
  /** The first of those times, as the plan has it. */
  readonly first: Instant;
}

const MIDNIGHT = "00:00";

/** The next day with times of a matter that is given on the day only; null where it has a calendar, or no such day. */
export async function onTheDay(reader: Reader, location: Location, caseGroup: CaseGroup): Promise<OnTheDay | null> {
  if (!caseGroup.walkInOnly || reader.settings.bookingPaused) return null;
  // Nobody can take a time of a later day: what the plan has is what there will be.
  const [next] = await reader.laterDays(location.id, { ...caseGroup, walkInOnly: false }, 1, 1);
  return next ? { date: next.date, from: instantAt(next.date, MIDNIGHT), first: tickStart(next.free.start) } : null;
}
