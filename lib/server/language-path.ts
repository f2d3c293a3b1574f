import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";

/** The address inside the application: its first part is always a language. */
export function languageOfPath(pathname: string): string {
  const [, first = ""] = pathname.split("/");
  return readLanguage(first) ? pathname : `/${DEFAULT_LANGUAGE}${pathname === "/" ? "" : pathname}`;
}
