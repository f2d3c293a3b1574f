import type { Instant } from "@/lib/domain/time/tick";
import type { WantedStart } from "@/lib/domain/visit/matter";
import type { BodyHash, DeviceHash, KeyHash, NetworkHash, Nonce, TokenHash } from "@/lib/domain/who/ids";

/** What an offer of the API promises: an hour, signed, for a few minutes. */
export interface OfferTerms extends WantedStart {
  readonly expires: Instant;
  /** The stretch of the clock in which it was given out: see `Clock`. */
  readonly stretch: string;
  readonly nonce: Nonce;
}

/** What is kept only as a keyed hash. */
export interface Hashes {
  readonly device: DeviceHash;
  readonly network: NetworkHash;
  readonly key: KeyHash;
  readonly body: BodyHash;
  /** A token under which calendars know a visit. */
  readonly calendar: Uint8Array;
}

/** Everything that follows from the server's secret, and chance. */
export interface Seal {
  /** The nonce of a page's claim: the same post from the same device is the same claim (design §4, decision 011). */
  pageNonce(device: string, claimed: WantedStart, ordinal: number): Nonce;
  /** The nonce of a claim by `start` over the API: a hash of its Idempotency-Key. */
  keyNonce(key: string): Nonce;
  /** The nonce with which a visit that was called off is taken back: once, on whatever device. */
  undoNonce(token: string): Nonce;
  randomNonce(): Nonce;
  /** The ticket's token, 128 bits, derived from the nonce and so never stored. */
  tokenOf(nonce: Nonce): string;
  hashToken(token: string): TokenHash;
  /** Keyed hash of a device cookie, a network prefix, a key, a body, or a token under which calendars know a visit. */
  hash<Kind extends keyof Hashes>(kind: Kind, value: string): Hashes[Kind];
  newCode(): string;
  /** A number from [0, 1) that nobody can foresee. */
  chance(): number;
  signOffer(terms: OfferTerms): string;
  /** The terms of an offer that this server signed, expired or not; null for anything else. */
  readOffer(offer: string): OfferTerms | null;
}
