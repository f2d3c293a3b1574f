import { z } from "zod";
import { caseGroupId, casesText, contactLanguage, locationId } from "./fields";

const wholeText = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

const FIRST_TICK = 3_155_616;
const LAST_TICK = 24_193_727;

/** A tick from the years 2000 to 2199. */
export const tick = wholeText(FIRST_TICK, LAST_TICK);
export const ordinal = wholeText(0, 9);
/** The name of a description in its address. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+){0,9}$/)
  .max(60);
export const token = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** The accept form of an offer. */
export const acceptForm = z.object({
  location: locationId,
  caseGroup: caseGroupId,
  start: tick,
  cases: casesText,
  ordinal,
});
/** The form that lets a hold go. */
export const letGoForm = z.object({ location: locationId, caseGroup: caseGroupId });
/** The forms on a ticket. */
export const ticketForm = z.object({ token });
/** The form that gives a visit another start. */
export const moveForm = ticketForm.extend({ start: tick });

const PUSH_KEY = /^[A-Za-z0-9_=-]{10,120}$/;

/** What a browser says of itself when it is to be told of a visit. */
export const tellDeviceForm = ticketForm.extend({
  endpoint: z.url().max(1_000),
  p256dh: z.string().regex(PUSH_KEY),
  auth: z.string().regex(PUSH_KEY),
  language: contactLanguage,
});

const TYPED_MAX = 300;
/** A field as it was typed, however odd: what is wrong with it is said on the page. Nobody types more by hand. */
export const typed = z.string().transform((text) => text.slice(0, TYPED_MAX));
/** The form that finds a visit. */
export const findForm = z.object({ code: typed, contact: typed });

export const NOTICES = [
  "limit",
  "network-limit",
  "share",
  "past",
  "no-such-start",
  "not-today",
  "other",
  "not-saved",
  "outdated",
  "unreadable",
  "too-late",
  "not-undone",
  "paused",
] as const;

export const MESSAGE_ANSWERS = [
  ...["again", "too-soon", "too-often", "network", "budget", "told", "untold", "not-told"],
] as const;

const notice = z.enum(NOTICES).nullable().catch(null);
/** Seconds for which a form was told to wait. */
const wait = wholeText(1, 3_600).nullable().catch(null);

/** The query of a ticket's page; anything that cannot be read counts as absent. */
export const ticketQuery = z.object({
  undone: z.literal("1").nullable().catch(null),
  /** The visit has just been booked in the calendar. */
  booked: z.literal("1").nullable().catch(null),
  /** What a form about messages came to. */
  says: z.enum(MESSAGE_ANSWERS).nullable().catch(null),
  /** The visit has just been moved. */
  moved: z.literal("1").nullable().catch(null),
  /** Printed on paper of so many millimetres, as a slip; null = on a sheet. */
  paper: z.literal("80").nullable().catch(null),
  notice,
  wait,
});
export type TicketQueryFields = z.output<typeof ticketQuery>;

/** The query of the start page: only what a form that could not be read leads to. */
export const homeQuery = z.object({ notice: z.literal("unreadable").nullable().catch(null) });
export type HomeQueryFields = z.output<typeof homeQuery>;

/** The query of the page of one's own visits: whether a visit was looked for and not found, or what else was wrong. */
export const ownVisitsQuery = z.object({ find: z.enum(["again"]).nullable().catch(null), notice, wait });

/** The query of a matter's page; anything that cannot be read counts as absent. */
export const offerQuery = z.object({
  cases: casesText.catch(1),
  procedure: slug.nullable().catch(null),
  start: tick.nullable().catch(null),
  lost: tick.nullable().catch(null),
  ordinal: ordinal.catch(0),
  view: z.enum(["hours", "later"]).nullable().catch(null),
  notice,
  wait,
});
export type OfferQueryFields = z.output<typeof offerQuery>;

/** The query of the list of matters: what somebody looks for. */
export const mattersQuery = z.object({
  q: z
    .string()
    .transform((typed) =>
      typed
        .replace(/\p{Cc}/gu, " ")
        .trim()
        .slice(0, 100),
    )
    .catch(""),
});
