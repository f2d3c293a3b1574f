import { AskAgain } from "@/app/(resident)/ui/frame/ask-again";
import { Polish } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import { buildingPath, matterPath, mattersPath, withoutVisitPath } from "@/lib/address/paths";
import type { OfflineView } from "@/lib/pages/reading/offline-view";
import { currentHotline } from "@/lib/server/render/page-facts";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage } from "@/lib/text/texts";
import { BuildingLinks } from "../scan/building-links";
import { TicketSlip } from "../ticket/ticket-slip";
import { WayList } from "./way-list";

interface OfflinePageProps {
  readonly view: OfflineView;
  /** A form could not be sent. */
  readonly afterForm: boolean;
  readonly language: Language;
}

/** What of all this was asked for, and what of it the device keeps, the document's script finds out (lib/browser/offline-page.ts). */
function Asked({ view, language }: Omit<OfflinePageProps, "afterForm">) {
  const { offline } = readingTextsFor(language);
  return (
    <>
      <section aria-labelledby="asked-matter" className="mt-4" hidden>
        <h2 id="asked-matter" className="mb-2">
          {offline.askedMatter}
        </h2>
        <ul className="grid gap-2">
          {view.matters.map(({ slug, caseGroupId, title }) => (
            <li key={slug} data-group={caseGroupId} data-slug={slug} hidden>
              <PageLink href={matterPath(slug)} className="way">
                <b>{inLanguage(title, language)}</b>
              </PageLink>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="scanned" className="mt-4" hidden>
        <h2 id="scanned" className="mb-2">
          {offline.scanned}
        </h2>
        <ul>
          {view.buildings.map(({ id, street }) => (
            <li key={id} data-place={id} hidden>
              <PageLink href={buildingPath(id)} className="way">
                <b>
                  <Polish>{street}</Polish>
                </b>
              </PageLink>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** Stands for every page that a device does not keep: what it does keep, the own ticket first. */
export function OfflinePage({ view, afterForm, language }: OfflinePageProps) {
  const { offline, list } = readingTextsFor(language);
  const hotline = currentHotline();
  const others = [
    { href: mattersPath, name: list.all },
    { href: withoutVisitPath, name: list.withoutVisit },
  ];
  return (
    <>
      <h1>{offline.title}</h1>
      <section aria-labelledby="own" className="mt-4" hidden>
        <h2 id="own" className="mb-2">
          {offline.keptTickets}
        </h2>
        <ul className="grid gap-2" data-tickets>
          <template>
            <li>
              <a href="/" className="slip">
                <TicketSlip face="" name="">
                  <span className="block soft small" />
                </TicketSlip>
              </a>
            </li>
          </template>
        </ul>
      </section>
      <p className="mt-2">{offline.text}</p>
      {afterForm && <p className="mt-2">{offline.sent}</p>}
      <div className="mt-3">
        <AskAgain className="accept">{offline.again}</AskAgain>
      </div>
      <Asked view={view} language={language} />
      <p className="mt-4">
        {offline.call}:{" "}
        <a href={`tel:${hotline.phoneE164}`} className="link font-bold whitespace-nowrap">
          {hotline.phone}
        </a>
      </p>
      <section className="mt-5">
        <h2 className="mb-2">{offline.ways}</h2>
        <WayList ways={others} />
      </section>
      <section className="mt-5">
        <h2 className="mb-2">{offline.buildings}</h2>
        <BuildingLinks buildings={view.buildings} pathOf={buildingPath} />
      </section>
      <p className="mt-3 soft" data-unkept hidden>
        {offline.unkept}
      </p>
    </>
  );
}
