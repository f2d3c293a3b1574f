import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { BuildingPage } from "@/app/(resident)/ui/reading/building-page";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { loadBuilding } from "@/lib/pages/reading/building-view";
import { application } from "@/lib/server/compose";
import { currentIsCopy } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

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
  if (!view) return unknownPlace("page", language);
  return (
    <Frame language={language} exampleData={view.exampleData}>
      <BuildingPage view={view} isCopy={currentIsCopy()} language={language} />
    </Frame>
  );
}
