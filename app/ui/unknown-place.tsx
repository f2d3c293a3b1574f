import { locationPath } from "@/lib/address/paths";
import { application } from "@/lib/server/compose";
import { answerWith } from "@/lib/server/render/answer";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { BuildingLinks } from "./building-links";
import { Frame } from "./frame";
import { PageLink } from "./page-link";

interface UnknownPlaceProps {
  readonly what: "sticker" | "matter" | "ticket" | "page";
  /** The building that was named, if it is one: its matters come first. */
  readonly here?: string;
  readonly language: Language;
}

/** The page, with status 404, of an address that leads nowhere, with the four buildings as ways on. */
export async function UnknownPlace({ what, here, language }: UnknownPlaceProps) {
  answerWith(404);
  const t = textsFor(language).notFound;
  const { city } = await application().plan.book();
  const locations = city.locations.toSorted((a, b) => Number(b.id === here) - Number(a.id === here));
  return (
    <Frame language={language}>
      <h1>{t[what].title}</h1>
      <p className="mt-2">{t[what].text}</p>
      <div className="mt-4">
        <BuildingLinks buildings={locations} pathOf={locationPath} />
      </div>
      <p className="mt-3">
        <PageLink href="/" className="link">
          {t.home}
        </PageLink>
      </p>
    </Frame>
  );
}
