import type { DoneElsewhere as Done } from "@/lib/domain/reading/guide";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage } from "@/lib/text/texts";
import { DoneElsewhere } from "./done-elsewhere";

interface NotHereProps {
  readonly query: string;
  readonly elsewhere: readonly Done[];
  readonly language: Language;
}

/** That nothing here fits what was typed, and who does it where that is known. */
export function NotHere({ query, elsewhere, language }: NotHereProps) {
  const t = readingTextsFor(language).list;
  if (elsewhere.length === 0)
    return (
      <>
        <p className="font-semibold">{t.nothing(query)}</p>
        <p>{t.nothingHint}</p>
      </>
    );
  const rows = elsewhere.map(({ id, title, text, url }) => ({
    ...{ id, url },
    title: inLanguage(title, language),
    text: inLanguage(text, language),
  }));
  return (
    <>
      <p className="font-semibold">{t.elsewhere(query)}</p>
      <DoneElsewhere rows={rows} more={t.elsewhereMore} />
    </>
  );
}
