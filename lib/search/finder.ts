import MiniSearch, { type SearchResult } from "minisearch";
import { phraseOf, termsOf, wordsOf } from "./terms";

/** What one page can be found by, in all languages at once: people type in the one that comes to mind. */
export interface SearchEntry {
  /** The last part of its address. */
  readonly id: string;
  readonly title: string;
  /** What people call it: words and phrases. */
  readonly names: readonly string[];
  readonly text: string;
  /** Found only where most of what was asked is a name of it: it leads away from here. */
  readonly strict?: true;
}

/** A query longer than this is cut: nobody types it. */
export const QUERY_MAX = 100;

const FUZZY_LENGTH_MIN = 6;
const PREFIX_LENGTH_MIN = 4;
/** Who types shows something from the third letter on. */
const BEGUN_LENGTH = 3;
/** What fits far worse than the best is noise. */
const SHARE_OF_BEST = 0.12;
const LINES = "\n";

/** In the field of phrases a term is a whole line; a query is looked for there as a whole. */
const fieldsOf = (entry: SearchEntry, field: string): string => {
  if (field === "id") return entry.id;
  return field === "title" || field === "text" ? entry[field] : entry.names.join(LINES);
};

/** What fits a query. */
export interface FoundPages {
  /** The best first; empty where nothing fits. */
  readonly ids: readonly string[];
  /** Whether the best is called as was typed, for the most part; else it is a guess. */
  readonly sure: boolean;
}

const SURE_LENGTH_MIN = 4;

/** Whether the page is called so: what its papers say is no name of it. */
const isCalled = ({ match }: SearchResult, asked: string): boolean =>
  Object.entries(match).some(
    ([term, fields]) =>
      (term === asked || (asked.length >= SURE_LENGTH_MIN && term.startsWith(asked))) &&
      fields.some((field) => field !== "text"),
  );

const HALF = 0.5;

/** How much of a question is names of the page: 1 where the whole of it is one. */
function shareCalled(page: SearchResult, query: string): number {
  const words = wordsOf(query)
    .map(termsOf)
    .filter((terms) => terms.length > 0);
  const known = words.filter((terms) => terms.some((term) => isCalled(page, term)));
  return isCalled(page, phraseOf(query)) ? 1 : known.length / words.length;
}

/** What a query is looked for by. */
const askedTerms = (query: string): string[] => wordsOf(query).flatMap(termsOf).concat(phraseOf(query));

/** Every word that some page is called by: what stands among them is no typo of another. */
const namesOf = (entries: readonly SearchEntry[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ title, names }) => [title, ...names].flatMap(wordsOf).flatMap(termsOf)));

/** Whether a page has a name that is like what was asked, and not only a text in which such a word stands. */
const isLike = ({ match }: SearchResult): boolean =>
  Object.values(match).some((fields) => fields.some((field) => field !== "text"));

/**
 * Finds pages. A typo in a word that is no page's is forgiven. Below the threshold nothing is found: where no page is
 * called like anything that was asked.
 */
export function makeFinder(entries: readonly SearchEntry[]): (query: string) => FoundPages {
  const known = namesOf(entries);
  const strict = new Set(entries.filter((entry) => entry.strict).map(({ id }) => id));
  const index = new MiniSearch<SearchEntry>({
    fields: ["title", "names", "phrases", "text"],
    extractField: fieldsOf,
    tokenize: (text, field) => (field === "phrases" ? text.split(LINES).map(phraseOf) : wordsOf(text)),
    processTerm: (term, field) => (field === "phrases" ? term : termsOf(term)),
    searchOptions: {
      tokenize: askedTerms,
      processTerm: (term) => term,
      boost: { title: 3, names: 2, phrases: 3, text: 0.3 },
      bm25: { k: 1.2, b: 0.3, d: 0.5 },
      prefix: (term) => term.length >= PREFIX_LENGTH_MIN,
      fuzzy: (term) => (term.length >= FUZZY_LENGTH_MIN && !known.has(term) ? 0.2 : false),
    },
  });
  index.addAll(entries);
  return (query) => {
    const asked = query.slice(0, QUERY_MAX);
    const results = index
      .search(asked, asked.trim().length === BEGUN_LENGTH ? { prefix: true } : {})
      .filter((page) => isLike(page) && (!strict.has(page.id) || shareCalled(page, asked) > HALF));
    const [best] = results;
    const least = (best?.score ?? 0) * SHARE_OF_BEST;
    return {
      ids: results.filter(({ score }) => score >= least).map(({ id }) => String(id)),
      sure: best !== undefined && shareCalled(best, asked) >= HALF,
    };
  };
}
