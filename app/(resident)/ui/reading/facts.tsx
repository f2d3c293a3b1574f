import type { ReactNode } from "react";
import { Local, Polish } from "@/app/ui/local";
import type { FactView } from "@/lib/pages/reading/procedure-view";
import { DEFAULT_LANGUAGE, type Language } from "@/lib/text/language";
import { asOfInWords, readingTextsFor } from "@/lib/text/reading/texts";
import { Uncertain } from "./papers";

interface FactProps {
  readonly fact: Pick<FactView, "text" | "uncertain" | "asOf">;
  readonly language: Language;
}

/** A statement, marked where the sources leave it open, with its date where it has one of its own. */
export function FactText({ fact, language }: FactProps) {
  const { asOf } = readingTextsFor(language).matter;
  return (
    <>
      <Local text={fact.text} language={language} /> {fact.uncertain && <Uncertain language={language} />}
      {fact.asOf && <span className="soft small"> ({asOf(asOfInWords(fact.asOf, language))})</span>}
    </>
  );
}

/** What the clerk calls it: the Polish words beside a translation. */
export function PolishBeside({ fact, language }: FactProps) {
  if (language === DEFAULT_LANGUAGE || fact.text[language] === undefined) return null;
  return (
    <small className="block soft">
      <Polish>{fact.text.pl}</Polish>
    </small>
  );
}

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a page under its heading. */
export function Section({ title, children }: SectionProps) {
  return (
    <section className="mt-5">
      <h2 className="mb-1">{title}</h2>
      {children}
    </section>
  );
}
