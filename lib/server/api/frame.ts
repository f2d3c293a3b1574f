import type { z } from "zod";
import { type Parsed, parseWith } from "@/lib/forms/api";
import { isNotSaved } from "@/lib/ports/faults";
import type { ApiTexts } from "@/lib/text/api-pl";
import { apiTextsFor } from "@/lib/text/api-texts";
import type { Asker } from "@/lib/use-cases/visit/claim-visit";
import { fieldsProblem, type Problem, problem } from "@/lib/wire/problem";
import { type Application, application } from "../compose";
import { type Asked, readBytes } from "../front/body";
import { judgeOrigin } from "../guard/origin";
import { logFailure } from "../watch/log";
import { clientAddress } from "../who/client-address";

/** What an answer is given from. */
export interface Call {
  readonly app: Application;
  readonly request: Asked;
  readonly texts: ApiTexts;
}

type Answering = (call: Call) => Promise<Response>;
type Checked = Problem | null;

/** A successful answer. */
export const answer = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers });

/** A refusal: application/problem+json. */
export const refuse = (refusal: Problem): Response =>
  Response.json(refusal, { status: refusal.status, headers: { "content-type": "application/problem+json" } });

/** What every answer of the API says of itself: the language of a refusal, and that no cache keeps it. */
function labelled(response: Response, { language }: ApiTexts): Response {
  if (response.status >= 400) response.headers.set("content-language", language);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

/** A refusal that is given before any handler is asked. */
export function refuseEarly(refusal: Problem, texts: ApiTexts, headers: Readonly<Record<string, string>>): Response {
  const response = labelled(refuse(refusal), texts);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

const ASK_AGAIN_SECONDS = 10;

/** The refusal of what could not be saved: nothing happened, it may be asked again, or the hotline called. */
function refuseUnsaved(texts: ApiTexts): Response {
  const refusal = refuse(problem("not-saved", texts.notSaved(application().hotline)));
  refusal.headers.set("retry-after", String(ASK_AGAIN_SECONDS));
  return refusal;
}

/** Who asks over the API: only the address is known, no cookie is read. */
export const networkAsker = ({ app, request }: Call): Asker => ({
  device: null,
  address: clientAddress(request.headers, app.env.trustedProxies),
});

async function answerOrFail(
  operation: string,
  request: Asked,
  texts: ApiTexts,
  answering: Answering,
): Promise<Response> {
  try {
    return await answering({ app: application(), request, texts });
  } catch (cause) {
    logFailure(operation, cause);
    return isNotSaved(cause) ? refuseUnsaved(texts) : refuse(problem("internal", texts.internal));
  }
}

/** The one frame of every answer: its language, unexpected failures, and that no cache keeps it. */
async function framed(operation: string, request: Asked, answering: Answering): Promise<Response> {
  const texts = apiTextsFor(request.headers.get("accept-language"));
  return labelled(await answerOrFail(operation, request, texts, answering), texts);
}

const checkOrigin = ({ app, request, texts }: Call): Checked =>
  judgeOrigin(request.headers, app.env.publicUrl) === "foreign" ? problem("foreign-origin", texts.foreignOrigin) : null;

const checkStopping = ({ app, texts }: Call): Checked => (app.stopping ? problem("stopping", texts.stopping) : null);

const isJson = (headers: Headers): boolean =>
  headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() === "application/json";

const checkType = ({ request, texts }: Call): Checked =>
  isJson(request.headers) ? null : problem("not-json", texts.notJson);

function readJson(bytes: Uint8Array): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return null;
  }
}

/** Answers a GET: reads the query by its schema. Any page may read the answer (CORS), errors included. */
export async function apiGet<T>(
  operation: string,
  request: Asked,
  query: z.ZodType<T>,
  answering: (call: Call, input: T) => Promise<Response>,
): Promise<Response> {
  const response = await framed(operation, request, async (call) => {
    const parsed = parseWith(query, Object.fromEntries(new URL(request.url).searchParams));
    return parsed.ok ? answering(call, parsed.value) : refuse(fieldsProblem(call.texts, parsed.faults));
  });
  response.headers.set("access-control-allow-origin", "*");
  return response;
}

/**
 * Answers a POST: origin, type, length, JSON and fields are judged before `answering` is asked. `admit` goes before
 * all of them, for an address that is not there for everybody.
 */
export function apiPost<T>(
  operation: string,
  request: Asked,
  read: (body: unknown, headers: Headers) => Parsed<T>,
  answering: (call: Call, input: T) => Promise<Response>,
  admit: (call: Call) => Problem | null = () => null,
): Promise<Response> {
  return framed(operation, request, async (call) => {
    const objection = admit(call) ?? checkOrigin(call) ?? checkStopping(call) ?? checkType(call);
    if (objection) return refuse(objection);
    const bytes = await readBytes(request);
    if (!bytes) return refuse(problem("too-large", call.texts.tooLarge));
    const json = readJson(bytes);
    if (!json) return refuse(problem("malformed-json", call.texts.malformedJson));
    const parsed = read(json.value, request.headers);
    return parsed.ok ? answering(call, parsed.value) : refuse(fieldsProblem(call.texts, parsed.faults));
  });
}

/** Answers a DELETE that has no body. */
export function apiDelete(operation: string, request: Asked, answering: Answering): Promise<Response> {
  return framed(operation, request, async (call) => {
    const objection = checkOrigin(call);
    return objection ? refuse(objection) : answering(call);
  });
}

/** Answers a method that an address does not have: 405, naming those that it has. */
export function apiMethodNotAllowed(methods: readonly string[]): (request: Request) => Promise<Response> {
  const allow = [...new Set([...methods, "OPTIONS"])].join(", ");
  return (request) =>
    framed("405", request, async ({ texts }) => {
      const refusal = refuse(problem("method-not-allowed", texts.methodNotAllowed(allow)));
      refusal.headers.set("allow", allow);
      return refusal;
    });
}

/** Answers whatever the API does not have like the API, not with a page. */
export async function apiNowhere(request: Request): Promise<Response> {
  const response = await framed("404", request, async ({ texts }) => refuse(problem("not-found", texts.noSuchAddress)));
  if (request.method === "GET") response.headers.set("access-control-allow-origin", "*");
  return response;
}

/** Answers OPTIONS: other pages may read, and only read; a preflight for anything else gets no permission. */
export function apiOptions(request: Asked, methods: readonly string[]): Response {
  const headers = new Headers({ allow: [...methods, "OPTIONS"].join(", "), "cache-control": "no-store" });
  const wanted = request.headers.get("access-control-request-method") ?? "GET";
  if (methods.includes("GET") && (wanted === "GET" || wanted === "HEAD")) {
    headers.set("access-control-allow-origin", "*");
    headers.set("access-control-allow-methods", "GET, HEAD");
  }
  return new Response(null, { status: 204, headers });
}
