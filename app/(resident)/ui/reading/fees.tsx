import { Section } from "@/app/(resident)/ui/reading/facts";
import { Local } from "@/app/ui/local";
import type { FeeView } from "@/lib/pages/reading/procedure-view";
import type { Language } from "@/lib/text/language";
import { asOfInWords, readingTextsFor } from "@/lib/text/reading/texts";
import { Uncertain } from "./papers";

const złoty = (amount: number): string =>
  Number.isInteger(amount) ? String(amount) : amount.toFixed(2).replace(".", ",");

function amountInWords({ amountPln }: FeeView, language: Language): string {
  const t = readingTextsFor(language).matter;
  if (amountPln === null) return t.unknownAmount;
  return amountPln === 0 ? t.noFee : `${złoty(amountPln)}\u00a0zł`;
}

function FeeItem({ fee, language }: { readonly fee: FeeView; readonly language: Language }) {
  const t = readingTextsFor(language).matter;
  const remarks = [
    fee.optional && t.optional,
    fee.isTotal && t.total,
    t.asOf(asOfInWords(fee.asOf, language)),
    fee.announced && t.announcedBelow,
  ];
  return (
    <div>
      <dt>
        <Local text={fee.label} language={language} />
        <span className="block soft small">{remarks.filter(Boolean).join(" · ")}</span>
      </dt>
      <dd>
        {amountInWords(fee, language)} {fee.uncertain && <Uncertain language={language} />}
      </dd>
    </div>
  );
}

interface FeesProps {
  readonly fees: readonly FeeView[];
  readonly language: Language;
}

/** What a procedure costs, and what is announced about it. */
export function Fees({ fees, language }: FeesProps) {
  const t = readingTextsFor(language).matter;
  const announced = [...new Map(fees.flatMap(({ announced: one }) => (one ? [[one.pl, one]] : []))).values()];
  return (
    <Section title={t.fees}>
      {fees.length > 1 && <p className="soft small">{t.feesHint}</p>}
      <dl className="fees">
        {fees.map((fee) => (
          <FeeItem key={fee.label.pl} fee={fee} language={language} />
        ))}
      </dl>
      {announced.map((text) => (
        <p key={text.pl} className="mt-2">
          <b>{t.announced}</b> <Local text={text} language={language} />
        </p>
      ))}
    </Section>
  );
}
