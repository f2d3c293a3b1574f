import { z } from "zod";
import { type ContactFault, faultOfContact, readContact } from "./contact";
import { caseGroupId, casesText, contactLanguage, locationId, personName } from "./fields";
import { slug, tick, typed } from "./pages";
import { asSeen } from "./pasted";

/** An hour of the calendar: the form that chooses it. */
export const hourForm = z.object({ location: locationId, caseGroup: caseGroupId, start: tick, cases: casesText });

const LANGUAGE_MAX = 8;
/** The form for name and contact, as it was typed: what is wrong with it is said on the page. */
export const detailsForm = hourForm.extend({
  name: typed,
  contact: typed,
  language: typed.transform((text) => text.slice(0, LANGUAGE_MAX)),
});

/** The same with the button for more time: nothing is judged yet, what was typed is kept. */
export const openDetailsForm = detailsForm.extend({ more: z.literal("1").nullable().catch(null) });

export const BOOKING_NOTICES = [
  ...["no-such-start", "past", "not-open-yet", "booking-not-open", "closed", "too-far", "walk-in-only", "not-today"],
  ...["not-served-here", "too-many-cases", "paused", "limit", "contact-group", "contact-all", "not-saved", "outdated"],
  ...[
    "cookies",
    "choose",
    "no-more-time",
    "too-often",
    "share",
    "share-day",
    "share-rest",
    "share-late",
    "share-late-day",
  ],
  ...["share-bookings", "share-holds"],
] as const;
export type BookingNotice = (typeof BOOKING_NOTICES)[number];

const MONTH = /^(20|21)\d\d-(0[1-9]|1[0-2])$/;

/** The query of a page of the calendar; anything that cannot be read counts as absent. */
export const bookingQuery = z.object({
  cases: casesText.catch(1),
  procedure: slug.nullable().catch(null),
  month: z.string().regex(MONTH).nullable().catch(null),
  start: tick.nullable().catch(null),
  lost: tick.nullable().catch(null),
  /** The form was sent and something in it could not be read. */
  check: z.literal("1").nullable().catch(null),
  /** More time has just been given. */
  more: z.literal("1").nullable().catch(null),
  notice: z.string().max(40).nullable().catch(null),
  wait: z.coerce.number().int().min(1).max(3_600).nullable().catch(null),
});
export type BookingQueryFields = z.output<typeof bookingQuery>;

/** What somebody has typed into the form. */
export interface Typed {
  readonly name: string;
  readonly contact: string;
  readonly language: string;
}

export type DetailFault = "nameMissing" | "nameOdd" | "contactMissing" | ContactFault | "languageOdd";

export interface ReadDetails {
  readonly name: string;
  readonly contact: string;
  readonly language: "pl" | "en" | "uk";
}

const isEmpty = (text: string): boolean => asSeen(text) === "";

/** A name as it was copied: marks around it that nobody sees, and tabs in it, are nobody's name. */
const nameIn = (text: string): string => (personName.safeParse(text).success ? text : asSeen(text));

/** What is wrong with each field, by the field's name. */
export function faultsOfDetails(given: Typed): Readonly<Partial<Record<keyof Typed, DetailFault>>> {
  const name = personName.safeParse(nameIn(given.name)).success
    ? null
    : isEmpty(given.name)
      ? "nameMissing"
      : "nameOdd";
  const contact =
    readContact(given.contact) !== null
      ? null
      : isEmpty(given.contact)
        ? "contactMissing"
        : faultOfContact(given.contact);
  return {
    ...(name && { name }),
    ...(contact && { contact }),
    ...(contactLanguage.safeParse(given.language).success ? {} : { language: "languageOdd" as const }),
  };
}

/** The person of a form without a fault, the contact as it is stored; null where something is wrong. */
export function readDetails(given: Typed): ReadDetails | null {
  const name = personName.safeParse(nameIn(given.name));
  const language = contactLanguage.safeParse(given.language);
  const contact = readContact(given.contact);
  return name.success && language.success && contact !== null
    ? { name: name.data, contact, language: language.data }
    : null;
}
