import type { LocalText } from "@/lib/domain/city/city";
import type { DoneElsewhere, Guides } from "@/lib/domain/reading/guide";
import type { Deps } from "@/lib/ports/deps";
import { makeFinder, type SearchEntry } from "@/lib/search/finder";
import { elsewhereId, ledTo } from "@/lib/search/led-to";
import type { Language } from "@/lib/text/language";
import type { ListedMatter } from "./procedure-list";
import { undescribed } from "./procedure-list";
import { searchEntries } from "./search-entries";

/** A page that a search leads to, as a list shows it. */
export interface FoundMatter {
  readonly slug: string;
  readonly title: string;
  /** What the clerk calls it, beside a translated title that does not say so. */
  readonly polish: string | null;
  readonly summary: string | null;
}

/** What others do, as a list shows it. */
export interface FoundElsewhere {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
}

/** Everything that a browser needs to search by itself, in one language. */
export interface SearchFile {
  readonly entries: readonly SearchEntry[];
  readonly matters: readonly FoundMatter[];
  readonly elsewhere: readonly FoundElsewhere[];
}

interface Searchable {
  readonly entries: readonly SearchEntry[];
  readonly matters: readonly ListedMatter[];
}

export type SearchDeps = Pick<Deps, "plan"> & { readonly guides: Guides };

async function searchable({ plan, guides }: SearchDeps): Promise<Searchable> {
  const { city } = await plan.book();
  const procedures = await plan.procedures();
  return {
    entries: searchEntries(procedures, city.caseGroups, guides),
    matters: [
      ...procedures.map(({ slug, title, summary }) => ({ slug, title, summary })),
      ...undescribed(city.caseGroups, procedures).map(({ id, name }) => ({ slug: id, title: name, summary: null })),
    ],
  };
}

/** What a query leads to. */
export interface FoundMatters {
  /** The best first. */
  readonly matters: readonly ListedMatter[];
  /** Who does what was looked for, where that is nobody here; then there are no matters. */
  readonly elsewhere: readonly DoneElsewhere[];
  /** False where what was typed stands nowhere, and these are only like it. */
  readonly sure: boolean;
}

/** The matters that fit a query. */
export async function findMatters(deps: SearchDeps, query: string): Promise<FoundMatters> {
  const { entries, matters } = await searchable(deps);
  const { ids, sure } = makeFinder(entries)(query);
  const wanted = ledTo(ids);
  return {
    sure,
    matters: wanted.flatMap((slug) => matters.find((one) => one.slug === slug) ?? []),
    elsewhere: deps.guides.elsewhere.filter((one) => wanted.includes(elsewhereId(one))),
  };
}

/** What a browser that searches by itself is given. */
export async function loadSearchFile(deps: SearchDeps, language: Language): Promise<SearchFile> {
  const { entries, matters } = await searchable(deps);
  const words = (text: LocalText): string => text[language] ?? text.pl;
  return {
    entries,
    matters: matters.map(({ slug, title, summary }) => ({
      slug,
      title: words(title),
      polish: words(title).includes(title.pl) ? null : title.pl,
      summary: summary && words(summary),
    })),
    elsewhere: deps.guides.elsewhere.map(({ title, text, url, ...one }) => ({
      id: elsewhereId(one),
      title: words(title),
      text: words(text),
      url,
    })),
  };
}
