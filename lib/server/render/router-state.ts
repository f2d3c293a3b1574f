import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { TREE_HEADER } from "@/lib/next-inside/names";

/** Answers the router nothing that it could show: it has the browser itself open the address. */
export function leaveToBrowser(response: ServerResponse): void {
  response.writeHead(204, { "cache-control": "no-store" }).end();
}

/** Next answers 500 to a tree that it cannot read; without one it renders the whole page. */
export function dropBrokenTree(headers: IncomingHttpHeaders): void {
  try {
    parseAndValidateFlightRouterState(headers[TREE_HEADER]);
  } catch {
    delete headers[TREE_HEADER];
  }
}
