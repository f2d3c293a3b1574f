import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Writes the head of an answer: a header that stands there twice, two cookies say, goes out twice. */
function writeHead(response: ServerResponse, { status, headers }: Response): void {
  const cookies = headers.getSetCookie();
  for (const [name, value] of headers) if (name !== "set-cookie") response.setHeader(name, value);
  for (const cookie of cookies) response.appendHeader("set-cookie", cookie);
  response.writeHead(status);
}

/**
 * Sends an answer. A body is handed on as it comes, so that an answer can stream; whoever hangs up half-way ends it,
 * and is no failure.
 */
export async function send(response: ServerResponse, answer: Response, method: string | undefined): Promise<void> {
  writeHead(response, answer);
  if (method === "HEAD" || answer.body === null) {
    await answer.body?.cancel();
    response.end();
    return;
  }
  // An answer that is there as a whole costs no streams: they were a tenth of a claim.
  if (!isStream(answer)) {
    response.end(Buffer.from(await answer.arrayBuffer()));
    return;
  }
  response.flushHeaders();
  await pipeline(Readable.fromWeb(answer.body as import("node:stream/web").ReadableStream), response).catch(
    (cause: unknown) => {
      if (!response.destroyed) throw cause;
    },
  );
}

const STREAM = /^text\/event-stream\b/;

/** Whether an answer goes on until somebody ends it: server-sent events. */
export const isStream = ({ headers }: Response): boolean => STREAM.test(headers.get("content-type") ?? "");
