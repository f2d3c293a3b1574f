import { z } from "zod";
import type { Settings } from "@/lib/domain/city/settings";
import { readNetworkList } from "@/lib/domain/who/network";
import { isCountry } from "./contact";
import { civilDate, locationId, phoneNumber } from "./fields";
import { isWritable } from "./writable";

/** Digits alone: JavaScript would read an empty text as 0. */
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const TEXT_MAX = 200;
/** One line that people read; may be empty. */
const line = z
  .string()
  .trim()
  .max(TEXT_MAX, `must have at most ${TEXT_MAX} characters`)
  .refine(isWritable, "must be one line of letters, digits and signs");
const orEmpty = (schema: z.ZodType<string>, must: string) =>
  line.refine((text) => text === "" || schema.safeParse(text).success, `must be ${must}, or empty`);
const email = orEmpty(z.email(), "an e-mail address");
const phone = orEmpty(phoneNumber, "a telephone number such as 61 646 33 44");
const day = orEmpty(civilDate, "a day such as 2026-11-23");

const NOTICES_MAX = 50;
const noticeText = line.min(1, "must say something");
const notice = z
  .strictObject({
    location: locationId.nullable().default(null),
    from: civilDate,
    until: civilDate,
    text: z.strictObject({ pl: noticeText, en: noticeText.optional(), uk: noticeText.optional() }),
  })
  .refine(({ from, until }) => from <= until, "must not end before it begins");
const EXAMPLE = '[{"location":"libelta","from":"2026-11-23","until":"2026-12-31","text":{"pl":"…","en":"…"}}]';

/** Notices as JSON. */
const notices = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    const parsed = z.array(notice).max(NOTICES_MAX).safeParse(readJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: `must be a list such as ${EXAMPLE}, or []` });
    return z.NEVER;
  });

const NETWORKS_MAX = 500;

/** Networks, comma-separated. */
const networks = z
  .string()
  .max(30_000)
  .transform((text, context) => {
    const list = readNetworkList(text);
    if (list && list.length <= NETWORKS_MAX) return list;
    context.addIssue({
      code: "custom",
      message: `must be at most ${NETWORKS_MAX} networks such as 10.0.0.0/8 or 2001:db8::/32, separated by commas, or empty`,
    });
    return z.NEVER;
  });

/** Countries by their two letters, comma-separated. */
const countries = z
  .string()
  .max(1_000)
  .transform((text) =>
    text
      .split(",")
      .map((one) => one.trim().toUpperCase())
      .filter(Boolean),
  )
  .refine((list) => list.every(isCountry), "must be countries such as PL, DE, UA, separated by commas, or empty");

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The bounds of every setting; the command line and, later, a page read them from here. */
export const settingSchemas: { readonly [Key in keyof Settings]: z.ZodType<Settings[Key]> } = {
  releaseAheadMinutes: whole(0, 60 * 24 * 60),
  leadMinutes: whole(0, 60),
  horizonDays: whole(0, 365),
  advancePercent: whole(0, 100),
  holdSeconds: whole(10, 900),
  formHoldSeconds: whole(60, 1_800),
  contactGroupLimit: whole(1, 100),
  contactLimit: whole(1, 1_000),
  restMinutesLeast: whole(0, 1_440),
  restMinutesMost: whole(0, 1_440),
  reminderHour: whole(6, 22),
  deviceLimit: whole(1, 100),
  networkLimit: whole(1, 10_000),
  sharedNetworks: networks,
  smsCountries: countries,
  smsDailyBudget: whole(0, 1_000_000),
  smsNetworkLimit: whole(0, 10_000),
  networkSharePercent: whole(1, 100),
  sharedNetworkSharePercent: whole(1, 100),
  groupSharePercent: whole(1, 100),
  holdSharePercent: whole(0, 100),
  networkTicketsLeast: whole(1, 10_000),
  groupTicketsLeast: whole(1, 10_000),
  networkBookings: whole(1, 100_000),
  networkHolds: whole(1, 100_000),
  offerMinutes: whole(1, 30),
  bookingPaused: z.stringbool(),
  exampleDataConfirmed: z.stringbool(),
  notices,
  bodyName: line,
  bodyAddress: line,
  bodyEmail: email,
  coordinatorName: line,
  coordinatorEmail: email,
  coordinatorPhone: phone,
  controllerName: line,
  officerName: line,
  officerEmail: email,
  publishedOn: day,
  drawnUpOn: day,
  updatedOn: day,
  reviewedOn: day,
  walkInRetentionDays: whole(1, 3_650),
  visitRetentionDays: whole(1, 3_650),
  noShowRetentionDays: whole(1, 3_650),
};

/** The name of a setting, or null. */
export const readSettingKey = (text: string): keyof Settings | null =>
  Object.hasOwn(settingSchemas, text) ? (text as keyof Settings) : null;
