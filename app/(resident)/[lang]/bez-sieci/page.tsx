import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { OfflinePage } from "@/app/(resident)/ui/reading/offline-page";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { loadOffline } from "@/lib/pages/reading/offline-view";
import { application } from "@/lib/server/compose";
import { currentIsCopy } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";

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
  return (
    <Frame language={language} copyOf={null}>
      <OfflinePage view={await loadOffline(application())} afterForm={afterForm} language={language} />
    </Frame>
  );
}
