import type { ReactNode } from "react";
import { appManifestPath, FONTS, ICON_PATH, ICONS } from "@/lib/address/files";
import type { DocumentParts } from "@/lib/server/render/document";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

/** The colour of the browser's own bar, as the page's paper has it by day and by night. */
export const BAR_COLOURS = [
  { media: "(prefers-color-scheme: light)", color: "#f6f3ec" },
  { media: "(prefers-color-scheme: dark)", color: "#0a1424" },
];

/** The face that the first screen is written in. */
export const FIRST_FONT = `${FONTS}source-sans-3a.woff2`;

interface DocumentProps {
  readonly language: Language;
  /** What the page is called; null = as the product. */
  readonly title: string | null;
  readonly robots: "index" | "noindex" | "noindex, nofollow";
  readonly parts: DocumentParts;
  readonly children: ReactNode;
}

/** A whole page without Next: its head says what the layout's says, its style stands in it, its script is one. */
export function Document({ language, title, robots, parts, children }: DocumentProps) {
  const { product, description } = textsFor(language);
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="preload" href={FIRST_FONT} as="font" type="font/woff2" crossOrigin="anonymous" />
        <style>{parts.style}</style>
        <script src={parts.script} defer />
        {BAR_COLOURS.map(({ media, color }) => (
          <meta key={media} name="theme-color" content={color} media={media} />
        ))}
        <title>{title === null ? product : `${title} – ${product}`}</title>
        <meta name="description" content={description} />
        <meta name="robots" content={robots} />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <meta name="mobile-web-app-capable" content="yes" />
        <meta name="apple-mobile-web-app-title" content={product} />
        <meta name="apple-mobile-web-app-status-bar-style" content="default" />
        <link rel="manifest" href={appManifestPath(language)} />
        <link rel="icon" href={ICON_PATH} />
        <link rel="apple-touch-icon" href={`${ICONS}apple-180.png`} />
      </head>
      <body>{children}</body>
    </html>
  );
}
