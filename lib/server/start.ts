import type { Server } from "node:http";
import { civilDateAt } from "@/lib/domain/civil-time";
import { isWithin, type NetworkKind } from "@/lib/domain/network";
import { kindOfAddress } from "./address-kind";
import { announce } from "./announce";
import { answerApi } from "./api/router";
import type { Asked } from "./body";
import { type Application, startApplication } from "./compose";
import { makeCopies } from "./copies";
import { deviceCookie, newDevice, readDeviceCookie } from "./device";
import { ENDLESS, headerLine, type Incoming, makeFairUse } from "./fair-use";
import { answerForm } from "./form-post";
import { log, logFailure, routeOf } from "./log";
import { serveMetrics } from "./metrics-server";
import { networkJob } from "./network-job";
import { failureOf, type Objection, objectionTo, refusalOf } from "./objection";
import { type Protection, protectionOf } from "./protection";
import { retentionJob } from "./retention";
import { forgetAddress, publishAddress } from "./server-address";
import { makeSharedPages, type SharedPages } from "./shared-pages";
import { slowedOf } from "./slowed";
import { switchesIn } from "./switches";

/** What the HTTP server around Next needs of the application. */
export interface Running {
  readonly env: Application["env"];
  /** The refusal of a request on which Next would fail or answer in its own words. */
  refusal(objection: Objection, path: string, acceptLanguage: string | null): Response;
  /** Why a request for a readable address never reaches Next, or null. */
  objectionTo(method: string, path: string): Objection | null;
  /** The page, as HTML, that stands in for one that has failed. */
  failure(address: string, acceptLanguage: string | null): string;
  /** The answer of the API. */
  api(request: Asked): Promise<Response>;
  /** The answer to a form that a browser posted without a page's script. */
  form(request: Asked): Promise<Response>;
  /** The refusal of a request whose share is spent, or null. Pages, forms and the API count; files do not. */
  slowed(request: Incoming, address: string): Promise<Response | null>;
  /** Tells how a request ended, and after how many milliseconds. */
  answered(request: Incoming, status: number, ms: number): Promise<void>;
  /** Something failed that nobody foresaw. */
  failed(operation: string, cause: unknown): void;
  /** Opens the pages that one rendering serves to many; `door` is the origin at which Next renders for us. */
  sharedPages(door: string): SharedPages;
  /** Everything public in one file, for reading without a network; `door` as above. */
  copies(door: string): (request: Pick<Request, "headers">) => Promise<Response>;
  /** The civil day in Europe/Warsaw, `YYYY-MM-DD`; empty while the clock is doubted: devices would let tickets go by it. */
  today(): string;
  /** The cookie of the device that opens a page: its own, or a new one. */
  deviceCookie(request: Incoming): string;
  /** The headers of every answer. */
  protection(path: string): Protection;
  /** The server listens: says where, and how to try it. */
  listening(): Promise<void>;
  /** A signal to end came: no new bookings are promised from here on. */
  stopping(): Promise<void>;
  /** Everything under way has been answered: the store is closed. */
  stop(): Promise<void>;
}

/** Told as "slowed" already. */
const TOO_MANY = 429;

const RUNNING = Symbol.for("okienko");

/** Starts the application, or ends the process with one sentence where an operator can mend the cause. */
export async function start(): Promise<void> {
  const global = globalThis as { [RUNNING]?: Running };
  if (global[RUNNING]) return;
  try {
    const application = startApplication(process.env, switchesIn(process.argv));
    global[RUNNING] = runningOf(application);
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exit(1);
  }
}

/** The address is read only where a server runs; a disk that cannot be written must not keep one from ending. */
function forgetQuietly(env: Application["env"]): void {
  try {
    forgetAddress(env);
  } catch (cause) {
    logFailure("forgetting the address", cause);
  }
}

/** Behind a proxy that nobody has declared, everybody asks from one address. */
async function kindOf({ store, proxyWatch }: Application, address: string): Promise<NetworkKind> {
  const { sharedNetworks } = await store.settings();
  return proxyWatch.isUndeclared() || isWithin(address, sharedNetworks) ? "shared" : "plain";
}

function runningOf(application: Application): Running {
  let figures: Server | null = null;
  const retention = retentionJob(application);
  const networks = networkJob(application);
  const fairUse = application.limits
    ? makeFairUse(application.env, (address) => kindOf(application, address))
    : ENDLESS;
  return {
    env: application.env,
    refusal: refusalOf,
    objectionTo,
    failure: failureOf,
    api: answerApi,
    form: answerForm,
    async slowed(request, address) {
      const kind = kindOfAddress(request.path);
      if (kind === "api" || kind === "page")
        application.proxyWatch.saw({ get: (name) => headerLine(request.headers[name]) });
      // What the operator asks and what caches keep never has to wait.
      const slowed = kind === "api" || kind === "page" ? await fairUse.admit(request) : null;
      if (!slowed) return null;
      application.metrics.slowed(slowed.share);
      log("warn", "slowed", { ...slowed, method: request.method, route: routeOf(request.path) });
      return slowedOf(slowed, request, address);
    },
    sharedPages: (door) => makeSharedPages(application, door),
    copies: (door) => makeCopies(application, door),
    today: () => (application.trust.doubt() ? "" : civilDateAt(application.clock.now())),
    // Set anew with every page, so that a day counts from the last visit and never ends while a ticket is looked at.
    deviceCookie: ({ headers }) =>
      deviceCookie(application.env, readDeviceCookie(application.env, headerLine(headers.cookie)) ?? newDevice()),
    async answered(request, status, ms) {
      const { method, path } = request;
      application.metrics.answered(kindOfAddress(path), status, ms / 1_000);
      if (status >= 400 && status !== TOO_MANY)
        log("info", "refused", { method, route: routeOf(path), status, ms: Math.round(ms) });
      await fairUse.answered(request, status);
    },
    failed: logFailure,
    protection: (path) => protectionOf(application.env, path),
    async listening() {
      publishAddress(application.env);
      figures = await serveMetrics(application.env, application.metrics);
      // Before anybody is reminded and anything forgotten.
      application.trust.start();
      application.outbox.start();
      retention.start();
      networks.start();
      log("info", "started");
      await announce(application);
    },
    async stopping() {
      application.stopping = true;
    },
    async stop() {
      forgetQuietly(application.env);
      figures?.close();
      figures?.closeAllConnections();
      retention.stop();
      networks.stop();
      await application.outbox.stop();
      await application.trust.stop();
      await application.close();
      log("info", "stopped");
    },
  };
}
