import { acceptedLanguage, DEFAULT_LANGUAGE, type Language, readLanguage } from "@/lib/text/language";

/** What an address asks for (design §7). */
export interface Addressed {
  readonly language: Language;
  /** What links on the page begin with: nothing, or the language that the reader chose or the browser asked for. */
  readonly prefix: string;
  /** The address without its language. */
  readonly path: string;
  /** The address inside the application: its first part is always a language. */
  readonly pathname: string;
  /** Whether the browser's language decided, so that no cache may give the answer to others. */
  readonly negotiated: boolean;
}

const STICKER = /^\/q(\/|$)/;

const isPlain = (language: Language): boolean => language === DEFAULT_LANGUAGE;

/** What an address in a language begins with; Polish needs nothing. */
export const prefixOf = (language: Language): string => (isPlain(language) ? "" : `/${language}`);

/** Reads an address: a prefix names its language; a sticker's follows the browser; everything else is Polish. */
export function readAddress(pathname: string, acceptLanguage: string | null): Addressed {
  const named = readLanguage((pathname.split("/")[1] ?? "").toLowerCase());
  if (named) {
    const rest = pathname.slice(named.length + 1);
    return { language: named, prefix: `/${named}`, path: rest || "/", pathname: `/${named}${rest}`, negotiated: false };
  }
  const negotiated = STICKER.test(pathname);
  const language = negotiated ? acceptedLanguage(acceptLanguage) : DEFAULT_LANGUAGE;
  const prefix = prefixOf(language);
  return { language, prefix, path: pathname, pathname: `/${language}${pathname === "/" ? "" : pathname}`, negotiated };
}

/** A part of a sticker's address as it is written, however it was typed: small letters, no Polish ones. */
export const plainAddress = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll("ł", "l")
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");

/** Building and matter of a sticker's address, as they were typed; neither where it is another's. */
export function scannedAt(pathname: string): readonly string[] {
  const [, head = "", ...parts] = readAddress(pathname, null).path.split("/");
  return STICKER.test(`/${head.toLowerCase()}`) ? parts : [];
}

/** An address of ours under a prefix. */
export const withPrefix = (prefix: string, path: string): string =>
  prefix && /^\/(\?|$)/.test(path) ? `${prefix}${path.slice(1)}` : `${prefix}${path}`;

/** Where the same page is in another language: only a sticker's address needs `/pl` to be Polish for everybody. */
export function inOtherLanguage(path: string, language: Language): string {
  return isPlain(language) && !STICKER.test(path) ? path : withPrefix(`/${language}`, path);
}
