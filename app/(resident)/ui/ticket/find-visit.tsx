import { find } from "@/app/(resident)/actions";
import { Answer } from "@/app/ui/notice";
import { Submit } from "@/app/ui/submit";
import { FaultSummary, TextField } from "@/app/ui/text-field";
import { faultsOfLookup, type LookupFault } from "@/lib/forms/lookup";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

interface FindVisitProps {
  /** Whether a visit was looked for and not found. */
  readonly failed: boolean;
  /** What was typed; null before, and where no cookie says whose it was. */
  readonly typed: { readonly code: string; readonly contact: string } | null;
  readonly language: Language;
}

/** Finds a visit by its code and contact, on whatever device. */
export function FindVisit({ failed, typed, language }: FindVisitProps) {
  const texts = textsFor(language);
  const { find: t, details } = bookingTextsFor(language);
  const faults = failed && typed ? faultsOfLookup(typed) : {};
  const sentences: Readonly<Record<LookupFault, string>> = {
    codeMissing: t.codeMissing,
    codeOdd: t.codeOdd,
    contactMissing: details.contactMissing,
    contactOdd: details.contactOdd,
    contactTwice: details.contactTwice,
    emailOdd: details.emailOdd,
    emailLetters: details.emailLetters,
    phoneOdd: details.phoneOdd,
  };
  const words = (field: "code" | "contact") => (faults[field] ? sentences[faults[field]] : null);
  const isUnknown = failed && Object.keys(faults).length === 0;
  return (
    <section aria-labelledby="find" className="mt-6">
      <h2 id="find">{t.title}</h2>
      <FaultSummary
        title={details.errors}
        faults={(["code", "contact"] as const).map((field) => ({ field, words: words(field) }))}
      />
      {isUnknown && (
        <Answer of="found" tone="stop" title={`${t.unknown}.`}>
          {t.unknownHint}
        </Answer>
      )}
      <p className="mt-1">{t.hint}</p>
      <form action={find} noValidate>
        <TextField
          name="code"
          label={t.code}
          hint={t.codeHint}
          value={typed?.code ?? ""}
          fault={words("code")}
          autoComplete="off"
        />
        <TextField
          name="contact"
          label={t.contact}
          hint={t.contactHint}
          value={typed?.contact ?? ""}
          fault={words("contact")}
          autoComplete="email"
          inputMode="email"
        />
        <div className="mt-4">
          <Submit className="second" wait={texts.wait} longWait={texts.longWait} notSent={texts.notSent}>
            {t.submit}
          </Submit>
        </div>
      </form>
    </section>
  );
}
