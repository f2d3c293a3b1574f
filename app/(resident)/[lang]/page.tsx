import type { Metadata } from "next";
import { Frame } from "@/app/ui/frame";
import { Polish } from "@/app/ui/local";
import { Paused } from "@/app/ui/notice";
import { OwnTickets } from "@/app/ui/own-tickets";
import { PageLink } from "@/app/ui/page-link";
import { Problem } from "@/app/ui/problem";
import { bookingPath } from "@/lib/address/booking-step";
import { locationPath, mattersPath, withoutVisitPath } from "@/lib/address/paths";
import { homeQuery } from "@/lib/forms/pages";
import { currentHoursPage } from "@/lib/server/current-hours-page";
import { formatsFor } from "@/lib/text/format";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";

interface HomeProps {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function readAsked({ params, searchParams }: HomeProps) {
  const language = readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;
  return { language, ...homeQuery.parse(await searchParams) };
}

export async function generateMetadata(props: HomeProps): Promise<Metadata> {
  const { language, notice } = await readAsked(props);
  const { problemTitle, product } = textsFor(language);
  return notice === null ? {} : { title: problemTitle(product), robots: { index: false } };
}

/** The start: the buildings with their next free time, and what else there is. */
export default async function Home(props: HomeProps) {
  const { language, notice } = await readAsked(props);
  const t = textsFor(language);
  const { list } = readingTextsFor(language);
  const { hour, dayOn } = formatsFor(language);
  const { page, own } = await currentHoursPage({ kind: "home" });
  if (page?.kind !== "home") return null;
  const { buildings, paused, exampleData } = page.view;
  return (
    <Frame language={language} exampleData={exampleData}>
      <Problem notice={notice} wait={null} language={language} />
      <OwnTickets {...own} language={language} />
      <h1>{t.home.title}</h1>
      <p className="mt-2 soft">{t.home.lead}</p>
      {paused && <Paused language={language} />}
      <h2 className="mt-5 mb-2">{t.home.buildings}</h2>
      <ul className="grid gap-2">
        {buildings.map(({ place, nearest, opensNext }) => (
          <li key={place.id}>
            <PageLink href={locationPath(place.id)} className="way">
              <span>
                <b>
                  <Polish>{place.street}</Polish>
                </b>
                <span className="soft small">
                  {nearest !== null
                    ? t.offer.label
                    : opensNext
                      ? t.home.opens(dayOn(opensNext.date), hour(opensNext.at))
                      : paused
                        ? t.location.paused
                        : t.home.noneToday}
                </span>
              </span>
              {nearest !== null && <span className="hour">{hour(nearest)}</span>}
            </PageLink>
          </li>
        ))}
      </ul>
      {!paused && (
        <>
          <h2 className="mt-6 mb-2">{t.home.book}</h2>
          <PageLink href={bookingPath({ at: "departments" })} className="way">
            <b>{t.home.bookHint}</b>
          </PageLink>
        </>
      )}
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
    </Frame>
  );
}
