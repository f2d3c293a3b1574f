import { FactText, PolishBeside, Section } from "@/app/(resident)/ui/reading/facts";
import { Local, Polish, PolishName } from "@/app/ui/local";
import { Notice } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { buildingPath, departmentPath, offerPath } from "@/lib/address/paths";
import type { FactView, ProcedureView, ServedPlace, UndescribedView } from "@/lib/pages/reading/procedure-view";
import { bulletinUrl, currentHotline } from "@/lib/server/render/page-facts";
import type { Language } from "@/lib/text/language";
import { asOfInWords, readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { NextHour } from "../scan/next-start";
import { CheckNote } from "./check-note";
import { Fees } from "./fees";
import { Uncertain } from "./papers";
import { StructuredData } from "./structured-data";
import { Ticks } from "./ticks";

interface MatterProps<View = ProcedureView | UndescribedView> {
  readonly view: View;
  readonly language: Language;
}

/** Where it is dealt with: each building with its next free time, which leads to the offer. */
function Places({ view, language }: MatterProps) {
  const t = readingTextsFor(language);
  const { places, group, department, today } = view;
  const from = "slug" in view ? { procedure: view.slug } : {};
  // A copy on somebody's phone knows no times.
  const isOnline = places.some(({ next }) => next !== null);
  return (
    <Section title={t.matter.where}>
      <p className="soft small">{t.matter.lasts(group.minutes)}</p>
      <ul className="rows mt-2">
        {places.map((served) => (
          <li key={served.place.id}>
            <Place
              served={served}
              path={offerPath(served.place.id, group.id, from)}
              today={today}
              language={language}
            />
          </li>
        ))}
      </ul>
      {places.some(({ uncertain }) => uncertain) && <p className="small mt-2">{t.matter.placeUncertain}</p>}
      {places.some(({ next }) => next === null) && <p className="soft small mt-2">{t.matter.timesOffline}</p>}
      {isOnline && !group.walkInOnly && (
        <p className="mt-3 no-print">
          <PageLink
            href={bookingPath({ at: "matter", department: department.id, caseGroup: group.id }, from)}
            className="second"
          >
            {t.matter.book}
          </PageLink>
        </p>
      )}
      <p className="small">
        {places.map(({ place }) => (
          <PageLink key={place.id} href={buildingPath(place.id)} className="link mr-4">
            {t.places.building} <Polish>{place.street}</Polish>
          </PageLink>
        ))}
      </p>
    </Section>
  );
}

interface PlaceProps {
  readonly served: ServedPlace;
  readonly path: string;
  readonly today: string;
  readonly language: Language;
}

function Place({ served: { place, uncertain, next }, path, today, language }: PlaceProps) {
  const name = (
    <span>
      <Polish>{place.street}</Polish> {uncertain && <Uncertain language={language} />}
    </span>
  );
  if (next === null) return <span className="row">{name}</span>;
  return (
    <PageLink href={path} className="row">
      {name}
      <NextHour next={next} today={today} language={language} />
    </PageLink>
  );
}

/** Whether one has to come at all: first of all where one need not. */
function WithoutVisit({ view: { remote }, language }: MatterProps<ProcedureView>) {
  const t = readingTextsFor(language).matter.without;
  return (
    <Notice tone={remote.visitNeeded === "yes" ? "info" : "ok"} title={t[remote.visitNeeded]}>
      <Local text={remote.note} language={language} /> {remote.uncertain && <Uncertain language={language} />}
    </Notice>
  );
}

function Checklist({ view: { papers, slug }, language }: MatterProps<ProcedureView>) {
  const t = readingTextsFor(language).matter;
  if (papers.length === 0) return <p>{t.noPapers}</p>;
  return (
    <>
      <p className="soft small no-print needs-scripts">{t.papersHint}</p>
      <Ticks of={slug} clear={t.clear}>
        <div className="checks">
          {papers.map((paper) => (
            <label key={paper.text.pl}>
              <input type="checkbox" autoComplete="off" value={paper.text.pl} />
              <span>
                <FactText fact={paper} language={language} />
                <PolishBeside fact={paper} language={language} />
              </span>
            </label>
          ))}
        </div>
      </Ticks>
    </>
  );
}

function FactList({ facts, language }: { readonly facts: readonly FactView[]; readonly language: Language }) {
  return (
    <ul className="papers">
      {facts.map((fact) => (
        <li key={fact.text.pl}>
          <FactText fact={fact} language={language} />
          <PolishBeside fact={fact} language={language} />
        </li>
      ))}
    </ul>
  );
}

function Fact({ title, fact, language }: { title: string; fact: FactView; language: Language }) {
  return (
    <Section title={title}>
      <p>
        <FactText fact={fact} language={language} />
      </p>
    </Section>
  );
}

/** The law and where all this was read, folded away. */
function Origins({ view, language }: MatterProps<ProcedureView>) {
  const t = readingTextsFor(language).matter;
  return (
    <section className="mt-5 small">
      <details>
        <summary className="link">{t.legal}</summary>
        <ul className="papers" lang="pl">
          {view.legalBasis.map(({ act, dzU, consolidated, uncertain }) => (
            <li key={act}>
              {[act, dzU, consolidated].filter(Boolean).join(", ")} {uncertain && <Uncertain language={language} />}
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary className="link">{t.sources}</summary>
        <ul className="papers" lang="pl">
          {view.sources.map(({ id, title, url }) => (
            <li key={id}>{url ? <a href={url}>{title}</a> : title}</li>
          ))}
        </ul>
      </details>
      <p className="soft mt-2">
        {t.asOf(asOfInWords(view.asOf, language))} · {t.owner(inLanguage(view.department.name, language))}
        {t.aid && ` · ${t.aid}`}
      </p>
    </section>
  );
}

function Heading({ view, language }: MatterProps) {
  return (
    <>
      <p className="soft small">
        <PageLink href={departmentPath(view.department.id)} className="link">
          {inLanguage(view.department.name, language)}
        </PageLink>
        {" · "}
        {inLanguage(view.group.name, language)}
      </p>
      <h1>
        <Local text={view.title} language={language} />
      </h1>
      <PolishName text={view.title} language={language} />
    </>
  );
}

/** Whoever is still in doubt asks before coming. */
function Call({ language }: Pick<MatterProps, "language">) {
  const { phone, phoneE164 } = currentHotline();
  return (
    <p className="mt-3 no-print">
      <a href={`tel:${phoneE164}`} className="second">
        {readingTextsFor(language).matter.call(phone.replaceAll(" ", "\u00a0"))}
      </a>
    </p>
  );
}

/** The description of a procedure: what one gets, whether to come at all, what to bring, what it costs, where. */
export function ProcedurePage({ view, language }: MatterProps<ProcedureView>) {
  const t = readingTextsFor(language).matter;
  const mayStayAway = view.remote.visitNeeded !== "yes";
  return (
    <article>
      <Heading view={view} language={language} />
      <p className="mt-2 font-semibold">
        <Local text={view.summary} language={language} />
      </p>
      {view.overdue && <Notice tone="warn" title={t.overdue} />}
      {view.check && <Notice tone="warn">{t.check}</Notice>}
      {view.anyUncertain && <CheckNote language={language} />}
      {mayStayAway && <WithoutVisit view={view} language={language} />}
      <StructuredData view={view} language={language} />
      <Fact title={t.who} fact={view.whoCanApply} language={language} />
      <Section title={t.papers}>
        <Checklist view={view} language={language} />
      </Section>
      {view.forms.length > 0 && (
        <Section title={t.forms}>
          <FactList facts={view.forms} language={language} />
        </Section>
      )}
      <Fees fees={view.fees} language={language} />
      <Fact title={t.payment} fact={view.payment} language={language} />
      <Fact title={t.time} fact={view.processingTime} language={language} />
      <Places view={view} language={language} />
      <Call language={language} />
      {!mayStayAway && <WithoutVisit view={view} language={language} />}
      <Fact title={t.appeal} fact={view.appeal} language={language} />
      <Fact title={t.notes} fact={view.notes} language={language} />
      <Origins view={view} language={language} />
    </article>
  );
}

/** A case group that nobody has described: what is known, and where to ask. */
export function UndescribedPage({ view, language }: MatterProps<UndescribedView>) {
  const t = readingTextsFor(language).matter;
  const { phone, phoneE164 } = currentHotline();
  return (
    <article>
      <Heading view={view} language={language} />
      <Notice tone="info" title={textsFor(language).offer.noProcedure}>
        <a href={`tel:${phoneE164}`}>{t.call(phone.replaceAll(" ", "\u00a0"))}</a>
      </Notice>
      <Places view={view} language={language} />
      <p className="mt-3">
        <a href={bulletinUrl()} className="link">
          {t.bip}
        </a>
      </p>
    </article>
  );
}
