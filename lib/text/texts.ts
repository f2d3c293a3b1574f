import type { LocalText } from "@/lib/domain/city/city";
import { en } from "./en";
import type { Language } from "./language";
import { pl, type Texts } from "./pl";
import { uk } from "./uk";

const TEXTS: Readonly<Record<Language, Texts>> = { pl, en, uk };

/** The texts of a language. */
export const textsFor = (language: Language): Texts => TEXTS[language];

/**
 * Polish print never ends a line with a one-letter word, "ul." or "nr", nor breaks a telephone number, an amount, a
 * house number ("16/20") from its street or the name of a form ("DT-1") from the word before it.
 */
export const keepTogether = (text: string): string =>
  text
    .replace(/(?<=^|[\s(])(\p{L}|ul\.|pl\.|nr|r\.) /gu, "$1\u00a0")
    .replace(/(\d) (?=(zł|gr|min|mm|cm|m²|km|%)(?![\p{L}\d]))/gu, "$1\u00a0")
    .replace(/(?<=[\p{L}.]) (?=\d+\/\d|\p{Lu}{1,4}-\d)/gu, "\u00a0")
    .replace(/\d{2} \d{3} \d{2} \d{2}/g, (phone) => phone.replaceAll(" ", "\u00a0"));

/** A text of the city in the language, or in Polish where it was never translated. */
export const inLanguage = (text: LocalText, language: Language): string => keepTogether(text[language] ?? text.pl);
