/** The alphabet of codes: no I, L, O, U, so that a code survives being read aloud or written down. */
export const CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CODE_LENGTH = 6;

/** Ticket number as shown: the letter of hall and case group, a running number of the day in two digits or more. */
export const ticketNumber = (letter: string, running: number): string => `${letter}${String(running).padStart(2, "0")}`;

/** A code in groups, as people read it: `AB1 2CD`. */
export const codeInGroups = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** Letters of a code, and what is taken for them: by the eye, and by a keyboard that is set to Cyrillic letters. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...{ I: "1", L: "1", O: "0", U: "V" },
  ...{ А: "A", В: "B", Е: "E", З: "3", І: "1", Ј: "J", К: "K", М: "M", Н: "H" },
  ...{ О: "0", Р: "P", С: "C", Ѕ: "S", Т: "T", У: "Y", Х: "X", Ӏ: "1" },
};
/** What may stand between the letters: spaces, dashes, full stops, brackets, marks that nobody sees. */
const BETWEEN = /[\s\p{P}\p{Default_Ignorable_Code_Point}]/gu;

/** Reads a typed code leniently, whatever its case, width, spaces, signs and look-alikes; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const letters = [...typed.normalize("NFKC").replace(BETWEEN, "").toUpperCase()];
  const code = letters.map((letter) => LOOK_ALIKES[letter] ?? letter).join("");
  if (code.length !== CODE_LENGTH) return null;
  return [...code].every((letter) => CODE_ALPHABET.includes(letter)) ? code : null;
}
