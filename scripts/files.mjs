// The files that a page loads, compressed when they were built; Next would compress them anew for every request.
import sirv from "sirv";

const MONTH_S = 30 * 24 * 60 * 60;
const PACKED = { brotli: true, gzip: true };

const FOLDERS = [
  // Named by their content.
  { prefix: "/_next/static/", serve: () => sirv(".next/static", { ...PACKED, immutable: true, maxAge: 12 * MONTH_S }) },
  { prefix: "/fonts/", serve: () => sirv("public/fonts", { maxAge: MONTH_S }) },
  { prefix: "/icons/", serve: () => sirv("public/icons", { maxAge: MONTH_S }) },
];

/** What lies in `public` itself. Next would answer 500 to a range of it, or to a condition that does not hold. */
const IN_PUBLIC = /^\/[\w.-]+(\?|$)/;

/** The worker, asked for anew each time: only so can a broken one be taken back. */
const WORKER = "/sw.js";

/** The one kind that sirv's list of types has no name for. */
function nameIcon(response, path) {
  if (path.endsWith(".ico")) response.setHeader("content-type", "image/x-icon");
}

/** Answers a request for such a file; false where there is none. `worker` says whether browsers are to have one. */
export function makeFiles(worker) {
  const file = worker ? "/sw.js" : "/farewell.js";
  const workers = sirv(worker ? ".next/worker" : "lib/offline", { ...PACKED, maxAge: 0, etag: true });
  const inPublic = sirv("public", { maxAge: 0, etag: true, setHeaders: nameIcon });
  const folders = FOLDERS.map(({ prefix, serve }) => ({ prefix, answer: serve() }));
  return (request, response) => {
    const { url } = request;
    if (url === WORKER) return answer(workers, file, request, response);
    const folder = folders.find(({ prefix }) => url.startsWith(prefix));
    if (folder !== undefined) return answer(folder.answer, url.slice(folder.prefix.length - 1), request, response);
    return IN_PUBLIC.test(url) && answer(inPublic, url, request, response);
  };
}

/** Has a folder answer for the file at a path in it. */
function answer(folder, path, request, response) {
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
