import { z } from "zod";
import type { ApiClaim } from "@/lib/use-cases/program/api-claim";
import type { ApiMove } from "@/lib/use-cases/program/api-move";
import * as field from "./fields";

/** A field that was not accepted; `unexpected` marks one that nobody asked for. */
export interface FieldFault {
  readonly field: string;
  readonly unexpected: boolean;
}

/** What a request said, or the fields that could not be read. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** The name under which a body that is no object at all is reported. */
export const WHOLE_BODY = "body";
export const KEY_HEADER = "Idempotency-Key";

/** GET /next-free. Query fields that are not known are left alone. */
export const matterQuery = z.object({
  location: field.locationId,
  caseGroup: field.caseGroupId,
  cases: field.casesText.default(1),
});

/** GET /free-starts. */
export const dayQuery = matterQuery.extend({ date: field.civilDate });

/** POST /visits by an offer. A field that nobody asked for is refused, never silently dropped. */
export const offerBody = z.strictObject({ offer: field.offer });

/** POST /visits by a start. */
export const startBody = z.strictObject({
  location: field.locationId,
  caseGroup: field.caseGroupId,
  start: field.start,
  cases: field.cases.default(1),
  name: field.personName,
  contact: field.contact,
  language: field.contactLanguage.default("pl"),
});

/** POST /visits/{token}/move to a start. */
export const moveToStart = z.strictObject({ start: field.start });

/** POST /demo/clock: time passes. */
export const advanceBody = z.strictObject({ advance: field.advance });

/** POST /demo/clock: the clock is set forward or back, while no time passes. */
export const stepBody = z.strictObject({ step: field.step });

function faultsOf(error: z.ZodError): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const issue of error.issues) {
    const unexpected = issue.code === "unrecognized_keys";
    const names = unexpected ? issue.keys : [String(issue.path[0] ?? WHOLE_BODY)];
    for (const name of names) faults.set(name, { field: name, unexpected });
  }
  return [...faults.values()];
}

/** Reads a value by a schema; the faults name fields, in the order in which they were found. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const parsed = schema.safeParse(value);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, faults: faultsOf(parsed.error) };
}

/** The same body whatever the order of its fields. Its values are texts and numbers: anything else was refused. */
const canonical = (body: object): string =>
  JSON.stringify(Object.entries(body).toSorted(([one], [other]) => (one < other ? -1 : 1)));

function readKey(headers: Headers, required: boolean): Parsed<string | null> {
  const given = headers.get(KEY_HEADER);
  if (given === null && !required) return { ok: true, value: null };
  if (field.idempotencyKey.safeParse(given).success) return { ok: true, value: given };
  return { ok: false, faults: [{ field: KEY_HEADER, unexpected: false }] };
}

/** The faults of a body and of its key together, so that one answer tells both. */
function together<T>(body: Parsed<T>, key: Parsed<string | null>): readonly FieldFault[] {
  return [...(body.ok ? [] : body.faults), ...(key.ok ? [] : key.faults)];
}

function readOfferClaim(body: object, headers: Headers): Parsed<ApiClaim> {
  const parsed = parseWith(offerBody, body);
  const key = readKey(headers, false);
  if (!parsed.ok || !key.ok) return { ok: false, faults: together(parsed, key) };
  const keyed = key.value === null ? null : { key: key.value, body: canonical(body) };
  return { ok: true, value: { by: "offer", offer: parsed.value.offer, key: keyed } };
}

function readStartClaim(body: unknown, headers: Headers): Parsed<ApiClaim> {
  const parsed = parseWith(startBody, body);
  const key = readKey(headers, true);
  if (!parsed.ok || !key.ok || key.value === null) return { ok: false, faults: together(parsed, key) };
  const { location, caseGroup, cases, start, ...person } = parsed.value;
  const matter = { locationId: location, caseGroupId: caseGroup, cases };
  const keyed = { key: key.value, body: canonical(Object(body)) };
  return { ok: true, value: { by: "start", matter, at: start, person, key: keyed } };
}

const has = (body: unknown, name: string): boolean =>
  typeof body === "object" && body !== null && Object.hasOwn(body, name);
const hasOffer = (body: unknown): boolean => has(body, "offer");

/** What a demo's clock is told: a body that has a `step` sets it, every other lets time pass. */
export const readDemoClock = (body: unknown): Parsed<{ readonly advance?: number; readonly step?: number }> =>
  has(body, "step") ? parseWith(stepBody, body) : parseWith(advanceBody, body);

/** Reads POST /visits: a body that has an `offer` claims by it, every other by its start. */
export function readClaim(body: unknown, headers: Headers): Parsed<ApiClaim> {
  return hasOffer(body) ? readOfferClaim(Object(body), headers) : readStartClaim(body, headers);
}

/** Reads POST /visits/{token}/move: a body that has an `offer` moves to its start, every other to the one it names. */
export function readMove(body: unknown): Parsed<ApiMove> {
  if (hasOffer(body)) {
    const parsed = parseWith(offerBody, body);
    return parsed.ok ? { ok: true, value: { by: "offer", offer: parsed.value.offer } } : parsed;
  }
  const parsed = parseWith(moveToStart, body);
  return parsed.ok ? { ok: true, value: { by: "start", at: parsed.value.start } } : parsed;
}
