import type { IncomingMessage, ServerResponse } from "node:http";
import type { FindRoute, Found } from "@/lib/address/find";
import type { Route } from "@/lib/address/routes";
import { ACTION_HEADER, ROUTER_HEADER } from "@/lib/next-inside/names";
import { COPY_HEADER, DAY_HEADER, PLAIN_QUERY } from "@/lib/offline/protocol";
import type { Incoming } from "../guard/fair-use";
import type { Objection } from "../guard/objection";
import { type Protection, withoutScripts } from "../guard/protection";
import { openAnswer, rendering } from "../render/answer";
import { letPageDecide, replaceFailure } from "../render/page-response";
import type { ReadyAnswer } from "../render/rendering";
import { dropBrokenTree, leaveToBrowser } from "../render/router-state";
import { PEER_HEADER } from "../who/client-address";
import type { Asked } from "./body";
import type { Files } from "./files";
import { readRequest } from "./read-request";
import { isReadable } from "./readable-address";
import { isStream, send } from "./send";
import type { UnderWay } from "./under-way";

/** Answers a request by Next. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers a request without Next, whose routing costs more than a claim. */
export type Answering = (request: Asked, found: Found) => Promise<Response>;

/** What the server around Next is made of. */
export interface FrontParts {
  readonly handle: Handle;
  readonly find: FindRoute;
  readonly underWay: UnderWay;
  /** The files as they are; null under `npm run dev`, where Next has them and everything else but the API's limits. */
  readonly files: Files | null;
  /** Who answers an address without Next; null where Next does. */
  answeringOf(route: Route): Answering | null;
  /** The answer to a form that a browser posted without a page's script. */
  readonly form: Answering;
  /** A page that is rendered without Next, or was already for somebody else; null where Next renders it. */
  page(request: Incoming, search: string): Promise<ReadyAnswer | null>;
  protection(route: Route): Protection;
  /** Why a request for a readable address never reaches Next, or null. */
  objectionTo(method: string, route: Route): Objection | null;
  /** Leads a request to the address that was meant, or null. */
  lead(request: Incoming, address: string): Response | null;
  /** The refusal of a request on which Next would fail or answer in its own words. */
  refusal(objection: Objection, path: string, acceptLanguage: string | null, route: Route): Response;
  /** The page, as HTML, that stands in for one that has failed. */
  failure(address: string, acceptLanguage: string | null): string;
  /** The refusal of a request whose share is spent, or null. */
  slowed(request: Incoming, address: string): Promise<Response | null>;
  /** Tells how a request ended, and after how many milliseconds. */
  answered(request: Incoming, status: number, ms: number): Promise<void>;
  /** The civil day in Europe/Warsaw, `YYYY-MM-DD`. */
  today(): string;
  /** The cookie of the device that opens a resident's page: its own, or a new one; null where it keeps what it has. */
  deviceCookie(request: Incoming, isRefused: boolean): Promise<string | null>;
}

const POLICY_HEADER = "content-security-policy";
const READING = new Set(["GET", "HEAD"]);
/** A page that shall run no script. */
const PLAIN = new RegExp(`[?&]${PLAIN_QUERY}=1(&|$)`);

/** What a client may not say by itself: our own server says it to what lies behind. */
function prepareHeaders({ headers, socket }: IncomingMessage, { hours }: Route, { policy }: Protection): void {
  headers[PEER_HEADER] = socket.remoteAddress ?? "";
  // Hours are never kept.
  if (hours) delete headers[COPY_HEADER];
  // Next takes the nonce from here; what a client sends under this name must never reach it.
  if (policy) headers[POLICY_HEADER] = policy;
  else delete headers[POLICY_HEADER];
  delete headers[`${POLICY_HEADER}-report-only`];
}

/** The listener of the server around Next: it knows the peer, refuses what Next would fail on, and guards every answer. */
export function frontOf(parts: FrontParts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { handle, find, files, underWay } = parts;
  const dev = files === null;

  async function answerBy(
    answering: Answering,
    found: Found,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const answer = await answering(await readRequest(request), found);
    if (isStream(answer)) underWay.stream(response);
    return send(response, answer, request.method);
  }

  /** Who answers without Next, of what is not a page that is read. */
  function answeringFor({ method = "", headers }: IncomingMessage, route: Route): Answering | null {
    const isPosted = route.policy === "page" && !READING.has(method);
    // The forms of documents are no actions of Next's, under `npm run dev` neither, whatever a header says.
    if (isPosted && route.document) return parts.form;
    const isForm = isPosted && headers[ACTION_HEADER] === undefined;
    if (isForm && !dev) return parts.form;
    return dev || isForm ? null : parts.answeringOf(route);
  }

  async function answerByNext(
    { route }: Found,
    request: IncomingMessage,
    response: ServerResponse,
    language: string | null,
  ): Promise<void> {
    const answer = openAnswer(request);
    letPageDecide(response, answer);
    // What watchers ask answers for itself, failing too.
    if (route.audience !== "operator") replaceFailure(response, () => parts.failure(request.url ?? "/", language));
    return rendering(answer, () => handle(request, response));
  }

  return async (request, response) => {
    const { headers, method = "GET", url = "/" } = request;
    const [path = "/"] = url.split("?");
    const found = find(path);
    const { route } = found;
    const language = headers["accept-language"] ?? null;
    const protection = parts.protection(route);
    const isPage = protection.policy !== null;
    for (const [name, value] of Object.entries(protection.headers)) response.setHeader(name, value);
    if (isPage) response.setHeader(DAY_HEADER, parts.today());
    prepareHeaders(request, route, protection);
    const readable = headers.host && isReadable(url);
    const objection = readable ? (dev ? null : parts.objectionTo(method, route)) : "address";
    if (objection) return send(response, parts.refusal(objection, path, language, route), method);
    const incoming: Incoming = { method, path, route, headers };
    const led = parts.lead(incoming, url);
    if (led) return send(response, led, method);
    const slowed = await parts.slowed(incoming, url);
    // A refusal brings the cookie too: the next request then counts for the device alone, not for its whole network.
    const isOpened = isPage && route.audience === "resident" && method === "GET";
    const cookie = isOpened ? await parts.deviceCookie(incoming, slowed !== null) : null;
    if (cookie) response.appendHeader("set-cookie", cookie);
    if (slowed) return send(response, slowed, method);
    const began = performance.now();
    response.once("finish", () => void parts.answered(incoming, response.statusCode, performance.now() - began));
    if (files?.(request, response)) return;
    if (!dev && route.audience === "file" && route.answeredBy === "front" && !parts.answeringOf(route))
      return send(response, parts.refusal("unknown", path, language, route), method);
    dropBrokenTree(headers);
    if (isPage && PLAIN.test(url)) response.setHeader(POLICY_HEADER, withoutScripts(protection.policy ?? ""));
    const answering = answeringFor(request, route);
    if (answering) return answerBy(answering, found, request, response);
    if (route.document && headers[ROUTER_HEADER] !== undefined) return leaveToBrowser(response);
    const ready = isPage && !dev ? await parts.page(incoming, url.slice(path.length)) : null;
    if (!ready) return answerByNext(found, request, response, language);
    response.writeHead(200, { ...ready.headers, "content-length": ready.body.length });
    response.end(method === "HEAD" ? null : ready.body);
  };
}

/**
 * The listener of our own door, which stands on the loopback only: a page that is asked for there by name shows what
 * it was given. Next asks here for the page that a form led to; a document it must not have.
 */
export const doorOf =
  (handle: Handle, given: (headers: IncomingMessage["headers"]) => Parameters<typeof openAnswer>[1]): Handle =>
  async (request, response) => {
    const answer = openAnswer(request, given(request.headers));
    if (answer.request.isDocument && request.headers[ROUTER_HEADER] !== undefined) leaveToBrowser(response);
    else await rendering(answer, () => handle(request, response));
  };
