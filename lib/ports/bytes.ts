/** Bytes of a nonce, a hash or a key; compared by value. */
export type Bytes = Uint8Array;
