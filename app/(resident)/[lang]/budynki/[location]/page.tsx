import type { Metadata } from "next";
import { BuildingPage } from "@/app/ui/building-page";
import { Frame } from "@/app/ui/frame";
import { UnknownPlace } from "@/app/ui/unknown-place";
import { application } from "@/lib/server/compose";
import { currentIsCopy } from "@/lib/server/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { loadBuilding } from "@/lib/views/building-view";

interface BuildingProps {
  readonly params: Promise<{ readonly lang: string; readonly location: string }>;
}

export async function generateMetadata({ params }: BuildingProps): Promise<Metadata> {
  const { lang, location } = await params;
  const view = await loadBuilding(application(), location);
  return { title: view?.place.street ?? textsFor(readLanguage(lang) ?? DEFAULT_LANGUAGE).notFound.page.title };
}

export default async function Building({ params }: BuildingProps) {
  const { lang, location } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const view = await loadBuilding(application(), location);
  if (!view) return <UnknownPlace what="page" language={language} />;
  return (
    <Frame language={language} exampleData={view.exampleData}>
      <BuildingPage view={view} isCopy={currentIsCopy()} language={language} />
    </Frame>
  );
}
