/** The languages that all texts exist in. One more is one more entry here; what it lacks does not compile. */
export const LANGUAGES = ["pl", "en", "uk"] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = "pl";

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { pl: "Polski", en: "English", uk: "Українська" };

/** Reads a language of the address; null when it is none. */
export const readLanguage = (text: string): Language | null => LANGUAGES.find((one) => one === text) ?? null;

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

type Plurals = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

const RULES: Readonly<Record<Language, Intl.PluralRules>> = {
  pl: new Intl.PluralRules("pl-PL"),
  en: new Intl.PluralRules("en-GB"),
  uk: new Intl.PluralRules("uk-UA"),
};

/** The right plural form with its number: `plural("pl", 2, { one: "osoba", few: "osoby", other: "osób" })`. */
export function plural(language: Language, count: number, forms: Plurals): string {
  return `${count}\u00a0${forms[RULES[language].select(count)] ?? forms.other}`;
}
