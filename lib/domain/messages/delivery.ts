import { HOUR_MS, type Instant, MINUTE_MS } from "../time/tick";
import { isReminder, type MessageKind } from "./message";

/**
 * Lines in which messages wait, by the contact of their visit: what holds one up keeps no other waiting. Push is for
 * visits without a contact; a reminder of any line goes to a device that asked for it.
 */
export const LINES = ["email", "sms", "push"] as const;
export type Line = (typeof LINES)[number];

/** The line of the messages about a visit with this contact, an e-mail address or a telephone number. */
export function lineOf(contact: string | null): Line {
  if (contact === null) return "push";
  return contact.includes("@") ? "email" : "sms";
}

/** In which order a line is served: what is new, then reminders, then what has been tried before. */
export const RANKS = ["news", "reminder", "retry"] as const;
export type Rank = (typeof RANKS)[number];

/** The rank of a message that has not been tried yet. */
export const rankOf = (kind: MessageKind): Rank => (isReminder(kind) ? "reminder" : "news");

/** Why a message is not sent though it would be news: what its person has to be told on the ticket. */
export const HELD_BACK = [
  /** As many text messages as it may cause have gone out for the network that booked. */
  "network",
  /** The mailbox has had as much as it gets in a day of what it was told before. */
  "repeated",
  /** The day's budget of text messages is spent. */
  "budget",
] as const;
export type HeldBack = (typeof HELD_BACK)[number];

/** Why a message was given up. */
export const DROP_REASONS = [
  /** Later news have taken its place. */
  "outdated",
  /** It was of no use any more when it could have been sent. */
  "stale",
  /** There is no way to the person: a landline, or a device that is gone. */
  "no-way",
  /** The number is of a country to which no text messages go. */
  "country",
  /** It may have arrived: it was handed over so often without an answer that it is not repeated any more. */
  "unclear",
  ...HELD_BACK,
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/**
 * Pauses before a message is repeated that was handed over whole, and nobody answered: it may have arrived. A server
 * that is slow today is slow in half a minute too.
 */
const UNCLEAR_PAUSES_MS = [10 * MINUTE_MS, HOUR_MS] as const;

/**
 * When a message is repeated that may have arrived, after so many attempts without an answer; null = never again: a
 * third copy is a nuisance, and no answer is no proof.
 */
export function nextTryAfterUnclear(unclear: number, now: Instant): Instant | null {
  const pause = UNCLEAR_PAUSES_MS[unclear - 1];
  return pause === undefined ? null : now + pause;
}
