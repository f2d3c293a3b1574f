import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { BAR_COLOURS, FIRST_FONT } from "@/app/(resident)/ui/document/document";
import { appManifestPath, ICON_PATH, ICONS } from "@/lib/address/files";
import { DEFAULT_LANGUAGE, type Language, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import "../../globals.css";

export const dynamic = "force-dynamic";

interface LayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ readonly lang: string }>;
}

const languageOf = async (params: LayoutProps["params"]): Promise<Language> =>
  readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;

export async function generateMetadata({ params }: Pick<LayoutProps, "params">): Promise<Metadata> {
  const language = await languageOf(params);
  const { product, description } = textsFor(language);
  return {
    title: { default: product, template: `%s – ${product}` },
    description,
    icons: { icon: ICON_PATH, apple: `${ICONS}apple-180.png` },
    manifest: appManifestPath(language),
    appleWebApp: { title: product, statusBarStyle: "default" },
    robots: { index: true },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: BAR_COLOURS,
};

export default async function ResidentLayout({ children, params }: LayoutProps) {
  return (
    <html lang={await languageOf(params)}>
      <head>
        <link rel="preload" href={FIRST_FONT} as="font" type="font/woff2" crossOrigin="anonymous" />
      </head>
      <body>{children}</body>
    </html>
  );
}
