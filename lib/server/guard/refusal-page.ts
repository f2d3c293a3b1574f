import { PLAIN_STYLE } from "@/lib/address/files";
import type { Addressed } from "@/lib/address/language";
import { ACTION_HEADER, REDIRECT_HEADER } from "@/lib/next-inside/names";
import { FORM_HEADER, TO_HEADER } from "@/lib/offline/protocol";
import { FAILURE } from "@/lib/text/failure";
import type { Language } from "@/lib/text/language";
import type { Texts } from "@/lib/text/pl";
import { textsFor } from "@/lib/text/texts";
import { application } from "../compose";
import { policyOfPage } from "./protection";

/** Why a request never reaches a page. */
export type RefusedRequest = keyof Texts["refused"] | "unknown" | "failed" | "slow" | "crowded";

const STATUS: Readonly<Record<RefusedRequest, number>> = {
  foreign: 403,
  unreadable: 400,
  outdated: 409,
  "too-large": 413,
  method: 405,
  address: 400,
  unknown: 404,
  failed: 500,
  slow: 429,
  crowded: 429,
};

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

interface Words {
  readonly title: string;
  readonly text: string;
}

function wordsFor(refused: RefusedRequest, language: Language, seconds: number): Words {
  if (refused === "failed") return FAILURE[language];
  const { notFound, slow, refused: words } = textsFor(language);
  if (refused === "slow") return { title: slow.title, text: slow.text(seconds) };
  if (refused === "crowded") return { title: slow.crowded, text: slow.text(seconds) };
  return refused === "unknown" ? notFound.page : words[refused];
}

/** A page outside Next: what happened, the same address anew, home, the hotline. */
export function refusalHtml(
  refused: RefusedRequest,
  { language, prefix }: Pick<Addressed, "language" | "prefix">,
  again: string | null = null,
  seconds = 0,
): string {
  const texts = textsFor(language);
  const { title, text } = wordsFor(refused, language, seconds);
  const { phone, phoneE164 } = application().hotline;
  const back = again === null ? "" : `<p><a href="${escaped(again)}">${escaped(texts.refusedAgain)}</a></p>`;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(texts.problemTitle(`${title} – ${texts.product}`))}</title>
<link rel="stylesheet" href="${PLAIN_STYLE}">
<header><a href="${prefix || "/"}">${escaped(texts.product)}</a></header>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${back}
<p><a href="${prefix || "/"}">${escaped(texts.notFound.home)}</a></p>
<p><a href="tel:${escaped(phoneE164)}">${escaped(texts.hotline.call(phone))}</a></p>
</main>
</html>
`;
}

/** Who posted a form: the browser itself, the script of a document, or that of a page of Next's. */
export type Poster = "browser" | "document" | "next";

/** Who posted a form, as its headers tell. */
export function posterOf(header: (name: string) => string | null): Poster {
  if (header(ACTION_HEADER) !== null) return "next";
  return header(FORM_HEADER) === null ? "browser" : "document";
}

/** Where a script opens the page anew that a form was posted from, with what to say there. */
function addressAfter(refused: "slow" | "crowded" | "outdated", again: string, seconds: number): string {
  const address = new URL(again, "http://localhost");
  if (refused === "outdated") address.searchParams.set("notice", refused);
  else address.searchParams.set("wait", String(seconds));
  // The router takes what follows a semicolon for something else.
  return (address.pathname + address.search).replaceAll(";", "%3B");
}

/**
 * The answer to what is refused before Next sees it. A form that a page's script posted is answered so that the script
 * opens the page again, where the person reads why; `again` is the address that it was posted to.
 */
export function refusalPage(
  refused: RefusedRequest,
  at: Pick<Addressed, "language" | "prefix">,
  { again = null, seconds = 0, by = "browser" }: RefusalDetails = {},
): Response {
  const leadsBack = again !== null && (isSlow(refused) || refused === "outdated");
  const page = refusalHtml(refused, at, again, seconds);
  return new Response(page, {
    status: STATUS[refused],
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": policyOfPage("'none'"),
      ...(refused === "method" && { allow: "GET, HEAD, POST" }),
      ...(isSlow(refused) && { "retry-after": String(seconds) }),
      ...(leadsBack && by === "next" && { [REDIRECT_HEADER]: `${addressAfter(refused, again, seconds)};push` }),
      ...(leadsBack && by === "document" && { [TO_HEADER]: addressAfter(refused, again, seconds) }),
    },
  });
}

interface RefusalDetails {
  readonly again?: string | null;
  /** How long to wait. */
  readonly seconds?: number;
  readonly by?: Poster;
}

const isSlow = (refused: RefusedRequest): refused is "slow" | "crowded" => refused === "slow" || refused === "crowded";
