import { Polish } from "@/app/ui/local";
import { CityNotices, Notice, Paused } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { withPrefix } from "@/lib/address/language";
import { buildingPath, mattersPath, offerPath } from "@/lib/address/paths";
import type { City } from "@/lib/domain/city/city";
import type { DayClosed } from "@/lib/domain/city/day-plan";
import { addDays, type CivilDate } from "@/lib/domain/time/civil-time";
import type { LocationView, Nearest } from "@/lib/pages/scan/location-view";
import type { Doors } from "@/lib/pages/scan/place-view";
import { currentPrefix } from "@/lib/server/who/request";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage, textsFor } from "@/lib/text/texts";
import type { OwnTickets as Own } from "@/lib/use-cases/visit/own-visit";
import { CheckNote } from "../reading/check-note";
import { Uncertain } from "../reading/papers";
import { SearchForm } from "../reading/search-form";
import { GroupRows } from "./next-start";
import { OwnTickets } from "./own-tickets";

/** Why a building takes nobody today, in words. */
export function closedInWords(closed: DayClosed, language: Language): string {
  return closed.because === "weekend" ? textsFor(language).location.weekend : inLanguage(closed.name, language);
}

/** When the doors open next: "w poniedziałek" is said as "jutro" where it is so. */
export function opensInWords(doors: Doors, today: CivilDate, language: Language): string | null {
  const t = textsFor(language);
  const { hour, dayOn } = formatsFor(language);
  const { opensNext } = doors;
  if (!opensNext) return null;
  if (opensNext.date === today) return t.location.opensToday(hour(opensNext.at));
  return t.location.opens(
    opensNext.date === addDays(today, 1) ? t.tomorrow : dayOn(opensNext.date),
    hour(opensNext.at),
  );
}

function DoorsNotice({ view, language }: { readonly view: LocationView; readonly language: Language }) {
  const t = textsFor(language).location;
  const { doors, today } = view;
  const opens = opensInWords(doors, today, language);
  if (doors.openNow) return null;
  if (doors.closed) {
    return (
      <Notice tone="warn" icon="door" title={t.closedToday(closedInWords(doors.closed, language))}>
        {opens}
      </Notice>
    );
  }
  return doors.opensLater ? (
    <Notice tone="info" icon="clock">
      {opens}
    </Notice>
  ) : (
    <Notice tone="warn" icon="door" title={t.overToday}>
      {opens}
    </Notice>
  );
}

/** Matters that only other buildings serve: whoever stands at the wrong door is led on. */
function Elsewhere({ view, language }: { readonly view: LocationView; readonly language: Language }) {
  if (view.elsewhere.length === 0) return null;
  return (
    <details className="mt-6">
      <summary className="link">{textsFor(language).location.elsewhere(view.elsewhere.length)}</summary>
      <ul className="rows mt-2">
        {view.elsewhere.map(({ id, name, places }) => (
          <li key={id}>
            <PageLink href={offerPath(view.place.id, id)} className="row">
              <span>{inLanguage(name, language)}</span>
              <span className="row-later" lang="pl">
                {places.map((place) => place.street).join(", ")}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface NearestHereProps {
  readonly nearest: Nearest;
  readonly locationId: string;
  readonly language: Language;
}

/** The nearest hour of the building, and of which matter it is where the rows below do not say so. */
function NearestHere({ nearest: { at, of }, locationId, language }: NearestHereProps) {
  const t = textsFor(language).location;
  const { hour } = formatsFor(language);
  const [first, ...others] = of;
  return (
    <>
      <p className="mt-3 flex items-baseline gap-2">
        <span className="font-semibold">{t.nearest}</span>
        <span className="hour text-city text-2xl">{hour(at)}</span>
      </p>
      {first && (
        <p className="small" data-nearest>
          <PageLink href={offerPath(locationId, first.id)} className="link">
            {inLanguage(first.name, language)}
          </PageLink>
          {others.length > 0 && ` ${t.nearestAlso}`}
        </p>
      )}
    </>
  );
}

/** More than these are looked for rather than read through. */
const MATTERS_AT_A_GLANCE = 10;

const mattersIn = ({ departments }: LocationView): number => departments.flatMap(({ rows }) => rows).length;

interface LocationPageProps {
  readonly view: LocationView;
  readonly own: Own;
  readonly city: City;
  readonly language: Language;
}

/** The scan page of a building: its name, the nearest hour, what is taken most often, then every matter. */
export function LocationPage({ view, own, city, language }: LocationPageProps) {
  const t = textsFor(language).location;
  const { hour, dateFrom } = formatsFor(language);
  const rows = { locationId: view.place.id, today: view.today, language };
  return (
    <>
      <OwnTickets {...own} city={city} here={view.place.id} language={language} />
      <h1>
        <Polish>{view.place.street}</Polish>
      </h1>
      <p className="soft small mt-1">
        {t.office} · {t.sticker(view.place.stickerCode)}
        {view.doors.today && (
          <>
            {" · "}
            {t.hours(hour(view.doors.today.opens), hour(view.doors.today.closes))}{" "}
            {view.doors.uncertain && <Uncertain language={language} />}
          </>
        )}
      </p>
      <CityNotices notices={view.notices} language={language} />
      {view.paused && <Paused language={language} />}
      {view.nearest !== null ? (
        <NearestHere nearest={view.nearest} locationId={view.place.id} language={language} />
      ) : (
        view.doors.openNow && !view.paused && <p className="mt-3 font-semibold">{t.nearestNone}</p>
      )}
      <DoorsNotice view={view} language={language} />
      <h2 className="mt-3 mb-1.5 small soft">{t.often}</h2>
      <GroupRows rows={view.top} {...rows} />
      <h2 className="mt-7">{t.all}</h2>
      {view.saidOnce !== null && (
        <p className="soft small mt-1" data-said-once>
          {t.saidOnce(hour(view.saidOnce))}
        </p>
      )}
      {mattersIn(view) > MATTERS_AT_A_GLANCE && (
        <SearchForm action={withPrefix(currentPrefix(), mattersPath)} language={language} />
      )}
      <div className="columns">
        {view.departments.map((department) => (
          <section key={department.id} aria-labelledby={department.id} className="pt-4">
            <h3 id={department.id} className="font-bold small soft mb-1.5">
              {inLanguage(department.name, language)}
            </h3>
            {department.firstDay && (
              <Notice
                tone="warn"
                icon="clock"
                title={t.firstDay(inLanguage(department.name, language), dateFrom(department.firstDay))}
              />
            )}
            <GroupRows rows={department.rows} said={view.saidOnce} {...rows} />
          </section>
        ))}
      </div>
      <Elsewhere view={view} language={language} />
      {(view.doors.uncertain || view.departments.some(({ rows: own }) => own.some((row) => row.placeUncertain))) && (
        <CheckNote language={language} />
      )}
      <p className="mt-4">
        <PageLink href={buildingPath(view.place.id)} className="link">
          {readingTextsFor(language).places.more}
        </PageLink>
      </p>
      {!view.paused && (
        <p>
          <PageLink href={bookingPath({ at: "departments" })} className="link">
            {textsFor(language).home.book}
          </PageLink>
        </p>
      )}
    </>
  );
}
