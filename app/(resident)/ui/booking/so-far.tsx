import { Local, Polish } from "@/app/ui/local";
import type { LocalText } from "@/lib/domain/city/city";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";

interface SoFarProps {
  readonly group?: { readonly name: LocalText };
  readonly place?: { readonly street: string };
  readonly date?: CivilDate;
  readonly at?: Instant;
  readonly language: Language;
}

/** A row of the ticket, or the dots where the answer is still to come. */
function Line({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span className="soft">…</span>}</dd>
    </div>
  );
}

/** The ticket that fills with what has been chosen, beside the questions where a screen has room for it. */
export function SoFar({ group, place, date, at, language }: SoFarProps) {
  const t = bookingTextsFor(language);
  const { hour, day } = formatsFor(language);
  return (
    <aside className="only-wide" aria-label={t.chosen}>
      <div className="ticket">
        <div className="face">
          <p className="ticket-label">{t.hour}</p>
          <p className={`hour ticket-hour ${at === undefined ? "soft" : ""}`}>{at === undefined ? "–:–" : hour(at)}</p>
          <p className="ticket-day">{date === undefined ? <span className="soft">…</span> : day(date)}</p>
        </div>
        <dl className="stub facts">
          <Line name={t.group}>{group && <Local text={group.name} language={language} />}</Line>
          <Line name={t.building}>{place && <Polish>{place.street}</Polish>}</Line>
        </dl>
      </div>
    </aside>
  );
}
