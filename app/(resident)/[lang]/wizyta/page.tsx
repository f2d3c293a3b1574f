import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { Problem } from "@/app/(resident)/ui/frame/problem";
import { BuildingLinks } from "@/app/(resident)/ui/scan/building-links";
import { OwnTickets } from "@/app/(resident)/ui/scan/own-tickets";
import { FindVisit } from "@/app/(resident)/ui/ticket/find-visit";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { locationPath } from "@/lib/address/paths";
import { ownVisitsQuery } from "@/lib/forms/pages";
import { application } from "@/lib/server/compose";
import { currentDevice } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";
import { ownTickets } from "@/lib/use-cases/visit/own-visit";

interface MineProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
  readonly params: Promise<{ readonly lang: string }>;
}

const languageOf = async ({ params }: MineProps) => readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;

export async function generateMetadata(props: MineProps): Promise<Metadata> {
  const language = await languageOf(props);
  const { title } = readingTextsFor(language).mine;
  const { find, notice, wait } = ownVisitsQuery.parse(await props.searchParams);
  const isProblem = find !== null || notice !== null || wait !== null;
  return { title: isProblem ? textsFor(language).problemTitle(title) : title, robots: { index: false } };
}

/** The tickets of the device that asks: where "my visit" of the installed product leads. */
export default async function Mine(props: MineProps) {
  const language = await languageOf(props);
  const t = readingTextsFor(language).mine;
  const app = application();
  const device = currentDevice();
  const query = ownVisitsQuery.parse(await props.searchParams);
  const typed = query.find !== null && device !== null ? app.lookups.typedOn(device) : null;
  const own = await ownTickets(app)(device);
  const isEmpty = own.tickets.length === 0 && own.past.length === 0 && own.hold === null;
  const { city } = await app.plan.book();
  return (
    <Frame language={language}>
      <h1 className="mb-3">{t.title}</h1>
      <Problem notice={query.notice} wait={query.wait} language={language} />
      <OwnTickets {...own} city={city} language={language} />
      {isEmpty && <p className="font-semibold">{t.none}</p>}
      <FindVisit failed={query.find !== null} typed={typed} language={language} />
      {isEmpty && (
        <section className="mt-6">
          <h2>{t.takeNew}</h2>
          <p className="mt-1 mb-3">{t.noneHint}</p>
          <BuildingLinks buildings={city.locations} pathOf={locationPath} />
          <p className="mt-3">
            <PageLink href={bookingPath({ at: "departments" })} className="link">
              {textsFor(language).home.book}
            </PageLink>
          </p>
        </section>
      )}
    </Frame>
  );
}
