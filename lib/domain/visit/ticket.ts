/** The alphabet of codes: no I, L, O, U, so that a code survives being read aloud or written down. */
export const CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CODE_LENGTH = 6;

/** Ticket number as shown: the letter of hall and case group, a running number of the day in two digits or more. */
export const ticketNumber = (letter: string, running: number): string => `${letter}${String(running).padStart(2, "0")}`;

/** A code in groups, as people read it: `AB1 2CD`. */
export const codeInGroups = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** Reads a typed code leniently, whatever its case, spaces, dashes and look-alikes; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0").replace(/U/g, "V");
  if (code.length !== CODE_LENGTH) return null;
  return [...code].every((letter) => CODE_ALPHABET.includes(letter)) ? code : null;
}
