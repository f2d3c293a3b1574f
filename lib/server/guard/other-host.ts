import type { Addressed } from "@/lib/address/language";
import { REDIRECT_HEADER } from "@/lib/next-inside/names";
import { TO_HEADER } from "@/lib/offline/protocol";
import { type Poster, refusalPage } from "./refusal-page";

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, "");

/** The public origin where a host is the public one but for `www.` before either; else null. */
export function publicOriginInstead(host: string, publicUrl: string | null): string | null {
  if (publicUrl === null) return null;
  const own = new URL(publicUrl).host;
  return host.toLowerCase() !== own && bare(host) === bare(own) ? new URL(publicUrl).origin : null;
}

/** The public origin where a form was posted from a page of the same host but for `www.`; else null. */
export const publicOriginOfForm = (origin: string | null, publicUrl: string | null): string | null =>
  origin !== null && URL.canParse(origin) ? publicOriginInstead(new URL(origin).host, publicUrl) : null;

/**
 * The answer to a form from there: nothing is changed, the same page opens at the public address. A redirection would
 * be blocked: the page's own policy lets its forms lead to its own host alone.
 */
export function leadToPublic(address: string, at: Pick<Addressed, "language" | "prefix">, by: Poster): Response {
  if (by === "document") return new Response(null, { status: 204, headers: { [TO_HEADER]: address } });
  const page = refusalPage("outdated", at, { again: address });
  if (by === "next") page.headers.set(REDIRECT_HEADER, `${address};push`);
  else page.headers.set("refresh", `0; url=${address}`);
  return page;
}
