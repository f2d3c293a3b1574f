import { DEFAULT_LANGUAGE, type Language, readLanguage } from "@/lib/text/language";

/** The language that an address is written for. */
export const languageOfPath = (pathname: string): Language =>
  readLanguage(pathname.split("/")[1] ?? "") ?? DEFAULT_LANGUAGE;

/** The address inside the application: its first part is always a language. */
export function pathInLanguage(pathname: string): string {
  const [, first = ""] = pathname.split("/");
  return readLanguage(first) ? pathname : `/${DEFAULT_LANGUAGE}${pathname === "/" ? "" : pathname}`;
}
