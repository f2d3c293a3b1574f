import { readAddress } from "./language";
import { ROUTES } from "./routes";

/** What mail programs and people take into an address with it: the sentence's own signs, marks that nobody sees. */
const AFTER = /[\s.,;:!?*)\]}>'"’”»…\p{Default_Ignorable_Code_Point}/]+$/u;
/** First parts of the residents' pages; some cameras read a code in capitals. */
const HEADS = new Set(
  ROUTES.filter(({ audience }) => audience === "resident").flatMap(({ pattern }) => pattern.split("/")[1] || []),
);
/** After these everything is small letters. A sticker's address is corrected by its own page, Polish letters too. */
const SMALL = new Set(["sprawy", "budynki"]);
const TICKET = "wizyta";

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A token keeps its letters; whatever follows it is ours. */
const smallPart = (head: string, part: string, index: number): string =>
  SMALL.has(head) || (head === TICKET && index > 0) ? part.toLowerCase() : part;

/** The address that was meant by one as a camera or a mail program gave it; null where it is well as it is. */
export function mendedPath(given: string): string | null {
  const { path, prefix } = readAddress(given, "pl");
  const whole = path.split("/").map(decoded).join("/");
  const [, first = "", ...rest] = whole.replace(AFTER, "").split("/");
  const head = first.toLowerCase();
  if (!HEADS.has(head)) return null;
  const parts = [head, ...rest.map((part, index) => smallPart(head, part, index))];
  // A slash alone at the end is read as it is.
  if (`/${parts.join("/")}` === whole.replace(/\/$/, "")) return null;
  return `${prefix}/${parts.map(encodeURIComponent).join("/")}`;
}
