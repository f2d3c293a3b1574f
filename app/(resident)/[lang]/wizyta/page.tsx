import type { Metadata } from "next";
import { BuildingLinks } from "@/app/ui/building-links";
import { Frame } from "@/app/ui/frame";
import { OwnTickets } from "@/app/ui/own-tickets";
import { application } from "@/lib/server/compose";
import { currentDevice } from "@/lib/server/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { ownTickets } from "@/lib/use-cases/own-visit";
import { locationPath } from "@/lib/views/paths";

interface MineProps {
  readonly params: Promise<{ readonly lang: string }>;
}

const languageOf = async ({ params }: MineProps) => readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;

export async function generateMetadata(props: MineProps): Promise<Metadata> {
  return { title: readingTextsFor(await languageOf(props)).mine.title, robots: { index: false } };
}

/** The tickets of the device that asks: where "my visit" of the installed product leads. */
export default async function Mine(props: MineProps) {
  const language = await languageOf(props);
  const t = readingTextsFor(language).mine;
  const app = application();
  const own = await ownTickets(app)(await currentDevice());
  const isEmpty = own.tickets.length === 0 && own.past.length === 0 && own.hold === null;
  const { city } = await app.store.planBook();
  return (
    <Frame language={language}>
      <h1 className="mb-3">{t.title}</h1>
      <OwnTickets {...own} language={language} />
      {isEmpty && (
        <>
          <p className="font-semibold">{t.none}</p>
          <p className="mt-1 mb-3">{t.noneHint}</p>
          <BuildingLinks buildings={city.locations} pathOf={locationPath} />
        </>
      )}
    </Frame>
  );
}
