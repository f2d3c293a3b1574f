import { STATUS_CODES } from "node:http";
import { z } from "zod";
import {
  advanceBody,
  dayQuery,
  KEY_HEADER,
  matterQuery,
  moveToStart,
  offerBody,
  startBody,
  stepBody,
} from "@/lib/forms/api";
import * as field from "@/lib/forms/fields";
import { instantShape } from "./instant";
import { locationsShape } from "./locations";
import { PROBLEM_STATUS, type ProblemReason } from "./problem";
import { notReadyShape, readyShape } from "./ready";
import { laterStartShape, noStartShape, offerShape, startsShape } from "./start";
import { visitShape } from "./visit";

/**
 * The OpenAPI 3.1 document, made of the very schemas that read requests and type answers.
 * `tests/api` holds every real answer against it.
 */

type Json = Readonly<Record<string, unknown>>;

function schemaOf(shape: z.ZodType, io: "input" | "output" = "output"): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io });
  return schema;
}

const refTo = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const jsonBody = (schema: Json): Json => ({ "application/json": { schema } });

const ok = (description: string, schema: Json, headers: Json = {}): Json => ({
  description,
  headers,
  content: jsonBody(schema),
});

const fieldErrors = z.array(z.object({ field: z.string(), detail: z.string() })).min(1);

/** The members that some reasons carry beside those of every problem. */
const MORE: Partial<Readonly<Record<ProblemReason, Json>>> = {
  invalid: { errors: schemaOf(fieldErrors) },
  taken: { next: { anyOf: [refTo("Offer"), refTo("LaterStart"), { type: "null" }] } },
  expired: { next: { anyOf: [refTo("Offer"), { type: "null" }] } },
  "sold-out": { next: { type: "null" } },
};

/** One problem: every reason has its own status, and its own further members. */
function problemSchema(reason: ProblemReason): Json {
  const more = MORE[reason] ?? {};
  return {
    type: "object",
    properties: {
      type: { const: "about:blank" },
      title: { const: STATUS_CODES[PROBLEM_STATUS[reason]] },
      status: { const: PROBLEM_STATUS[reason] },
      reason: { const: reason },
      detail: { type: "string", description: "In words, in the language of Accept-Language where we have it." },
      ...more,
    },
    required: ["type", "title", "status", "reason", "detail", ...Object.keys(more)],
    additionalProperties: false,
  };
}

/** The problem answers of an operation by status, from the reasons that it may give. */
function problems(...reasons: readonly ProblemReason[]): Json {
  const statuses = [...new Set(reasons.map((reason) => PROBLEM_STATUS[reason]))];
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = reasons.filter((reason) => PROBLEM_STATUS[reason] === status);
      return [
        status,
        {
          description: `${STATUS_CODES[status] ?? ""}: ${ofStatus.join(", ")}`,
          content: { "application/problem+json": { schema: { oneOf: ofStatus.map(problemSchema) } } },
        },
      ];
    }),
  );
}

const queryParameters = (query: z.ZodObject): Json[] =>
  Object.entries(query.shape).map(([name, one]) => ({
    name,
    in: "query",
    required: !z.safeParse(one, undefined).success,
    schema: schemaOf(one, "input"),
  }));

const ACCEPT_LANGUAGE: Json = {
  name: "Accept-Language",
  in: "header",
  required: false,
  description: "Language of `detail`; Polish where we do not have it.",
  schema: { type: "string" },
};

const TOKEN: Json = { name: "token", in: "path", required: true, schema: { type: "string" } };

const IDEMPOTENCY_KEY: Json = {
  name: KEY_HEADER,
  in: "header",
  required: false,
  description:
    "Required with `start`, optional with `offer`. The same key and body get the same visit, however often and in " +
    "parallel; the same key with another body is refused. A key counts as used once it has won.",
  schema: schemaOf(field.idempotencyKey),
};

const EVERYWHERE = ["too-many-requests", "internal"] as const;
const BODY_REASONS = ["malformed-json", "too-large", "not-json", "foreign-origin", "stopping", ...EVERYWHERE] as const;

/** Why nobody can have a start. */
const START_REASONS = [
  "not-open-yet",
  "closed",
  "too-far",
  "past",
  "no-such-start",
  "paused",
  "walk-in-only",
  "not-served-here",
  "too-many-cases",
] as const;

const locations = {
  get: {
    operationId: "listLocations",
    summary: "Buildings with halls, waiting rooms and case groups.",
    responses: { 200: ok("The buildings.", refTo("Locations")), ...problems(...EVERYWHERE) },
  },
};

const nextFree = {
  get: {
    operationId: "nextFree",
    summary: "The next free start today, as an offer; or why there is none, and what there is instead.",
    parameters: [...queryParameters(matterQuery), ACCEPT_LANGUAGE],
    responses: {
      200: ok("An offer, or none.", { oneOf: [refTo("Offer"), refTo("NoStart")] }),
      ...problems("unknown-place", "invalid", "too-many-cases", ...EVERYWHERE),
    },
  },
};

const freeStarts = {
  get: {
    operationId: "freeStarts",
    summary: "The free starts of one day; they are not reserved by being read.",
    parameters: [...queryParameters(dayQuery), ACCEPT_LANGUAGE],
    responses: {
      200: ok("The day's free starts, earliest first.", refTo("Starts")),
      ...problems("unknown-place", "invalid", "too-many-cases", ...EVERYWHERE),
    },
  },
};

const visits = {
  post: {
    operationId: "claimVisit",
    summary: "Takes an offered or a named start.",
    parameters: [IDEMPOTENCY_KEY, ACCEPT_LANGUAGE],
    requestBody: { required: true, content: jsonBody({ oneOf: [refTo("ClaimByOffer"), refTo("ClaimByStart")] }) },
    responses: {
      201: ok("The visit.", refTo("Visit"), {
        Location: { required: true, schema: { type: "string" }, description: "Where the visit is from now on." },
      }),
      ...problems(
        ...BODY_REASONS,
        "not-saved",
        "unknown-place",
        "taken",
        "expired",
        "sold-out",
        "invalid",
        "key-reused",
        ...START_REASONS,
        "contact-limit",
        "limit",
        "network-share",
      ),
    },
  },
};

const visit = {
  parameters: [TOKEN, ACCEPT_LANGUAGE],
  get: {
    operationId: "getVisit",
    summary: "The visit as it is now.",
    responses: { 200: ok("The visit.", refTo("Visit")), ...problems("unknown-visit", ...EVERYWHERE) },
  },
  delete: {
    operationId: "cancelVisit",
    summary: "Calls the visit off and frees its time; again gives the same answer.",
    responses: {
      200: ok("The cancelled visit.", refTo("Visit")),
      ...problems("foreign-origin", "unknown-visit", "too-late", "not-saved", ...EVERYWHERE),
    },
  },
};

const move = {
  parameters: [TOKEN, ACCEPT_LANGUAGE],
  post: {
    operationId: "moveVisit",
    summary: "Gives the visit another start at its building; the old one stands until the new one is certain.",
    requestBody: { required: true, content: jsonBody({ oneOf: [refTo("ClaimByOffer"), refTo("MoveToStart")] }) },
    responses: {
      200: ok("The visit at its new start; again gives the same answer.", refTo("Visit")),
      ...problems(
        ...BODY_REASONS,
        "not-saved",
        "unknown-visit",
        "unknown-place",
        "too-late",
        "moved-too-often",
        "limit",
        "network-share",
        "taken",
        "expired",
        "sold-out",
        "invalid",
        ...START_REASONS,
      ),
    },
  },
};

const openApiJson = {
  get: {
    operationId: "openApi",
    summary: "This document.",
    responses: { 200: ok("OpenAPI 3.1.", { type: "object" }) },
  },
};

const AT_ROOT: Json = { servers: [{ url: "/" }] };

const livez = {
  ...AT_ROOT,
  get: {
    operationId: "livez",
    summary: "Whether the process turns.",
    responses: { 200: { description: "It does.", content: { "text/plain": { schema: { const: "ok" } } } } },
  },
};

const readyz = {
  ...AT_ROOT,
  get: {
    operationId: "readyz",
    summary: "Whether a booking could be taken now.",
    responses: {
      200: ok("It could.", schemaOf(readyShape)),
      503: ok("It could not.", schemaOf(notReadyShape)),
    },
  },
};

const demoClock = {
  ...AT_ROOT,
  post: {
    operationId: "advanceClock",
    summary:
      "Lets time pass for a demo, or sets its clock wrong. Only with OKIENKO_DEMO=1, only from the same machine.",
    parameters: [ACCEPT_LANGUAGE],
    requestBody: {
      required: true,
      content: jsonBody({ oneOf: [schemaOf(advanceBody, "input"), schemaOf(stepBody, "input")] }),
    },
    responses: {
      200: ok("What the clock shows now.", schemaOf(z.object({ now: instantShape }))),
      ...problems(...BODY_REASONS, "not-local", "not-found", "invalid"),
    },
  },
};

/** The document at /api/v1/openapi.json. */
export const openApi = {
  openapi: "3.1.0",
  info: {
    title: "Okienko",
    version: "1",
    description:
      "Free times at the counters of a city hall. No cookie is read or set. Other pages may read (CORS for GET); a " +
      "foreign Origin may not claim or cancel. Instants are answered in UTC; days are days in Europe/Warsaw.",
  },
  servers: [{ url: "/api/v1" }],
  paths: {
    "/locations": locations,
    "/next-free": nextFree,
    "/free-starts": freeStarts,
    "/visits": visits,
    "/visits/{token}": visit,
    "/visits/{token}/move": move,
    "/openapi.json": openApiJson,
    "/livez": livez,
    "/readyz": readyz,
    "/demo/clock": demoClock,
  },
  components: {
    schemas: {
      Locations: schemaOf(locationsShape),
      Starts: schemaOf(startsShape),
      Offer: schemaOf(offerShape),
      LaterStart: schemaOf(laterStartShape),
      NoStart: schemaOf(noStartShape),
      Visit: schemaOf(visitShape),
      ClaimByOffer: schemaOf(offerBody, "input"),
      ClaimByStart: schemaOf(startBody, "input"),
      MoveToStart: schemaOf(moveToStart, "input"),
    },
  },
} as const;
