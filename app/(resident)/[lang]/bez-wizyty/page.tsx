import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { WithoutVisitPage } from "@/app/(resident)/ui/reading/without-visit-page";
import { loadWithoutVisit } from "@/lib/pages/reading/without-visit-view";
import { application } from "@/lib/server/compose";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";

interface WithoutVisitProps {
  readonly params: Promise<{ readonly lang: string }>;
}

export async function generateMetadata({ params }: WithoutVisitProps): Promise<Metadata> {
  return { title: readingTextsFor(readLanguage((await params).lang) ?? DEFAULT_LANGUAGE).remote.title };
}

export default async function WithoutVisit({ params }: WithoutVisitProps) {
  const language = readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;
  return (
    <Frame language={language}>
      <WithoutVisitPage view={await loadWithoutVisit(application())} language={language} />
    </Frame>
  );
}
