import type { LocationId } from "@/lib/domain/city/city";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import type { CancelOutcome } from "@/lib/domain/visit/cancel";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { ClaimNetwork, ClaimRequest } from "@/lib/domain/visit/claim-request";
import type { MoveOutcome, MoveRequest } from "@/lib/domain/visit/move-course";
import type { Occupancy, Visit } from "@/lib/domain/visit/visit";
import type { Actor } from "@/lib/domain/who/actor";
import type { BodyHash, ClaimantHash, DeviceHash, KeyHash, Nonce, TokenHash } from "@/lib/domain/who/ids";

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
  /**
   * `chance`, drawn from [0, 1), is for how long an hour of a later day rests; null where the office calls off. `network`
   * is that of the resident who does, where it is known.
   */
  cancel(
    tokenHash: TokenHash,
    now: Instant,
    actor: Actor,
    chance?: number | null,
    network?: ClaimNetwork | null,
  ): Promise<CancelOutcome>;
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
