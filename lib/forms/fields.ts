import { z } from "zod";
import { isCivilDate, readDuration, readInstant } from "@/lib/domain/time/civil-time";
import { readContact } from "./contact";
import { isWritable } from "./writable";

/**
 * The rules of every field, once; forms and the API are composed of them. They judge text and change nothing else.
 * What to say about a field at fault stands in the texts, by the field's name.
 */

const NAME_MAX = 100;
const CONTACT_MAX = 254;
const CASES_MAX = 99;
const DAY_MS = 86_400_000;
const LONGEST_ADVANCE_MS = 366 * DAY_MS;

// Outside these years the calendar's own texts and limits no longer hold (five-digit years, the zone's last instant).
const FIRST_YEAR = "2000";
const LAST_YEAR = "2199";

const inKnownYears = (text: string): boolean => text.slice(0, 4) >= FIRST_YEAR && text.slice(0, 4) <= LAST_YEAR;

// Half a character can stand in no address.
const isWhole = (text: string): boolean => !/\p{Cs}/u.test(text);

/** Id of a building, as GET /locations lists it. Whether it exists is asked later. */
export const locationId = z
  .string()
  .min(1)
  .max(64)
  .refine(isWhole)
  .meta({ description: "Id of a building, as /locations lists it.", examples: ["gronowa"] });

/** Id of a case group, as GET /locations lists it. Whether it exists is asked later. */
export const caseGroupId = z
  .string()
  .min(1)
  .max(64)
  .refine(isWhole)
  .meta({ description: "Id of a case group, as /locations lists it.", examples: ["rejestracja-pojazdow"] });

/** As a number is written in an address: `1e1`, `0x10`, `01` or ` 2` are none. */
const WHOLE = /^(0|[1-9]\d{0,8})$/;
const CASES = { description: "How many matters or persons one visit is for; it grows by one length each." };

/** How many matters one visit holds, as a number. */
export const cases = z.int().min(1).max(CASES_MAX).meta(CASES);

/** The same written in an address. */
export const casesText = z
  .preprocess((text) => (typeof text === "string" && !WHOLE.test(text) ? Number.NaN : text), z.coerce.number())
  .pipe(cases)
  .meta(CASES);

/** A day in Europe/Warsaw, `YYYY-MM-DD`. */
export const civilDate = z
  .string()
  .refine((text) => isCivilDate(text) && inKnownYears(text))
  .meta({ description: "A day in Europe/Warsaw.", format: "date", examples: ["2026-11-24"] });

/** An ISO 8601 instant with any offset; becomes epoch milliseconds. */
export const start = z
  .string()
  .max(64)
  .transform((text, context) => {
    const at = inKnownYears(text) ? readInstant(text) : null;
    if (at !== null) return at;
    context.addIssue({ code: "custom" });
    return z.NEVER;
  })
  .meta({
    description: "Instant at which the visit starts, a multiple of five minutes; any offset is read.",
    format: "date-time",
    examples: ["2026-11-24T09:10:00+01:00"],
  });

// A name that nobody sees is none.
const SEEN = /[^\p{Default_Ignorable_Code_Point}\p{C}\p{M}\p{Z}\u2800]/u;

/** Somebody's name, in the letters of every script. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(NAME_MAX)
  .refine((text) => isWritable(text) && SEEN.test(text))
  .meta({ description: "Name and surname, any letters." });

/** A telephone number of 7–15 digits with spaces, + and -. */
export const phoneNumber = z.string().regex(/^\+?(?:[ -]*\d){7,15}$/);

/** One way to reach somebody; becomes the contact as it is stored and compared (lib/forms/contact). */
export const contact = z
  .string()
  .max(CONTACT_MAX)
  .transform((text, context) => {
    const kept = readContact(text);
    if (kept !== null) return kept;
    context.addIssue({ code: "custom" });
    return z.NEVER;
  })
  .meta({
    description: "An e-mail address, or a telephone number that exists; one without a country is Polish.",
    examples: ["+48 600 700 800", "ala@example.pl"],
  });

/** The language of what the resident will be sent. */
export const contactLanguage = z
  .enum(["pl", "en", "uk"])
  .meta({ description: "Language of what the resident is sent." });

/** An offer as it was given out. Whether it was signed here is asked later. */
export const offer = z.string().min(1).max(1_000).meta({ description: "An offer as it was given out, unchanged." });

/** Idempotency-Key: 16–200 printable characters. A short one somebody else has had as well, and with it a ticket. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{16,200}$/)
  .meta({
    description:
      "16 to 200 printable characters that nobody else chooses, a random UUID say; the same key and body get the same answer.",
  });

/** An ISO 8601 duration within bounds; becomes whole milliseconds. */
const duration = (least: number, most: number) =>
  z
    .string()
    .max(64)
    .transform((text, context) => {
      const milliseconds = readDuration(text);
      const isWithin = milliseconds !== null && Number.isInteger(milliseconds) && milliseconds >= least;
      if (isWithin && milliseconds <= most) return milliseconds;
      context.addIssue({ code: "custom" });
      return z.NEVER;
    });

/** How much time passes for a demo, an ISO 8601 duration of at most 366 days. */
export const advance = duration(0, LONGEST_ADVANCE_MS).meta({
  description: "ISO 8601 duration, forward only.",
  examples: ["PT10M"],
});

/** By how much a demo's clock is set wrong, an ISO 8601 duration of at most 366 days either way. */
export const step = duration(-LONGEST_ADVANCE_MS, LONGEST_ADVANCE_MS).meta({
  description: "ISO 8601 duration, with a minus sign back.",
  examples: ["-PT2H"],
});
