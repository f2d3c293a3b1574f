import type { Language } from "../language";
import pages from "./long-pages.json";

export type LongPageName = "how" | "contact" | "privacy" | "accessibility";

export interface LongSection {
  readonly id?: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly list?: readonly string[];
}

/** Prose in sections. `{name}` stands for a fact of the city; `[[id|text]]` gives a part the id that a rule demands. */
export interface LongPage {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly LongSection[];
}

const PAGES: Readonly<Record<LongPageName, Readonly<Record<Language, LongPage>>>> = pages;

/** The page in a language. */
export const longPage = (name: LongPageName, language: Language): LongPage => PAGES[name][language];
