import type { DayPlan } from "../city/day-plan";
import type { MessageKind } from "../messages/message";
import type { ToldSoFar } from "../messages/news";
import type { SmsDay } from "../messages/sms";
import type { ForgetMark, Forgettable } from "../retention/retention";
import type { CivilDate } from "../time/civil-time";
import type { Instant, Tick } from "../time/tick";
import type { KeptRest } from "../visit/rest";
import type { NetworkVisit, Occupancy, Visit } from "../visit/visit";
import type { ClaimantHash, KeyHash, NetworkHash, Nonce, TokenHash } from "../who/ids";
import type { StoredVisit } from "./stored-visit";

/** What is taken of a building's day, and what of it one network has. */
export interface DayRead {
  readonly visits: readonly Occupancy[];
  readonly ofNetwork: readonly NetworkVisit[];
}

/** A visit of a contact, as far as its limit asks. */
export type ContactVisit = Pick<Visit, "state" | "start" | "ticks" | "caseGroupId">;

/** A message as the outbox keeps it. */
export interface KeptMessage extends ToldSoFar {
  readonly id: number;
  /** When it is due, or tried again. */
  readonly nextTryAt: Instant;
  /** Attempts after which it may have arrived all the same. */
  readonly unclear: number;
  /** Whether somebody asked for it once more. */
  readonly again: boolean;
  /** Whether, as a text message, it counts against the visit's network. */
  readonly counted: boolean;
}

/** A mailbox, what counts from an instant on, and the visits that may have been told of since: those from a tick on. */
export interface MailboxSince {
  readonly mailbox: string | null;
  readonly since: Instant;
  readonly from: Tick;
}

type Nothing = Readonly<Record<string, never>>;

interface Fact<Asked, Known> {
  readonly asked: Asked;
  readonly known: Known;
}

/**
 * All that a decision may ask an engine, by name: what is asked, and what is answered. What an act of
 * somebody asks is a bounded read, by a key or within a day, and does not grow with history.
 */
export interface Facts {
  /** Holds and rests whose time is over at the instant, that still have their cells. */
  readonly over: Fact<
    { readonly now: Instant },
    { readonly holds: readonly StoredVisit[]; readonly rests: readonly KeptRest[] }
  >;
  readonly visitByKey: Fact<{ readonly keyHash: KeyHash }, StoredVisit | null>;
  readonly visitByNonce: Fact<{ readonly nonce: Nonce }, StoredVisit | null>;
  readonly visitByToken: Fact<{ readonly tokenHash: TokenHash }, StoredVisit | null>;
  /** The live hold of a device, wherever it is. */
  readonly holdOf: Fact<{ readonly device: ClaimantHash; readonly now: Instant }, StoredVisit | null>;
  /** Live visits and holds of a device in the half-open span. */
  readonly visitsOf: Fact<{ readonly device: ClaimantHash; readonly from: Tick; readonly to: Tick }, readonly Visit[]>;
  /** Visits of a contact that start from a tick on, live or not. */
  readonly visitsTo: Fact<{ readonly mailbox: string; readonly from: Tick }, readonly ContactVisit[]>;
  /** How many visits with a contact a network has booked since an instant, read no further than `most`. */
  readonly bookingsFrom: Fact<
    { readonly network: NetworkHash; readonly since: Instant; readonly most: number },
    number
  >;
  /** Ids of a network's live holds that start from a tick on. */
  readonly holdsFrom: Fact<
    { readonly network: NetworkHash; readonly now: Instant; readonly from: Tick },
    readonly number[]
  >;
  /**
   * A building's day, all of it, with what one network has of it. `fromCells`, after a conflict: the cells themselves
   * instead of the visits, without those of `except`.
   */
  readonly day: Fact<
    {
      readonly plan: DayPlan;
      readonly network: NetworkHash | null;
      readonly fromCells: boolean;
      readonly except: number | null;
    },
    DayRead
  >;
  /** The times that a visit has left and that rest beyond the instant. */
  readonly restsOf: Fact<{ readonly visitId: number; readonly now: Instant }, readonly KeptRest[]>;
  /** A code that no live visit and no hold has, drawn until it is one. */
  readonly freeCode: Fact<{ readonly draw: () => string }, string>;
  /** The device that is told of a visit. */
  readonly deviceOf: Fact<{ readonly visitId: number }, { readonly language: string } | null>;
  /** A visit's messages in the order in which they were written. */
  readonly messagesOf: Fact<{ readonly visitId: number }, readonly KeptMessage[]>;
  /** How many visits a network has booked for a mailbox, one left out, called off or not. */
  readonly bookedFor: Fact<MailboxSince & { readonly network: NetworkHash; readonly except: number }, number>;
  /** How many messages were or will be sent to a mailbox that tell it again what it was told. */
  readonly repeatsTo: Fact<MailboxSince, number>;
  /** How many text messages that count a network has caused. */
  readonly smsFrom: Fact<{ readonly network: NetworkHash; readonly since: Instant }, number>;
  /** Segments that were spent on a civil day of the city. */
  readonly smsSpent: Fact<{ readonly day: CivilDate }, SmsDay>;
  readonly message: Fact<{ readonly id: number }, KeptMessage | null>;
  /** Messages that somebody has taken, for however long. */
  readonly takenMessages: Fact<Nothing, readonly KeptMessage[]>;
  /** What waits beyond an instant, of some kinds or tried before. */
  readonly waitingBeyond: Fact<
    { readonly now: Instant; readonly kinds: readonly MessageKind[] },
    readonly { readonly message: KeptMessage; readonly visit: Visit }[]
  >;
  readonly visitById: Fact<{ readonly id: number }, StoredVisit | null>;
  /** Holds that were made after an instant. */
  readonly holdsMadeAfter: Fact<{ readonly now: Instant }, readonly StoredVisit[]>;
  readonly restsBeyond: Fact<{ readonly now: Instant }, readonly KeptRest[]>;
  /** Ids of the last entry and the last message that are dated an instant or earlier; 0 where there is none. */
  readonly lastBefore: Fact<{ readonly now: Instant }, { readonly entry: number; readonly message: number }>;
  /** Entries about visits after one, of some acts. */
  readonly entriesAfter: Fact<
    { readonly entry: number; readonly acts: readonly string[] },
    readonly { readonly visitId: number; readonly what: string; readonly at: Instant }[]
  >;
  /** How many visits can be forgotten, and their ids, at most so many. */
  readonly forgettableCount: Fact<Forgettable, number>;
  readonly forgettable: Fact<Forgettable & { readonly most: number }, readonly number[]>;
  /** How many devices are told of visits that start before a tick. */
  readonly devicesBefore: Fact<{ readonly before: Tick }, number>;
  /** How many forms are kept no longer at an instant. */
  readonly draftsBefore: Fact<{ readonly now: Instant }, number>;
  /** What was marked to be forgotten, the newest first. */
  readonly forgetMarks: Fact<Nothing, readonly (ForgetMark & { readonly id: number })[]>;
  /** Visits whose network was noted before an instant, at most so many. */
  readonly networksBefore: Fact<
    { readonly before: Instant; readonly most: number },
    readonly (Pick<StoredVisit, "device" | "network"> & { readonly id: number })[]
  >;
}

export type FactName = keyof Facts;
export type Asked<Name extends FactName> = Facts[Name]["asked"];
export type Known<Name extends FactName> = Facts[Name]["known"];
