import { ICONS } from "@/lib/address/files";
import { prefixOf } from "@/lib/address/language";
import { mattersPath, ownTicketsPath } from "@/lib/address/paths";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";

const PAPER = "#f6f3ec";

/** What a browser installs the product from (W3C Web Application Manifest), in a language. */
export function appManifest(language: Language) {
  const { product, description } = textsFor(language);
  const { mine } = readingTextsFor(language);
  const prefix = prefixOf(language);
  return {
    // One product, whatever the language it was installed in.
    id: "/",
    name: product,
    short_name: product,
    description,
    lang: language,
    start_url: prefix || "/",
    scope: "/",
    display: "standalone",
    background_color: PAPER,
    theme_color: PAPER,
    icons: [
      { src: `${ICONS}icon-192.png`, sizes: "192x192", type: "image/png" },
      { src: `${ICONS}icon-512.png`, sizes: "512x512", type: "image/png" },
      { src: `${ICONS}maskable-512.png`, sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: mine.nearest, url: prefix || "/" },
      { name: mine.matters, url: prefix + mattersPath },
      { name: mine.title, url: prefix + ownTicketsPath },
    ],
  };
}
