import type { PushTarget } from "@/lib/domain/course/change";
import type { AgainOutcome, Correspondence } from "@/lib/domain/messages/correspondence";
import type { Line, Rank } from "@/lib/domain/messages/delivery";
import type { MessageKind } from "@/lib/domain/messages/message";
import type { Settled } from "@/lib/domain/messages/settling";
import type { SmsDay, SmsShare } from "@/lib/domain/messages/sms";
import type { SmsSpending } from "@/lib/domain/messages/sms-spending";
import type { Instant } from "@/lib/domain/time/tick";
import type { ClaimNetwork } from "@/lib/domain/visit/claim-request";
import type { Visit } from "@/lib/domain/visit/visit";
import type { Nonce, TokenHash } from "@/lib/domain/who/ids";

/** A message to be sent now: the visit as it stands, and who is to get it. It is written when it is sent. */
export interface DueMessage {
  readonly id: number;
  readonly kind: MessageKind;
  /** Attempts that have not succeeded. */
  readonly attempts: number;
  /** Those of them after which it may have arrived all the same. */
  readonly unclear: number;
  readonly visit: Visit;
  readonly nonce: Nonce;
  readonly contact: string | null;
  /** Language of the visit's messages. */
  readonly language: string;
  readonly device: PushTarget | null;
}

/** A part of what is due: of one line and rank, without some. */
export interface DueOf {
  readonly line: Line;
  readonly rank: Rank;
  /** Ids of messages that the asker is sending already. */
  readonly except: ReadonlySet<number>;
  /** Whether reminders are among them; not while the clock is doubted. */
  readonly reminders: boolean;
}

/** The outbox: rows are written in the transactions that change a visit, and settled here. */
export interface Messages {
  /** Messages that are due and that nobody has taken, longest due first, at most so many: of one line and rank, or all. */
  due(now: Instant, most: number, of?: DueOf): Promise<readonly DueMessage[]>;
  /**
   * Takes a message for sending, so that nobody else does until an instant by which it is surely settled. False where
   * it is no longer to be had.
   */
  take(id: number, now: Instant, until: Instant): Promise<boolean>;
  /** Writes what became of an attempt; it is no longer taken. */
  settle(id: number, settled: Settled): Promise<void>;
  /**
   * Gives back what a process had taken that has ended: each is an attempt of which nobody knows what became of it, and
   * is repeated at once, or given up if there were too many of these. Gives how many there were.
   */
  giveBack(now: Instant): Promise<number>;
  /** Segments of text messages that were spent on the civil day of an instant. */
  smsDay(now: Instant): Promise<SmsDay>;
  /** Spends segments of the day's budget for a message that is about to be sent, all or none. */
  spendOnSms(now: Instant, share: SmsShare, segments: number): Promise<SmsSpending>;
  /** Gives back what was spent at an instant on a message that has certainly not gone out. */
  giveBackSms(spentAt: Instant, share: SmsShare, segments: number): Promise<void>;
  correspondence(tokenHash: TokenHash): Promise<Correspondence | null>;
  /** Puts the confirmation of a standing visit into the outbox once more; three times at most. */
  sendAgain(tokenHash: TokenHash, now: Instant, asking?: ClaimNetwork | null): Promise<AgainOutcome>;
  /** Lets a device be told of a visit, the last one that asked; null ends it. False where there is no such visit ahead. */
  tellDevice(tokenHash: TokenHash, target: PushTarget | null, now: Instant): Promise<boolean>;
  /** The push service knows the visit's device no more. */
  forgetDevice(visitId: number): Promise<void>;
}
