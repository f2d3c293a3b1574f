import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { finderOf } from "@/lib/address/find";
import { ROUTES, type Route } from "@/lib/address/routes";
import { type FrontParts, frontOf, type Handle } from "@/lib/server/front/front";
import { leadOf } from "@/lib/server/front/lead";
import { openUnderWay, type UnderWay } from "@/lib/server/front/under-way";
import { ENDLESS, type FairUse, makeFairUse } from "@/lib/server/guard/fair-use";
import { objectionTo } from "@/lib/server/guard/objection";
import { protectionOf } from "@/lib/server/guard/protection";

/** Rows of the next house, as tests have them: a page of the staff with a form, and a stream. */
export const STAFF_PAGE: Route = {
  ...(ROUTES[0] as Route),
  pattern: "/urzad/{page}",
  audience: "staff",
  language: "none",
  forms: ["signIn"],
  share: "staff",
  hours: false,
  document: false,
};
export const STREAM: Route = {
  ...(ROUTES.find(({ pattern }) => pattern === "/api/v1/locations") as Route),
  pattern: "/api/v1/live/{name}",
};

/** A front with rows of its own on a port of its own. */
export interface Stage {
  readonly origin: string;
  readonly underWay: UnderWay;
  readonly server: Server;
}

const ENV = { publicUrl: null, trustedProxies: [] };

interface StageParts extends Partial<Pick<FrontParts, "form" | "answeringOf" | "page">> {
  /** Rows before the product's own. */
  readonly routes?: readonly Route[];
  readonly publicUrl?: string;
  readonly handle?: Handle;
  readonly fairUse?: FairUse;
}

/** The limits as they are. */
export const realLimits = (): FairUse => makeFairUse(ENV, async () => "plain");

/** Opens a front around something that stands in Next's place. */
export async function openStage(parts: StageParts = {}): Promise<Stage> {
  const underWay = openUnderWay();
  const fairUse = parts.fairUse ?? ENDLESS;
  const front = frontOf({
    handle: parts.handle ?? (async (_, response) => void response.end("next")),
    find: finderOf([...(parts.routes ?? []), STAFF_PAGE, STREAM, ...ROUTES]),
    underWay,
    files: () => false,
    answeringOf: parts.answeringOf ?? (() => null),
    form: parts.form ?? (async () => new Response("form")),
    page: parts.page ?? (async () => null),
    protection: (route) => protectionOf(ENV, route),
    objectionTo,
    refusal: (objection) => new Response(objection, { status: 400 }),
    lead: (request, address) => leadOf(parts.publicUrl ?? null, request, address),
    failure: () => "failed",
    async slowed(request) {
      const slowed = await fairUse.admit(request);
      return slowed && new Response(slowed.share, { status: 429 });
    },
    answered: async () => undefined,
    today: () => "2026-11-23",
    deviceCookie: async () => "okienko=device",
  });
  const server = createServer((request, response) => {
    underWay.begin(response);
    void front(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, underWay, server };
}
