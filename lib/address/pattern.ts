/** What a part of an address in braces may be; a name that is not here may be any one part. */
const PARTS: Readonly<Record<string, string>> = {
  location: "[a-z0-9-]{1,40}",
  caseGroup: "[a-z0-9-]{1,40}",
  slug: "[a-z0-9-]{1,60}",
  department: "[A-Za-z]{1,20}",
  date: "\\d{4}-\\d\\d-\\d\\d",
  language: "(?:pl|en|uk)",
  file: "[\\w.-]+",
  rest: ".*",
};

/** What stood in an address where its pattern has names. */
export type Parts = Readonly<Record<string, string>>;

/** Reads an address by a pattern: its parts, or null where it is another. */
export type Reading = (path: string) => Parts | null;

const plain = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The expression of a pattern such as `/q/{location}`, whole, without a group. */
export const sourceOf = (pattern: string): string =>
  pattern
    .split(/(\{\w+\})/)
    .map((part) => (/^\{\w+\}$/.test(part) ? `(${PARTS[part.slice(1, -1)] ?? "[^/]+"})` : plain(part)))
    .join("");

/** Compiles a pattern. The parts are as they stand in the address: nothing is decoded. */
export function compilePattern(pattern: string): Reading {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const expression = new RegExp(`^${sourceOf(pattern)}$`);
  return (path) => {
    const found = expression.exec(path);
    return found && Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
  };
}

/** Every address of a pattern whose one named part takes each of the values that are known for it. */
export function fillPattern(pattern: string, known: Readonly<Record<string, readonly string[]>>): string[] {
  const [named, name = ""] = /\{(\w+)\}/.exec(pattern) ?? [];
  return named === undefined
    ? [pattern]
    : (known[name] ?? []).map((value) => pattern.replace(named, encodeURIComponent(value)));
}
