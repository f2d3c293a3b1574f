// The files that a page loads, compressed when they were built; Next would compress them anew for every request.
import sirv from "sirv";

const MONTH_S = 30 * 24 * 60 * 60;
const PACKED = { brotli: true, gzip: true };

const FOLDERS = [
  // Named by their content.
  { prefix: "/_next/static/", serve: () => sirv(".next/static", { ...PACKED, immutable: true, maxAge: 12 * MONTH_S }) },
  { prefix: "/fonts/", serve: () => sirv("public/fonts", { maxAge: MONTH_S }) },
];

/** Answers a request for such a file; false where there is none. */
export function makeFiles() {
  const folders = FOLDERS.map(({ prefix, serve }) => ({ prefix, answer: serve() }));
  return (request, response) => {
    const { url } = request;
    const folder = folders.find(({ prefix }) => url.startsWith(prefix));
    if (!folder) return false;
    let found = true;
    request.url = url.slice(folder.prefix.length - 1);
    folder.answer(request, response, () => {
      found = false;
    });
    request.url = url;
    return found;
  };
}
