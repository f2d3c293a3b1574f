import { Icon } from "@/app/ui/glyph";
import { Local, Polish } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import { matterPath } from "@/lib/address/paths";
import type { PaperView, ProcedurePapers, RemoteView } from "@/lib/pages/reading/papers-view";
import { DEFAULT_LANGUAGE, type Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";
import { Ticks } from "../document/ticks";

const SHOWN_AT_ONCE = 3;

/** The mark at a fact that the sources do not make certain. */
export function Uncertain({ language }: { readonly language: Language }) {
  return (
    <span className="uncertain">
      <Icon name="warning" size={14} />
      {textsFor(language).checkBefore}
    </span>
  );
}

function Paper({ paper, language }: { readonly paper: PaperView; readonly language: Language }) {
  return (
    <>
      <Local text={paper.text} language={language} /> {paper.uncertain && <Uncertain language={language} />}
    </>
  );
}

/** A document: translated, with its Polish name beside it, by which the clerk knows it. */
function Document({ paper, language }: { readonly paper: PaperView; readonly language: Language }) {
  const translated = language !== DEFAULT_LANGUAGE && paper.text[language] !== undefined;
  return (
    <>
      <Paper paper={paper} language={language} />
      {translated && (
        <small className="block soft">
          <Polish>{paper.text.pl}</Polish>
        </small>
      )}
    </>
  );
}

function PaperList({ papers, language }: { readonly papers: readonly PaperView[]; readonly language: Language }) {
  return (
    <ul className="papers">
      {papers.map((paper) => (
        <li key={paper.text.pl}>
          <Document paper={paper} language={language} />
        </li>
      ))}
    </ul>
  );
}

interface PapersProps {
  readonly procedures: readonly ProcedurePapers[];
  readonly language: Language;
}

/** The way to everything that is known about a procedure. */
function Whole({ slug, language }: { readonly slug: string; readonly language: Language }) {
  return (
    <p className="mt-1 no-print">
      <PageLink href={matterPath(slug)} className="link">
        {readingTextsFor(language).places.whole}
      </PageLink>
    </p>
  );
}

interface PaymentProps {
  readonly procedure: ProcedurePapers;
  readonly language: Language;
  /** One of several on the page: its heading stands below the procedure's name. */
  readonly among?: boolean;
}

function Payment({ procedure, language, among = false }: PaymentProps) {
  const Heading = among ? "h3" : "h2";
  return (
    <>
      <Heading className={among ? "mt-3 font-semibold" : "mt-4"}>{textsFor(language).offer.pay}</Heading>
      <p>
        <Paper paper={procedure.payment} language={language} />
      </p>
    </>
  );
}

/** What to have along: the first three papers of the first procedure, the rest one tap away; then what it costs. */
export function Papers({ procedures, language }: PapersProps) {
  const t = textsFor(language).offer;
  const [first, ...others] = procedures;
  if (!first) return <p className="soft">{t.noProcedure}</p>;
  const rest = first.papers.slice(SHOWN_AT_ONCE);
  return (
    <>
      {others.length > 0 && (
        <p className="font-semibold">
          <Local text={first.title} language={language} />
        </p>
      )}
      <PaperList papers={first.papers.slice(0, SHOWN_AT_ONCE)} language={language} />
      {rest.length > 0 && (
        <details>
          <summary className="link">{t.moreOf(rest.length)}</summary>
          <PaperList papers={rest} language={language} />
        </details>
      )}
      {others.map((procedure) => (
        <details key={procedure.slug}>
          <summary className="link">
            <Local text={procedure.title} language={language} />
          </summary>
          <PaperList papers={procedure.papers} language={language} />
          <Whole slug={procedure.slug} language={language} />
        </details>
      ))}
      <Payment procedure={first} language={language} />
      <Whole slug={first.slug} language={language} />
    </>
  );
}

/**
 * The papers as lists to tick off, with the ticks of the procedure's own page, and what it costs. Which of several
 * procedures a visit is for, nobody has said: each is opened by its name.
 */
export function PaperChecks({ procedures, language }: PapersProps) {
  const t = textsFor(language).offer;
  const { clear } = readingTextsFor(language).matter;
  if (procedures.length === 0) return <p className="soft">{t.noProcedure}</p>;
  const isOne = procedures.length === 1;
  return (
    <>
      {procedures.map((procedure) => (
        <details key={procedure.slug} open={isOne} className="checks">
          <summary className="font-semibold py-2">
            <Local text={procedure.title} language={language} />
          </summary>
          <Ticks of={procedure.slug} clear={clear}>
            {procedure.papers.map((paper) => (
              <label key={paper.text.pl}>
                <input type="checkbox" autoComplete="off" value={paper.text.pl} />
                <span>
                  <Document paper={paper} language={language} />
                </span>
              </label>
            ))}
          </Ticks>
          <Payment procedure={procedure} language={language} among />
          <Whole slug={procedure.slug} language={language} />
        </details>
      ))}
    </>
  );
}

/** What of the matter can be done without coming, procedure by procedure. */
export function WithoutVisit({
  remote,
  language,
}: {
  readonly remote: readonly RemoteView[];
  readonly language: Language;
}) {
  if (remote.length === 0) return null;
  return (
    <details className="mt-3">
      <summary className="link">{textsFor(language).offer.withoutVisit}</summary>
      <ul className="papers">
        {remote.map((one) => (
          <li key={one.title.pl}>
            <b>
              <Local text={one.title} language={language} />
            </b>
            : <Local text={one.note} language={language} />
          </li>
        ))}
      </ul>
    </details>
  );
}
