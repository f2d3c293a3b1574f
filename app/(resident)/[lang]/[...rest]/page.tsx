import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { LongPage } from "@/app/(resident)/ui/reading/long-page";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { longPagePaths } from "@/lib/address/paths";
import { loadSiteFacts } from "@/lib/pages/reading/site-facts";
import { application } from "@/lib/server/compose";
import { publicOrigin } from "@/lib/server/env";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { type LongPageName, longPage } from "@/lib/text/long/long-pages";
import { textsFor } from "@/lib/text/texts";

interface RestProps {
  readonly params: Promise<{ readonly lang: string; readonly rest: readonly string[] }>;
}

async function read({ params }: RestProps) {
  const { lang, rest } = await params;
  const names = Object.keys(longPagePaths) as LongPageName[];
  return {
    language: readLanguage(lang) ?? DEFAULT_LANGUAGE,
    name: names.find((one) => longPagePaths[one] === `/${rest.join("/")}`),
  };
}

export async function generateMetadata(props: RestProps): Promise<Metadata> {
  const { language, name } = await read(props);
  if (name) return { title: longPage(name, language).title };
  return { title: textsFor(language).notFound.page.title, robots: { index: false } };
}

/** The pages of prose about the site, and any address that leads nowhere. */
export default async function Rest(props: RestProps) {
  const { language, name } = await read(props);
  if (!name) return unknownPlace("page", language);
  const app = application();
  const facts = await loadSiteFacts(app, textsFor(language).product, publicOrigin(app.env));
  return (
    <Frame language={language}>
      <LongPage page={longPage(name, language)} facts={facts} language={language} />
    </Frame>
  );
}
