import { apiTextsFor } from "@/lib/text/api-texts";
import { problem } from "@/lib/views/api-problem";
import { refuse } from "./api/frame";
import { readAddress } from "./language-path";
import { refusalHtml, refusalPage } from "./refusal-page";

/** Why a request never reaches Next. */
export type Objection = "address" | "method" | "unknown";

const API_METHODS = "GET, HEAD, POST, DELETE, OPTIONS";

function apiRefusal(objection: Objection, acceptLanguage: string | null): Response {
  const texts = apiTextsFor(acceptLanguage);
  if (objection !== "method") return refuse(problem("not-found", texts.noSuchAddress));
  const refusal = refuse(problem("method-not-allowed", texts.methodNotAllowed(API_METHODS)));
  refusal.headers.set("allow", API_METHODS);
  return refusal;
}

/** The answer to an objection: like the API's under its path, else a page. */
export const refusalOf = (objection: Objection, address: string, acceptLanguage: string | null): Response =>
  address.startsWith("/api/")
    ? apiRefusal(objection, acceptLanguage)
    : refusalPage(objection, readAddress(address.split("?")[0] ?? "/", acceptLanguage));

/** The page that stands in for one that has failed, with the same address to try again. */
export const failureOf = (address: string, acceptLanguage: string | null): string =>
  refusalHtml("failed", readAddress(address.split("?")[0] ?? "/", acceptLanguage), address);
