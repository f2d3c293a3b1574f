import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import type { LaterDay, OfferView } from "@/lib/pages/scan/offer-view";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";

interface LaterDaysProps {
  readonly view: Pick<OfferView, "group" | "place" | "cases">;
  readonly days: readonly LaterDay[];
  readonly title: string;
  readonly hint: string;
  readonly language: Language;
}

/** The next days that really have a free time, each with its first one, leading to its hours in the calendar. */
export function LaterDays({ view, days, title, hint, language }: LaterDaysProps) {
  const { hour, day } = formatsFor(language);
  if (days.length === 0) return null;
  const { group, place, cases } = view;
  const of = { department: group.departmentId, caseGroup: group.id, location: place.id };
  return (
    <section className="mt-4">
      <h2>{title}</h2>
      <p className="soft small mt-1">{hint}</p>
      <ul className="mt-1.5 grid gap-2">
        {days.map(({ date, at }) => (
          <li key={date}>
            <PageLink href={bookingPath({ at: "hours", ...of, date }, { cases })} className="way">
              <b>{day(date)}</b>
              <span className="hour">{hour(at)}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
