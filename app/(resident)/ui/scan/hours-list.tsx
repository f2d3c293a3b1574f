import { PageLink } from "@/app/ui/page-link";
import { offerPath } from "@/lib/address/paths";
import { floorTick, HOUR_MS, type Instant, TICK_MS } from "@/lib/domain/time/tick";
import { keptOf, type OfferView } from "@/lib/pages/scan/offer-view";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { Papers } from "../reading/papers";
import { LaterDays } from "./later-days";

/** Nobody is back with papers within the hour. */
const TIME_TO_FETCH = HOUR_MS / TICK_MS;

interface HoursListProps {
  readonly view: OfferView;
  readonly mode: "hours" | "later";
  readonly language: Language;
}

interface ClockHour {
  readonly name: string;
  readonly starts: readonly Instant[];
}

/** The starts under the full hour that they belong to, `9:00`, `10:00`, … */
function byClockHour(starts: readonly Instant[], hour: (at: Instant) => string): ClockHour[] {
  const hours = new Map<string, Instant[]>();
  for (const at of starts) {
    const name = hour(at).replace(/\d\d$/, "00");
    hours.set(name, [...(hours.get(name) ?? []), at]);
  }
  return [...hours].map(([name, of]) => ({ name, starts: of }));
}

function OneHour({ of, open, view, language }: Omit<HoursListProps, "mode"> & { of: ClockHour; open: boolean }) {
  const { hour } = formatsFor(language);
  return (
    <details className="one-hour" open={open}>
      <summary>
        <span className="hour">{of.name}</span>
        <span className="soft small">{textsFor(language).hours.free(of.starts.length)}</span>
      </summary>
      <ul className="hour-grid">
        {of.starts.map((at) => (
          <li key={at}>
            <PageLink
              href={offerPath(view.place.id, view.group.id, { ...keptOf(view), start: floorTick(at) })}
              className="choice"
            >
              {hour(at)}
            </PageLink>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Today's free hours, each leading to its own offer; then the days after. */
export function HoursList({ view, mode, language }: HoursListProps) {
  const t = textsFor(language).hours;
  const { hour } = formatsFor(language);
  const later = mode === "later";
  const inTime = later ? view.hours.filter((at) => floorTick(at) >= view.firstTick + TIME_TO_FETCH) : view.hours;
  const hours = byClockHour(inTime, hour);
  return (
    <>
      <h1>{later ? t.titleLater : t.title}</h1>
      <p className="mt-2">{later ? (hours.length > 0 ? t.leadLater : t.leadAnotherDay) : t.lead}</p>
      <div className="mt-4 grid gap-2">
        {hours.map((one, index) => (
          <OneHour key={one.name} of={one} open={index === 0} view={view} language={language} />
        ))}
      </div>
      <LaterDays view={view} days={view.laterDays} title={t.laterDays} hint={t.laterDaysHint} language={language} />
      <p className="mt-4">
        <PageLink href={offerPath(view.place.id, view.group.id, keptOf(view))} className="link">
          {t.back}
        </PageLink>
      </p>
      {later && (
        <>
          <h2 className="mt-3">{textsFor(language).offer.bring}</h2>
          <Papers procedures={view.papers} language={language} />
        </>
      )}
    </>
  );
}
