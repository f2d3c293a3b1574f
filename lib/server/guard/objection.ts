import { findRoute } from "@/lib/address/find";
import { readAddress } from "@/lib/address/language";
import type { Route } from "@/lib/address/routes";
import { apiTextsFor } from "@/lib/text/api-texts";
import { problem } from "@/lib/wire/problem";
import { refuseEarly } from "../api/frame";
import { refusalHtml, refusalPage } from "./refusal-page";

/** Why a request never reaches Next. */
export type Objection = "address" | "method" | "unknown";

const API_METHODS = "GET, HEAD, POST, DELETE, OPTIONS";

function apiRefusal(objection: Objection, acceptLanguage: string | null): Response {
  const texts = apiTextsFor(acceptLanguage);
  return objection === "method"
    ? refuseEarly(problem("method-not-allowed", texts.methodNotAllowed(API_METHODS)), texts, { allow: API_METHODS })
    : refuseEarly(problem("not-found", texts.noSuchAddress), texts, {});
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const READING = new Set(["GET", "HEAD"]);

/** Why a request for a readable address never reaches Next, or null. */
export function objectionTo(method: string, { audience, unused }: Route): Objection | null {
  if (!METHODS.has(method) || (audience === "file" && !READING.has(method))) return "method";
  return unused ? "unknown" : null;
}

/** The answer to an objection: like the API's where programs ask, else a page. */
export function refusalOf(
  objection: Objection,
  path: string,
  acceptLanguage: string | null,
  { audience }: Route = findRoute(path).route,
): Response {
  if (audience === "program" || audience === "operator") return apiRefusal(objection, acceptLanguage);
  const refusal = refusalPage(objection, readAddress(path, acceptLanguage));
  if (objection === "method" && audience === "file") refusal.headers.set("allow", "GET, HEAD");
  return refusal;
}

/** The page that stands in for one that has failed, with the same address to try again. */
export const failureOf = (address: string, acceptLanguage: string | null): string =>
  refusalHtml("failed", readAddress(address.split("?")[0] ?? "/", acceptLanguage), address);
