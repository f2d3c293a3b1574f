import type { Metadata } from "next";
import { AskAgain } from "@/app/(resident)/ui/frame/ask-again";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { WayList } from "@/app/(resident)/ui/reading/way-list";
import { BuildingLinks } from "@/app/(resident)/ui/scan/building-links";
import { ScannedPlace } from "@/app/(resident)/ui/scan/scanned-place";
import { KeptTickets } from "@/app/(resident)/ui/ticket/kept-tickets";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { withPrefix } from "@/lib/address/language";
import { buildingPath, matterPath, mattersPath, withoutVisitPath } from "@/lib/address/paths";
import { loadProcedureList } from "@/lib/pages/reading/procedure-list";
import { application } from "@/lib/server/compose";
import { currentHotline } from "@/lib/server/render/page-facts";
import { currentIsCopy, currentPrefix } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage, textsFor } from "@/lib/text/texts";

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
  const app = application();
  const { city } = await app.plan.book();
  const hotline = currentHotline();
  const prefix = currentPrefix();
  const buildings = city.locations.map(({ id, street }) => ({
    id,
    street,
    href: withPrefix(prefix, buildingPath(id)),
  }));
  const matters = (await loadProcedureList(app))
    .flatMap(({ groups }) => groups)
    .flatMap(({ id, matters }) => matters.map(({ slug, title }) => ({ slug, title, caseGroupId: id })))
    .map((one) => ({
      ...one,
      title: inLanguage(one.title, language),
      href: withPrefix(prefix, matterPath(one.slug)),
    }));
  const others = [
    { href: mattersPath, name: list.all },
    { href: withoutVisitPath, name: list.withoutVisit },
  ];
  return (
    <Frame language={language} copyOf={null}>
      <h1>{offline.title}</h1>
      <KeptTickets title={offline.keptTickets} />
      <p className="mt-2">{offline.text}</p>
      {afterForm && <p className="mt-2">{offline.sent}</p>}
      <div className="mt-3">
        <AskAgain className="accept">{offline.again}</AskAgain>
      </div>
      <ScannedPlace
        buildings={buildings}
        matters={matters}
        texts={{ matter: offline.askedMatter, building: offline.scanned }}
      />
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
