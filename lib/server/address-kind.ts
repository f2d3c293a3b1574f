/** Who an address is for: the API's programs, the operator's, a file as it is, or a person with a browser. */
export type AddressKind = "api" | "operator" | "file" | "page";

const OPERATOR = /^\/(internal|demo)\/|^\/(livez|readyz)$/;
/** The files of public/ and of Next's build; `proxy.ts` names them once more, because Next reads that list unrun. */
const FILE = /^\/(_next|fonts|icons|dane)\/|^\/(sw\.js|sitemap\.xml|icon\.svg|plain\.css|favicon\.ico|robots\.txt)$/;

/** The kind of an address without its query. */
export function kindOfAddress(path: string): AddressKind {
  if (path.startsWith("/api/")) return "api";
  if (OPERATOR.test(path)) return "operator";
  return FILE.test(path) ? "file" : "page";
}
