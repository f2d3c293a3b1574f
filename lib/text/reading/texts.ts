import { formatsFor } from "../format";
import type { Language } from "../language";
import { readingEn } from "./en";
import { type ReadingTexts, readingPl } from "./pl";
import { readingUk } from "./uk";

const TEXTS: Readonly<Record<Language, ReadingTexts>> = { pl: readingPl, en: readingEn, uk: readingUk };

/** The texts of what there is to read, in a language. */
export const readingTextsFor = (language: Language): ReadingTexts => TEXTS[language];

const MONTH = /^(\d{4})-(\d\d)$/;
const PERIOD = /^(about|after|before) (\d{4}(?:-\d{2,4})?)$/;

/** The date of a fact, which sources write in English, in the language of the page. */
export function asOfInWords(asOf: string, language: Language): string {
  const { matter } = readingTextsFor(language);
  const [, how, when = ""] = PERIOD.exec(asOf) ?? [];
  if (how === "about") return matter.about(when);
  if (how === "after") return matter.after(when);
  if (how === "before") return matter.before(when);
  return /^\d{4}-\d\d-\d\d$/.test(asOf) ? formatsFor(language).date(asOf) : asOf.replace(MONTH, "$2.$1");
}
