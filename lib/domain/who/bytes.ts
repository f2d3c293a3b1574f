/** Whether two are the same bytes; what is not known is the same as nothing. */
export const sameBytes = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one !== null && other !== null && one.length === other.length && one.every((byte, index) => byte === other[index]);
