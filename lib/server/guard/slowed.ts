import { findRoute } from "@/lib/address/find";
import { readAddress } from "@/lib/address/language";
import { apiTextsFor } from "@/lib/text/api-texts";
import { problem } from "@/lib/wire/problem";
import { refuseEarly } from "../api/frame";
import { headerLine } from "../who/header-line";
import type { Incoming, Slowed } from "./fair-use";
import { posterOf, refusalPage } from "./refusal-page";

/** The answer to a request that has to wait: 429 with the seconds, in the caller's words. `address` is path and query. */
export function slowedOf({ share, seconds }: Slowed, { headers, path, method }: Incoming, address: string): Response {
  const acceptLanguage = headerLine(headers["accept-language"]);
  if (findRoute(path).route.audience === "program") {
    const texts = apiTextsFor(acceptLanguage);
    return refuseEarly(problem("too-many-requests", texts.slow(seconds)), texts, {
      "retry-after": String(seconds),
      ...((method === "GET" || method === "HEAD") && { "access-control-allow-origin": "*" }),
    });
  }
  return refusalPage(share === "everybody" ? "crowded" : "slow", readAddress(path, acceptLanguage), {
    again: address,
    seconds,
    by: posterOf((name) => headerLine(headers[name])),
  });
}
