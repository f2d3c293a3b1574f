import { Answer } from "@/app/ui/notice";
import type { BookingQueryFields } from "@/lib/forms/booking";
import type { BookingTexts } from "@/lib/text/booking/pl";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import type { Language } from "@/lib/text/language";
import { keepTogether, textsFor } from "@/lib/text/texts";
import { ShareAnswer } from "../frame/share-answer";

const isProblem = (notice: string): notice is keyof BookingTexts["problems"] =>
  Object.hasOwn(bookingTextsFor("pl").problems, notice);

/** A limit is no fault: the page's title says nothing of it. */
const isShare = (notice: string): notice is keyof BookingTexts["shares"] =>
  Object.hasOwn(bookingTextsFor("pl").shares, notice);

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
  const limit = notice !== null && isShare(notice) ? bookingTextsFor(language).shares[notice] : null;
  const words = notice !== null && isProblem(notice) ? bookingTextsFor(language).problems[notice] : null;
  const slow = wait === null ? null : `${t.slow.title}. ${t.slow.text(wait)}`;
  if (limit !== null) return <ShareAnswer title={limit} language={language} />;
  if (words === null && slow === null) return null;
  return (
    <Answer of="problem" tone="stop" title={`${t.problem}.`}>
      {keepTogether(words ?? slow ?? "")}
    </Answer>
  );
}
