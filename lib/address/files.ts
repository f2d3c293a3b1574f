/** Files that pages and the worker name themselves. */

/** Where browsers find the worker. */
export const WORKER_PATH = "/sw.js";
/** Everything public in one file. */
export const COPIES_PATH = "/dane/kopie.json";
/** What a device keeps before everything else. */
export const FIRST_COPIES_PATH = "/dane/pierwsze.json";
/** The page that stands for every page that is not kept; it exists as a copy only. */
export const OFFLINE_PATH = "/bez-sieci";
/** Files of the build, named by their content. */
export const BUILT_FILES = "/_next/static/";
/** The scripts of documents among them. */
export const DOCUMENT_FILES = "/_next/static/documents/";
export const FONTS = "/fonts/";
/** The face that every language is written in. */
export const FIRST_FONT = "/fonts/source-sans-3a.woff2";
export const ICONS = "/icons/";
/** The mark in the browser's tab. */
export const ICON_PATH = "/icon.svg";
/** The style of pages that the server around Next writes itself. */
export const PLAIN_STYLE = "/plain.css";
/** The public pages, for search engines. */
export const SITEMAP_PATH = "/sitemap.xml";
/** A command to the server that runs, from this machine. */
export const commandPath = (name: string): string => `/internal/commands/${name}`;
/** The clock of a demo. */
export const DEMO_CLOCK_PATH = "/demo/clock";
/** Whether the process turns. */
export const LIVE_PATH = "/livez";
/** What a browser that searches by itself reads. */
export const searchFilePath = (language: string): string => `/dane/sprawy-${language}.json`;
/** What a browser installs the product from, in one language. */
export const appManifestPath = (language: string): string => `/dane/aplikacja-${language}.webmanifest`;
/** The minute from which a matter without a calendar has times again, as an entry of a calendar. */
export const onTheDayFile = (language: string): string => `/dane/termin-${language}.ics`;
export const onTheDayPath = (of: {
  readonly language: string;
  readonly location: string;
  readonly caseGroup: string;
}): string => `${onTheDayFile(of.language)}?${new URLSearchParams({ location: of.location, caseGroup: of.caseGroup })}`;
/** Everything that programs ask. */
export const API_PATH = "/api/";
/** A visit over the API. */
export const apiVisitPath = (token: string): string => `/api/v1/visits/${token}`;
