import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import "../../globals.css";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Okienko", template: "%s – Okienko" },
  description: "Następny wolny termin w urzędzie miasta: zeskanuj, przyjmij, trzymaj bilet.",
  icons: { icon: "/icon.svg" },
  robots: { index: true },
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f3ec" },
    { media: "(prefers-color-scheme: dark)", color: "#0a1424" },
  ],
};

interface LayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ readonly lang: string }>;
}

export default async function ResidentLayout({ children, params }: LayoutProps) {
  const language = readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;
  return (
    <html lang={language}>
      <head>
        <link rel="preload" href="/fonts/source-sans-3.woff2" as="font" type="font/woff2" crossOrigin="anonymous" />
      </head>
      <body>{children}</body>
    </html>
  );
}
