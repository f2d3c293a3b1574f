import { book, extend, giveDetails, letHourGo } from "@/app/(resident)/actions";
import { tickStart } from "@/lib/domain/tick";
import { type BookingQueryFields, type DetailFault, faultsOfDetails, type Typed } from "@/lib/forms/booking";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import type { FormView } from "@/lib/views/booking/form";
import { bookingPath } from "@/lib/views/booking/step";
import { longPagePaths } from "@/lib/views/paths";
import { Local, Polish } from "../local";
import { Answer, Notice } from "../notice";
import { PageLink } from "../page-link";
import { Submit } from "../submit";
import { afterCases } from "./choice-pages";
import { BookingProblem } from "./problem";
import { Chosen, Step } from "./step-frame";

interface FormProps {
  readonly view: FormView;
  readonly query: BookingQueryFields;
  readonly language: Language;
}

type ViewProps = Omit<FormProps, "query">;

const placeOf = ({ department, group, place }: FormView) => ({
  department: department.id,
  caseGroup: group.id,
  location: place.id,
});

const hoursPath = (view: FormView): string =>
  bookingPath({ at: "hours", ...placeOf(view), date: view.date }, { cases: view.cases });

const detailsPath = (view: FormView): string =>
  bookingPath({ at: "details", ...placeOf(view) }, { cases: view.cases, start: view.start });

/** The hour that the form is about, as every form of this page posts it. */
function HourFields({ view }: { readonly view: FormView }) {
  return (
    <>
      <input type="hidden" name="location" value={view.place.id} />
      <input type="hidden" name="caseGroup" value={view.group.id} />
      <input type="hidden" name="start" value={view.start} />
      <input type="hidden" name="cases" value={view.cases} />
    </>
  );
}

/** What is being booked, each with a way back to its question. */
function What({ view, language }: ViewProps) {
  const t = bookingTextsFor(language);
  const { offer } = textsFor(language);
  const { day, hour } = formatsFor(language);
  const { group, cases } = view;
  const of = placeOf(view);
  const rows = [
    {
      name: t.group,
      value: <Local text={group.name} language={language} />,
      change: bookingPath({ at: "groups", department: of.department }),
    },
    ...(group.maxCases > 1
      ? [
          {
            name: t.cases[group.casesAre],
            value: offer.howManyLink[group.casesAre](cases),
            change: bookingPath({ at: "cases", ...of }),
          },
        ]
      : []),
    {
      name: t.building,
      value: <Polish>{view.place.street}</Polish>,
      change: view.elsewhere ? afterCases(group, of.department, cases) : null,
    },
    { name: t.day, value: day(view.date), change: bookingPath({ at: "days", ...of }, { cases }) },
    { name: t.hour, value: `${hour(view.at)} (${offer.lasts(view.minutes)})`, change: hoursPath(view) },
  ];
  return <Chosen rows={rows} language={language} />;
}

/** The same in one line, where a form is to be filled in below. */
function InShort({ view, language }: ViewProps) {
  const { offer } = textsFor(language);
  const { day, hour } = formatsFor(language);
  const { group, cases } = view;
  return (
    <p className="way mt-3">
      <span>
        <b>
          {day(view.date)}, {hour(view.at)}
        </b>
        <Local text={group.name} language={language} />
        {group.maxCases > 1 && `, ${offer.howManyLink[group.casesAre](cases)}`}, <Polish>{view.place.street}</Polish>
      </span>
    </p>
  );
}

/** Until when the hour is held, and how to get more time or to give it up. */
function Held({ view, language }: ViewProps) {
  const t = bookingTextsFor(language).details;
  const { hour } = formatsFor(language);
  if (!view.held) return <Notice tone="warn">{t.notHeld(hour(view.at))}</Notice>;
  return (
    <Notice tone="info" icon="clock" title={t.held(hour(view.at), hour(view.held.until))}>
      <form action={extend}>
        <HourFields view={view} />
        <button type="submit" className="link">
          {t.extend}
        </button>
      </form>
      <form action={letHourGo}>
        <HourFields view={view} />
        <button type="submit" className="link">
          {t.letGo}
        </button>
      </form>
    </Notice>
  );
}

/** The hour that was sent has been lost, another one is held. */
function Lost({ view, query, language }: FormProps) {
  const { hour } = formatsFor(language);
  if (query.lost === null) return null;
  const words = bookingTextsFor(language).details.lost(hour(tickStart(query.lost)), hour(view.at));
  return <Answer tone="warn" title={words} />;
}

type Faults = Readonly<Partial<Record<keyof Typed, DetailFault>>>;

/** What is wrong, on top: each line leads to its field. */
function Summary({ faults, language }: { readonly faults: Faults; readonly language: Language }) {
  const t = bookingTextsFor(language).details;
  const lines = (["name", "contact", "language"] as const).flatMap((field) => {
    const fault = faults[field];
    return fault ? [{ field, words: t[fault] }] : [];
  });
  if (lines.length === 0) return null;
  return (
    <Answer tone="stop" title={t.errors}>
      <ul>
        {lines.map(({ field, words }) => (
          <li key={field}>
            <a href={`#${field}`} className="link">
              {words}
            </a>
          </li>
        ))}
      </ul>
    </Answer>
  );
}

interface FieldProps {
  readonly name: "name" | "contact";
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly fault: string | null;
  readonly autoComplete: string;
  readonly inputMode?: "email";
}

function Field({ name, label, hint, value, fault, ...input }: FieldProps) {
  return (
    <div className="field mt-4">
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <p id={`${name}-hint`} className="soft small">
        {hint}
      </p>
      {fault && (
        <p id={`${name}-fault`} className="fault">
          {fault}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="text"
        defaultValue={value}
        aria-describedby={`${name}-hint${fault ? ` ${name}-fault` : ""}`}
        aria-invalid={fault ? true : undefined}
        spellCheck={false}
        {...input}
      />
    </div>
  );
}

function MessageLanguage({ value, fault, language }: { value: string; fault: string | null; language: Language }) {
  const t = bookingTextsFor(language).details;
  return (
    <fieldset className="field mt-4" id="language">
      <legend className="font-semibold">{t.language}</legend>
      {fault && <p className="fault">{fault}</p>}
      <div className="checks">
        {LANGUAGES.map((one) => (
          <label key={one} lang={one}>
            <input type="radio" name="language" value={one} defaultChecked={one === value} />
            <span>{LANGUAGE_NAMES[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The first layer of the privacy notice (art. 13 RODO), at the very form. */
function PrivacyNotice({ language }: { readonly language: Language }) {
  const t = bookingTextsFor(language).details;
  return (
    <details className="mt-3">
      <summary className="link">{t.privacyTitle}</summary>
      <p className="small">
        {t.privacy} {t.noPesel}
      </p>
      <p>
        <PageLink href={longPagePaths.privacy} className="link">
          {t.privacyMore}
        </PageLink>
      </p>
    </details>
  );
}

/** Name, one contact, and the language of messages. */
export function DetailsPage({ view, query, language }: FormProps) {
  const texts = textsFor(language);
  const t = bookingTextsFor(language).details;
  const typed = view.typed ?? { name: "", contact: "", language };
  const faults: Faults = query.check === null || !view.typed ? {} : faultsOfDetails(view.typed);
  const words = (field: keyof Typed) => (faults[field] ? t[faults[field]] : null);
  return (
    <Step title={t.title} back={hoursPath(view)} language={language}>
      <Summary faults={faults} language={language} />
      <BookingProblem query={query} language={language} />
      <Lost view={view} query={query} language={language} />
      <InShort view={view} language={language} />
      <Held view={view} language={language} />
      <form action={giveDetails} className="mt-2" noValidate>
        <HourFields view={view} />
        <Field
          name="name"
          label={t.name}
          hint={t.nameHint}
          value={typed.name}
          fault={words("name")}
          autoComplete="name"
        />
        <Field
          name="contact"
          label={t.contact}
          hint={t.contactHint}
          value={typed.contact}
          fault={words("contact")}
          autoComplete="email"
          inputMode="email"
        />
        <MessageLanguage value={typed.language} fault={words("language")} language={language} />
        <PrivacyNotice language={language} />
        <div className="mt-4">
          <Submit className="accept" wait={texts.wait} longWait={texts.longWait} notSent={texts.notSent}>
            {t.next}
          </Submit>
        </div>
      </form>
    </Step>
  );
}

/** Everything once more, then the one button that books. */
export function CheckPage({ view, query, language }: FormProps) {
  const texts = textsFor(language);
  const t = bookingTextsFor(language);
  const { typed } = view;
  const change = detailsPath(view);
  if (!typed) {
    return (
      <Step title={t.check.title} back={change} language={language}>
        <p className="mt-4">
          <PageLink href={change} className="accept">
            {t.check.noDraft}
          </PageLink>
        </p>
      </Step>
    );
  }
  const names = typed.language as Language;
  const rows = [
    { name: t.details.name, value: typed.name, change },
    { name: t.details.contact, value: typed.contact, change },
    { name: t.details.language, value: <span lang={names}>{LANGUAGE_NAMES[names] ?? ""}</span>, change },
  ];
  return (
    <Step title={t.check.title} back={change} language={language}>
      <BookingProblem query={query} language={language} />
      <Lost view={view} query={query} language={language} />
      <What view={view} language={language} />
      <Chosen rows={rows} language={language} />
      <form action={book} className="mt-4">
        <HourFields view={view} />
        <input type="hidden" name="name" value={typed.name} />
        <input type="hidden" name="contact" value={typed.contact} />
        <input type="hidden" name="language" value={typed.language} />
        <Submit className="accept" wait={texts.wait} longWait={texts.longWait} notSent={texts.notSent}>
          {t.check.book}
        </Submit>
      </form>
      <p className="soft small mt-2">{t.check.bookHint}</p>
      <Held view={view} language={language} />
    </Step>
  );
}
