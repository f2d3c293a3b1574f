import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { HomePage } from "@/app/(resident)/ui/scan/home-page";
import { homeQuery } from "@/lib/forms/pages";
import { currentHoursPage } from "@/lib/server/render/current-hours-page";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

interface HomeProps {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function readAsked({ params, searchParams }: HomeProps) {
  const language = readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;
  return { language, query: homeQuery.parse(await searchParams) };
}

export async function generateMetadata(props: HomeProps): Promise<Metadata> {
  const { language, query } = await readAsked(props);
  const { problemTitle, product } = textsFor(language);
  return query.notice === null ? {} : { title: problemTitle(product), robots: { index: false } };
}

/** The start as Next renders it: under `npm run dev`; else it is a document (app/(resident)/documents.tsx). */
export default async function Home(props: HomeProps) {
  const { language, query } = await readAsked(props);
  const { page, own, city } = await currentHoursPage({ kind: "home", query });
  if (page?.kind !== "home") return null;
  return (
    <Frame language={language} exampleData={page.view.exampleData}>
      <HomePage {...page} own={own} city={city} language={language} />
    </Frame>
  );
}
