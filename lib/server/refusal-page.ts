import { FAILURE } from "@/lib/text/failure";
import type { Language } from "@/lib/text/language";
import type { Texts } from "@/lib/text/pl";
import { textsFor } from "@/lib/text/texts";
import { application } from "./compose";
import type { Addressed } from "./language-path";

/** Why a request never reaches a page. */
export type RefusedRequest = keyof Texts["refused"] | "unknown" | "failed";

const STATUS: Readonly<Record<RefusedRequest, number>> = {
  foreign: 403,
  unreadable: 400,
  outdated: 409,
  "too-large": 413,
  method: 405,
  address: 400,
  unknown: 404,
  failed: 500,
};

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

function wordsFor(refused: RefusedRequest, language: Language): { readonly title: string; readonly text: string } {
  if (refused === "failed") return FAILURE[language];
  const { notFound, refused: words } = textsFor(language);
  return refused === "unknown" ? notFound.page : words[refused];
}

/** A page outside Next: what happened, the same address anew, home, the hotline. */
export function refusalHtml(
  refused: RefusedRequest,
  { language, prefix }: Pick<Addressed, "language" | "prefix">,
  again: string | null = null,
): string {
  const texts = textsFor(language);
  const { title, text } = wordsFor(refused, language);
  const { phone, phoneE164 } = application().hotline;
  const back = again === null ? "" : `<p><a href="${escaped(again)}">${escaped(texts.refusedAgain)}</a></p>`;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} – ${escaped(texts.product)}</title>
<link rel="stylesheet" href="/plain.css">
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

/** The answer to what is refused before Next sees it. */
export const refusalPage = (...[refused, at, again]: Parameters<typeof refusalHtml>): Response =>
  new Response(refusalHtml(refused, at, again), {
    status: STATUS[refused],
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...(refused === "method" && { allow: "GET, HEAD, POST" }),
    },
  });
