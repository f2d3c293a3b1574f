import type { ReactNode } from "react";
import { PageLink } from "@/app/ui/page-link";
import type { CalendarWay } from "@/lib/pages/booking/way";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import type { Language } from "@/lib/text/language";

interface StepProps {
  readonly title: string;
  /** What the questions are for. */
  readonly purpose?: CalendarWay["purpose"];
  /** The page of the question before; null on the first. */
  readonly back: string | null;
  /** What stands beside the question where a screen has room. */
  readonly aside?: ReactNode;
  readonly language: Language;
  readonly children: ReactNode;
}

/** One question of the calendar: the way back, the question, what can be answered. */
export function Step({ title, purpose = "book", back, aside, language, children }: StepProps) {
  const t = bookingTextsFor(language);
  return (
    <div className={aside ? "with-aside" : "measure"}>
      <article>
        {back !== null && (
          <p>
            <PageLink href={back} className="link">
              ← {t.back}
            </PageLink>
          </p>
        )}
        <p className="ticket-label mt-1">{purpose === "book" ? t.title : t.move.title}</p>
        <h1>{title}</h1>
        {children}
      </article>
      {aside}
    </div>
  );
}

interface ChosenProps {
  readonly rows: readonly { readonly name: string; readonly value: ReactNode; readonly change: string | null }[];
  readonly language: Language;
}

/** What has been chosen, each with a way to choose anew. */
export function Chosen({ rows, language }: ChosenProps) {
  const t = bookingTextsFor(language);
  return (
    <dl className="fees mt-3" aria-label={t.chosen}>
      {rows.map(({ name, value, change }) => (
        <div key={name}>
          <dt className="soft">{name}</dt>
          <dd>
            {value}{" "}
            {change !== null && (
              <PageLink href={change} className="link ml-2" aria-label={`${t.change}: ${name}`}>
                {t.change}
              </PageLink>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
