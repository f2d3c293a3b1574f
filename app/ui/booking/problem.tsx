import type { BookingQueryFields } from "@/lib/forms/booking";
import type { BookingTexts } from "@/lib/text/booking/pl";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import type { Language } from "@/lib/text/language";
import { keepTogether, textsFor } from "@/lib/text/texts";
import { Answer } from "../notice";

const isProblem = (notice: string): notice is keyof BookingTexts["problems"] =>
  Object.hasOwn(bookingTextsFor("pl").problems, notice);

/** Whether the address tells of a form that was not carried out. */
export const hasProblem = ({ notice, wait, check }: BookingQueryFields): boolean =>
  (notice !== null && isProblem(notice)) || wait !== null || check !== null;

interface ProblemProps {
  readonly query: BookingQueryFields;
  readonly language: Language;
}

/** Why a form of the calendar was not carried out. */
export function BookingProblem({ query: { notice, wait }, language }: ProblemProps) {
  const t = textsFor(language);
  const words = notice !== null && isProblem(notice) ? bookingTextsFor(language).problems[notice] : null;
  const slow = wait === null ? null : `${t.slow.title}. ${t.slow.text(wait)}`;
  if (words === null && slow === null) return null;
  return (
    <Answer of="problem" tone="stop" title={`${t.problem}.`}>
      {keepTogether(words ?? slow ?? "")}
    </Answer>
  );
}
