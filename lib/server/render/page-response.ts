import type { ServerResponse } from "node:http";
import { FOUND_HEADER } from "@/lib/next-inside/names";
import type { PageAnswer } from "./answer";

type WriteHead = (status: number, ...rest: unknown[]) => ServerResponse;

/** Next gives every page 200 and writes `Vary` anew, and tells where it found the page: what we say goes before it. */
export function letPageDecide(response: ServerResponse, answer: PageAnswer): void {
  const writeHead = response.writeHead.bind(response) as WriteHead;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    response.removeHeader(FOUND_HEADER);
    if (answer.vary) response.appendHeader("vary", answer.vary);
    return writeHead(status === 200 ? (answer.status ?? status) : status, ...rest);
  }) as typeof response.writeHead;
}

/** Where a page has failed, Next sends an empty one that only scripts could fill: words are sent instead. */
export function replaceFailure(response: ServerResponse, failure: () => string): void {
  const writeHead = response.writeHead.bind(response) as WriteHead;
  const write = response.write.bind(response) as (...chunk: unknown[]) => boolean;
  const end = response.end.bind(response) as (...chunk: unknown[]) => ServerResponse;
  let page: string | null = null;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (status < 500) return writeHead(status, ...rest);
    page ??= failure();
    for (const name of ["content-encoding", "content-length", "etag"]) response.removeHeader(name);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("cache-control", "no-store");
    return writeHead(status);
  }) as typeof response.writeHead;
  response.write = ((...chunk: unknown[]) => (page === null ? write(...chunk) : true)) as typeof response.write;
  response.end = ((...chunk: unknown[]) => {
    if (!response.headersSent && response.statusCode >= 500) response.writeHead(response.statusCode);
    return page === null ? end(...chunk) : end(page);
  }) as typeof response.end;
}
