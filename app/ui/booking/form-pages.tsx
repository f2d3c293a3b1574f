import { book, giveDetails } from "@/app/(resident)/actions";
import { type DetailFault, faultsOfDetails, type Typed } from "@/lib/forms/booking";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { longPagePaths } from "@/lib/views/paths";
import { PageLink } from "../page-link";
import { Submit } from "../submit";
import { FaultSummary, TextField } from "../text-field";
import { detailsPath, type FormProps, Held, HourFields, hoursPath, InShort, Lost, What } from "./form-parts";
import { BookingProblem } from "./problem";
import { Chosen, Step } from "./step-frame";

type Faults = Readonly<Partial<Record<keyof Typed, DetailFault>>>;

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
      <FaultSummary
        title={t.errors}
        faults={(["name", "contact", "language"] as const).map((field) => ({ field, words: words(field) }))}
      />
      <BookingProblem query={query} language={language} />
      <Lost view={view} query={query} language={language} />
      <InShort view={view} language={language} />
      <Held view={view} language={language} />
      <form action={giveDetails} className="mt-2" noValidate>
        <HourFields view={view} />
        <TextField
          name="name"
          label={t.name}
          hint={t.nameHint}
          value={typed.name}
          fault={words("name")}
          autoComplete="name"
        />
        <TextField
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
