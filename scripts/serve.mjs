// One process: Next behind a plain HTTP server that knows its peer and ends in time.
import { createServer } from "node:http";
import next from "next";

const PATIENCE_MS = 5_000;
const SHUTDOWN_MS = 8_000;
const KEEP_ALIVE_MS = 65_000;
const PEER_HEADER = "x-okienko-peer";

const dev = process.argv.includes("--dev");
if (!dev) process.env.NODE_ENV = "production";

const app = next({ dev, webpack: true, dir: process.cwd() });
await app.prepare();
const handle = app.getRequestHandler();

/** Next starts the application with its first request only: it is given one, on a door of its own. */
async function startApplication() {
  const door = createServer(handle);
  await new Promise((done) => door.listen(0, "127.0.0.1", done));
  await fetch(`http://127.0.0.1:${door.address().port}/livez`).catch(() => undefined);
  door.close();
  door.closeAllConnections();
  return globalThis[Symbol.for("okienko")];
}

// The application answers for its own settings and ends the process with a sentence if one is wrong.
const running = await startApplication();
if (!running) {
  console.error("The application did not start.");
  process.exit(1);
}

const server = createServer((request, response) => {
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  if (stopping) response.setHeader("connection", "close");
  handle(request, response).catch((cause) => {
    console.error(cause);
    if (!response.headersSent) response.writeHead(500).end();
  });
});
server.keepAliveTimeout = KEEP_ALIVE_MS;

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  const deadline = setTimeout(() => process.exit(1), SHUTDOWN_MS);
  await running.stopping();
  await new Promise((done) => {
    server.close(done);
    server.closeIdleConnections();
    // What has not even been asked completely by now is not waited for.
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
  });
  await running.stop();
  clearTimeout(deadline);
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

server.on("error", (cause) => {
  console.error(
    cause.code === "EADDRINUSE"
      ? `PORT ${running.env.port} is in use on ${running.env.host}; set PORT to another one.`
      : String(cause),
  );
  process.exit(1);
});
server.listen(running.env.port, running.env.host, () => running.listening());
