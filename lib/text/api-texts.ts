import { type ApiTexts, apiPl } from "./api-pl";
import { DEFAULT_LANGUAGE, type Language, readLanguage } from "./language";

const TEXTS: Readonly<Record<Language, ApiTexts>> = { pl: apiPl };

interface Wish {
  readonly language: Language | null;
  readonly quality: number;
}

/** One part of an Accept-Language header, e.g. `uk-UA;q=0.8`; a quality that is no number counts for nothing. */
function readWish(part: string): Wish {
  const [range = "", ...parameters] = part.split(";").map((one) => one.trim().toLowerCase());
  const given = parameters.find((one) => one.startsWith("q="))?.slice(2);
  const quality = given === undefined ? 1 : Number(given);
  return { language: readLanguage(range.split("-")[0] ?? ""), quality: Number.isFinite(quality) ? quality : 0 };
}

/** The language of an Accept-Language header that we have texts in, else Polish. */
export function acceptedLanguage(header: string | null): Language {
  const wishes = (header ?? "").split(",").map(readWish);
  const best = wishes
    .filter((one) => one.language !== null && one.quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return best[0]?.language ?? DEFAULT_LANGUAGE;
}

/** The API's texts for an Accept-Language header. */
export const apiTextsFor = (header: string | null): ApiTexts => TEXTS[acceptedLanguage(header)];
