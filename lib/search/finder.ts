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
}

/** A query longer than this is cut: nobody types it. */
export const QUERY_MAX = 100;

const FUZZY_LENGTH_MIN = 5;
const PREFIX_LENGTH_MIN = 3;
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

/** Half the words of a question must be names of the page, or the whole of it one. */
function isSure(page: SearchResult, query: string): boolean {
  const words = wordsOf(query)
    .map(termsOf)
    .filter((terms) => terms.length > 0);
  const known = words.filter((terms) => terms.some((term) => isCalled(page, term)));
  return known.length * 2 >= words.length || isCalled(page, phraseOf(query));
}

/** What a query is looked for by. */
const askedTerms = (query: string): string[] => wordsOf(query).flatMap(termsOf).concat(phraseOf(query));

/** Finds pages. A typo is forgiven, twice where else nothing is found. */
export function makeFinder(entries: readonly SearchEntry[]): (query: string) => FoundPages {
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
      fuzzy: (term) => (term.length >= FUZZY_LENGTH_MIN ? 0.2 : false),
    },
  });
  index.addAll(entries);
  return (query) => {
    const asked = query.slice(0, QUERY_MAX);
    const found = index.search(asked);
    const results = found.length > 0 ? found : index.search(asked, { fuzzy: 0.4 });
    const least = (results[0]?.score ?? 0) * SHARE_OF_BEST;
    const [best] = results;
    return {
      ids: results.filter(({ score }) => score >= least).map(({ id }) => String(id)),
      sure: best !== undefined && isSure(best, asked),
    };
  };
}
