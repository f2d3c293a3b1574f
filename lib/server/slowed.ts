import { apiTextsFor } from "@/lib/text/api-texts";
import { problem } from "@/lib/views/api-problem";
import { kindOfAddress } from "./address-kind";
import { refuse } from "./api/frame";
import { headerLine, type Incoming, type Slowed } from "./fair-use";
import { readAddress } from "./language-path";
import { refusalPage } from "./refusal-page";

/** The answer to a request that has to wait: 429 with the seconds, in the caller's words. `address` is path and query. */
export function slowedOf({ share, seconds }: Slowed, { headers, path, method }: Incoming, address: string): Response {
  const acceptLanguage = headerLine(headers["accept-language"]);
  if (kindOfAddress(path) === "api") {
    const texts = apiTextsFor(acceptLanguage);
    const refusal = refuse(problem("too-many-requests", texts.slow(seconds)));
    refusal.headers.set("retry-after", String(seconds));
    refusal.headers.set("content-language", texts.language);
    refusal.headers.set("cache-control", "no-store");
    if (method === "GET" || method === "HEAD") refusal.headers.set("access-control-allow-origin", "*");
    return refusal;
  }
  return refusalPage(share === "everybody" ? "crowded" : "slow", readAddress(path, acceptLanguage), {
    again: address,
    seconds,
    byScript: headers["next-action"] !== undefined,
  });
}
