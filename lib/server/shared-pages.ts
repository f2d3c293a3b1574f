import { createHash, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { findRoute } from "@/lib/address/find";
import { type Addressed, readAddress } from "@/lib/address/language";
import { locationPath, offerPath } from "@/lib/address/paths";
import type { Parts } from "@/lib/address/pattern";
import type { Instant } from "@/lib/domain/tick";
import { offerQuery } from "@/lib/forms/pages";
import { COPY_HEADER } from "@/lib/offline/protocol";
import { ownTickets } from "@/lib/use-cases/own-visit";
import { type AskedPage, type HoursPage, loadHoursPage } from "@/lib/views/hours-page";
import type { Application } from "./compose";
import { type NotedReading, noteReading, watchDays } from "./day-versions";
import { readDeviceCookie } from "./device";
import { headerLine, type Incoming } from "./fair-use";
import { hotlineOpenAt } from "./hotline";
import { logFailure } from "./log";
import { policyOfSharedPage } from "./protection";
import { NOT_PACKED } from "./render/own-door";

/** What a rendering is made from: the page's own data, as they were at one instant. */
export interface GivenPage {
  readonly now: Instant;
  readonly page: HoursPage;
}

/** A page rendered once for all who see the same. */
interface Rendering {
  readonly html: Buffer;
  readonly policy: string;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
}

/** What a page of hours shows, with what it was read from. */
interface KeptView {
  /** Of the clock, in seconds since the epoch. */
  readonly second: number;
  readonly reading: NotedReading;
  readonly page: Promise<HoursPage | null>;
}

/** An answer that needs nothing more than to be sent. */
export interface SharedAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Encoding = "br" | "gzip";

/** The request to our own door that renders a page names what it is rendered from. */
const RENDERING_HEADER = "x-okienko-rendering";

const RENDERINGS_KEPT = 400;
const VIEWS_KEPT = 2_000;
const SECOND_MS = 1_000;
/** Good enough for a page that lives for some seconds or minutes, at three milliseconds once. */
const BROTLI_QUALITY = 5;
const READING = new Set(["GET", "HEAD"]);

const COMPRESS: Readonly<Record<Encoding, (html: Buffer) => Promise<Buffer>>> = {
  br: (html) => promisify(brotliCompress)(html, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: promisify(gzip),
};

/** The page at an address, if the address is written as we write it ourselves; its own path stands on the page. */
function askedAt({ location, caseGroup }: Parts, path: string, search: string): AskedPage | null {
  if (path === "/") return search === "" ? { kind: "home" } : null;
  if (location === undefined) return null;
  if (caseGroup === undefined)
    return search === "" && locationPath(location) === path ? { kind: "location", location } : null;
  const query = offerQuery.parse(Object.fromEntries(new URLSearchParams(search)));
  const { wait: _, ...named } = query;
  const given = Object.entries(named).filter(([, value]) => value !== null);
  const canonical = offerPath(location, caseGroup, Object.fromEntries(given));
  return canonical === path + search ? { kind: "offer", location, caseGroup, query } : null;
}

function encodingFor(acceptEncoding: string | null): Encoding | null {
  const accepted = (acceptEncoding ?? "").split(",").map((one) => one.trim().toLowerCase());
  return accepted.includes("br") ? "br" : accepted.includes("gzip") ? "gzip" : null;
}

/** Keeps a value at the young end of a map and lets the oldest go. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value ?? "");
}

export interface SharedPages {
  /** The answer to a request for a page of hours, or null where the page is somebody's own or not to be shared. */
  answer(request: Incoming, search: string): Promise<SharedAnswer | null>;
  /** What the rendering that our own door is asked for is made from. */
  given(headers: Incoming["headers"]): GivenPage | null;
}

/**
 * Pages of hours, rendered once per state that they show. The key is everything that the page is rendered from,
 * computed from the store for each request: a changed state is another key, so nothing has to be invalidated and
 * nothing stale can be met (docs/decisions/017).
 */
export function makeSharedPages(app: Application, door: string): SharedPages {
  const renderings = new Map<string, Promise<Rendering | null>>();
  const views = new Map<string, KeptView>();
  const versions = watchDays(app.changes);
  const underWay = new Map<string, GivenPage>();

  /**
   * Read at most once a second while nothing changes of the days that it shows: all that depends on the clock alone
   * changes at whole seconds.
   */
  async function pageOf(asked: AskedPage, now: Instant): Promise<HoursPage | null> {
    await app.changes.look();
    const key = JSON.stringify(asked);
    const second = Math.floor(now / SECOND_MS);
    const known = views.get(key);
    if (known?.second === second && known.reading.holds()) return known.page;
    const reading = noteReading(app, versions);
    const page = loadHoursPage(reading.deps, asked, null);
    keep(views, key, { second, reading, page }, VIEWS_KEPT);
    page.catch(() => views.delete(key));
    return page;
  }

  async function render(at: Addressed, search: string, given: GivenPage): Promise<Rendering | null> {
    const id = randomUUID();
    underWay.set(id, given);
    try {
      const path = at.negotiated ? at.path : at.prefix + (at.path === "/" && at.prefix ? "" : at.path);
      const answer = await fetch(door + path + search, {
        headers: { [RENDERING_HEADER]: id, "accept-language": at.language, ...NOT_PACKED },
        redirect: "manual",
      });
      const html = await answer.text();
      if (answer.status !== 200) return null;
      return { html: Buffer.from(html), policy: policyOfSharedPage(html), encoded: new Map() };
    } finally {
      underWay.delete(id);
    }
  }

  function renderingOf(at: Addressed, search: string, given: GivenPage): Promise<Rendering | null> {
    const shown = JSON.stringify([at.language, at.prefix, at.path, search, hotlineOpenAt(given.now), given.page]);
    const key = createHash("sha256").update(shown).digest("base64");
    const rendering = renderings.get(key) ?? render(at, search, given);
    keep(renderings, key, rendering, RENDERINGS_KEPT);
    rendering.then(
      (done) => done ?? renderings.delete(key),
      () => renderings.delete(key),
    );
    return rendering;
  }

  async function holdsSomething({ headers }: Incoming): Promise<boolean> {
    const { tickets, past, hold } = await ownTickets(app)(readDeviceCookie(app.env, headerLine(headers.cookie)));
    return tickets.length > 0 || past.length > 0 || hold !== null;
  }

  async function answerTo(request: Incoming, search: string): Promise<SharedAnswer | null> {
    const { method, path, route, headers } = request;
    if (!route.hours || !READING.has(method) || headers.rsc !== undefined || headers[COPY_HEADER] !== undefined)
      return null;
    const at = readAddress(path, headerLine(headers["accept-language"]));
    const asked = askedAt(findRoute(path).parts, at.path, search);
    if (!asked || (await holdsSomething(request))) return null;
    const now = app.clock.now();
    const page = await pageOf(asked, now);
    const rendering = page && (await renderingOf(at, search, { now, page }));
    if (!rendering) return null;
    const encoding = encodingFor(headerLine(headers["accept-encoding"]));
    return {
      body: await bodyOf(rendering, encoding),
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "private, no-store",
        "content-security-policy": rendering.policy,
        vary: at.negotiated ? "Accept-Language, Accept-Encoding" : "Accept-Encoding",
        ...(encoding && { "content-encoding": encoding }),
      },
    };
  }

  /** Where sharing fails, the page is asked itself: it may do better, and fails in words if it does not. */
  async function answer(request: Incoming, search: string): Promise<SharedAnswer | null> {
    try {
      return await answerTo(request, search);
    } catch (cause) {
      logFailure("a shared page", cause);
      return null;
    }
  }

  return { answer, given: (headers) => underWay.get(headerLine(headers[RENDERING_HEADER]) ?? "") ?? null };
}

function bodyOf({ html, encoded }: Rendering, encoding: Encoding | null): Promise<Buffer> | Buffer {
  if (encoding === null) return html;
  const body = encoded.get(encoding) ?? COMPRESS[encoding](html);
  encoded.set(encoding, body);
  return body;
}
