/** Bytes of a nonce, a hash or a key; compared by value. */
export type Bytes = Uint8Array;

/** Whether two are the same bytes; what is not known is the same as nothing. */
export const sameBytes = (one: Bytes | null, other: Bytes | null): boolean =>
  one !== null && other !== null && one.length === other.length && one.every((byte, index) => byte === other[index]);
