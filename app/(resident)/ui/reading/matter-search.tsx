"use client";
// Client: finds as somebody types, without a network; without scripts the form asks the server.

import Link from "next/link";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { FoundElsewhere, FoundMatter, SearchFile } from "@/lib/pages/reading/search-page";
import { DoneElsewhere } from "./done-elsewhere";

interface SearchTexts {
  readonly label: string;
  readonly hint: string;
  readonly submit: string;
  readonly undescribed: string;
  /** "Found: N descriptions" and "nothing fits …", for the numbers and words that come up. */
  readonly found: readonly string[];
  /** Around what was looked for. */
  readonly nothing: readonly string[];
  readonly unsure: readonly string[];
  readonly nothingHint: string;
  readonly elsewhere: readonly string[];
  readonly elsewhereMore: string;
}

interface MatterSearchProps {
  /** Where the form is sent without scripts, in the page's language. */
  readonly action: string;
  /** Where a matter's page lies, without its slug. */
  readonly base: string;
  /** Address of the file to search in. */
  readonly file: string;
  readonly asked: string;
  readonly texts: SearchTexts;
  /** What the server has found, or the whole list. */
  readonly children: ReactNode;
}

const PAUSE_MS = 400;

/** Writes what is looked for into the address, so that Back, reloading and a newer version bring it back. */
function noteInAddress(query: string): void {
  const address = new URL(window.location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  if (address.href !== window.location.href) window.history.replaceState(null, "", address);
}

interface FoundHere {
  readonly matters: readonly FoundMatter[];
  readonly elsewhere: readonly FoundElsewhere[];
  readonly sure: boolean;
}
type Find = (query: string) => FoundHere;

async function loadFinder(file: string): Promise<Find> {
  const [{ makeFinder }, { ledTo }, answer] = await Promise.all([
    import("@/lib/search/finder"),
    import("@/lib/search/led-to"),
    fetch(file),
  ]);
  const { entries, matters, elsewhere } = (await answer.json()) as SearchFile;
  const find = makeFinder(entries);
  const bySlug = new Map(matters.map((one) => [one.slug, one]));
  return (query) => {
    const { ids, sure } = find(query);
    const wanted = ledTo(ids);
    return {
      sure,
      matters: wanted.flatMap((slug) => bySlug.get(slug) ?? []),
      elsewhere: elsewhere.filter(({ id }) => wanted.includes(id)),
    };
  };
}

function inWords({ matters, elsewhere, sure }: FoundHere, wanted: string, texts: SearchTexts): string {
  if (elsewhere.length > 0) return texts.elsewhere.join(wanted);
  if (matters.length === 0) return texts.nothing.join(wanted);
  return (sure ? texts.found[matters.length] : null) ?? texts.unsure.join(wanted);
}

function Found({ matters, base, undescribed }: { matters: readonly FoundMatter[]; base: string; undescribed: string }) {
  return (
    <ul className="rows">
      {matters.map(({ slug, title, polish, summary }) => (
        <li key={slug}>
          <Link href={`${base}/${slug}`} prefetch={false} className="row">
            <span>
              {title}
              {polish && (
                <small className="block soft font-normal" lang="pl">
                  {polish}
                </small>
              )}
              <span className="block soft small font-normal">{summary ?? undescribed}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The search field of /sprawy: what is typed is looked for at once, on the device itself. */
export function MatterSearch({ action, base, file, asked, texts, children }: MatterSearchProps) {
  const [query, setQuery] = useState(asked);
  const [find, setFind] = useState<Find | null>(null);
  const loading = useRef<Promise<void> | null>(null);
  const load = () => {
    // A failed load is tried again at the next letter; until then the form still asks the server.
    loading.current ??= loadFinder(file).then(
      (loaded) => setFind(() => loaded),
      () => {
        loading.current = null;
      },
    );
  };
  const field = useRef<HTMLInputElement>(null);
  const typed = useRef(false);
  useEffect(() => {
    const held = field.current?.value ?? asked;
    if (held !== asked) {
      // Somebody was faster than this script.
      typed.current = true;
      setQuery(held);
      return;
    }
    // A page kept on the device was not made for the query in its address.
    const inAddress = new URLSearchParams(window.location.search).get("q") ?? "";
    if (inAddress && inAddress !== asked) setQuery(inAddress);
  }, [asked]);
  const wanted = query.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: loading begins with the first letter.
  useEffect(() => {
    if (wanted && wanted !== asked) load();
  }, [wanted, asked]);
  useEffect(() => {
    if (!typed.current) return;
    const note = () => noteInAddress(wanted);
    const pause = setTimeout(note, PAUSE_MS);
    // A change of the address puts an end to any navigation under way, so it comes before the press that begins one.
    document.addEventListener("click", note, { capture: true });
    return () => {
      clearTimeout(pause);
      document.removeEventListener("click", note, { capture: true });
    };
  }, [wanted]);
  const found = find && wanted && wanted !== asked ? find(wanted) : null;
  return (
    <>
      <search>
        <form action={action} method="get" className="search mt-3">
          <label htmlFor="q" className="font-semibold">
            {texts.label}
          </label>
          <p id="q-hint" className="soft small">
            {texts.hint}
          </p>
          <div className="flex flex-wrap gap-2 mt-1">
            <input
              ref={field}
              id="q"
              name="q"
              type="search"
              value={query}
              maxLength={100}
              aria-describedby="q-hint"
              autoComplete="off"
              enterKeyHint="search"
              onFocus={load}
              onChange={(event) => {
                typed.current = true;
                setQuery(event.target.value);
              }}
            />
            <button type="submit" className="second">
              {texts.submit}
            </button>
          </div>
        </form>
      </search>
      <p role="status" className="soft small mt-2">
        {found && inWords(found, wanted, texts)}
      </p>
      {found === null ? (
        children
      ) : found.matters.length > 0 ? (
        <Found matters={found.matters} base={base} undescribed={texts.undescribed} />
      ) : found.elsewhere.length > 0 ? (
        <DoneElsewhere rows={found.elsewhere} more={texts.elsewhereMore} />
      ) : (
        <p>{texts.nothingHint}</p>
      )}
    </>
  );
}
