import { Polish } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import type { SiteFact, SiteFacts } from "@/lib/pages/reading/site-facts";
import { currentHotline } from "@/lib/server/render/page-facts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import type { LongPage as Page } from "@/lib/text/long/long-pages";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";

interface LongPageProps {
  readonly page: Page;
  readonly facts: SiteFacts;
  readonly language: Language;
}

interface FactProps {
  readonly fact: SiteFact;
  readonly id?: string;
  readonly language: Language;
}

const withoutZero = (time: string) => time.replace(/^0/, "");

function HotlineInWords({ language }: { readonly language: Language }) {
  const t = textsFor(language).hotline;
  const { name, phone, phoneE164, weekdays } = currentHotline();
  return (
    <>
      {name}{" "}
      <a href={`tel:${phoneE164}`} className="link whitespace-nowrap">
        {phone}
      </a>{" "}
      ({t.hours(withoutZero(weekdays.from), withoutZero(weekdays.to))})
    </>
  );
}

/** A fact as it is best read: a day as a day, an address as a link. The rules for declarations give some of them ids. */
function Fact({ fact, id, language }: FactProps) {
  switch (fact?.kind) {
    case undefined:
      return <span id={id}>{readingTextsFor(language).long.notSaid}</span>;
    case "hotline":
      return <HotlineInWords language={language} />;
    case "date":
      return (
        <time id={id} dateTime={fact.date}>
          {formatsFor(language).date(fact.date)}
        </time>
      );
    case "email":
      return (
        <a id={id} href={`mailto:${fact.text}`} className="link">
          {fact.text}
        </a>
      );
    case "phone":
      return (
        <a id={id} href={`tel:${fact.text.replaceAll(" ", "")}`} className="link whitespace-nowrap">
          {fact.text}
        </a>
      );
    case "address":
      return (
        <a id={id} href={fact.text} className="link">
          {fact.text}
        </a>
      );
    case "text":
      return <span id={id}>{fact.text}</span>;
  }
}

/** A part with an id, or a fact. */
const PART = /\[\[([\w-]+)\|([^\]]+)\]\]|\{(\w+)\}/;
/** What leads to a page of ours: its name, and its address. */
const WAY = /^(.+): (\/[\w/-]+)$/;
const LONE_FACT = /^\{(\w+)\}$/;

interface ProseProps extends Pick<LongPageProps, "facts" | "language"> {
  readonly children: string;
}

/** A sentence with its facts. */
function Prose({ facts, language, children }: ProseProps) {
  const [, way, address] = WAY.exec(children) ?? [];
  if (address)
    return (
      <PageLink href={address} className="link">
        <Polish>{way ?? address}</Polish>
      </PageLink>
    );
  const [part, id, text = "", name] = PART.exec(children) ?? [];
  if (part === undefined) return children;
  const before = children.slice(0, children.indexOf(part));
  const after = children.slice(before.length + part.length);
  const lone = LONE_FACT.exec(text)?.[1];
  return (
    <>
      {before}
      {name && <Fact fact={facts[name] ?? null} language={language} />}
      {id && lone && <Fact fact={facts[lone] ?? null} id={id} language={language} />}
      {id && !lone && (
        <span id={id}>
          <Prose facts={facts} language={language}>
            {text}
          </Prose>
        </span>
      )}
      <Prose facts={facts} language={language}>
        {after}
      </Prose>
    </>
  );
}

/** A page of prose about the site: how it works, whom to ask, what is kept of whom, for whom it is usable. */
export function LongPage({ page, facts, language }: LongPageProps) {
  return (
    <article className="prose">
      <h1>{page.title}</h1>
      <p className="mt-2 soft">{page.lead}</p>
      {page.sections.map(({ id, title, paragraphs, list }) => (
        <section key={title}>
          <h2 id={id} className="mt-6 mb-1">
            {title}
          </h2>
          {paragraphs.map((one) => (
            <p key={one} className="mt-2">
              <Prose facts={facts} language={language}>
                {one}
              </Prose>
            </p>
          ))}
          {list && (
            <ul className="papers">
              {list.map((one) => (
                <li key={one}>
                  <Prose facts={facts} language={language}>
                    {one}
                  </Prose>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </article>
  );
}
