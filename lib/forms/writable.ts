// Control characters, broken halves of characters, line and paragraph marks, and marks that turn the writing around.
const UNWRITABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Whether a text is one line that reads as it is written. */
export const isWritable = (text: string): boolean => !UNWRITABLE.test(text);
