import { findRoute } from "@/lib/address/find";
import type { Asked } from "../front/body";
import { apiNowhere } from "./frame";
import * as freeStarts from "./free-starts";
import * as locations from "./locations";
import * as move from "./move";
import * as nextFree from "./next-free";
import * as openApi from "./openapi";
import * as visit from "./visit";
import * as visits from "./visits";

interface Context {
  readonly params: Promise<{ readonly token: string }>;
}

type Handler = (request: Request, context: Context) => Response | Promise<Response>;
type Route = Readonly<Record<"DELETE" | "GET" | "OPTIONS" | "PATCH" | "POST" | "PUT", Handler>>;

/** What answers each address of the API, by its pattern in the table of routes. */
export const API_HANDLERS: Readonly<Record<string, Route>> = {
  "/api/v1/locations": locations,
  "/api/v1/next-free": nextFree,
  "/api/v1/free-starts": freeStarts,
  "/api/v1/visits": visits,
  "/api/v1/visits/{token}": visit,
  "/api/v1/visits/{token}/move": move,
  "/api/v1/openapi.json": openApi,
};

/**
 * Answers a request to the API. The server around Next asks here directly; the same handlers are Next's routes under
 * app/api, which cost more than a claim itself (docs/decisions/013).
 */
export async function answerApi(asked: Asked): Promise<Response> {
  // Next wants its handlers to take a whole Request; all that they do with it is to hand it to the frame.
  const request = asked as Request;
  const { route, parts } = findRoute(new URL(request.url).pathname);
  const method = (request.method === "HEAD" ? "GET" : request.method) as keyof Route;
  const handler = API_HANDLERS[route.pattern]?.[method] ?? apiNowhere;
  return handler(request, { params: Promise.resolve({ token: decodeURIComponent(parts.token ?? "") }) });
}
