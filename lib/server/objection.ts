import { apiTextsFor } from "@/lib/text/api-texts";
import { problem } from "@/lib/views/api-problem";
import { refuse } from "./api/frame";
import { readAddress } from "./language-path";
import { refusalHtml, refusalPage } from "./refusal-page";

/** Why a request never reaches Next. */
export type Objection = "address" | "method" | "unknown";

const FOR_PROGRAMS = /^\/(api|internal|demo)\/|^\/(livez|readyz)$/;
const FILE = /^\/(_next|fonts)\/|\.\w+$/;
const API_METHODS = "GET, HEAD, POST, DELETE, OPTIONS";

function apiRefusal(objection: Objection, acceptLanguage: string | null): Response {
  const texts = apiTextsFor(acceptLanguage);
  const refusal =
    objection === "method"
      ? refuse(problem("method-not-allowed", texts.methodNotAllowed(API_METHODS)))
      : refuse(problem("not-found", texts.noSuchAddress));
  if (objection === "method") refusal.headers.set("allow", API_METHODS);
  refusal.headers.set("content-language", texts.language);
  refusal.headers.set("cache-control", "no-store");
  return refusal;
}

function pageRefusal(objection: Objection, path: string, acceptLanguage: string | null): Response {
  const refusal = refusalPage(objection, readAddress(path, acceptLanguage));
  if (objection === "method" && FILE.test(path)) refusal.headers.set("allow", "GET, HEAD");
  return refusal;
}

/** The answer to an objection: like the API's under its path, else a page. */
export const refusalOf = (objection: Objection, address: string, acceptLanguage: string | null): Response =>
  FOR_PROGRAMS.test(address)
    ? apiRefusal(objection, acceptLanguage)
    : pageRefusal(objection, address.split("?")[0] ?? "/", acceptLanguage);

/** The page that stands in for one that has failed, with the same address to try again. */
export const failureOf = (address: string, acceptLanguage: string | null): string =>
  refusalHtml("failed", readAddress(address.split("?")[0] ?? "/", acceptLanguage), address);
