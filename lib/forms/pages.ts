import { z } from "zod";

const wholeText = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

/** An id of the city's data: letters, digits and dashes. */
export const slug = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export const tick = wholeText(0, 99_999_999);
export const cases = wholeText(1, 10);
export const ordinal = wholeText(0, 9);
export const token = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** The accept form of an offer. */
export const acceptForm = z.object({ location: slug, caseGroup: slug, start: tick, cases, ordinal });
/** The form that lets a hold go. */
export const letGoForm = z.object({ location: slug, caseGroup: slug });
/** The forms on a ticket. */
export const ticketForm = z.object({ token });

export const NOTICES = ["limit", "past", "no-such-start", "not-today", "other", "undone-elsewhere"] as const;

/** The query of a matter's page; anything that cannot be read counts as absent. */
export const offerQuery = z.object({
  cases: cases.catch(1),
  start: tick.nullable().catch(null),
  lost: tick.nullable().catch(null),
  ordinal: ordinal.catch(0),
  view: z.enum(["hours", "later"]).nullable().catch(null),
  notice: z.enum(NOTICES).nullable().catch(null),
});
export type OfferQueryFields = z.output<typeof offerQuery>;
