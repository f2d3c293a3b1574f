import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { AllMatters, MatterRows } from "@/app/(resident)/ui/reading/matter-list";
import { MatterSearch } from "@/app/(resident)/ui/reading/matter-search";
import { NotHere } from "@/app/(resident)/ui/reading/not-here";
import { PageLink } from "@/app/ui/page-link";
import { searchFilePath } from "@/lib/address/files";
import { withPrefix } from "@/lib/address/language";
import { mattersPath, withoutVisitPath } from "@/lib/address/paths";
import { mattersQuery } from "@/lib/forms/pages";
import { loadProcedureList } from "@/lib/pages/reading/procedure-list";
import { findMatters } from "@/lib/pages/reading/search-page";
import { application } from "@/lib/server/compose";
import { currentPrefix } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, type Language, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";

/** Stands for whatever will be typed. */
const PLACE = "\u0001";

interface MattersPageProps {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: MattersPageProps): Promise<Metadata> {
  return { title: readingTextsFor(readLanguage((await params).lang) ?? DEFAULT_LANGUAGE).list.title };
}

/** What the server has found, in words that a screen reader hears as well. */
async function Found({ query, language }: { readonly query: string; readonly language: Language }) {
  const t = readingTextsFor(language).list;
  const { matters, elsewhere, sure } = await findMatters(application(), query);
  if (matters.length > 0)
    return (
      <>
        <p className="soft small">{sure ? t.found(matters.length) : t.unsure(query)}</p>
        <MatterRows matters={matters} language={language} />
      </>
    );
  return <NotHere query={query} elsewhere={elsewhere} language={language} />;
}

export default async function MattersPage({ params, searchParams }: MattersPageProps) {
  const language = readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;
  const { q } = mattersQuery.parse(await searchParams);
  const t = readingTextsFor(language).list;
  const departments = await loadProcedureList(application());
  const matters = departments.flatMap(({ groups }) => groups.flatMap((group) => group.matters));
  const base = withPrefix(currentPrefix(), mattersPath);
  return (
    <Frame language={language}>
      <h1>{t.title}</h1>
      <p className="mt-2 soft">
        {t.lead} <span className="needs-scripts">{t.later}</span>
      </p>
      <MatterSearch
        action={base}
        base={base}
        file={searchFilePath(language)}
        asked={q}
        texts={{
          label: t.label,
          hint: t.hint,
          submit: t.submit,
          undescribed: t.undescribed,
          found: Array.from({ length: matters.length + 1 }, (_, count) => t.found(count)),
          nothing: t.nothing(PLACE).split(PLACE),
          unsure: t.unsure(PLACE).split(PLACE),
          nothingHint: t.nothingHint,
          elsewhere: t.elsewhere(PLACE).split(PLACE),
          elsewhereMore: t.elsewhereMore,
        }}
      >
        {q && <Found query={q} language={language} />}
      </MatterSearch>
      <h2 className="mt-6 mb-1">{t.all}</h2>
      <AllMatters departments={departments} language={language} />
      <p className="mt-4">
        <PageLink href={withoutVisitPath} className="link">
          {t.withoutVisit}
        </PageLink>
      </p>
    </Frame>
  );
}
