import type { Metadata } from "next";
import { AskAgain } from "@/app/(resident)/ui/frame/ask-again";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { WayList } from "@/app/(resident)/ui/reading/way-list";
import { BuildingLinks } from "@/app/(resident)/ui/scan/building-links";
import { ScannedBuilding } from "@/app/(resident)/ui/scan/scanned-building";
import { KeptTickets } from "@/app/(resident)/ui/ticket/kept-tickets";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { withPrefix } from "@/lib/address/language";
import { buildingPath, mattersPath, withoutVisitPath } from "@/lib/address/paths";
import { application } from "@/lib/server/compose";
import { currentHotline } from "@/lib/server/render/page-facts";
import { currentIsCopy, currentPrefix } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";

interface OfflineProps {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<{ readonly po?: string | string[] }>;
}

const languageOf = async ({ params }: Pick<OfflineProps, "params">) =>
  readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;

export async function generateMetadata(props: OfflineProps): Promise<Metadata> {
  const language = await languageOf(props);
  const isCopy = currentIsCopy();
  const title = isCopy ? readingTextsFor(language).offline.title : textsFor(language).notFound.page.title;
  return { title, robots: { index: false } };
}

/** Stands for every page that a device does not keep. With a network there is no such page. */
export default async function Offline(props: OfflineProps) {
  const language = await languageOf(props);
  if (!currentIsCopy()) return unknownPlace("page", language);
  const afterForm = (await props.searchParams).po !== undefined;
  const { offline, list } = readingTextsFor(language);
  const { city } = await application().plan.book();
  const hotline = currentHotline();
  const prefix = currentPrefix();
  const buildings = city.locations.map(({ id, street }) => ({
    id,
    street,
    href: withPrefix(prefix, buildingPath(id)),
  }));
  const others = [
    { href: mattersPath, name: list.all },
    { href: withoutVisitPath, name: list.withoutVisit },
  ];
  return (
    <Frame language={language} copyOf={null}>
      <h1>{offline.title}</h1>
      <p className="mt-2">{offline.text}</p>
      {afterForm && <p className="mt-2">{offline.sent}</p>}
      <div className="mt-3">
        <AskAgain className="accept">{offline.again}</AskAgain>
      </div>
      <KeptTickets title={offline.keptTickets} />
      <ScannedBuilding title={offline.scanned} buildings={buildings} />
      <p className="mt-4">
        {offline.call}:{" "}
        <a href={`tel:${hotline.phoneE164}`} className="link font-bold whitespace-nowrap">
          {hotline.phone}
        </a>
      </p>
      <h2 className="mt-5 mb-2">{offline.ways}</h2>
      <WayList ways={others} />
      <h2 className="mt-5 mb-2">{offline.buildings}</h2>
      <BuildingLinks buildings={city.locations} pathOf={buildingPath} />
    </Frame>
  );
}
