import type { z } from "zod";
import { type BookingQuery, bookingPath } from "@/lib/address/booking-step";
import { detailsForm, hourForm, openDetailsForm, readDetails, type Typed } from "@/lib/forms/booking";
import { afterBooking, type BookingAt, formOf, hoursOf } from "@/lib/pages/booking/after";
import type { Deps } from "@/lib/ports/deps";
import {
  bookVisit,
  type DeviceAsker,
  extendHold,
  forgetTyped,
  holdHour,
  keepTyped,
  typedOn,
} from "@/lib/use-cases/resident/book-visit";
import type { Asker, ClaimAnswer } from "@/lib/use-cases/visit/claim-visit";
import { releaseHold } from "@/lib/use-cases/visit/own-visit";
import { residentForm } from "./resident-form";

type Hour = z.output<typeof hourForm>;

const EMPTY: Typed = { name: "", contact: "", language: "" };

/** Nobody can be held an hour for who has no cookie; a case group that is unknown leads to the beginning. */
async function atHour(
  { plan }: Pick<Deps, "plan">,
  { location, caseGroup, start, cases }: Hour,
  asker: Asker,
  go: (at: BookingAt, asker: DeviceAsker) => Promise<string>,
): Promise<string> {
  const { city } = await plan.book();
  const group = city.caseGroups.find((one) => one.id === caseGroup);
  if (!group || !city.locations.some((one) => one.id === location)) return bookingPath({ at: "departments" });
  const at = { department: group.departmentId, caseGroupId: group.id, locationId: location, start, cases };
  const { device, address } = asker;
  return device === null ? hoursOf(at, { notice: "cookies" }) : go(at, { device, address });
}

/** What the page says of more time: that there is some, or that it has been given often enough. */
const moreTime = async (deps: Deps, device: string): Promise<BookingQuery> =>
  (await extendHold(deps)(device)) ? { more: "1" } : { notice: "no-more-time" };

/**
 * Keeps what was typed with the hour that is held for it; one that is held no longer is held once more first, or the
 * next. Gives what that came to; null where the hour was still held.
 */
async function keepHeld(deps: Deps, at: BookingAt, device: DeviceAsker, typed: Typed): Promise<ClaimAnswer | null> {
  if (await keepTyped(deps)(device.device, typed)) return null;
  const answer = await holdHour(deps)(at, device, true);
  if (answer.kind === "held") await keepTyped(deps)(device.device, typed);
  return answer;
}

/** Back to the form, which says what is wrong with it; to another hour where this one has been lost meanwhile. */
async function backToForm(deps: Deps, at: BookingAt, device: DeviceAsker, typed: Typed): Promise<string> {
  const answer = await keepHeld(deps, at, device, typed);
  if (answer === null) return formOf(at, "details", { check: "1" });
  if (answer.kind !== "held") return afterBooking(at, answer, "details");
  const lost = answer.lost === null ? {} : { lost: answer.lost };
  return formOf({ ...at, start: answer.visit.start }, "details", { ...lost, check: "1" });
}

const notSaved = (): string => bookingPath({ at: "departments" }, { notice: "not-saved" });

/** The forms of the calendar, by the name of their action. */
export const bookingForms = {
  /** Holds the chosen hour and leads to the form for name and contact. */
  chooseHour: residentForm(hourForm, {
    act: (deps, input, asker) =>
      atHour(deps, input, asker, async (at, device) => {
        const answer = await holdHour(deps)(at, device, false);
        // An opened form is a draft, though nothing stands in it yet: it is not that of a visit booked before.
        const isOpened = answer.kind === "held" && (await typedOn(deps)(device.device)) === null;
        if (isOpened) await keepTyped(deps)(device.device, EMPTY);
        return afterBooking(at, answer, "hours");
      }),
    from: notSaved,
  }),
  /** Gives more time for the form. */
  extend: residentForm(hourForm, {
    act: (deps, input, asker) =>
      atHour(deps, input, asker, async (at, { device }) => formOf(at, "check", await moreTime(deps, device))),
    from: notSaved,
  }),
  /** Lets the held hour of the calendar go. */
  letHourGo: residentForm(hourForm, {
    act: (deps, input, asker) =>
      atHour(deps, input, asker, async (at, { device }) => {
        await releaseHold(deps)(device);
        return hoursOf(at);
      }),
    from: notSaved,
  }),
  /** Keeps name and contact; then gives more time, or holds the hour once more and leads on where nothing is wrong. */
  giveDetails: residentForm(openDetailsForm, {
    act: (deps, { name, contact, language, more, ...hour }, asker) =>
      atHour(deps, hour, asker, async (at, device) => {
        const typed = { name, contact, language };
        if (more) {
          const answer = await keepHeld(deps, at, device, typed);
          return answer
            ? afterBooking(at, answer, "details")
            : formOf(at, "details", await moreTime(deps, device.device));
        }
        if (!readDetails(typed)) return backToForm(deps, at, device, typed);
        const answer = await holdHour(deps)(at, device, true);
        await keepTyped(deps)(device.device, typed);
        const isHeld = answer.kind === "held" && answer.lost === null;
        return isHeld ? formOf(at, "check") : afterBooking(at, answer, "details");
      }),
    from: notSaved,
  }),
  /** Books the visit. */
  book: residentForm(detailsForm, {
    act: (deps, { name, contact, language, ...hour }, asker) =>
      atHour(deps, hour, asker, async (at, device) => {
        const typed = { name, contact, language };
        const person = readDetails(typed);
        if (!person) return backToForm(deps, at, device, typed);
        const answer = await bookVisit(deps)(at, person, device);
        if (answer.kind === "booked") await forgetTyped(deps)(device.device);
        // Nothing is wrong with the hour, which was held no longer: it waits for another contact.
        else if (answer.kind === "contact-limit") await keepHeld(deps, at, device, typed);
        else await keepTyped(deps)(device.device, typed);
        return afterBooking(at, answer, "check");
      }),
    from: notSaved,
  }),
} as const;
