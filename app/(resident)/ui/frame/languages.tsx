import { inOtherLanguage } from "@/lib/address/language";
import { currentPath } from "@/lib/server/who/request";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

/** The same page in the other languages, each named in itself. */
export function Languages({ language }: { readonly language: Language }) {
  const path = currentPath();
  return (
    <nav aria-label={textsFor(language).languages} className="languages flex flex-wrap gap-x-3">
      {LANGUAGES.filter((one) => one !== language).map((one) => (
        <a key={one} href={inOtherLanguage(path, one)} hrefLang={one} lang={one} className="link small">
          {LANGUAGE_NAMES[one]}
        </a>
      ))}
    </nav>
  );
}
