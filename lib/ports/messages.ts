import type { MessageKind } from "@/lib/domain/message";
import type { Instant } from "@/lib/domain/tick";
import type { Visit } from "@/lib/domain/visit";
import type { Bytes } from "./store";

/** Where a browser's push service takes messages, and the keys to write them for that browser alone. */
export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  /** Language of the page on which it was asked for. */
  readonly language: string;
}

/** A message to be sent now: the visit as it stands, and who is to get it. It is written when it is sent. */
export interface DueMessage {
  readonly id: number;
  readonly kind: MessageKind;
  /** Attempts that have failed. */
  readonly attempts: number;
  readonly visit: Visit;
  readonly nonce: Bytes;
  readonly contact: string | null;
  /** Language of the visit's messages. */
  readonly language: string;
  readonly device: PushTarget | null;
}

/** Messages stand in two lines, so that a mail server that is gone keeps nobody else's waiting. */
export type Line = "email" | "others";

/** What became of a message: sent, of no use any more, or to be tried again. */
export type Settled = { readonly kind: "sent" | "dropped" } | { readonly kind: "later"; readonly nextTryAt: Instant };

/** What a visit's person is sent, as the ticket tells it. */
export interface Correspondence {
  /** An e-mail address or a telephone number in E.164. */
  readonly contact: string | null;
  readonly language: string;
  /** Whether a message that was due has not been sent yet. */
  readonly late: boolean;
  /** Whether a device is told as well. */
  readonly toDevice: boolean;
}

export type AgainOutcome =
  | { readonly kind: "again" }
  /** There is no visit of this token that lies ahead, or nobody to write to. */
  | { readonly kind: "unknown" }
  | { readonly kind: "too-soon" }
  | { readonly kind: "too-often" };

/** The outbox: rows are written in the transactions that change a visit, and settled here. */
export interface MessageStore {
  /** Messages that are due, longest due first; at most so many, of one line or of all, of some kinds or of all. */
  dueMessages(
    now: Instant,
    most: number,
    line?: Line | null,
    kinds?: readonly MessageKind[],
  ): Promise<readonly DueMessage[]>;
  /** Writes what became of an attempt. */
  settleMessage(id: number, settled: Settled): Promise<void>;
  correspondence(tokenHash: Bytes): Promise<Correspondence | null>;
  /** Puts the confirmation of a standing visit into the outbox once more; three times at most. */
  sendAgain(tokenHash: Bytes, now: Instant): Promise<AgainOutcome>;
  /** Lets a device be told of a visit, the last one that asked; null ends it. False where there is no such visit ahead. */
  tellDevice(tokenHash: Bytes, target: PushTarget | null, now: Instant): Promise<boolean>;
  /** The push service knows the visit's device no more. */
  forgetDevice(visitId: number): Promise<void>;
}
