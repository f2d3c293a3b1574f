declare const KIND: unique symbol;

/** Bytes that carry what they are, so that none is taken for another; compared by value. */
type Of<Kind extends string> = Uint8Array & { readonly [KIND]: Kind };

/** What a claim is known by when it is repeated; a ticket's token follows from it (design §4). */
export type Nonce = Of<"nonce">;
/** Hash of a ticket's token, which itself is never stored. */
export type TokenHash = Of<"token">;
/** Keyed hash of a device's cookie. */
export type DeviceHash = Of<"device">;
/** Keyed hash of an IPv4 address or of the /48 of an IPv6 one; kept for a day. */
export type NetworkHash = Of<"network">;
/** Keyed hash of an Idempotency-Key, and of the body that came with it. */
export type KeyHash = Of<"key">;
export type BodyHash = Of<"body">;

/** Whom a claim counts against: a device, or where there is no cookie the network. */
export type ClaimantHash = DeviceHash | NetworkHash;

type Id = Nonce | TokenHash | DeviceHash | NetworkHash | KeyHash | BodyHash;

/** Says what bytes are: where they are made, or read from where they are stored. */
export const idOf = <Kind extends Id>(bytes: Uint8Array): Kind => bytes as Kind;
