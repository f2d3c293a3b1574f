import { PageLink } from "@/app/ui/page-link";
import { locationPath } from "@/lib/address/paths";
import type { Location } from "@/lib/domain/city/city";
import { answerWith } from "@/lib/server/render/answer";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { Frame } from "../frame/frame";
import { BuildingLinks } from "./building-links";

interface UnknownPlaceProps {
  readonly what: "sticker" | "matter" | "ticket" | "page";
  /** The ways on, in their order. */
  readonly buildings: readonly Location[];
  readonly language: Language;
}

/** The page, with status 404, of an address that leads nowhere, with the four buildings as ways on. */
export function UnknownPlace({ what, buildings, language }: UnknownPlaceProps) {
  answerWith(404);
  const t = textsFor(language).notFound;
  return (
    <Frame language={language}>
      <h1>{t[what].title}</h1>
      <p className="mt-2">{t[what].text}</p>
      <div className="mt-4">
        <BuildingLinks buildings={buildings} pathOf={locationPath} />
      </div>
      <p className="mt-3">
        <PageLink href="/" className="link">
          {t.home}
        </PageLink>
      </p>
    </Frame>
  );
}
