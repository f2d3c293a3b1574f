import { AsyncLocalStorage } from "node:async_hooks";
import type { GivenPage } from "../shared-pages";

/** What the server around Next keeps for each request that it hands over to Next. */
export interface PageAnswer {
  status: number | null;
  vary: string | null;
  /** Headers that the page itself adds. */
  headers: Record<string, string>;
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

/** What a request begins with: the page decides nothing yet. */
export const openAnswer = (given: GivenPage | null = null): PageAnswer => ({
  status: null,
  vary: null,
  headers: {},
  given,
});

/** Has a page rendered that may decide on its answer. */
export const rendering = <T>(answer: PageAnswer, render: () => T): T => storage().run(answer, render);

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

/** Adds a header to the answer, which a page of Next's cannot. */
export function answerSays(header: string, value: string): void {
  const answer = storage().getStore();
  if (answer) answer.headers[header] = value;
}

/** What the page that is being rendered has to show, where one rendering serves many; null where it reads for itself. */
export const givenPage = (): GivenPage | null => storage().getStore()?.given ?? null;
