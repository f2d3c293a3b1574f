import type { IncomingMessage } from "node:http";
import { type Asked, BODY_BYTES_MAX } from "./body";

/** One byte more than the application reads: what is longer is refused there. */
const BODY_BYTES = BODY_BYTES_MAX + 1;
const READING = new Set(["GET", "HEAD"]);

/** Reads a body as far as the application would. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop must not end the connection: the answer to a body that is too long goes over it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= BODY_BYTES) break;
  }
  return length === 0 ? null : Buffer.concat(chunks).subarray(0, BODY_BYTES);
}

/** Reads a request for whoever answers it without Next. */
export async function readRequest(request: IncomingMessage): Promise<Asked> {
  const { method = "GET", url = "/" } = request;
  const body = READING.has(method) ? null : await bodyOf(request);
  // Nobody needs the rest of a body that is too long, but what comes next on this connection would wait behind it.
  if (body !== null && !request.readableEnded) request.resume();
  return {
    method,
    url: new URL(url, "http://localhost").href,
    headers: new Headers(request.headers as Record<string, string>),
    body: body && [body],
  };
}
