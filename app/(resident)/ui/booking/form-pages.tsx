import { book, giveDetails } from "@/app/(resident)/actions";
import { Notice } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { Submit } from "@/app/ui/submit";
import { FaultSummary, TextField } from "@/app/ui/text-field";
import { longPagePaths, ticketPath } from "@/lib/address/paths";
import { type DetailFault, faultsOfDetails, readDetails, type Typed } from "@/lib/forms/booking";
import { readContact, textsTo } from "@/lib/forms/contact";
import { domainOfAddress, likelyDomain } from "@/lib/forms/email";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import {
  detailsPath,
  type FormProps,
  Held,
  HourFields,
  hoursPath,
  InShort,
  LetGo,
  Lost,
  MoreTime,
  What,
} from "./form-parts";
import { KeepTyping } from "./keep-typing";
import { BookingProblem } from "./problem";
import { SoFar } from "./so-far";
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
            <input key={value} type="radio" name="language" value={one} defaultChecked={one === value} />
            <span>{LANGUAGE_NAMES[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The first layer of the privacy notice (art. 13 RODO), at the very form. */
function PrivacyNotice({ view, language }: Pick<FormProps, "view" | "language">) {
  const t = bookingTextsFor(language).details;
  const { visit, noShow } = view.keptDays;
  return (
    <details className="mt-3">
      <summary className="link">{t.privacyTitle}</summary>
      <p className="small">
        {t.privacy(visit, noShow)} {t.noPesel}
      </p>
      <p>
        <PageLink href={longPagePaths.privacy} className="link">
          {t.privacyMore}
        </PageLink>
      </p>
    </details>
  );
}

/** The ticket with everything that has been chosen. */
function Filled({ view, language }: Pick<FormProps, "view" | "language">) {
  const { group, place, date, at } = view;
  return <SoFar group={group} place={place} date={date} at={at} language={language} />;
}

/** Name, one contact, and the language of messages. */
export function DetailsPage({ view, query, language }: FormProps) {
  const texts = textsFor(language);
  const t = bookingTextsFor(language).details;
  const typed = { name: "", contact: "", ...view.typed, language: view.typed?.language || language };
  const faults: Faults = query.check === null || !view.typed ? {} : faultsOfDetails(view.typed);
  const words = (field: keyof Typed) => (faults[field] ? t[faults[field]] : null);
  return (
    <Step title={t.title} back={hoursPath(view)} aside={<Filled view={view} language={language} />} language={language}>
      <FaultSummary
        title={t.errors}
        faults={(["name", "contact", "language"] as const).map((field) => ({ field, words: words(field) }))}
      />
      <BookingProblem query={query} language={language} />
      <Lost view={view} query={query} language={language} />
      <div className="only-narrow">
        <InShort view={view} language={language} />
      </div>
      <Held view={view} query={query} language={language} />
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
        <PrivacyNotice view={view} language={language} />
        <div className="mt-4">
          <Submit className="accept" wait={texts.wait} longWait={texts.longWait} notSent={texts.notSent}>
            {t.next}
          </Submit>
        </div>
        {view.held && (
          <button type="submit" name="more" value="1" className="link mt-2">
            {t.extend}
          </button>
        )}
        <KeepTyping />
      </form>
      {view.held && <LetGo view={view} language={language} />}
    </Step>
  );
}

/** Why nothing, or nothing at once, will be sent to a contact; null where it will. */
function whyNoTexts(typed: string, { texts }: FormProps["view"], language: Language): string | null {
  const contact = readContact(typed);
  if (contact === null || contact.includes("@")) return null;
  const t = bookingTextsFor(language).check;
  switch (textsTo(contact, texts.countries)) {
    case "landline":
      return t.noTexts;
    case "abroad":
      return t.noTextsAbroad(formatsFor(language).countries(texts.countries));
    case "yes":
      return texts.spent ? t.textsSpent : null;
  }
}

/** The question whether a common domain was misspelled; null where nothing suggests it. It stops nobody. */
function askedDomain(typed: string, language: Language): string | null {
  const contact = readContact(typed);
  const likely = contact?.includes("@") ? likelyDomain(contact) : null;
  if (!contact || likely === null) return null;
  return bookingTextsFor(language).check.domainAsked(domainOfAddress(contact), likely);
}

/** The contact as it was typed; what may keep messages from coming is told before it is too late. */
function Contact({ view, typed, language }: Pick<FormProps, "view" | "language"> & { readonly typed: string }) {
  const why = whyNoTexts(typed, view, language) ?? askedDomain(typed, language);
  return (
    <>
      {typed}
      {why && <span className="block small font-normal">{why}</span>}
    </>
  );
}

/** Back from a booking: the hour is one's own by now, and there is nothing left to ask. */
export function BookedAlready({ view, token, language }: Pick<FormProps, "view" | "language"> & { token: string }) {
  const { check } = bookingTextsFor(language);
  return (
    <Step title={check.booked} back={null} language={language}>
      <InShort view={view} language={language} />
      <p className="mt-4">
        <PageLink href={ticketPath(token)} className="accept">
          {textsFor(language).own.show}
        </PageLink>
      </p>
      <p className="mt-3 text-center">
        <PageLink href={hoursPath(view)} className="link">
          {textsFor(language).ticket.bookNew}
        </PageLink>
      </p>
    </Step>
  );
}

/** Everything once more, then the one button that books. */
export function CheckPage({ view, query, language }: FormProps) {
  const texts = textsFor(language);
  const t = bookingTextsFor(language);
  const { typed } = view;
  const change = detailsPath(view);
  if (!typed || readDetails(typed) === null) {
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
    { name: t.details.contact, value: <Contact view={view} typed={typed.contact} language={language} />, change },
    { name: t.details.language, value: <span lang={names}>{LANGUAGE_NAMES[names] ?? ""}</span>, change },
  ];
  return (
    <Step title={t.check.title} back={change} aside={<Filled view={view} language={language} />} language={language}>
      <BookingProblem query={query} language={language} />
      <Lost view={view} query={query} language={language} />
      {!view.held && (
        <Notice tone="warn" live>
          {t.check.notHeld(formatsFor(language).hour(view.at))}
        </Notice>
      )}
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
      {view.held && (
        <>
          <p className="soft small mt-2">{t.check.bookHint}</p>
          <Held view={view} query={query} language={language}>
            <MoreTime view={view} language={language} />
            <LetGo view={view} language={language} />
          </Held>
        </>
      )}
    </Step>
  );
}
