/** The languages that all texts exist in. One more is one more entry here; what it lacks does not compile. */
export const LANGUAGES = ["pl"] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = "pl";

/** Reads a language of the address; null when it is none. */
export const readLanguage = (text: string): Language | null => LANGUAGES.find((one) => one === text) ?? null;

type Plurals = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

const RULES: Readonly<Record<Language, Intl.PluralRules>> = { pl: new Intl.PluralRules("pl-PL") };

/** The right plural form with its number: `plural("pl", 2, { one: "osoba", few: "osoby", other: "osób" })`. */
export function plural(language: Language, count: number, forms: Plurals): string {
  return `${count}\u00a0${forms[RULES[language].select(count)] ?? forms.other}`;
}
