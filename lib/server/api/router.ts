import type { Asked } from "../body";
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

const ROUTES: Readonly<Record<string, Route>> = {
  "/api/v1/locations": locations,
  "/api/v1/next-free": nextFree,
  "/api/v1/free-starts": freeStarts,
  "/api/v1/visits": visits,
  "/api/v1/openapi.json": openApi,
};

const VISIT = /^\/api\/v1\/visits\/([^/]+)(\/move)?$/;

function routeOf(pathname: string): Route | undefined {
  const [isVisit, , isMove] = VISIT.exec(pathname) ?? [];
  if (!isVisit) return ROUTES[pathname];
  return isMove ? move : visit;
}

function handlerFor(pathname: string, method: string): Handler {
  const route = routeOf(pathname);
  return route?.[(method === "HEAD" ? "GET" : method) as keyof Route] ?? apiNowhere;
}

/**
 * Answers a request to the API. The server around Next asks here directly; the same handlers are Next's routes under
 * app/api, which cost more than a claim itself (docs/decisions/013).
 */
export async function answerApi(asked: Asked): Promise<Response> {
  // Next wants its handlers to take a whole Request; all that they do with it is to hand it to the frame.
  const request = asked as Request;
  const { pathname } = new URL(request.url);
  const token = decodeURIComponent(VISIT.exec(pathname)?.[1] ?? "");
  return handlerFor(pathname, request.method)(request, { params: Promise.resolve({ token }) });
}
