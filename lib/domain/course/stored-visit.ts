import type { Visit } from "../visit/visit";
import type { BodyHash, ClaimantHash, NetworkHash, Nonce } from "../who/ids";

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
  /** How often it was moved on within its day in the last quarter of an hour before its start. */
  readonly leftLate: number;
  readonly name: string | null;
  readonly contact: string | null;
  /** Language of what the person is sent. */
  readonly language: string | null;
  /** The contact as it is counted. */
  readonly mailbox: string | null;
}
