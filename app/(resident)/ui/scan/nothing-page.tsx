import { Local, Polish } from "@/app/ui/local";
import { Notice } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { PhoneWay } from "@/app/ui/phone-way";
import { bookingPath } from "@/lib/address/booking-step";
import { onTheDayPath } from "@/lib/address/files";
import { withPrefix } from "@/lib/address/language";
import { locationPath, offerPath } from "@/lib/address/paths";
import { addDays, civilDateAt } from "@/lib/domain/time/civil-time";
import type { NothingView, OfferView } from "@/lib/pages/scan/offer-view";
import { siteOrigin } from "@/lib/server/render/page-facts";
import { currentPrefix } from "@/lib/server/who/request";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { FactText } from "../reading/facts";
import { Uncertain } from "../reading/papers";
import { LaterDays } from "./later-days";
import { closedInWords, opensInWords } from "./location-page";

interface NothingProps {
  readonly view: OfferView;
  readonly nothing: NothingView;
  readonly language: Language;
}

function titleInWords({ view, nothing, language }: NothingProps): string {
  const t = textsFor(language);
  const { why } = nothing;
  if (why.reason === "closed") return t.location.closedToday(closedInWords(why.closed, language));
  if (why.reason === "too-many-cases" && view.group.casesAre === "persons") return t.nothing.tooManyPersons;
  // The doors are still open: nothing is free, but the day is not over.
  if (why.reason === "over-today" && view.doors.openNow) return t.nothing.title["sold-out"];
  return t.nothing.title[why.reason];
}

/** What stands behind "nothing today", in a sentence. */
function reasonInWords({ view, nothing, language }: NothingProps): string | null {
  const t = textsFor(language);
  const { dateFrom, hour } = formatsFor(language);
  const { why } = nothing;
  switch (why.reason) {
    case "not-open-yet":
      return t.nothing.firstDay(inLanguage(view.department.name, language), dateFrom(why.firstDay));
    case "booking-not-open":
      return t.nothing.bookingOpens(dateFrom(civilDateAt(why.opensAt)), hour(why.opensAt));
    case "paused":
      return t.nothing.pausedHint;
    case "closed":
    case "over-today":
      return opensInWords(view.doors, view.today, language);
    case "too-many-cases":
      return t.nothing.tooMany(why.max);
    default:
      return null;
  }
}

function Elsewhere({ view, nothing, language }: NothingProps) {
  const t = textsFor(language).nothing;
  const { hour } = formatsFor(language);
  return nothing.elsewhere.map(({ place, uncertain, at }) => (
    <li key={place.id}>
      <PageLink href={offerPath(place.id, view.group.id, { cases: view.cases })} className="way">
        <span>
          <b>
            {nothing.why.reason === "not-served-here" ? t.onlyThere : t.elsewhere} <Polish>{place.street}</Polish>
          </b>
          {uncertain && <Uncertain language={language} />}
          <span className="soft small">{t.elsewhereHint}</span>
        </span>
        <span className="hour">{hour(at)}</span>
      </PageLink>
    </li>
  ));
}

/** Where the matter is dealt with at all, when it is not here. */
function ServedAt({ view, nothing }: NothingProps) {
  if (nothing.why.reason !== "not-served-here") return null;
  return nothing.servedAt
    .filter((place) => !nothing.elsewhere.some((one) => one.place.id === place.id))
    .map((place) => (
      <li key={place.id}>
        <PageLink href={offerPath(place.id, view.group.id, { cases: view.cases })} className="way">
          <b>
            <Polish>{place.street}</Polish>
          </b>
        </PageLink>
      </li>
    ));
}

/** Any other day, where the matter has a calendar; in another building if need be. */
function Calendar({ view, nothing, language }: NothingProps) {
  const { group, place, cases } = view;
  const { reason } = nothing.why;
  if (group.walkInOnly || reason === "paused" || reason === "too-many-cases") return null;
  const of = { department: group.departmentId, caseGroup: group.id };
  const path =
    reason === "not-served-here"
      ? bookingPath({ at: "buildings", ...of }, { cases })
      : bookingPath({ at: "days", ...of, location: place.id }, { cases });
  return (
    <li>
      <PageLink href={path} className="way">
        <b>{textsFor(language).nothing.calendar}</b>
      </PageLink>
    </li>
  );
}

function Remote({ view, language }: { readonly view: OfferView; readonly language: Language }) {
  const t = textsFor(language).nothing;
  return view.remote.map((one) => (
    <li key={one.title.pl} className="way">
      <span>
        <b>{one.visitNeeded === "no" ? t.remoteNo : t.remotePartly}</b>
        <span className="soft small">
          <Local text={one.title} language={language} />: <Local text={one.note} language={language} />
        </span>
      </span>
    </li>
  ));
}

function DropBox({ view, language }: { readonly view: OfferView; readonly language: Language }) {
  const t = textsFor(language).nothing;
  return (
    <li className="way">
      <span>
        <b>{t.dropBox}</b>
        <span className="soft small">
          {view.dropBox ? t.dropBoxKnown : t.dropBoxUnknown} {t.post}
        </span>
      </span>
    </li>
  );
}

/** A matter without a calendar: when this page has times again, and how not to miss that. */
function GivenOnTheDay({ view, nothing, language }: NothingProps) {
  const t = textsFor(language);
  const { hour, dayOn } = formatsFor(language);
  const { onTheDay } = nothing;
  if (!onTheDay) return null;
  const { date, from, first } = onTheDay;
  const day = date === addDays(view.today, 1) ? t.tomorrow : dayOn(date);
  const address = siteOrigin() + withPrefix(currentPrefix(), offerPath(view.place.id, view.group.id));
  const subject = t.nothing.onTheDay.summary(inLanguage(view.group.name, language));
  const entry = onTheDayPath({ language, location: view.place.id, caseGroup: view.group.id });
  return (
    <section className="mt-4" data-on-the-day>
      <h2>{t.nothing.onTheDay.title}</h2>
      <p className="mt-1">{t.nothing.onTheDay.text(day, hour(from), hour(first))}</p>
      <p className="mt-3">
        {t.nothing.onTheDay.keep} <b className="break-all">{address}</b>
      </p>
      <p className="mt-2">
        <a href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(address)}`} className="link">
          {t.nothing.onTheDay.mail}
        </a>
      </p>
      <p className="mt-2">
        <a href={entry} className="link" download="termin.ics">
          {t.nothing.onTheDay.entry(hour(from))}
        </a>
      </p>
    </section>
  );
}

/** Nothing today is never a dead end: why, then the ways on that exist, in the order in which they help. */
export function NothingPage({ view, language }: { readonly view: OfferView; readonly language: Language }) {
  const t = textsFor(language).nothing;
  const { nothing, place } = view;
  if (!nothing) return null;
  const props = { view, nothing, language };
  return (
    <>
      <Notice tone="warn" icon="clock" title={titleInWords(props)}>
        {reasonInWords(props)}
      </Notice>
      {view.facts.map((fact) => (
        <p key={fact.text.pl} className="mt-3">
          <FactText fact={fact} language={language} />
        </p>
      ))}
      <GivenOnTheDay {...props} />
      <h2 className="mt-5">{t.ways}</h2>
      <ul className="mt-2 grid gap-2">
        <Elsewhere {...props} />
        <ServedAt {...props} />
        {view.cases > 1 && (
          <li>
            <PageLink href={offerPath(place.id, view.group.id)} className="way">
              <b>{t.oneCase}</b>
            </PageLink>
          </li>
        )}
      </ul>
      <LaterDays view={view} days={nothing.laterDays} title={t.hereDays} hint={t.hereDaysHint} language={language} />
      <ul className="mt-3 grid gap-2">
        <Calendar view={view} nothing={nothing} language={language} />
        <Remote view={view} language={language} />
        <PhoneWay language={language} />
        {!view.group.urgent && view.remote.length > 0 && <DropBox view={view} language={language} />}
        <li>
          <PageLink href={locationPath(place.id)} className="way">
            <b>{t.otherMatters}</b>
          </PageLink>
        </li>
      </ul>
    </>
  );
}
