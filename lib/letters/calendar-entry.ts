import { prefixOf, withPrefix } from "@/lib/address/language";
import { ticketPath } from "@/lib/address/paths";
import { hallName } from "@/lib/domain/city/place";
import { type Instant, MINUTE_MS, tickStart } from "@/lib/domain/time/tick";
import { codeInGroups } from "@/lib/domain/visit/ticket";
import { isLive, type Visit, visitEnd } from "@/lib/domain/visit/visit";
import type { Deps } from "@/lib/ports/deps";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader } from "@/lib/use-cases/availability/reader";

/** A visit as an entry of somebody's own calendar. Calendars are shared and synchronised: nobody's name stands in it. */
export interface CalendarEntry {
  /** The same for one visit whatever becomes of it; tells nothing about the ticket. */
  readonly id: string;
  /** Grows with time: calendars believe the entry with the highest. */
  readonly revision: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  /** Who organises it, by name. */
  readonly office: string;
  readonly url: string;
  /** How long before the start the calendar reminds, in milliseconds; null where that is over already. */
  readonly remindBefore: number | null;
  readonly cancelled: boolean;
}

const SECOND_MS = 1_000;
const REMIND_BEFORE_MS = 120 * MINUTE_MS;
const stands = (visit: Visit): boolean => isLive(visit) || visit.state === "served";

/** The entry of a visit. `origin` is the public address of the product, without a slash at its end. */
export async function loadCalendarEntry(
  deps: ReadDeps & Pick<Deps, "seal">,
  visit: Visit,
  token: string,
  origin: string,
  language: Language,
): Promise<CalendarEntry> {
  const reader = await openReader(deps);
  const location = reader.location(visit.locationId);
  const group = reader.caseGroup(visit.caseGroupId);
  if (!location || !group) throw new Error("A visit names a building and a case group of the city.");
  const t = bookingTextsFor(language).entry;
  const matter = inLanguage(group.name, language);
  const hall = inLanguage(hallName(reader.book.city, visit.hallId), language);
  const code = codeInGroups(visit.code);
  const comeIn = formatsFor(language).hour(tickStart(visit.waitFrom));
  const isOff = visit.state === "cancelled";
  const start = tickStart(visit.start);
  const id = Buffer.from(deps.seal.hash("calendar", token)).toString("hex").slice(0, 32);
  return {
    id: `${id}@${new URL(origin).hostname}`,
    revision: Math.max(0, Math.floor((reader.now - visit.createdAt) / SECOND_MS)),
    start,
    end: visitEnd(visit),
    summary: isOff ? t.summaryOff(t.summary(location.street)) : t.summary(location.street),
    description: [t.where(matter, hall), isOff ? t.descriptionOff : t.description(code, comeIn)].join("\n"),
    location: location.address,
    office: textsFor(language).location.office,
    url: origin + withPrefix(prefixOf(language), ticketPath(token)),
    remindBefore: start - REMIND_BEFORE_MS > reader.now ? REMIND_BEFORE_MS : null,
    cancelled: !stands(visit),
  };
}
