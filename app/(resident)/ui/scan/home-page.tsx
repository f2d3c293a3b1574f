import { Problem } from "@/app/(resident)/ui/frame/problem";
import { Polish } from "@/app/ui/local";
import { Paused } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { withPrefix } from "@/lib/address/language";
import { locationPath, mattersPath, withoutVisitPath } from "@/lib/address/paths";
import type { City } from "@/lib/domain/city/city";
import type { HomeQueryFields } from "@/lib/forms/pages";
import type { HomeView } from "@/lib/pages/scan/home-view";
import { currentPrefix } from "@/lib/server/who/request";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";
import type { OwnTickets as Own } from "@/lib/use-cases/visit/own-visit";
import { SearchForm } from "../reading/search-form";
import { OwnTickets } from "./own-tickets";

interface HomePageProps {
  readonly view: HomeView;
  readonly query: HomeQueryFields;
  readonly own: Own;
  readonly city: City;
  readonly language: Language;
}

/** The start: the buildings with their next free time, and what else there is. */
export function HomePage({ view, query, own, city, language }: HomePageProps) {
  const t = textsFor(language);
  const { list } = readingTextsFor(language);
  const { hour, dayOn } = formatsFor(language);
  const { buildings, paused } = view;
  return (
    <>
      <Problem notice={query.notice} wait={null} language={language} />
      <OwnTickets {...own} city={city} language={language} />
      <h1>{t.home.title}</h1>
      {paused && <Paused language={language} />}
      <SearchForm action={withPrefix(currentPrefix(), mattersPath)} hinted={false} language={language} />
      <h2 className="mt-4 mb-1.5">{t.home.buildings}</h2>
      <ul className="rows">
        {buildings.map(({ place, nearest, opensNext }) => (
          <li key={place.id}>
            <PageLink href={locationPath(place.id)} className="row row-low">
              <span>
                <Polish>{place.street}</Polish>
              </span>
              {nearest !== null ? (
                <span className="row-hour hour">{hour(nearest)}</span>
              ) : (
                <span className="row-later">
                  {opensNext
                    ? t.home.opens(dayOn(opensNext.date), hour(opensNext.at))
                    : paused
                      ? t.location.paused
                      : t.home.noneToday}
                </span>
              )}
            </PageLink>
          </li>
        ))}
      </ul>
      {!paused && (
        <p className="mt-3">
          <PageLink href={bookingPath({ at: "departments" })} className="second">
            {t.home.book}
          </PageLink>
        </p>
      )}
      <p className="mt-4 soft">{t.home.lead}</p>
      <h2 className="mt-6 mb-2">{list.title}</h2>
      <ul className="grid gap-2">
        <li>
          <PageLink href={mattersPath} className="way">
            <span>
              <b>{list.all}</b>
              <span className="soft small">
                {list.lead} <span className="needs-scripts">{list.later}</span>
              </span>
            </span>
          </PageLink>
        </li>
        <li>
          <PageLink href={withoutVisitPath} className="way">
            <b>{list.withoutVisit}</b>
          </PageLink>
        </li>
      </ul>
      <h2 className="mt-6">{t.home.how}</h2>
      <ol className="mt-2 grid gap-2 list-decimal pl-5">
        {t.home.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}
