import { createServer, type Server } from "node:http";
import type { Env } from "../env";
import { logFailure } from "./log";
import type { Metrics } from "./metrics";

/**
 * Serves the figures at /metrics of a port of their own, so that no proxy can show them by mistake. Null where no port
 * is set. Rejects when the port cannot be had.
 */
export async function serveMetrics({ metricsPort, metricsHost }: Env, metrics: Metrics): Promise<Server | null> {
  if (metricsPort === null) return null;
  const server = createServer((request, response) => {
    if (request.url !== "/metrics" || request.method !== "GET") {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Only GET /metrics is here.\n");
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text),
      (cause: unknown) => {
        logFailure("GET /metrics", cause);
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(metricsPort, metricsHost, done);
  });
  return server;
}
