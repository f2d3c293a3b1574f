import type { AsyncLocalStorage } from "node:async_hooks";

/** What the HTTP server around Next keeps for each request that it hands over. */
interface Answer {
  status: number | null;
}

const ANSWERS = Symbol.for("okienko.answers");

/**
 * Gives the page that is being rendered another status than 200. Next's own `notFound()` would leave the page empty
 * where scripts are off; without our server around Next (a test of one component) nothing happens.
 */
export function answerWith(status: number): void {
  const answers = (globalThis as { [ANSWERS]?: AsyncLocalStorage<Answer> })[ANSWERS];
  const answer = answers?.getStore();
  if (answer) answer.status = status;
}
