/** Marks that nobody sees: of width nought, of the direction of writing, of a letter's style; and soft hyphens. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/** Signs as wide as a Chinese one; each stands beside its usual self. */
const WIDE = /[\uff01-\uff5e]/g;
const WIDE_AFTER = 0xff01 - 0x21;
/** Hyphens that are set, not typed. */
const HYPHENS = /[\u2010\u2011]/g;

/**
 * What people typed, as they see it: address books, spreadsheets and chats put marks around a text that nobody sees,
 * tabs and spaces of many widths into it.
 */
export const asSeen = (typed: string): string =>
  typed
    .replace(UNSEEN, "")
    .replace(/\s+/g, " ")
    .replace(WIDE, (sign) => String.fromCodePoint(sign.charCodeAt(0) - WIDE_AFTER))
    .replace(HYPHENS, "-")
    .trim();
