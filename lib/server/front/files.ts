import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";
import { BUILT_FILES, FONTS, ICONS, WORKER_PATH } from "@/lib/address/files";

const MONTH_S = 30 * 24 * 60 * 60;
const PACKED = { brotli: true, gzip: true };

/** The files that a page loads, compressed when they were built; Next would compress them anew for every request. */
const FOLDERS = [
  // Named by their content.
  { prefix: BUILT_FILES, open: () => sirv(".next/static", { ...PACKED, immutable: true, maxAge: 12 * MONTH_S }) },
  { prefix: FONTS, open: () => sirv("public/fonts", { maxAge: MONTH_S }) },
  { prefix: ICONS, open: () => sirv("public/icons", { maxAge: MONTH_S }) },
];

/** What lies in `public` itself. Next would answer 500 to a range of it, or to a condition that does not hold. */
const IN_PUBLIC = /^\/[\w.-]+(\?|$)/;

type Folder = ReturnType<typeof sirv>;

/** The one kind that sirv's list of types has no name for. */
function nameIcon(response: ServerResponse, path: string): void {
  if (path.endsWith(".ico")) response.setHeader("content-type", "image/x-icon");
}

/** Has a folder answer for the file at a path in it; false where there is none. */
function answer(folder: Folder, path: string, request: IncomingMessage, response: ServerResponse): boolean {
  const { url } = request;
  // Whole or not at all: sirv cannot read every range, and a file of ours is too small to be asked for in parts.
  delete request.headers.range;
  let found = true;
  request.url = path;
  folder(request, response, () => {
    found = false;
  });
  request.url = url;
  return found;
}

/** Answers a request for a file; false where there is none. */
export type Files = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Opens the files. `worker` says whether browsers are to have the service worker, which is asked for anew each time:
 * only so can a broken one be taken back.
 */
export function openFiles(worker: boolean): Files {
  const file = worker ? WORKER_PATH : "/farewell.js";
  const workers = sirv(worker ? ".next/worker" : "lib/offline", { ...PACKED, maxAge: 0, etag: true });
  const inPublic = sirv("public", { maxAge: 0, etag: true, setHeaders: nameIcon });
  const folders = FOLDERS.map(({ prefix, open }) => ({ prefix, folder: open() }));
  return (request, response) => {
    const { url = "/" } = request;
    if (url === WORKER_PATH) return answer(workers, file, request, response);
    const found = folders.find(({ prefix }) => url.startsWith(prefix));
    if (found) return answer(found.folder, url.slice(found.prefix.length - 1), request, response);
    return IN_PUBLIC.test(url) && answer(inPublic, url, request, response);
  };
}
