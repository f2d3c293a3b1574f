import { Problem } from "@/app/(resident)/ui/frame/problem";
import { Local, Polish, PolishName } from "@/app/ui/local";
import { Answer, CityNotices, Notice } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { locationPath, offerPath } from "@/lib/address/paths";
import type { City } from "@/lib/domain/city/city";
import { tickStart } from "@/lib/domain/time/tick";
import type { OfferQueryFields } from "@/lib/forms/pages";
import { hasUncertain } from "@/lib/pages/reading/papers-view";
import { isHere, keptOf, type OfferView } from "@/lib/pages/scan/offer-view";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import type { OwnTickets as Own } from "@/lib/use-cases/visit/own-visit";
import { CheckNote } from "../reading/check-note";
import { Papers, WithoutVisit } from "../reading/papers";
import { CertainPlaces } from "./certain-places";
import { HoursList } from "./hours-list";
import { NothingPage } from "./nothing-page";
import { OfferTicket, overlaps } from "./offer-ticket";
import { OwnTickets } from "./own-tickets";

interface OfferPageProps {
  readonly view: OfferView;
  readonly query: OfferQueryFields;
  readonly own: Own;
  readonly city: City;
  readonly language: Language;
}

type ToldProps = Omit<OfferPageProps, "city">;

/** What happened to the hour that was posted, in words. */
function LostNotice({ view, query, language }: Omit<ToldProps, "own">) {
  const t = textsFor(language).offer;
  const { hour } = formatsFor(language);
  const { offered, firstTick } = view;
  if (query.lost === null) return null;
  const hasPassed = query.lost < firstTick;
  const lost = hour(tickStart(query.lost));
  if (!offered) return <Answer of="lost" tone="warn" title={hasPassed ? t.passedAll(lost) : t.lostAll(lost)} />;
  const next = hour(offered.at);
  if (offered.held === null) return <Answer of="lost" tone="warn" title={t.lostNoHold(lost, next)} />;
  return <Answer of="lost" tone="warn" title={hasPassed ? t.passed(lost, next) : t.lost(lost, next)} />;
}

/** The chosen hour is not on offer any more: perhaps because it is the resident's own by now. */
function ChosenGone({ view, query, own, language }: ToldProps) {
  const t = textsFor(language);
  const { hour } = formatsFor(language);
  const { start } = query;
  if (!view.chosenGone || start === null) return null;
  const isOwn = own.tickets.some((one) => isHere(one.visit, view) && one.visit.start === start);
  const at = hour(tickStart(start));
  return isOwn ? (
    <Answer of="chosen" tone="ok" title={t.offer.yours(at)} />
  ) : (
    <Answer of="chosen" tone="warn" title={t.hours.gone(at)} />
  );
}

function Notices({ view, query, own, language }: ToldProps) {
  const t = textsFor(language);
  return (
    <>
      <LostNotice view={view} query={query} language={language} />
      <ChosenGone view={view} query={query} own={own} language={language} />
      {view.group.urgent && <Notice tone="info">{t.offer.urgent}</Notice>}
      {/* Where nothing is free, it stands among the ways on. */}
      {view.group.remoteFirst && view.offered && <RemoteFirst view={view} language={language} />}
    </>
  );
}

function RemoteFirst({ view, language }: { readonly view: OfferView; readonly language: Language }) {
  const [first] = view.remote;
  return (
    <Notice tone="info" title={textsFor(language).offer.remoteFirst}>
      {first && <Local text={first.note} language={language} />}
    </Notice>
  );
}

/** How many matters or persons: the visit grows, the hour is found anew. */
function HowMany({ view, language }: { readonly view: OfferView; readonly language: Language }) {
  const t = textsFor(language).offer;
  const { group, place, cases } = view;
  if (group.maxCases === 1) return null;
  const counts = Array.from({ length: group.maxCases }, (_, index) => index + 1);
  return (
    <nav aria-labelledby="how-many" className="choices mt-4">
      <span id="how-many" className="font-semibold">
        {t.howMany[group.casesAre]}
      </span>
      {counts.map((count) => (
        <PageLink
          key={count}
          href={offerPath(place.id, group.id, { ...keptOf(view), cases: count })}
          className="choice"
          aria-current={count === cases ? "true" : undefined}
          aria-label={t.howManyLink[group.casesAre](count)}
        >
          {count}
        </PageLink>
      ))}
      {group.casesAre === "persons" && <p className="soft small basis-full">{t.personsHint(group.maxCases)}</p>}
    </nav>
  );
}

/** What to do instead of taking the hour shown. */
function OtherWays({ view, language }: { readonly view: OfferView; readonly language: Language }) {
  const t = textsFor(language).offer;
  const { group, place, cases } = view;
  const of = { department: group.departmentId, caseGroup: group.id, location: place.id };
  return (
    <>
      <HowMany view={view} language={language} />
      <nav className="grid justify-items-start mt-3" aria-label={t.otherWays}>
        <PageLink href={offerPath(place.id, group.id, { ...keptOf(view), view: "hours" })} className="link">
          {t.otherHour}
        </PageLink>
        {!group.walkInOnly && (
          <PageLink href={bookingPath({ at: "days", ...of }, { cases })} className="link">
            {t.otherDay}
          </PageLink>
        )}
        <PageLink href={locationPath(place.id)} className="link">
          {t.otherMatter}
        </PageLink>
        <PageLink href={offerPath(place.id, group.id, { ...keptOf(view), view: "later" })} className="link">
          {t.noPapers}
        </PageLink>
      </nav>
    </>
  );
}

/** The page of one matter: its offer, its hours, or the ways on when there is nothing. */
export function OfferPage({ view, query, own, city, language }: OfferPageProps) {
  const t = textsFor(language).offer;
  const { group, place, offered } = view;
  if (query.view && offered) {
    return (
      <>
        <p className="soft small">{inLanguage(group.name, language)}</p>
        <HoursList view={view} mode={query.view} language={language} />
      </>
    );
  }
  return (
    <div className="split">
      <div>
        <Problem notice={query.notice} wait={query.wait} language={language} />
        <OwnTickets
          {...own}
          hold={offered?.held === null ? own.hold : null}
          city={city}
          here={place.id}
          meets={(visit) => offered !== null && overlaps(visit, offered.start, view.minutes)}
          language={language}
        />
        <h1>{inLanguage(group.name, language)}</h1>
        <PolishName text={group.name} language={language} />
        <p className="soft small mt-1">
          <Polish>{place.street}</Polish>
          {view.nothing === null && ` · ${t.lasts(view.minutes)}`}
        </p>
        <CityNotices notices={view.notices} language={language} />
        <Notices view={view} query={query} own={own} language={language} />
        {view.placeUncertain && (
          <CertainPlaces
            places={view.certain}
            today={view.today}
            pathOf={(id) => offerPath(id, group.id, keptOf(view))}
            language={language}
          />
        )}
        {offered ? (
          <OfferTicket view={view} offered={offered} query={query} own={own} language={language} />
        ) : (
          <NothingPage view={view} language={language} />
        )}
        {offered && !own.full && <OtherWays view={view} language={language} />}
      </div>
      <div className="aside">
        <h2 id="bring" className="mt-4">
          {t.bring}
        </h2>
        <div className="mt-1.5">
          <Papers procedures={view.papers} language={language} />
          {(view.placeUncertain || hasUncertain(view.papers)) && <CheckNote language={language} />}
          {offered && !group.remoteFirst && <WithoutVisit remote={view.remote} language={language} />}
        </div>
      </div>
    </div>
  );
}
