import { bookingPath } from "@/lib/address/booking-step";
import { moveCheckPath, moveDaysPath, moveHoursPath, ticketPath } from "@/lib/address/paths";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Instant, Tick } from "@/lib/domain/time/tick";
import type { PlacedView } from "./calendar";
import type { MatterView } from "./choice";
import type { Movable } from "./move";

/** Where the pages of days and hours lead: on with a booking, or to another time for a visit. */
export interface CalendarWay {
  readonly purpose: "book" | "move";
  /** The page before the days; before the hours where no other day can be chosen. */
  readonly back: string;
  /** The days of a month; null where the visit may only be moved within its day. */
  readonly days: ((month?: string) => string) | null;
  hours(date: CivilDate): string;
  /** The other buildings of the matter, where there is a choice. */
  readonly elsewhere: string | null;
  /** Where a chosen hour leads; null where a form holds it. */
  readonly chosen: ((start: Tick) => string) | null;
  /** The time that the visit has and keeps until it is moved. */
  readonly kept: { readonly date: CivilDate; readonly at: Instant } | null;
}

/** The question after "how many". */
export function afterCases({ id, served }: MatterView["group"], department: string, cases: number): string {
  const of = { department, caseGroup: id };
  const [only, ...others] = served;
  return only && others.length === 0
    ? bookingPath({ at: "days", ...of, location: only.locationId }, { cases })
    : bookingPath({ at: "buildings", ...of }, { cases });
}

/** The question after "what to know": how many, which building, or at once the days. */
export function afterBefore({ group, department }: Pick<MatterView, "group" | "department">): string {
  const of = { department: department.id, caseGroup: group.id };
  return group.maxCases > 1 ? bookingPath({ at: "cases", ...of }) : afterCases(group, department.id, 1);
}

/** On with a booking. */
export function bookingWay({ group, department, place, cases, elsewhere }: PlacedView): CalendarWay {
  const of = { department: department.id, caseGroup: group.id };
  const placed = { ...of, location: place.id };
  const buildings = elsewhere ? afterCases(group, department.id, cases) : null;
  return {
    purpose: "book",
    back: buildings ?? bookingPath({ at: group.maxCases > 1 ? "cases" : "matter", ...of }),
    days: (month) => bookingPath({ at: "days", ...placed }, { cases, ...(month && { month }) }),
    hours: (date) => bookingPath({ at: "hours", ...placed, date }, { cases }),
    elsewhere: buildings,
    chosen: null,
    kept: null,
  };
}

/** To another time for the visit of a ticket. */
export function moveWay(token: string, { sameDayOnly, date, at }: Movable): CalendarWay {
  return {
    purpose: "move",
    back: ticketPath(token),
    days: sameDayOnly ? null : (month) => moveDaysPath(token, month),
    hours: (day) => moveHoursPath(token, day),
    elsewhere: null,
    chosen: (start) => moveCheckPath(token, start),
    kept: { date, at },
  };
}
