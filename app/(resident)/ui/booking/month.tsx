import { PageLink } from "@/app/ui/page-link";
import type { GridDay, MonthGrid } from "@/lib/pages/booking/calendar";
import type { CalendarWay } from "@/lib/pages/booking/way";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";

function stateInWords({ state }: GridDay, language: Language): string {
  const t = bookingTextsFor(language).days;
  switch (state.kind) {
    case "free":
      return t.times(state.times);
    case "full":
      return t.full;
    case "closed":
      return t.closed;
    case "out":
      return t.out;
  }
}

interface DayProps {
  readonly day: GridDay;
  readonly way: CalendarWay;
  readonly language: Language;
}

function Day({ day, way, language }: DayProps) {
  const isKept = day.date === way.kept?.date;
  const kept = isKept ? `, ${bookingTextsFor(language).days.kept}` : "";
  const words = `${formatsFor(language).day(day.date)}: ${stateInWords(day, language)}${kept}`;
  const mark = isKept ? " day-kept" : "";
  if (day.state.kind !== "free") {
    return (
      <span className={`day day-${day.state.kind}${mark}`}>
        <span aria-hidden="true">{day.day}</span>
        <span className="sr-only">{words}</span>
      </span>
    );
  }
  return (
    <PageLink href={way.hours(day.date)} className={`day day-free${mark}`} aria-label={words}>
      {day.day}
    </PageLink>
  );
}

interface MonthProps {
  readonly grid: MonthGrid;
  readonly way: CalendarWay;
  readonly language: Language;
}

/** A month as weeks: only days with a time can be chosen. */
export function Month({ grid, way, language }: MonthProps) {
  const t = bookingTextsFor(language).days;
  return (
    <table className="month mt-3">
      <caption className="font-semibold">{formatsFor(language).month(`${grid.month}-01`)}</caption>
      <thead>
        <tr>
          {t.weekdays.map((short, index) => (
            <th key={short} scope="col" abbr={t.weekdayNames[index]}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grid.weeks.map((week) => (
          <tr key={week.find((day) => day !== null)?.date}>
            {week.map((day, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a week has seven places.
              <td key={index}>{day && <Day day={day} way={way} language={language} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
