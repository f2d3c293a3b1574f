import { mendedPath } from "@/lib/address/mended";
import type { Incoming } from "../guard/fair-use";
import { publicOriginInstead } from "../guard/other-host";
import { headerLine } from "../who/header-line";

const READING = new Set(["GET", "HEAD"]);

/**
 * Leads who reads a resident's page to the address that was meant: without what a mail program or camera added to it,
 * and at the public host where it was asked for with `www.`. Null where it is well as it is.
 */
export function leadOf(
  publicUrl: string | null,
  { method, path, route, headers }: Incoming,
  url: string,
): Response | null {
  if (!READING.has(method) || route.audience !== "resident") return null;
  const origin = publicOriginInstead(headerLine(headers.host) ?? "", publicUrl);
  const mended = mendedPath(path);
  if (origin === null && mended === null) return null;
  const location = `${origin ?? ""}${mended ?? path}${url.slice(path.length)}`;
  return new Response(null, { status: 307, headers: { location, "cache-control": "no-store" } });
}
