import { PageLink } from "@/app/ui/page-link";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { GridDay, WeekGrid } from "@/lib/pages/booking/calendar";
import type { CalendarWay } from "@/lib/pages/booking/way";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

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

interface CalendarProps {
  readonly way: CalendarWay;
  /** The civil day of now. */
  readonly today: CivilDate;
  /** The day whose hours are shown beside; null where none has been chosen. */
  readonly chosen: CivilDate | null;
  readonly language: Language;
}

/** The number of a day, with the month where that is another one than before. */
function DayNumber({ day, isFirst, language }: { day: GridDay; isFirst: boolean; language: Language }) {
  return (
    <>
      <span className="day-number">{day.day}</span>
      {(isFirst || day.day === 1) && <small className="day-month">{formatsFor(language).shortMonth(day.date)}</small>}
    </>
  );
}

function Day({ day, isFirst, way, today, chosen, language }: CalendarProps & { day: GridDay; isFirst: boolean }) {
  const t = bookingTextsFor(language).days;
  const isKept = day.date === way.kept?.date;
  const isToday = day.date === today;
  const told = [isToday && textsFor(language).today, stateInWords(day, language), isKept && t.kept];
  const words = `${formatsFor(language).day(day.date)}: ${told.filter(Boolean).join(", ")}`;
  const marks = `day day-${day.state.kind}${isKept ? " day-kept" : ""}${isToday ? " day-today" : ""}`;
  const number = <DayNumber day={day} isFirst={isFirst} language={language} />;
  if (day.state.kind !== "free") {
    return (
      <span className={marks}>
        <span aria-hidden="true">{number}</span>
        <span className="sr-only">{words}</span>
      </span>
    );
  }
  return (
    <PageLink
      href={way.hours(day.date)}
      className={marks}
      aria-label={words}
      aria-current={day.date === chosen ? "date" : undefined}
    >
      {number}
    </PageLink>
  );
}

/** The days that can be chosen, as weeks from Monday to Sunday: only those with a time look like something to press. */
export function Calendar({ grid, ...of }: CalendarProps & { readonly grid: WeekGrid }) {
  const { days } = bookingTextsFor(of.language);
  const { dayAndMonth } = formatsFor(of.language);
  return (
    <table className="month mt-3">
      <caption className="font-semibold">
        {dayAndMonth(grid.first)} – {dayAndMonth(grid.last)}
      </caption>
      <thead>
        <tr>
          {days.weekdays.map((short, index) => (
            <th key={short} scope="col" abbr={days.weekdayNames[index]}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grid.weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map((day) => (
              <td key={day.date}>
                <Day day={day} isFirst={day.date === grid.first} {...of} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
