import type { LocalText } from "@/lib/domain/city/city";
import type { Language } from "@/lib/text/language";
import { keepTogether } from "@/lib/text/texts";

interface LocalProps {
  readonly text: LocalText;
  readonly language: Language;
}

/** A name in brackets that is Polish: with letters that English has not, or with none that Ukrainian has. */
const POLISH_NAMES: Readonly<Record<Language, RegExp | null>> = {
  pl: null,
  en: /(\([^()]*[ąćęłńóśźż][^()]*\))/i,
  uk: /(\([^()\p{Script=Cyrillic}]*\p{Script=Latin}[^()\p{Script=Cyrillic}]*\))/u,
};

/** A translation, with the names that the clerk uses said in Polish. */
function Translation({ text, names }: { readonly text: string; readonly names: RegExp }) {
  return keepTogether(text)
    .split(names)
    .map((part, index) =>
      index % 2 === 0 ? (
        part
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text keep their places.
        <span key={index} lang="pl">
          {part}
        </span>
      ),
    );
}

/** A text of the city in the page's language; where it was never translated, in Polish and marked as such. */
export function Local({ text, language }: LocalProps) {
  const own = text[language];
  if (own === undefined) return <Polish>{text.pl}</Polish>;
  const names = POLISH_NAMES[language];
  return names === null ? keepTogether(own) : <Translation text={own} names={names} />;
}

/** The Polish name, where it is neither the text itself nor in it already; else null. */
export function polishBeside({ text, language }: LocalProps): string | null {
  const own = text[language];
  return own === undefined || own.includes(text.pl) ? null : text.pl;
}

/** What the clerk calls a matter, beside its translated name. */
export function PolishName(props: LocalProps) {
  const name = polishBeside(props);
  return (
    name !== null && (
      <small className="block soft font-normal" lang="pl">
        {keepTogether(name)}
      </small>
    )
  );
}

/** A name that stays Polish in every language: people compare it with the wall and with the clerk's words. */
export function Polish({ children }: { readonly children: string }) {
  return <span lang="pl">{keepTogether(children)}</span>;
}
