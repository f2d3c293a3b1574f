import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders } from "node:http";
import { findRoute } from "@/lib/address/find";
import type { Instant } from "@/lib/domain/time/tick";
import type { HoursPage } from "@/lib/pages/scan/hours-page";

/** What a rendering is made from: the page's own data, as they were at one instant. */
export interface GivenPage {
  readonly now: Instant;
  readonly page: HoursPage;
}

/** What a page may know of the request that it answers. */
export interface PageRequest {
  /** Path and query as they were asked for. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Whether the page is a plain document, whose links the browser itself follows. */
  readonly isDocument: boolean;
}

/** What the server around Next keeps for each page that is rendered. */
export interface PageAnswer {
  readonly request: PageRequest;
  status: number | null;
  vary: string | null;
  /** What a page that is shared is rendered from; null where the page reads for itself. */
  given: GivenPage | null;
}

// Next loads a module up to three times in one process; what there must be one of lives on globalThis.
const ANSWERS = Symbol.for("okienko.answers");
const registry = globalThis as { [ANSWERS]?: AsyncLocalStorage<PageAnswer> };

function storage(): AsyncLocalStorage<PageAnswer> {
  registry[ANSWERS] ??= new AsyncLocalStorage();
  return registry[ANSWERS];
}

/** What an answer begins with: the page decides nothing yet. */
export const openAnswer = (
  { url = "/", headers }: { readonly url?: string; readonly headers: IncomingHttpHeaders },
  given: GivenPage | null = null,
): PageAnswer => ({
  request: { url, headers, isDocument: findRoute(url.split("?")[0] ?? "/").route.document },
  status: null,
  vary: null,
  given,
});

/** Has a page rendered that may decide on its answer. */
export const rendering = <T>(answer: PageAnswer, render: () => T): T => storage().run(answer, render);

/** The request that the page being rendered answers. Throws where no page is rendered. */
export function renderedRequest(): PageRequest {
  const answer = storage().getStore();
  if (!answer) throw new Error("No page is being rendered.");
  return answer.request;
}

/**
 * Gives the page that is being rendered another status than 200. Next's own `notFound()` would leave the page empty
 * where scripts are off; without our server around Next (a test of one component) nothing happens.
 */
export function answerWith(status: number): void {
  const answer = storage().getStore();
  if (answer) answer.status = status;
}

/** Names the request's header that the answer depends on; Next writes `Vary` anew and would drop it. */
export function answerVaries(header: string): void {
  const answer = storage().getStore();
  if (answer) answer.vary = header;
}

/** What the page that is being rendered has to show, where one rendering serves many; null where it reads for itself. */
export const givenPage = (): GivenPage | null => storage().getStore()?.given ?? null;
