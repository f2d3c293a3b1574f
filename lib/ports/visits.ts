import type { Actor } from "@/lib/domain/actor";
import type { CaseGroupId, LocationId } from "@/lib/domain/city";
import type { CivilDate } from "@/lib/domain/civil-time";
import type { ContactLimit } from "@/lib/domain/claim";
import type { ShareLimit } from "@/lib/domain/fair-share";
import type { FreeStart } from "@/lib/domain/free-starts";
import type { HoldFor } from "@/lib/domain/hold";
import type { BodyHash, ClaimantHash, DeviceHash, KeyHash, NetworkHash, Nonce, TokenHash } from "@/lib/domain/ids";
import type { NetworkKind } from "@/lib/domain/network";
import type { Refusal } from "@/lib/domain/refusal";
import type { Instant, Tick } from "@/lib/domain/tick";
import type { Channel, Occupancy, Visit } from "@/lib/domain/visit";

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

export interface ClaimRequest {
  readonly locationId: LocationId;
  readonly caseGroupId: CaseGroupId;
  readonly cases: number;
  readonly start: Tick;
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
  readonly key: { readonly hash: KeyHash; readonly bodyHash: BodyHash } | null;
}

/** What a claim came to. `again` marks the answer to a repeated post. */
export type ClaimOutcome =
  | { readonly kind: "booked"; readonly visit: Visit; readonly nonce: Nonce; readonly again: boolean }
  /** `lost` is the start that somebody else has won meanwhile; null when the very start that was asked for is held. */
  | { readonly kind: "held"; readonly visit: Visit; readonly lost: Tick | null }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "limit"; readonly max: number }
  /** The contact has as many live visits as it may have: for this case group, or for all together. */
  | ContactLimit
  /** The network has as much as one may have. */
  | ShareLimit
  | { readonly kind: "key-reused" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export type CancelOutcome =
  | { readonly kind: "cancelled"; readonly visit: Visit; readonly again: boolean }
  | { readonly kind: "unknown" }
  /** The visit is being served or over: it can no longer be called off. */
  | { readonly kind: "too-late"; readonly visit: Visit };

/** What is known of a resident who moves a visit. */
export interface MovingResident {
  readonly network: ClaimNetwork;
  /** Whether the visit's device may have only so many tickets of today; false only in a demo or load test. */
  readonly limits: boolean;
  /** Drawn from [0, 1): for how long an hour of a later day rests that the visit leaves. */
  readonly chance: number;
}

export interface MoveRequest {
  readonly tokenHash: TokenHash;
  readonly start: Tick;
  readonly now: Instant;
  readonly actor: Actor;
  /** Null where the office moves it: then nothing is limited and nothing rests. */
  readonly resident: MovingResident | null;
}

/** What moving a visit came to; the old start stands unless it is `moved`. */
export type MoveOutcome =
  | { readonly kind: "moved"; readonly visit: Visit; readonly again: boolean }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "unknown" }
  /** As many hours rest as one visit may leave; it can be moved again from then on. */
  | { readonly kind: "too-often"; readonly until: Instant }
  /** The device, or the network, has as many tickets of today as it may have. */
  | { readonly kind: "limit"; readonly max: number }
  | ShareLimit
  /** The visit has begun, is over or was called off. */
  | { readonly kind: "too-late"; readonly visit: Visit };

/** A visit with what leads back to its ticket. */
export interface OwnVisit {
  readonly visit: Visit;
  readonly nonce: Nonce;
}

/** Visits: won, held, moved, called off, found. Each operation is one transaction, which claims may share. */
export interface Visits {
  /** All visits of one building's civil day, live or not, and the times of the day that rest. */
  ofDay(locationId: LocationId, date: CivilDate): Promise<readonly Occupancy[]>;
  claim(request: ClaimRequest): Promise<ClaimOutcome>;
  /** `chance`, drawn from [0, 1), is for how long an hour of a later day rests; null where the office calls off. */
  cancel(tokenHash: TokenHash, now: Instant, actor: Actor, chance?: number | null): Promise<CancelOutcome>;
  /** Gives a visit another start at the same building, all or nothing. */
  move(request: MoveRequest): Promise<MoveOutcome>;
  /** Lets a device's hold go; false when it held none any more. */
  releaseHold(device: DeviceHash, now: Instant): Promise<boolean>;
  /** Makes a device's hold of the calendar's form last anew; null when it holds none, or has done so long enough. */
  extendHold(device: DeviceHash, now: Instant): Promise<Visit | null>;
  /** The latest visit of a code that belongs to a contact, as it is stored. */
  byCode(code: string, contact: string): Promise<OwnVisit | null>;
  /** The answer that an Idempotency-Key has won, or that it was won with another body; null when it has not won. */
  byKey(keyHash: KeyHash, bodyHash: BodyHash): Promise<Extract<ClaimOutcome, { kind: "booked" | "key-reused" }> | null>;
  byToken(tokenHash: TokenHash): Promise<OwnVisit | null>;
  /** The live visits and holds of a claimant that end after the instant, earliest first. */
  ownedBy(claimant: ClaimantHash, now: Instant): Promise<readonly OwnVisit[]>;
}
