import type { ReactNode } from "react";
import { Mark } from "@/app/ui/glyph";
import { PageLink } from "@/app/ui/page-link";
import { longPagePaths, ownTicketsPath } from "@/lib/address/paths";
import { currentHotline } from "@/lib/server/render/page-facts";
import { currentIsCopy } from "@/lib/server/who/request";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";
import { CopyNote } from "./copy-note";
import { Languages } from "./languages";

const LONG_PAGES = Object.keys(longPagePaths) as (keyof typeof longPagePaths)[];
const withoutZero = (time: string) => time.replace(/^0/, "");

interface FootProps {
  readonly isCopy: boolean;
  readonly language: Language;
}

/** The hotline with its hours: the same place on every page. A copy does not know whether anybody answers now. */
function Foot({ isCopy, language }: FootProps) {
  const t = textsFor(language);
  const { long, mine } = readingTextsFor(language);
  const hotline = currentHotline();
  return (
    <footer className="foot">
      <p className="flex flex-wrap justify-between gap-x-3 items-center">
        <span>
          {t.hotline.line(hotline.name)}
          {!isCopy && `, ${hotline.open ? t.hotline.openNow : t.hotline.closedNow}`}
          <br />
          {t.hotline.hours(withoutZero(hotline.weekdays.from), withoutZero(hotline.weekdays.to))}
        </span>
        <a href={`tel:${hotline.phoneE164}`} className="link text-ink font-bold whitespace-nowrap text-base">
          {hotline.phone}
        </a>
      </p>
      <p className="mt-1">{t.home.privacy}</p>
      <nav aria-label={long.nav} className="flex flex-wrap gap-x-4 mt-1 no-print">
        <PageLink href={ownTicketsPath} className="link">
          {mine.title}
        </PageLink>
        {LONG_PAGES.map((name) => (
          <PageLink key={name} href={longPagePaths[name]} className="link">
            {long.short[name]}
          </PageLink>
        ))}
      </nav>
    </footer>
  );
}

/** What the frame of a page is told. */
export interface FrameProps {
  readonly language: Language;
  readonly exampleData?: boolean;
  /** What a copy of the page calls itself; null where the page says so in its own words. */
  readonly copyOf?: "page" | "ticket" | null;
  /** What a screen reader says when it changes from one answer to the next; null = nothing of the kind. */
  readonly heard?: string | null;
  readonly children: ReactNode;
}

interface FramedProps extends FrameProps {
  /** What scripts need, after everything else. */
  readonly behind: ReactNode;
  /** What stands around the page's own words. */
  readonly around?: (children: ReactNode) => ReactNode;
}

/** What stands around every resident's page, whoever renders it. */
export function Framed({ language, exampleData = false, copyOf = "page", behind, around, children }: FramedProps) {
  const t = textsFor(language);
  const isCopy = currentIsCopy();
  return (
    <div className="page" data-unreached={t.unreached}>
      <a href="#tresc" className="skip">
        {t.skip}
      </a>
      <header className="head">
        <span className="crest" aria-hidden="true" />
        <PageLink href="/" className="mark">
          <Mark />
          {t.product}
        </PageLink>
        <Languages language={language} />
        <div className="below">
          <p className="office">{t.location.office}</p>
          {exampleData && (
            <a href="#dane" className="uncertain">
              {t.exampleDataShort}
            </a>
          )}
        </div>
      </header>
      <main id="tresc" tabIndex={-1} className="pb-6">
        {isCopy && copyOf && <CopyNote of={copyOf} language={language} />}
        {around ? around(children) : children}
        {exampleData && (
          <p id="dane" className="soft small mt-6">
            {t.exampleData}
          </p>
        )}
      </main>
      <Foot isCopy={isCopy} language={language} />
      {behind}
    </div>
  );
}
