import type { IncomingHttpHeaders } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";

/** In it the router of a page's script says what it shows already. */
const TREE_HEADER = "next-router-state-tree";

/** Next answers 500 to a tree that it cannot read; without one it renders the whole page. */
export function dropBrokenTree(headers: IncomingHttpHeaders): void {
  try {
    parseAndValidateFlightRouterState(headers[TREE_HEADER]);
  } catch {
    delete headers[TREE_HEADER];
  }
}
