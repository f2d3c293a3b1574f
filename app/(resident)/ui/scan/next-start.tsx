import { PolishName } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import { offerPath } from "@/lib/address/paths";
import { addDays, type CivilDate } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import type { GroupRow } from "@/lib/pages/scan/location-view";
import type { NextStart } from "@/lib/pages/scan/next-start";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { namePartsOf } from "@/lib/text/name-parts";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { Uncertain } from "../reading/papers";

interface NextHourProps {
  readonly next: NextStart;
  readonly today: CivilDate;
  readonly language: Language;
}

/** The next hour of a row, in its own words. */
export function NextHour({ next, today, language }: NextHourProps) {
  const t = textsFor(language);
  const { hour, dayAndMonth } = formatsFor(language);
  const dayName = (date: CivilDate) => (date === addDays(today, 1) ? t.tomorrow : dayAndMonth(date));
  switch (next.kind) {
    case "today":
      return (
        <span className="row-hour hour">
          {hour(next.at)}
          <small>{t.today}</small>
        </span>
      );
    case "later":
      return (
        <span className="row-later">
          {dayName(next.date)}
          <br />
          <b>{hour(next.at)}</b>
        </span>
      );
    case "first-day":
      return <span className="row-later">{t.location.from(dayAndMonth(next.date))}</span>;
    case "walk-in":
      return (
        <span className="row-later">
          {t.location.walkIn}
          <br />
          {t.location.walkInHint}
        </span>
      );
    case "paused":
      return <span className="row-later">{t.location.paused}</span>;
    case "none":
      return (
        <span className="row-later">
          {t.location.none}
          <br />
          {t.location.noneHint}
        </span>
      );
  }
}

interface GroupRowsProps {
  readonly rows: readonly GroupRow[];
  /** The hour that most rows have and that is said above them: a row says another one only. */
  readonly said?: Instant | null;
  readonly locationId: string;
  readonly today: CivilDate;
  readonly language: Language;
}

/** The name of a matter; what its source says of it in parentheses stands below. */
function MatterName({ row, language }: { readonly row: GroupRow; readonly language: Language }) {
  const { name, detail } = namePartsOf(inLanguage(row.name, language));
  return (
    <span>
      {name} {row.placeUncertain && <Uncertain language={language} />}
      {detail !== null && <span className="row-detail">{detail}</span>}
      <PolishName text={row.name} language={language} />
    </span>
  );
}

/** Matters as large rows, each with its next hour, each leading to the offer. */
export function GroupRows({ rows, said = null, locationId, today, language }: GroupRowsProps) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <PageLink href={offerPath(locationId, row.id)} className="row">
            <MatterName row={row} language={language} />
            {row.next.kind === "today" && row.next.at === said ? (
              <span className="row-on" aria-hidden="true" />
            ) : (
              <NextHour next={row.next} today={today} language={language} />
            )}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
