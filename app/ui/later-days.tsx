import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import type { LaterDay } from "@/lib/views/offer-view";

interface LaterDaysProps {
  readonly days: readonly LaterDay[];
  readonly title: string;
  readonly hint: string;
  readonly language: Language;
}

/** The next days that really have a free time, each with its first one. */
export function LaterDays({ days, title, hint, language }: LaterDaysProps) {
  const { hour, day } = formatsFor(language);
  if (days.length === 0) return null;
  return (
    <section className="mt-4">
      <h2>{title}</h2>
      <p className="soft small mt-1">{hint}</p>
      <ul className="mt-1.5 grid gap-2">
        {days.map(({ date, at }) => (
          <li key={date} className="plain-day">
            <b>{day(date)}</b>
            <span className="hour text-ink!">{hour(at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
