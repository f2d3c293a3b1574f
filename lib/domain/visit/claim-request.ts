import type { Instant, Tick } from "../time/tick";
import type { BodyHash, ClaimantHash, KeyHash, NetworkHash, Nonce, TokenHash } from "../who/ids";
import type { NetworkKind } from "../who/network";
import type { HoldFor } from "./hold";
import type { WantedStart } from "./matter";
import type { Channel } from "./visit";

/** Who a claim counts against: a device, or a network prefix where there is no cookie; a keyed hash, never the value. */
export interface Claimant {
  readonly hash: ClaimantHash;
  /** Most live same-day visits of this claimant; null = no limit. */
  readonly limit: number | null;
}

/** Where a claim comes from: one network's people share what it may have. */
export interface ClaimNetwork {
  /** Keyed hash of an IPv4 address or of the /48 of an IPv6 one; kept for a day. */
  readonly hash: NetworkHash;
  /** Which share it has; null where none holds: without limits, or while a proxy hides who asks. */
  readonly share: NetworkKind | null;
}

/** How a claim is told from its repetition (design §4, "Who claims what"). */
export type ClaimNonce =
  | { readonly kind: "ordinals"; readonly base: number; readonly nonceOf: (start: Tick, ordinal: number) => Nonce }
  | { readonly kind: "single"; readonly nonce: Nonce };

/** Who a visit is for, by name and one contact: an e-mail address in small letters, or a telephone number in E.164. */
export interface Person {
  readonly name: string;
  readonly contact: string;
  /** Language of what the person is sent. */
  readonly language: string;
}

/** What somebody asks to have, and all that is known of who asks. */
export interface ClaimRequest extends WantedStart {
  readonly now: Instant;
  readonly channel: Channel;
  readonly nonce: ClaimNonce;
  /** Hash of the ticket's token, derived from the nonce; the token itself is never stored. */
  readonly tokenHashOf: (nonce: Nonce) => TokenHash;
  /** A fresh random code; asked again until it is unique among live visits. */
  readonly newCode: () => string;
  readonly claimant: Claimant | null;
  /** Null where the staff's channels book for somebody. */
  readonly network: ClaimNetwork | null;
  readonly sameDayOnly: boolean;
  /** Whether the start becomes a visit, or is only held while a form is filled in. */
  readonly intent: "book" | "hold";
  /** What holds for how long: a page after a lost race, or the calendar's form. */
  readonly holdFor: HoldFor;
  readonly holdIfLost: boolean;
  readonly person: Person | null;
  /** Whether the person's contact may have only so many live visits; false only in a demo or load test. */
  readonly limitContact: boolean;
  /** The visit called off that is taken back: its person comes again, and what rests of its time is no obstacle. */
  readonly returns?: TokenHash;
  readonly key: { readonly hash: KeyHash; readonly bodyHash: BodyHash } | null;
}
