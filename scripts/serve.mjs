// One process: Next behind a plain HTTP server. What it answers stands in lib/server/front; here it listens and stops.
import { createServer } from "node:http";
import next from "next";
import { whyItAborts } from "./compiled.mjs";

const PATIENCE_MS = 1_000;
const QUIET_MS = 200;
const ARRIVALS_MS = 4_000;
const SHUTDOWN_MS = 7_000;
const KEEP_ALIVE_MS = 65_000;

const dev = process.argv.includes("--dev");
if (!dev) process.env.NODE_ENV = "production";

// Whoever read what is printed may be gone: that must neither end the server nor keep it busy complaining.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const abort = whyItAborts();
if (abort !== null) {
  console.error(abort);
  process.exit(1);
}

const app = next({ dev, webpack: true, dir: process.cwd() });
await app.prepare();
const handle = app.getRequestHandler();

let front;
/** A door of our own on the loopback. Next starts the application with its first request, which is made here. */
const door = createServer((request, response) => (front?.door ?? handle)(request, response));
await new Promise((done) => door.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${door.address().port}`;
await fetch(`${origin}/livez`).catch(() => undefined);
const running = globalThis[Symbol.for("okienko")];

// The application answers for its own settings and ends the process with a sentence if one is wrong.
if (!running) {
  console.error("The application did not start.");
  process.exit(1);
}
front = running.open({ handle, door: origin, dev });
const { underWay, noRequest } = front;

// Node would refuse a request without a host in no words at all; the front does it in ours.
const server = createServer({ requireHostHeader: false }, front.listener);
server.on("clientError", noRequest.clientError);
server.on("checkExpectation", (_request, response) => noRequest.expectation(response));
server.on("connect", (_request, socket) => noRequest.tunnel(socket));
server.keepAliveTimeout = KEEP_ALIVE_MS;

let stopping = false;

/** Ends the connections on which nothing complete has been asked; at the end of all patience, every one. */
function hangUp(signalled) {
  const began = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const isIdle = now - began >= PATIENCE_MS && underWay.count() === 0;
    if (isIdle || now - signalled >= SHUTDOWN_MS) server.closeAllConnections();
  }, 100);
  return () => clearInterval(timer);
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What was sent before the signal may still lie unread in the kernel; closing now would cut it without an answer. */
async function lastArrivals() {
  const end = performance.now() + ARRIVALS_MS;
  do await pause(QUIET_MS);
  while (performance.now() - underWay.latestArrival() < QUIET_MS && performance.now() < end);
}

/** Whatever fails on the way, a disk that nobody can write any more say, the process ends. */
async function end() {
  if (stopping) process.exit(1);
  stopping = true;
  try {
    await stop();
    process.exit(0);
  } catch (cause) {
    running.failed("the end", cause);
    process.exit(1);
  }
}

async function stop() {
  const signalled = performance.now();
  await running.stopping();
  await lastArrivals();
  const done = hangUp(signalled);
  await new Promise((closed) => {
    server.close(closed);
    server.closeIdleConnections();
  });
  done();
  door.close();
  door.closeAllConnections();
  await running.stop();
}
process.on("SIGTERM", end);
process.on("SIGINT", end);

// npm dies of a signal without passing it on: whoever loses its parent was meant to stop as well.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent && !stopping) void end();
  }, 500).unref();
}

/** A port that somebody else has is named by its variable. */
const failing = (inUse) => (cause) => {
  console.error(cause.code === "EADDRINUSE" ? inUse : (cause.message ?? String(cause)));
  process.exit(1);
};

const { port, host, metricsPort } = running.env;
const listening = () =>
  running.listening().catch(failing(`OKIENKO_METRICS_PORT ${metricsPort} is in use; set it to another one.`));
server.on("error", failing(`PORT ${port} is in use on ${host}; set PORT to another one.`));
// Whoever comes in a rush waits in a queue: beyond it the system drops them, and their browsers try again after seconds.
server.listen({ port, host, backlog: 4_096 }, listening);
