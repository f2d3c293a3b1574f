import type { Visit } from "../visit/visit";
import type { BodyHash, ClaimantHash, NetworkHash, Nonce } from "../who/ids";
import type { NetworkKind } from "../who/network";

/** A visit with what no page shows of it: how it was won, whose it is, from where its time was taken. */
export interface StoredVisit {
  readonly visit: Visit;
  /** Null once the visit is forgotten. */
  readonly nonce: Nonce | null;
  /** Hash of the body that was posted with an Idempotency-Key. */
  readonly bodyHash: BodyHash | null;
  /** Keyed hash of the device, or of the network that stands for it. */
  readonly device: ClaimantHash | null;
  /** Keyed hash of the network that took the time, kept for a day. */
  readonly network: NetworkHash | null;
  /** What that network had a share as; null where none held. */
  readonly networkShare: NetworkKind | null;
  /** How often a resident has moved it away from an hour of today in the last quarter of an hour before that. */
  readonly leftLate: number;
  readonly name: string | null;
  readonly contact: string | null;
  /** Language of what the person is sent. */
  readonly language: string | null;
  /** The contact as it is counted. */
  readonly mailbox: string | null;
}
