import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import * as freeStarts from "@/app/api/v1/free-starts/route";
import * as locations from "@/app/api/v1/locations/route";
import * as nextFree from "@/app/api/v1/next-free/route";
import * as openApiJson from "@/app/api/v1/openapi.json/route";
import * as move from "@/app/api/v1/visits/[token]/move/route";
import * as visit from "@/app/api/v1/visits/[token]/route";
import * as visits from "@/app/api/v1/visits/route";
import * as demoClock from "@/app/demo/clock/route";
import * as livez from "@/app/livez/route";
import * as readyz from "@/app/readyz/route";
import { openApi } from "@/lib/wire/openapi";

export const HOST = "okienko.test";

type Handler = (request: Request, context: { params: Promise<{ token: string }> }) => Response | Promise<Response>;
type Route = Readonly<Record<string, unknown>>;

const ROUTES: readonly (readonly [path: RegExp, documented: keyof typeof openApi.paths, route: Route])[] = [
  [/^\/api\/v1\/locations$/, "/locations", locations],
  [/^\/api\/v1\/next-free$/, "/next-free", nextFree],
  [/^\/api\/v1\/free-starts$/, "/free-starts", freeStarts],
  [/^\/api\/v1\/visits$/, "/visits", visits],
  [/^\/api\/v1\/visits\/([^/]+)$/, "/visits/{token}", visit],
  [/^\/api\/v1\/visits\/([^/]+)\/move$/, "/visits/{token}/move", move],
  [/^\/api\/v1\/openapi\.json$/, "/openapi.json", openApiJson],
  [/^\/livez$/, "/livez", livez],
  [/^\/readyz$/, "/readyz", readyz],
  [/^\/demo\/clock$/, "/demo/clock", demoClock],
];

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(openApi, "openapi");

const pointer = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => `/${encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");

/** Holds an answer against the OpenAPI document: its status, its media type and its body must stand there. */
function expectDocumented(documented: string, method: string, answer: Answer): void {
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "none";
  const where = ["paths", documented, method.toLowerCase(), "responses", answer.status, "content", type, "schema"];
  const validate = ajv.getSchema(`openapi#${pointer(...where)}`);
  if (!validate) throw new Error(`Not in the document: ${where.join(" ")}`);
  const valid = validate(answer.body);
  expect(valid, `${where.join(" ")}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(answer.body)}`).toBe(true);
}

/** A JSON value that a test may look into. */
// biome-ignore lint/suspicious/noExplicitAny: the document has already said what is in it
export type Body = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Sent {
  readonly body?: unknown;
  /** The body as it is, instead of JSON. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

function requestOf(method: string, path: string, { body, raw, headers = {} }: Sent): Request {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const type: Record<string, string> = content === undefined ? {} : { "content-type": "application/json" };
  return new Request(`http://${HOST}${path}`, {
    method,
    headers: { host: HOST, "x-okienko-peer": "192.0.2.10", ...type, ...headers },
    ...(content === undefined ? {} : { body: content as BodyInit }),
  });
}

/** Calls a route as the server would, and holds the answer against the OpenAPI document. */
export async function call(method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const request = requestOf(method, path, sent);
  const pathname = new URL(request.url).pathname;
  for (const [pattern, documented, route] of ROUTES) {
    const match = pattern.exec(pathname);
    if (!match) continue;
    const handler = route[method] as Handler;
    const response = await handler(request, { params: Promise.resolve({ token: decodeURIComponent(match[1] ?? "") }) });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const answer = { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    if (method !== "OPTIONS") expectDocumented(documented, method, answer);
    expect(response.headers.get("set-cookie")).toBeNull();
    return answer;
  }
  throw new Error(`No route for ${path}.`);
}

export const get = (path: string, headers: Sent["headers"] = {}): Promise<Answer> => call("GET", path, { headers });

export const post = (path: string, body: unknown, headers: Sent["headers"] = {}): Promise<Answer> =>
  call("POST", path, { body, headers });
