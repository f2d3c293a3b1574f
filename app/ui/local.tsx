import type { LocalText } from "@/lib/domain/city";
import type { Language } from "@/lib/text/language";
import { keepTogether } from "@/lib/text/texts";

interface LocalProps {
  readonly text: LocalText;
  readonly language: Language;
}

/** A text of the city in the page's language; where it was never translated, in Polish and marked as such. */
export function Local({ text, language }: LocalProps) {
  const own = text[language];
  return own === undefined ? <Polish>{text.pl}</Polish> : keepTogether(own);
}

/** A name that stays Polish in every language: people compare it with the wall and with the clerk's words. */
export function Polish({ children }: { readonly children: string }) {
  return <span lang="pl">{keepTogether(children)}</span>;
}
