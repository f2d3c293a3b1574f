/** A database file that this process must not or cannot work on; the message says why and what to do, in a sentence. */
export class UnfitFileError extends Error {}
