import type { ReactNode } from "react";
import { application } from "@/lib/server/compose";
import { currentHotline } from "@/lib/server/hotline";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { Arrival } from "./arrival";
import { Mark } from "./glyph";
import { Languages } from "./languages";
import { PageLink } from "./page-link";

const withoutZero = (time: string) => time.replace(/^0/, "");

/** The hotline with its hours: the same place on every page. */
function Foot({ language }: { readonly language: Language }) {
  const t = textsFor(language);
  const hotline = currentHotline();
  return (
    <footer className="foot">
      <p className="flex flex-wrap justify-between gap-x-3 items-center">
        <span>
          {t.hotline.line(hotline.name)}, {hotline.open ? t.hotline.openNow : t.hotline.closedNow}
          <br />
          {t.hotline.hours(withoutZero(hotline.weekdays.from), withoutZero(hotline.weekdays.to))}
        </span>
        <a href={`tel:${hotline.phoneE164}`} className="link text-ink font-bold whitespace-nowrap text-base">
          {hotline.phone}
        </a>
      </p>
      <p className="mt-1">{t.home.privacy}</p>
    </footer>
  );
}

interface FrameProps {
  readonly language: Language;
  readonly exampleData?: boolean;
  readonly children: ReactNode;
}

/** The frame of every resident's page. */
export function Frame({ language, exampleData = false, children }: FrameProps) {
  const t = textsFor(language);
  return (
    <div className="page">
      <a href="#tresc" className="skip">
        {t.skip}
      </a>
      <header className="flex flex-wrap items-center justify-between gap-x-3 mb-1 no-print">
        <PageLink href="/" className="mark">
          <Mark />
          {t.product}
        </PageLink>
        <Languages language={language} />
        {exampleData && (
          <p className="basis-full">
            <a href="#dane" className="uncertain">
              {t.exampleDataShort}
            </a>
          </p>
        )}
      </header>
      <main id="tresc" tabIndex={-1} className="pb-6">
        {children}
        {exampleData && (
          <p id="dane" className="soft small mt-6">
            {t.exampleData}
          </p>
        )}
      </main>
      <Foot language={language} />
      <Arrival at={application().clock.now()} wait={t.wait} />
    </div>
  );
}
