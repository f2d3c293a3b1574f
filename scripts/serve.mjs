// One process: Next behind a plain HTTP server that knows its peer and ends in time.
import { createServer } from "node:http";
import next from "next";
import { whyItAborts } from "./compiled.mjs";
import { doorOf, frontOf } from "./front.mjs";

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

/**
 * A door of our own on the loopback. Next starts the application with its first request, which is made here; and after
 * a form Next fetches the page that the form led to, to give both in one answer: from here, whatever is before us.
 */
async function openDoor() {
  const door = createServer(doorOf(handle, (headers) => pages?.given(headers) ?? null));
  await new Promise((done) => door.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${door.address().port}`;
  process.env.__NEXT_PRIVATE_ORIGIN = origin;
  await fetch(`${origin}/livez`).catch(() => undefined);
  return door;
}

let pages;
const door = await openDoor();
const running = globalThis[Symbol.for("okienko")];

// The application answers for its own settings and ends the process with a sentence if one is wrong.
if (!running) {
  console.error("The application did not start.");
  process.exit(1);
}

/** As Node answers them where nobody listens; all others are 400. */
const CLIENT_ERRORS = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** An answer to what never becomes a request, with the headers that every answer carries. */
const sentence = (status, text) =>
  [
    `HTTP/1.1 ${status}`,
    ...Object.entries(running.protection("/livez").headers).map(([name, value]) => `${name}: ${value}`),
    "Connection: close",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${text.length + 1}`,
    "",
    `${text}\n`,
  ].join("\r\n");

let active = 0;
let latestArrival = 0;
let stopping = false;

pages = running.sharedPages(process.env.__NEXT_PRIVATE_ORIGIN);
const copies = running.copies(process.env.__NEXT_PRIVATE_ORIGIN);
const front = frontOf(handle, running, { pages, copies }, dev);

// Node would refuse a request without a host in no words at all; the front does it in ours.
const server = createServer({ requireHostHeader: false }, (request, response) => {
  active++;
  latestArrival = performance.now();
  response.once("close", () => active--);
  if (stopping) response.setHeader("connection", "close");
  front(request, response).catch((cause) => {
    // Whoever has hung up half-way gets no answer and is no failure.
    if (!request.destroyed || request.complete) running.failed("a request", cause);
    if (!response.headersSent) response.writeHead(500).end();
    else response.destroy();
  });
});
// What is no HTTP, or asks for a tunnel, never becomes a request.
server.on("clientError", ({ code }, socket) => {
  if (code === "ECONNRESET" || !socket.writable) return socket.destroy();
  socket.end(sentence(CLIENT_ERRORS[code] ?? "400 Bad Request", "This is not an HTTP request that can be read."));
});
server.on("checkExpectation", (_request, response) => {
  const headers = { ...running.protection("/livez").headers, "content-type": "text/plain; charset=utf-8" };
  response.writeHead(417, { ...headers, connection: "close" }).end("Nothing is known here of this expectation.\n");
});
server.on("connect", (_request, socket) => {
  socket.end(sentence("405 Method Not Allowed", "There is no tunnel here."));
});
server.keepAliveTimeout = KEEP_ALIVE_MS;

/** Ends the connections on which nothing complete has been asked; at the end of all patience, every one. */
function hangUp(signalled) {
  const began = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const isIdle = now - began >= PATIENCE_MS && active === 0;
    if (isIdle || now - signalled >= SHUTDOWN_MS) server.closeAllConnections();
  }, 100);
  return () => clearInterval(timer);
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What was sent before the signal may still lie unread in the kernel; closing now would cut it without an answer. */
async function lastArrivals() {
  const end = performance.now() + ARRIVALS_MS;
  do await pause(QUIET_MS);
  while (performance.now() - latestArrival < QUIET_MS && performance.now() < end);
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

server.on("error", (cause) => {
  console.error(
    cause.code === "EADDRINUSE"
      ? `PORT ${running.env.port} is in use on ${running.env.host}; set PORT to another one.`
      : String(cause),
  );
  process.exit(1);
});
server.listen(running.env.port, running.env.host, () =>
  running.listening().catch((cause) => {
    console.error(
      cause.code === "EADDRINUSE"
        ? `OKIENKO_METRICS_PORT ${running.env.metricsPort} is in use; set it to another one.`
        : (cause.message ?? String(cause)),
    );
    process.exit(1);
  }),
);
