/** How a state change was asked for: only what comes from our own pages may use a cookie (design §7). */
export type OriginVerdict = "own" | "absent" | "foreign";

/**
 * Compares a request's Origin with OKIENKO_PUBLIC_URL if set, else with its own Host.
 * `null` and a forged X-Forwarded-Host are foreign: forwarded hosts are never read. So is what a browser itself says
 * another site has asked for.
 */
export function judgeOrigin(headers: { get(name: string): string | null }, publicUrl: string | null): OriginVerdict {
  const site = headers.get("sec-fetch-site")?.toLowerCase() ?? "none";
  if (site !== "none" && site !== "same-origin") return "foreign";
  const origin = headers.get("origin");
  if (origin === null) return "absent";
  if (!URL.canParse(origin)) return "foreign";
  const { origin: read, protocol, host } = new URL(origin);
  // A browser sends nothing but scheme, host and port.
  if (read !== origin.toLowerCase() || !/^https?:$/.test(protocol)) return "foreign";
  const own = publicUrl === null ? host === headers.get("host") : read === publicUrl;
  return own ? "own" : "foreign";
}
