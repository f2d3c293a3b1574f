"use client";
// Client: Next renders error boundaries in the browser.

import { Mark } from "@/app/ui/glyph";
import { FAILURE } from "@/lib/text/failure";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";

/** Something failed that nobody foresaw; the log has the cause, the person gets words and ways on. */
export default function Failure() {
  const language = readLanguage(document.documentElement.lang) ?? DEFAULT_LANGUAGE;
  const t = FAILURE[language];
  return (
    <main className="page">
      <a href={language === DEFAULT_LANGUAGE ? "/" : `/${language}`} className="mark">
        <Mark />
        Okienko
      </a>
      <h1 className="mt-4" tabIndex={-1} ref={(heading) => heading?.focus()}>
        {t.title}
      </h1>
      <p className="mt-3">{t.text}</p>
      <button type="button" className="accept mt-4" onClick={() => window.location.reload()}>
        {t.again}
      </button>
      <p className="mt-4">
        <a className="link font-bold" href="tel:+48616463344">
          61 646 33 44
        </a>
      </p>
    </main>
  );
}
