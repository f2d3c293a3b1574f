import type { Metadata } from "next";
import { UnknownPlace } from "@/app/ui/unknown-place";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

interface NowhereProps {
  readonly params: Promise<{ readonly lang: string }>;
}

const languageOf = async ({ params }: NowhereProps) => readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;

export async function generateMetadata(props: NowhereProps): Promise<Metadata> {
  return { title: textsFor(await languageOf(props)).notFound.page.title, robots: { index: false } };
}

/** Any address that leads nowhere. */
export default async function Nowhere(props: NowhereProps) {
  return <UnknownPlace what="page" language={await languageOf(props)} />;
}
