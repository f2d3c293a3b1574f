import type { LocalText } from "@/lib/domain/city";
import { en } from "./en";
import type { Language } from "./language";
import { pl, type Texts } from "./pl";
import { uk } from "./uk";

const TEXTS: Readonly<Record<Language, Texts>> = { pl, en, uk };

/** The texts of a language. */
export const textsFor = (language: Language): Texts => TEXTS[language];

/** A text of the city in the language, or in Polish where it was never translated. */
export const inLanguage = (text: LocalText, language: Language): string => text[language] ?? text.pl;
