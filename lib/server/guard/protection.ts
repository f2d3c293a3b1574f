import { createHash, randomBytes } from "node:crypto";
import type { Route } from "@/lib/address/routes";
import type { Env } from "../env";

/** Headers of an answer that keep browsers from doing with it what it was not made for. */
export interface Protection {
  readonly headers: Readonly<Record<string, string>>;
  /** The policy of a page, from which Next takes the nonce of its scripts; null where nothing is rendered. */
  readonly policy: string | null;
}

const HSTS_SECONDS = 365 * 24 * 60 * 60;
const UNUSED = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "microphone",
  "payment",
  "usb",
];

const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": UNUSED.map((feature) => `${feature}=()`).join(", "),
};

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The worker fetches from this host for the pages, and nothing else; its policy is that of its own file. */
const WORKER = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Everything but a page's scripts, and a style that stands in it, comes from this host or not at all. */
export const policyOfPage = (scripts: string, styles = "'self'"): string =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The protection of the answer to a request for an address, with a nonce of its own. */
export function protectionOf(
  { publicUrl }: Pick<Env, "publicUrl">,
  { policy: kind, audience }: Pick<Route, "policy" | "audience">,
): Protection {
  const policy =
    kind === "page" ? policyOfPage(`'nonce-${randomBytes(16).toString("base64")}' 'strict-dynamic'`) : null;
  return {
    policy,
    headers: {
      ...ALWAYS,
      "Content-Security-Policy": policy ?? (kind === "worker" ? WORKER : NOTHING),
      // Other origins may read the API (design §7).
      "Cross-Origin-Resource-Policy": audience === "program" ? "cross-origin" : "same-origin",
      ...(publicUrl?.startsWith("https:") && { "Strict-Transport-Security": `max-age=${HSTS_SECONDS}` }),
    },
  };
}

/** A policy under which a page runs no script. */
export const withoutScripts = (policy: string): string => policy.replace(/script-src [^;]*/, "script-src 'none'");

/** The policy of a document: one script of ours, and the style that stands in it, known by its SHA-256. */
export const policyOfDocument = (styleHash: string): string => policyOfPage("'self'", `'sha256-${styleHash}'`);

const SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The policy of a page that is sent to many as it is: its scripts are files of this host, and what stands in the page
 * itself is known by its hash.
 */
export function policyOfSharedPage(html: string): string {
  const hashes = [...html.matchAll(SCRIPT)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  return policyOfPage(["'self'", ...new Set(hashes)].join(" "));
}
