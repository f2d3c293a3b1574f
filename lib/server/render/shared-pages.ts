import { createHash, randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import { OFFLINE_PATH } from "@/lib/address/files";
import { findRoute } from "@/lib/address/find";
import { type Addressed, readAddress } from "@/lib/address/language";
import { buildingPath, ticketPath } from "@/lib/address/paths";
import type { Parts } from "@/lib/address/pattern";
import type { Instant } from "@/lib/domain/time/tick";
import { ticketQuery, token as tokenShape } from "@/lib/forms/pages";
import { AFTER_FORM, COPY_HEADER, KEEP_HEADER } from "@/lib/offline/protocol";
import { writeKeep } from "@/lib/offline/tickets";
import { loadBuilding } from "@/lib/pages/reading/building-view";
import { loadOffline } from "@/lib/pages/reading/offline-view";
import { type AskedPage, type HoursPage, loadHoursPage } from "@/lib/pages/scan/hours-page";
import { keptAs, loadTicketPage } from "@/lib/pages/ticket/ticket-page";
import { findVisit, NO_TICKETS, type OwnTickets, ownTickets } from "@/lib/use-cases/visit/own-visit";
import type { Application } from "../compose";
import type { Incoming } from "../guard/fair-use";
import { policyOfSharedPage } from "../guard/protection";
import { hotlineOpenAt } from "../hotline";
import { logFailure } from "../watch/log";
import { readDeviceCookie } from "../who/device";
import { headerLine } from "../who/header-line";
import { type GivenPage, openAnswer, rendering } from "./answer";
import { askedAt, queryOf } from "./asked-page";
import { documentScript } from "./build";
import { type NotedReading, noteReading, watchDays } from "./day-versions";
import type { BuiltDocuments, HoursDocument, ReadingDocument } from "./document";
import { readLasting } from "./lasting";
import { markupOf } from "./markup";
import { NOT_PACKED } from "./own-door";
import { answerOf, FOR_MANY, FOR_ONE, type ReadyAnswer, type Rendering, renderingOf } from "./rendering";

/** The request to our own door that renders a page names what it is rendered from. */
const RENDERING_HEADER = "x-okienko-rendering";

const RENDERINGS_KEPT = 400;
const VIEWS_KEPT = 2_000;
const READING = new Set(["GET", "HEAD"]);

const holdsNothing = ({ tickets, past, hold }: OwnTickets): boolean =>
  tickets.length === 0 && past.length === 0 && hold === null;

const isDocument = (page: HoursPage): page is HoursDocument =>
  page.kind === "home" || page.kind === "location" || page.kind === "offer";

/** What a page of hours shows, and by what one such is told from another. */
interface View {
  readonly page: HoursPage;
  readonly print: string;
}

const printOf = (...shown: readonly string[]): string => {
  const hash = createHash("sha256");
  for (const one of shown) hash.update(one).update("\0");
  return hash.digest("base64");
};

/** A view with what it was read from: some days as they were, between two instants. */
interface KeptView {
  readonly reading: NotedReading;
  readonly from: Instant;
  until: Instant;
  readonly view: Promise<View | null>;
}

/** A request for a page, with its address read. */
interface Asking {
  readonly request: Incoming;
  readonly at: Addressed;
  readonly parts: Parts;
  readonly search: string;
}

export interface SharedPages {
  /** The answer to a request for a page that is rendered here, or null where Next renders it. */
  answer(request: Incoming, search: string): Promise<ReadyAnswer | null>;
  /** What the rendering that our own door is asked for is made from. */
  given(headers: Incoming["headers"]): GivenPage | null;
}

/**
 * Pages that are answered from what is known already. Pages of hours are rendered once per state that they show: the
 * key is everything that the page is rendered from, computed from the store for each request. A changed state is
 * another key, so nothing has to be invalidated and nothing stale can be met (docs/decisions/017). Documents are
 * rendered without Next, also those of one device alone (docs/decisions/033); `documents` is null where Next renders
 * them too.
 */
export function makeSharedPages(app: Application, door: string, documents: BuiltDocuments | null): SharedPages {
  const renderings = new LRUCache<string, Promise<Rendering | null>>({ max: RENDERINGS_KEPT });
  const views = new LRUCache<string, KeptView>({ max: VIEWS_KEPT });
  const versions = watchDays(app.changes);
  const underWay = new Map<string, GivenPage>();

  /** Read once while nothing changes of the days that it shows, by itself or with the clock. */
  async function viewOf(asked: AskedPage, now: Instant): Promise<View | null> {
    await app.changes.look();
    const key = JSON.stringify(asked);
    const known = views.get(key);
    if (known?.reading.holds() && known.from <= now && now < known.until) return known.view;
    const reading = noteReading(app, versions);
    const read = readLasting(reading.deps, (deps) => loadHoursPage({ ...deps, guides: app.guides }, asked, null));
    const kept: KeptView = {
      // Whoever asks while it is being read waits for the same.
      ...{ reading, from: now, until: Number.POSITIVE_INFINITY },
      view: read.then(({ value }) => value && { page: value, print: printOf(JSON.stringify(value)) }),
    };
    views.set(key, kept);
    read.then(
      ({ until }) => {
        kept.until = until;
      },
      () => views.delete(key),
    );
    return kept.view;
  }

  /** Has Next render a page through our own door, from what it is given. */
  async function renderByNext({ at, search }: Asking, given: GivenPage): Promise<Rendering | null> {
    const id = randomUUID();
    underWay.set(id, given);
    try {
      const path = at.negotiated ? at.path : at.prefix + (at.path === "/" && at.prefix ? "" : at.path);
      const answer = await fetch(door + path + search, {
        headers: { [RENDERING_HEADER]: id, "accept-language": at.language, ...NOT_PACKED },
        redirect: "manual",
      });
      const html = await answer.text();
      return answer.status === 200 ? renderingOf(html, policyOfSharedPage(html)) : null;
    } finally {
      underWay.delete(id);
    }
  }

  /** Renders a document of hours; what it may know of the request is the caller's to say. */
  async function renderHours(
    { pages, parts, policy }: BuiltDocuments,
    { at, request, search }: Asking,
    headers: Incoming["headers"],
    given: GivenPage & { readonly page: HoursDocument },
    own: OwnTickets,
  ): Promise<Rendering> {
    const { city } = await app.plan.book();
    const html = await rendering(openAnswer({ url: request.path + search, headers }, given), () =>
      markupOf(() => pages.hours({ page: given.page, own, city, language: at.language }, parts)),
    );
    return renderingOf(html, policy);
  }

  /** A rendering for many: it knows nothing of who asks but the language. */
  function renderShared(asking: Asking, { now, page }: GivenPage): Promise<Rendering | null> {
    if (documents === null || !isDocument(page)) return renderByNext(asking, { now, page });
    return renderHours(documents, asking, { "accept-language": asking.at.language }, { now, page }, NO_TICKETS);
  }

  function sharedRendering(asking: Asking, { page, print }: View, now: Instant): Promise<Rendering | null> {
    const { at, search } = asking;
    const where = JSON.stringify([at.language, at.prefix, at.path, search, hotlineOpenAt(now)]);
    const key = printOf(where, print);
    const known = renderings.get(key);
    if (known) return known;
    const made = renderShared(asking, { now, page });
    renderings.set(key, made);
    made.then(
      (done) => done ?? renderings.delete(key),
      () => renderings.delete(key),
    );
    return made;
  }

  const wantedBy = ({ request, at }: Asking) => ({
    acceptEncoding: headerLine(request.headers["accept-encoding"]),
    negotiated: at.negotiated,
  });

  async function answerHours(asking: Asking): Promise<ReadyAnswer | null> {
    const { request, at, parts, search } = asking;
    const { headers, route } = request;
    const asked = askedAt(parts, at, search);
    if (!asked) return null;
    const own = await ownTickets(app)(readDeviceCookie(app.env, headerLine(headers.cookie)));
    const isShared = asked.isOurs && holdsNothing(own);
    if (!isShared && (documents === null || !route.document)) return null;
    const now = app.clock.now();
    if (isShared) {
      const view = await viewOf(asked.page, now);
      const shared = view && (await sharedRendering(asking, view, now));
      return shared && answerOf(shared, wantedBy(asking), FOR_MANY);
    }
    const page = await (own.hold
      ? loadHoursPage(app, asked.page, own.hold)
      : viewOf(asked.page, now).then((view) => view?.page));
    if (!page) return null;
    if (documents === null || !isDocument(page)) return null;
    return answerOf(await renderHours(documents, asking, headers, { now, page }, own), wantedBy(asking), FOR_ONE);
  }

  async function answerTicket(
    { pages, parts, policy }: BuiltDocuments,
    asking: Asking,
    token: string,
  ): Promise<ReadyAnswer | null> {
    const { request, at, search } = asking;
    if (at.path !== ticketPath(token) || !tokenShape.safeParse(token).success) return null;
    const visit = await findVisit(app)(token);
    if (!visit) return null;
    const page = await loadTicketPage(app, visit, token, readDeviceCookie(app.env, headerLine(request.headers.cookie)));
    const isCopy = request.headers[COPY_HEADER] !== undefined;
    // By a doubted clock no ticket's day is over: that a device keeps what it has, Next's page tells it.
    if (isCopy && !page.view.keep && app.trust.doubt()) return null;
    const shown = { page, token, query: ticketQuery.parse(queryOf(search)), isCopy, language: at.language };
    const html = await rendering(openAnswer({ url: request.path + search, headers: request.headers }), () =>
      markupOf(() => pages.ticket(shown, parts)),
    );
    const answer = await answerOf(renderingOf(html, policy), wantedBy(asking), FOR_ONE);
    const { keep: kept } = page.view;
    if (!isCopy || !kept) return answer;
    const keep = writeKeep({ ...kept, ...keptAs(page.view, at.language) });
    return { ...answer, headers: { ...answer.headers, [KEEP_HEADER]: keep } };
  }

  /** What a document of reading shows; null where its address names nothing. */
  async function readingAt({ request, at, parts, search }: Asking): Promise<ReadingDocument | null> {
    if (at.path === OFFLINE_PATH) {
      if (request.headers[COPY_HEADER] === undefined) return null;
      const script = documentScript("offline-page");
      return { kind: "offline", view: await loadOffline(app), afterForm: search === AFTER_FORM, script };
    }
    const { location } = parts;
    if (location === undefined || at.path !== buildingPath(location)) return null;
    const view = await loadBuilding(app, location);
    return view && { kind: "building", view };
  }

  async function answerReading({ pages, parts, policy }: BuiltDocuments, asking: Asking): Promise<ReadyAnswer | null> {
    const { request, at, search } = asking;
    const page = await readingAt(asking);
    if (!page) return null;
    const shown = { page, isCopy: request.headers[COPY_HEADER] !== undefined, language: at.language };
    const html = await rendering(openAnswer({ url: request.path + search, headers: request.headers }), () =>
      markupOf(() => pages.reading(shown, parts)),
    );
    return answerOf(renderingOf(html, policy), wantedBy(asking), FOR_ONE);
  }

  async function answerTo(request: Incoming, search: string): Promise<ReadyAnswer | null> {
    const { method, path, route, headers } = request;
    if (!READING.has(method) || headers.rsc !== undefined) return null;
    const at = readAddress(path, headerLine(headers["accept-language"]));
    const { parts } = findRoute(path);
    const asking = { request, at, parts, search };
    if (route.hours) return headers[COPY_HEADER] === undefined ? answerHours(asking) : null;
    if (documents === null || !route.document) return null;
    return parts.token === undefined ? answerReading(documents, asking) : answerTicket(documents, asking, parts.token);
  }

  /** Where this fails, the page is asked of Next: it may do better, and fails in words if it does not. */
  async function answer(request: Incoming, search: string): Promise<ReadyAnswer | null> {
    try {
      return await answerTo(request, search);
    } catch (cause) {
      logFailure("a page", cause);
      return null;
    }
  }

  return { answer, given: (headers) => underWay.get(headerLine(headers[RENDERING_HEADER]) ?? "") ?? null };
}
