import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { UnknownPage } from "@/app/(resident)/ui/frame/unknown-page";
import { ProcedurePage, UndescribedPage } from "@/app/(resident)/ui/reading/matter-page";
import { mattersPath } from "@/lib/address/paths";
import { loadMatter } from "@/lib/pages/reading/procedure-view";
import { application } from "@/lib/server/compose";
import { currentIsCopy } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage } from "@/lib/text/texts";

interface MatterProps {
  readonly params: Promise<{ readonly lang: string; readonly slug: string }>;
}

export async function generateMetadata({ params }: MatterProps): Promise<Metadata> {
  const { lang, slug } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const view = await loadMatter(application(), slug, { withTimes: false });
  if (!view) return { title: readingTextsFor(language).matter.unknown };
  return {
    title: inLanguage(view.title, language),
    ...(view.kind === "procedure" && { description: inLanguage(view.summary, language) }),
  };
}

export default async function Matter({ params }: MatterProps) {
  const { lang, slug } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const view = await loadMatter(application(), slug, { withTimes: !currentIsCopy() });
  if (!view) {
    const { matter, list } = readingTextsFor(language);
    return (
      <UnknownPage
        language={language}
        title={matter.unknown}
        text={matter.unknownHint}
        ways={[{ href: mattersPath, name: list.all }]}
      />
    );
  }
  return (
    <Frame language={language}>
      {view.kind === "procedure" ? (
        <ProcedurePage view={view} language={language} />
      ) : (
        <UndescribedPage view={view} language={language} />
      )}
    </Frame>
  );
}
