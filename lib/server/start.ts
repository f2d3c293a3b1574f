import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { LIVE_PATH } from "@/lib/address/files";
import { findRoute } from "@/lib/address/find";
import type { Route } from "@/lib/address/routes";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { type NetworkKind, networkKindOf } from "@/lib/domain/who/network";
import { neededUntil } from "@/lib/use-cases/visit/own-visit";
import { announce } from "./announce";
import { answerApi } from "./api/router";
import { forgetAddress, publishAddress } from "./beside/server-address";
import { type Application, startApplication } from "./compose";
import { answerForm } from "./forms/form-post";
import { openFiles } from "./front/files";
import { type Answering, doorOf, type FrontParts, frontOf, type Handle } from "./front/front";
import { leadOf } from "./front/lead";
import { answersToNoRequest } from "./front/no-request";
import { openUnderWay, type UnderWay } from "./front/under-way";
import { ENDLESS, makeFairUse } from "./guard/fair-use";
import { failureOf, objectionTo, refusalOf } from "./guard/objection";
import { protectionOf } from "./guard/protection";
import { slowedOf } from "./guard/slowed";
import { networkJob } from "./jobs/network-job";
import { retentionJob } from "./jobs/retention";
import { isBundle, makeCopies } from "./render/copies";
import { builtDocuments, type Documents } from "./render/document";
import { fetchPagesFrom } from "./render/private-origin";
import { makeSharedPages } from "./render/shared-pages";
import { tellUncaughtBy } from "./render/uncaught";
import { switchesIn } from "./switches";
import { log, logFailure } from "./watch/log";
import { serveMetrics } from "./watch/metrics-server";
import { deviceCookie, newDevice, readDeviceCookie } from "./who/device";
import { headerLine } from "./who/header-line";

/** What the process that listens needs to know of Next. */
export interface Around {
  readonly handle: Handle;
  /** The origin on the loopback at which our own door stands. */
  readonly door: string;
  readonly dev: boolean;
}

/** What the process that listens is given. */
export interface Front {
  /** Answers a request; never rejects. */
  listener(request: IncomingMessage, response: ServerResponse): void;
  /** Answers a request to our own door. */
  readonly door: Handle;
  readonly noRequest: ReturnType<typeof answersToNoRequest>;
  readonly underWay: UnderWay;
}

/** The running application, as the process that listens knows it. */
export interface Running {
  readonly env: Pick<Application["env"], "host" | "port" | "metricsPort">;
  /** Opens the server around Next. */
  open(around: Around): Front;
  /** Something failed that nobody foresaw. */
  failed(operation: string, cause: unknown): void;
  /** The server listens: says where, and how to try it. */
  listening(): Promise<void>;
  /** A signal to end came: no new bookings are promised from here on, and streams end. */
  stopping(): Promise<void>;
  /** Everything under way has been answered: the store is closed. */
  stop(): Promise<void>;
}

/** Told as "slowed" already. */
const TOO_MANY = 429;

const RUNNING = Symbol.for("okienko");

/**
 * Starts the application with its documents, or ends the process with one sentence where an operator can mend the
 * cause.
 */
export async function start(documents: Documents): Promise<void> {
  const global = globalThis as { [RUNNING]?: Running };
  if (global[RUNNING]) return;
  try {
    const application = startApplication(process.env, switchesIn(process.argv));
    global[RUNNING] = runningOf(application, documents);
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

/** From a proxy that nobody has declared, everybody behind it asks by one address. */
async function kindOf({ plan, proxyWatch }: Application, address: string): Promise<NetworkKind> {
  const { sharedNetworks } = (await plan.book()).settings;
  return proxyWatch.isUndeclared(address) ? "shared" : networkKindOf(address, sharedNetworks);
}

/** For how many seconds a device needs its cookie for its visits; a page is answered all the same where that is not known. */
async function secondsRemembered(application: Application, device: string): Promise<number> {
  try {
    return ((await neededUntil(application)(device)) - application.clock.now()) / 1_000;
  } catch (cause) {
    logFailure("a device's visits", cause);
    return 0;
  }
}

/** What the front asks the application. */
function partsOf(application: Application): Omit<FrontParts, "handle" | "files" | "underWay" | "answeringOf" | "page"> {
  const { env, metrics, clock, proxyWatch, trust } = application;
  const fairUse = application.limits ? makeFairUse(env, (address) => kindOf(application, address)) : ENDLESS;
  return {
    find: findRoute,
    form: answerForm,
    refusal: refusalOf,
    objectionTo,
    lead: (request, address) => leadOf(env.publicUrl, request, address),
    failure: failureOf,
    protection: (route) => protectionOf(env, route),
    // Devices would let tickets go by the day of a clock that is doubted.
    today: () => (trust.doubt() ? "" : civilDateAt(clock.now())),
    // Set anew with every page, so that a day counts from the last visit and never ends while a ticket is looked at.
    async deviceCookie({ headers }, isRefused) {
      const device = readDeviceCookie(env, headerLine(headers.cookie));
      if (device === null) return deviceCookie(env, newDevice());
      return isRefused ? null : deviceCookie(env, device, await secondsRemembered(application, device));
    },
    async slowed(request, address) {
      if (request.route.share !== null) proxyWatch.saw({ get: (name) => headerLine(request.headers[name]) });
      const slowed = await fairUse.admit(request);
      if (!slowed) return null;
      metrics.slowed(slowed.share);
      log("warn", "slowed", { ...slowed, method: request.method, route: request.route.pattern });
      return slowedOf(slowed, request, address);
    },
    async answered(request, status, ms) {
      const { method, route } = request;
      metrics.answered(route.audience, status, ms / 1_000);
      if (status >= 400 && status !== TOO_MANY)
        log("info", "refused", { method, route: route.pattern, status, ms: Math.round(ms) });
      await fairUse.answered(request, status);
    },
  };
}

/** Answers whatever comes, a failure that nobody foresaw too. */
const safely =
  (front: ReturnType<typeof frontOf>): Front["listener"] =>
  (request, response) => {
    front(request, response).catch((cause: unknown) => {
      // Whoever has hung up half-way gets no answer and is no failure.
      if (!request.destroyed || request.complete) logFailure("a request", cause);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };

function openFront(
  application: Application,
  documents: Documents,
  underWay: UnderWay,
  { handle, door, dev }: Around,
): Front {
  const areOurs = !dev && application.env.documents;
  const pages = makeSharedPages(application, door, areOurs ? builtDocuments(documents) : null);
  const copies = makeCopies(application, { door, page: (request, search) => pages.answer(request, search) });
  const answeringOf = ({ pattern, audience }: Route): Answering | null =>
    audience === "program" ? answerApi : isBundle(pattern) ? copies : null;
  fetchPagesFrom(door);
  if (!dev) tellUncaughtBy(logFailure);
  const front = frontOf({
    ...partsOf(application),
    handle,
    underWay,
    files: dev ? null : openFiles(application.env.worker),
    answeringOf,
    page: (request, search) => pages.answer(request, search),
  });
  const listener = safely(front);
  return {
    underWay,
    door: doorOf(handle, pages.given),
    noRequest: answersToNoRequest(protectionOf(application.env, findRoute(LIVE_PATH).route).headers),
    listener(request, response) {
      underWay.begin(response);
      if (application.stopping) response.setHeader("connection", "close");
      listener(request, response);
    },
  };
}

function runningOf(application: Application, documents: Documents): Running {
  let figures: Server | null = null;
  const retention = retentionJob(application);
  const networks = networkJob(application);
  const underWay = openUnderWay();
  return {
    env: application.env,
    open: (around) => openFront(application, documents, underWay, around),
    failed: logFailure,
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
      underWay.endStreams();
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
