import { ROUTES } from "@/lib/address/routes";
import { LANGUAGES } from "@/lib/text/language";
import { type SourceFile, VALUE, wordsOf } from "./source-files";

/** The first parts of our addresses, from the table; what begins with a name in braces has none. */
const HEADS = [...new Set(ROUTES.flatMap(({ pattern }) => /^\/([^/{}]+)(\/|$)/.exec(pattern)?.[1] ?? []))];

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** As it stands in a text, and in an expression, where a point has a mark before it. */
const HEAD = `(?:${HEADS.map((head) => quoted(head).replaceAll("\\.", "\\\\?\\.")).join("|")})`;
/** What ends the first part: in a text, or in an expression. */
const END = `(?![\\w-]|\\.\\w)`;
/** What stands before an address: nothing, a value, a language, a host, or what an expression has there. */
const BEFORE = `(?:^|[${VALUE}^|()\\]?*+"'\`\\s=,;>]|/(?:${LANGUAGES.join("|")})|://[^/\\s${VALUE}]+)`;
const WRITTEN = new RegExp(`${BEFORE}/${HEAD}${END}`);

/** Addresses of the table that a file writes by hand, each as its place and the text. */
export const writtenAddresses = (file: SourceFile): readonly string[] =>
  wordsOf(file)
    .filter(({ text }) => WRITTEN.test(text))
    .map(({ text, line }) => `${file.path}:${line} ${text.replaceAll(VALUE, "…")}`);
