import { Section } from "@/app/(resident)/ui/reading/facts";
import { Local } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import { buildingPath, matterPath } from "@/lib/address/paths";
import type { RemoteMatter, WithoutVisitView } from "@/lib/pages/reading/without-visit-view";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { BuildingLinks } from "../scan/building-links";
import { Uncertain } from "./papers";

function Rows({ matters, language }: { readonly matters: readonly RemoteMatter[]; readonly language: Language }) {
  return (
    <ul className="rows">
      {matters.map(({ slug, title, note, uncertain }) => (
        <li key={slug}>
          <PageLink href={matterPath(slug)} className="row">
            <span>
              <Local text={title} language={language} />
              <span className="block soft small font-normal">
                <Local text={note} language={language} />
              </span>
              {uncertain && <Uncertain language={language} />}
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

interface WithoutVisitProps {
  readonly view: WithoutVisitView;
  readonly language: Language;
}

/** Each procedure by whether one has to come. */
export function WithoutVisitPage({ view, language }: WithoutVisitProps) {
  const t = readingTextsFor(language).remote;
  return (
    <article>
      <h1>{t.title}</h1>
      <p className="mt-2 soft">{t.lead}</p>
      {(["no", "partly", "yes"] as const).map((needed) => (
        <Section key={needed} title={t[needed](view.matters[needed].length)}>
          <Rows matters={view.matters[needed]} language={language} />
        </Section>
      ))}
      <Section title={t.dropBoxes}>
        <p className="soft small">{t.dropBoxesHint}</p>
        <div className="mt-2">
          <BuildingLinks buildings={view.dropBoxes} pathOf={buildingPath} />
        </div>
      </Section>
    </article>
  );
}
