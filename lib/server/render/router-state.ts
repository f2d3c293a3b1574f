import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";

/** With it the router of a page's script asks for what it shows itself, instead of a document. */
export const ROUTER_HEADER = "rsc";

/** Answers the router nothing that it could show: it has the browser itself open the address. */
export function leaveToBrowser(response: ServerResponse): void {
  response.writeHead(204, { "cache-control": "no-store" }).end();
}

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
