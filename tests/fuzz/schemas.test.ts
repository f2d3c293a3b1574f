import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import * as api from "@/lib/forms/api";
import * as booking from "@/lib/forms/booking";
import * as fields from "@/lib/forms/fields";
import * as pages from "@/lib/forms/pages";
import { readSettingKey, settingSchemas } from "@/lib/forms/settings";
import { apiTextsFor } from "@/lib/text/api-texts";
import { LANGUAGES } from "@/lib/text/language";
import { fieldsProblem } from "@/lib/wire/problem";
import { PATIENCE } from "../support/runs";
import { expectSentence, expectUnpolluted, fuzz } from "./fuzz";
import { almost, almostText } from "./malformed";

const isText = (most: number) => (value: unknown) =>
  typeof value === "string" && value.length >= 1 && value.length <= most;
const isWhole = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const fits = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);
const isOneOf =
  (...values: readonly unknown[]) =>
  (value: unknown) =>
    values.includes(value);

const CONTROLS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const isName = (value: unknown) =>
  isText(100)(value) && !CONTROLS.test(String(value)) && String(value).trim() === value;
const isMail = fits(/^[\x21-\x7e]+@[\w.-]+$/);
const isPhone = fits(/^\+?[\d -]{7,}$/);
const isContact = (value: unknown) =>
  isText(254)(value) && /^[\x21-\x40\x5b-\x7e]+@[a-z\d.-]+$|^\+\d{7,15}$/.test(String(value));
const isTick = isWhole(3_155_616, 24_193_727);
const isInstant = isWhole(Date.UTC(1999, 11, 31), Date.UTC(2200, 0, 2));
const isDate = fits(/^2[01]\d\d-[01]\d-[0-3]\d$/);
const isRecord = (shape: Readonly<Record<string, (value: unknown) => boolean>>) => (value: unknown) =>
  Object.keys(Object(value)).every((key) => key in shape) &&
  Object.entries(shape).every(([key, isSound]) => isSound(Object(value)[key]));
const orNull = (isSound: (value: unknown) => boolean) => (value: unknown) => value === null || isSound(value);

/** A schema, what it is meant for, and what it may let through. */
interface Case {
  readonly schema: z.ZodType;
  readonly inputs: fc.Arbitrary<unknown>;
  readonly isSound: (value: unknown) => boolean;
}

const text = (schema: z.ZodType, valid: readonly string[], isSound: Case["isSound"]): Case => ({
  schema,
  inputs: almostText(fc.constantFrom(...valid)),
  isSound,
});

const record = (
  schema: z.ZodType,
  valid: Readonly<Record<string, readonly unknown[]>>,
  isSound: Case["isSound"],
): Case => ({
  schema,
  inputs: almost(
    fc.record(Object.fromEntries(Object.entries(valid).map(([key, values]) => [key, fc.constantFrom(...values)]))),
  ),
  isSound,
});

const PLACES = ["gronowa", "libelta", "28-czerwca"];
const GROUPS = ["rejestracja-pojazdow", "dowody-wniosek", "meldunki"];
const STARTS = ["2026-11-24T09:10:00+01:00", "2026-11-24T08:10:00Z", "2027-02-28T23:59:59.999-11:00"];
const NAMES = ["Ala Żółć-O’Neill", "Bartek Ґалаґан", "李小龍"];
const CONTACTS = ["ala@example.pl", "+48 600 700-800", "616463344"];
const OFFERS = ["WyJncm9ub3dhIl0.AAAAAAAAAAAAAAAAAAAAAA", "x"];
const TICKS = ["5968320", "5968323", "24193727"];
const TOKENS = ["AAAAAAAAAAAAAAAAAAAAAA", "_-9zAAAAAAAAAAAAAAAAAA"];
const SLUGS = ["pesel-ukr", "rejestracja-nowy", "x"];
const isSlug = fits(/^[a-z0-9-]{1,60}$/);
const CASES_TEXT = ["1", "3", "99"];

const isMatter = { location: isText(64), caseGroup: isText(64) };
const isCases = isWhole(1, 99);
const whole = (least: number, most: number) =>
  text(z.never(), [String(least), String(most), "7"], isWhole(least, most));

const FIELDS: Readonly<Record<keyof typeof fields, Case>> = {
  locationId: text(fields.locationId, PLACES, isText(64)),
  caseGroupId: text(fields.caseGroupId, GROUPS, isText(64)),
  cases: {
    schema: fields.cases,
    inputs: fc.oneof(fc.integer({ min: 1, max: 99 }), almostText(fc.constant("3"))),
    isSound: isCases,
  },
  casesText: text(fields.casesText, CASES_TEXT, isCases),
  civilDate: text(fields.civilDate, ["2026-11-24", "2028-02-29"], isDate),
  start: text(fields.start, STARTS, isInstant),
  personName: text(fields.personName, NAMES, isName),
  phoneNumber: text(fields.phoneNumber, ["61 646 33 44", "+48 600 700 800"], isPhone),
  contact: text(fields.contact, CONTACTS, isContact),
  contactLanguage: text(fields.contactLanguage, ["pl", "en", "uk"], isOneOf("pl", "en", "uk")),
  offer: text(fields.offer, OFFERS, isText(1_000)),
  idempotencyKey: text(fields.idempotencyKey, ["a-key-of-sixteen", "x".repeat(200)], fits(/^[\x20-\x7e]{16,200}$/)),
  advance: text(fields.advance, ["PT10M", "P1D", "PT1H30M"], isWhole(0, 366 * 86_400_000)),
  step: text(fields.step, ["PT2H", "-PT2H", "-P40D"], isWhole(-366 * 86_400_000, 366 * 86_400_000)),
};

const API = {
  matterQuery: record(
    api.matterQuery,
    { location: PLACES, caseGroup: GROUPS, cases: CASES_TEXT },
    isRecord({ ...isMatter, cases: isCases }),
  ),
  dayQuery: record(
    api.dayQuery,
    { location: PLACES, caseGroup: GROUPS, cases: CASES_TEXT, date: ["2026-11-24", "2199-12-31"] },
    isRecord({ ...isMatter, cases: isCases, date: isDate }),
  ),
  offerBody: record(api.offerBody, { offer: OFFERS }, isRecord({ offer: isText(1_000) })),
  startBody: record(
    api.startBody,
    {
      location: PLACES,
      caseGroup: GROUPS,
      start: STARTS,
      cases: [1, 2, 99],
      name: NAMES,
      contact: CONTACTS,
      language: ["pl", "uk"],
    },
    isRecord({
      ...isMatter,
      start: isInstant,
      cases: isCases,
      name: isName,
      contact: isContact,
      language: isOneOf("pl", "en", "uk"),
    }),
  ),
  moveToStart: record(api.moveToStart, { start: STARTS }, isRecord({ start: isInstant })),
  advanceBody: record(api.advanceBody, { advance: ["PT10M"] }, isRecord({ advance: isWhole(0, 366 * 86_400_000) })),
  stepBody: record(api.stepBody, { step: ["-PT2H"] }, isRecord({ step: isWhole(-366 * 86_400_000, 366 * 86_400_000) })),
};

const isTyped = (value: unknown) => typeof value === "string" && value.length <= 300;

const PAGES = {
  tick: text(pages.tick, TICKS, isTick),
  slug: text(pages.slug, SLUGS, isSlug),
  typed: text(pages.typed, ["AB1 2CD", "ala@example.pl"], isTyped),
  ordinal: text(pages.ordinal, ["0", "9", "3"], isWhole(0, 9)),
  token: text(pages.token, TOKENS, fits(/^[\w-]{22}$/)),
  acceptForm: record(
    pages.acceptForm,
    { location: PLACES, caseGroup: GROUPS, start: TICKS, cases: CASES_TEXT, ordinal: ["0", "1"] },
    isRecord({ ...isMatter, start: isTick, cases: isCases, ordinal: isWhole(0, 9) }),
  ),
  letGoForm: record(pages.letGoForm, { location: PLACES, caseGroup: GROUPS }, isRecord(isMatter)),
  ticketForm: record(pages.ticketForm, { token: TOKENS }, isRecord({ token: fits(/^[\w-]{22}$/) })),
  moveForm: record(
    pages.moveForm,
    { token: TOKENS, start: TICKS },
    isRecord({ token: fits(/^[\w-]{22}$/), start: isTick }),
  ),
  ticketQuery: record(
    pages.ticketQuery,
    {
      ...{ undone: ["1"], booked: ["1"], moved: ["1"], says: pages.MESSAGE_ANSWERS, notice: pages.NOTICES },
      paper: ["80"],
      wait: ["1", "59", "3600"],
    },
    isRecord({
      ...{ undone: isOneOf("1", null), booked: isOneOf("1", null), moved: isOneOf("1", null) },
      says: isOneOf(...pages.MESSAGE_ANSWERS, null),
      paper: isOneOf("80", null),
      notice: isOneOf(...pages.NOTICES, null),
      wait: orNull(isWhole(1, 3_600)),
    }),
  ),
  tellDeviceForm: record(
    pages.tellDeviceForm,
    {
      ...{ token: TOKENS, endpoint: ["https://fcm.googleapis.com/fcm/send/x"], p256dh: ["B".repeat(87)] },
      ...{ auth: ["A".repeat(22)], language: ["pl", "uk"] },
    },
    isRecord({
      ...{ token: fits(/^[\w-]{22}$/), endpoint: (value) => typeof value === "string" && URL.canParse(value) },
      ...{ p256dh: fits(/^[\w=-]{10,120}$/), auth: fits(/^[\w=-]{10,120}$/), language: isOneOf("pl", "en", "uk") },
    }),
  ),
  findForm: record(
    pages.findForm,
    { code: ["AB1 2CD", "ab12cd", ""], contact: CONTACTS },
    isRecord({ code: isTyped, contact: isTyped }),
  ),
  ownVisitsQuery: record(
    pages.ownVisitsQuery,
    { find: ["again"], notice: pages.NOTICES, wait: ["1", "59", "3600"] },
    isRecord({
      ...{ find: isOneOf("again", null), notice: isOneOf(...pages.NOTICES, null), wait: orNull(isWhole(1, 3_600)) },
    }),
  ),
  mattersQuery: record(
    pages.mattersQuery,
    { q: ["dowód", "auto", ""] },
    isRecord({ q: (value) => typeof value === "string" && value.length <= 100 && !/\p{Cc}/u.test(value) }),
  ),
  homeQuery: record(pages.homeQuery, { notice: ["unreadable"] }, isRecord({ notice: isOneOf("unreadable", null) })),
  offerQuery: record(
    pages.offerQuery,
    {
      cases: CASES_TEXT,
      procedure: SLUGS,
      start: TICKS,
      lost: TICKS,
      ordinal: ["0", "9"],
      view: ["hours", "later"],
      notice: pages.NOTICES,
      wait: ["1", "59", "3600"],
    },
    isRecord({
      ...{ cases: isCases, start: orNull(isTick), lost: orNull(isTick), ordinal: isWhole(0, 9) },
      ...{ view: isOneOf("hours", "later", null), notice: isOneOf(...pages.NOTICES, null) },
      ...{ procedure: orNull(isSlug), wait: orNull(isWhole(1, 3_600)) },
    }),
  ),
};

const isLine = (value: unknown) =>
  typeof value === "string" && value.length <= 200 && !CONTROLS.test(value) && value.trim() === value;
const line = (...valid: readonly string[]): Case => text(z.never(), ["", ...valid], isLine);
const dayOrNone = text(z.never(), ["", "2026-11-23"], (value) => value === "" || isDate(value));
const mail = text(z.never(), ["", "urzad@example.pl"], (value) => value === "" || isMail(value));

const HOUR = { location: PLACES, caseGroup: GROUPS, start: TICKS, cases: CASES_TEXT };
const isHour = { ...isMatter, start: isTick, cases: isCases };

const BOOKING = {
  hourForm: record(booking.hourForm, HOUR, isRecord(isHour)),
  detailsForm: record(
    booking.detailsForm,
    { ...HOUR, name: ["Ala Żółć", ""], contact: CONTACTS, language: ["pl", "uk"] },
    isRecord({ ...isHour, name: isTyped, contact: isTyped, language: isTyped }),
  ),
  openDetailsForm: record(
    booking.openDetailsForm,
    { ...HOUR, name: ["Ala Żółć", ""], contact: CONTACTS, language: ["pl", "uk"], more: ["1"] },
    isRecord({ ...isHour, name: isTyped, contact: isTyped, language: isTyped, more: isOneOf("1", null) }),
  ),
  bookingQuery: record(
    booking.bookingQuery,
    {
      ...{ cases: CASES_TEXT, procedure: SLUGS, month: ["2026-11", "2026-12"], start: TICKS, lost: TICKS },
      ...{ check: ["1"], more: ["1"], notice: ["limit", "cookies"], wait: ["1", "3600"] },
    },
    isRecord({
      more: isOneOf("1", null),
      ...{ cases: isCases, month: orNull(fits(/^2[01]\d\d-[01]\d$/)), start: orNull(isTick), lost: orNull(isTick) },
      ...{ check: isOneOf("1", null), notice: orNull((value) => typeof value === "string" && value.length <= 40) },
      ...{ procedure: orNull(isSlug), wait: orNull(isWhole(1, 3_600)) },
    }),
  ),
};

const SETTINGS = {
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
  sharedNetworks: text(
    z.never(),
    ["", "10.0.0.0/8", "192.0.2.7, 2001:db8::/32"],
    (value) => Array.isArray(value) && value.every((one) => /^[\da-f.:]+(\/\d{1,3})?$/i.test(one)),
  ),
  smsCountries: text(
    z.never(),
    ["", "PL", "pl, de ,UA"],
    (value) => Array.isArray(value) && value.every((one) => /^[A-Z]{2}$/.test(one)),
  ),
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
  bookingPaused: text(z.never(), ["true", "false", "yes"], isOneOf(true, false)),
  exampleDataConfirmed: text(z.never(), ["true", "false", "yes"], isOneOf(true, false)),
  notices: text(
    z.never(),
    ["[]", '[{"from":"2026-11-23","until":"2026-12-31","text":{"pl":"Prosimy o założenie maseczki."}}]'],
    (value) => Array.isArray(value) && value.every(({ from, until, text: { pl } }) => from <= until && isLine(pl)),
  ),
  bodyName: line("Urząd Miasta Poznania"),
  bodyAddress: line("plac Kolegiacki 17, 61-841 Poznań"),
  bodyEmail: mail,
  coordinatorName: line("Ala Nowak"),
  coordinatorEmail: mail,
  coordinatorPhone: text(z.never(), ["", "61 646 33 44"], (value) => value === "" || isPhone(value)),
  controllerName: line("Miasto Poznań"),
  officerName: line("Jan Kowalski"),
  officerEmail: mail,
  publishedOn: dayOrNone,
  drawnUpOn: dayOrNone,
  updatedOn: dayOrNone,
  reviewedOn: dayOrNone,
  walkInRetentionDays: whole(1, 3_650),
  visitRetentionDays: whole(1, 3_650),
  noShowRetentionDays: whole(1, 3_650),
} satisfies Record<keyof typeof settingSchemas, Case>;

const setting = (key: keyof typeof settingSchemas): Case => ({ ...SETTINGS[key], schema: settingSchemas[key] });

const CASES: Readonly<Record<string, Case>> = {
  ...FIELDS,
  ...API,
  ...PAGES,
  ...BOOKING,
  ...Object.fromEntries(
    (Object.keys(SETTINGS) as (keyof typeof settingSchemas)[]).map((key) => [`setting ${key}`, setting(key)]),
  ),
};

/** To what end an input came: accepted, or refused for how many of its fields; throws where it was accepted wrongly. */
function endOf({ schema, isSound }: Case, input: unknown): string {
  const parsed = api.parseWith(schema, input);
  if (parsed.ok) {
    if (!isSound(parsed.value)) throw new Error(`accepted ${JSON.stringify(parsed.value)}`);
    return "accepted";
  }
  assert.ok(parsed.faults.length > 0);
  for (const language of LANGUAGES) {
    const problem = fieldsProblem(apiTextsFor(language), parsed.faults);
    for (const sentence of [problem.detail, ...(problem.errors ?? []).map(({ detail }) => detail)])
      expectSentence(sentence, language);
  }
  return parsed.faults.length === 1 ? "one fault" : "more faults";
}

describe("10,000 malformed inputs", () => {
  for (const [name, one] of Object.entries(CASES)) {
    it(`for ${name} are read or refused in words, and nothing else comes through`, PATIENCE, async () => {
      const { share } = await fuzz(name, one.inputs, (input) => endOf(one, input));
      expect(share("accepted")).toBeGreaterThan(0.03);
      expect(share("accepted", "one fault")).toBeGreaterThan(0.6);
      expectUnpolluted();
    });
  }

  it("for a claim's body and headers are read or refused", PATIENCE, async () => {
    const bodies = fc.oneof(API.offerBody.inputs, API.startBody.inputs);
    const keys = almostText(fc.constant("a-key-of-sixteen")).filter(
      (key) => typeof key === "string" && /^[\x20-\x7e\x80-\xff]*$/.test(key),
    );
    const { share } = await fuzz("readClaim", fc.tuple(bodies, keys), ([body, key]) => {
      const parsed = api.readClaim(body, new Headers([["Idempotency-Key", String(key)]]));
      return parsed.ok ? `by ${parsed.value.by}` : "refused";
    });
    expect(share("by offer", "by start")).toBeGreaterThan(0.1);
  });

  it("for the name of a setting are no setting", PATIENCE, async () => {
    const { share } = await fuzz(
      "readSettingKey",
      almostText(fc.constantFrom(...Object.keys(settingSchemas))),
      (name) => (typeof name === "string" && readSettingKey(name) !== null ? "a setting" : "none"),
    );
    expect(share("a setting")).toBeGreaterThan(0.03);
  });
});

const DEFAULTS: Readonly<Record<string, unknown>> = { ...DEFAULT_SETTINGS };

describe("found once", () => {
  it("a number left empty is refused: it was read as 0, which takes every day off sale", () => {
    for (const [key, schema] of Object.entries(settingSchemas).filter(([key]) =>
      /number|boolean/.test(typeof DEFAULTS[key]),
    ))
      for (const text of ["", " ", "0x10", "1e1", "-0"])
        expect([key, schema.safeParse(text).success]).toEqual([key, false]);
  });
});

describe("how many matters, in an address", () => {
  it("is a number as one writes it", () => {
    for (const text of ["01", "1e1", "0x1", " 1", "1 ", "+1", "1.0", "0", "-1"])
      expect([text, fields.casesText.safeParse(text).success]).toEqual([text, false]);
    expect(fields.casesText.parse("2")).toBe(2);
  });
});

describe("the fuzz itself", () => {
  it("leaves out no schema that forms export", () => {
    const schemas = [fields, api, pages, booking].flatMap((module) =>
      Object.entries(module).flatMap(([name, one]) => (one instanceof z.ZodType ? [name] : [])),
    );
    expect(Object.keys(CASES).sort()).toEqual(
      [...schemas, ...Object.keys(settingSchemas).map((key) => `setting ${key}`)].sort(),
    );
  });

  it("control: a careless schema is caught", async () => {
    const careless: Readonly<Record<string, Case>> = {
      "a number by JavaScript's rules": { ...FIELDS.cases, schema: z.coerce.number() },
      "a day by its looks": { ...FIELDS.civilDate, schema: z.string().regex(/^\d{4}-/) },
      "a name of any signs": { ...FIELDS.personName, schema: z.string().min(1) },
      "a form with what nobody asked for": { ...API.startBody, schema: z.looseObject(api.startBody.shape) },
      "a date that is thrown at": { ...FIELDS.start, schema: z.string().transform((at) => new Date(at).toISOString()) },
    };
    for (const [name, one] of Object.entries(careless))
      await expect(
        fuzz(name, one.inputs, (input) => endOf(one, input)),
        name,
      ).rejects.toThrow();
  });
});
