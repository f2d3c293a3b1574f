import { type BookingQuery, bookingPath } from "@/lib/address/booking-step";
import { ticketPath } from "@/lib/address/paths";
import type { CaseGroup } from "@/lib/domain/city/city";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { type Tick, tickStart } from "@/lib/domain/time/tick";
import type { ShareOf } from "@/lib/domain/visit/fair-share";
import type { WantedStart } from "@/lib/domain/visit/matter";
import type { BookingNotice } from "@/lib/forms/booking";
import type { ClaimAnswer } from "@/lib/use-cases/visit/claim-visit";

/** Where a form of the calendar stands: the place and hour that it was about, and the group's department. */
export interface BookingAt extends WantedStart {
  readonly department: CaseGroup["departmentId"];
}

type Place = Omit<BookingAt, "start">;

const stepPlaceOf = ({ department, caseGroupId, locationId }: Place) => ({
  department,
  caseGroup: caseGroupId,
  location: locationId,
});

/** The hours of the day on which a start is. */
export const hoursOf = (at: BookingAt, query: BookingQuery = {}): string =>
  bookingPath(
    { at: "hours", ...stepPlaceOf(at), date: civilDateAt(tickStart(at.start)) },
    { cases: at.cases, ...query },
  );

/** The form for name and contact, or the check before the visit is booked. */
export const formOf = (at: BookingAt, step: "details" | "check", query: BookingQuery = {}): string =>
  bookingPath({ at: step, ...stepPlaceOf(at) }, { cases: at.cases, start: at.start, ...query });

const daysOf = (at: BookingAt, query: BookingQuery): string =>
  bookingPath({ at: "days", ...stepPlaceOf(at) }, { cases: at.cases, ...query });

/** Where the form goes on with another start than the one that was sent: with words about it. */
function withOther(at: BookingAt, start: Tick, lost: Tick | null, step: "details" | "check"): string {
  return formOf({ ...at, start }, step, lost === null ? {} : { lost });
}

/** What the page says where a network has its share. */
export const noticeOfShare = (of: ShareOf): BookingNotice =>
  of === "building" || of === "group" ? "share" : `share-${of}`;

/** Where an hour that was chosen, or a form that was sent, leads. */
export function afterBooking(at: BookingAt, answer: ClaimAnswer, step: "hours" | "details" | "check"): string {
  switch (answer.kind) {
    case "booked":
      return `${ticketPath(answer.token)}?booked=1`;
    case "held":
      return withOther(at, answer.visit.start, answer.lost, step === "check" ? "check" : "details");
    case "lost":
      return step === "hours" || answer.next ? hoursOf(at, { lost: at.start }) : daysOf(at, { lost: at.start });
    case "limit":
      return hoursOf(at, { notice: "limit" });
    case "share": {
      const notice = noticeOfShare(answer.of);
      return step === "hours" ? hoursOf(at, { notice }) : formOf(at, step, { notice });
    }
    case "contact-limit":
      return formOf(at, "details", { notice: `contact-${answer.of}` });
    case "refused":
      if (answer.refusal.reason === "too-many-cases" || answer.refusal.reason === "not-served-here") {
        const { department, caseGroupId: caseGroup } = at;
        return bookingPath({ at: "matter", department, caseGroup }, { notice: answer.refusal.reason });
      }
      return hoursOf(at, { notice: answer.refusal.reason });
    case "key-reused":
    case "unknown-place":
      return bookingPath({ at: "departments" });
  }
}
