import type { CaseGroupId, CounterId, HallId, LocationId } from "../city/city";
import type { DayPlan } from "../city/day-plan";
import type { DropReason, Line, Rank } from "../messages/delivery";
import type { MessageKind } from "../messages/message";
import type { SmsDay } from "../messages/sms";
import type { ForgetMark } from "../retention/retention";
import type { CivilDate } from "../time/civil-time";
import type { Instant, Tick } from "../time/tick";
import type { Person } from "../visit/claim-request";
import type { Cells, KeptRest, Rest } from "../visit/rest";
import type { Channel, Visit, VisitState } from "../visit/visit";
import type { Actor } from "../who/actor";
import type { BodyHash, ClaimantHash, KeyHash, NetworkHash, Nonce, TokenHash } from "../who/ids";
import type { NetworkKind } from "../who/network";
import type { KeptMessage } from "./facts";

/** The next running number of a hall, a letter and a day, whose first tick is given: drawn as it is written. */
export interface NextNumber {
  readonly hallId: HallId;
  readonly letter: string;
  readonly day: Tick;
}

/** From which network a visit's time was taken, and when. */
export interface TakenFrom {
  readonly network: NetworkHash;
  readonly networkAt: Instant;
  /** What the network had a share as then; null where none held. */
  readonly share: NetworkKind | null;
  /** The visit's device, where the network stands for it; what is left out stays. */
  readonly device?: ClaimantHash;
}

/** Who a visit is for, and the contact as it is counted. */
export interface VisitPerson extends Person {
  readonly mailbox: string;
}

/** A visit to be written; its id is drawn as it is. */
export interface NewVisit {
  readonly locationId: LocationId;
  readonly caseGroupId: CaseGroupId;
  readonly cases: number;
  readonly cells: Cells;
  readonly state: Extract<VisitState, "held" | "booked">;
  readonly heldUntil: Instant | null;
  readonly channel: Channel;
  readonly number: NextNumber | null;
  readonly code: string;
  readonly tokenHash: TokenHash;
  readonly nonce: Nonce;
  readonly device: ClaimantHash | null;
  readonly key: { readonly hash: KeyHash; readonly bodyHash: BodyHash } | null;
  readonly person: VisitPerson | null;
  readonly from: TakenFrom | null;
  readonly createdAt: Instant;
}

/** What of a visit becomes another; what is left out stays. */
export interface VisitSet {
  readonly state?: VisitState;
  readonly heldUntil?: Instant | null;
  readonly at?: Cells;
  /** Null takes the number that it has. */
  readonly number?: NextNumber | null;
  readonly channel?: Channel;
  readonly person?: VisitPerson;
  readonly from?: TakenFrom;
  readonly leftLate?: number;
  readonly createdAt?: Instant;
}

/** A message to be written. */
export interface NewMessage {
  readonly kind: MessageKind;
  readonly due: Instant;
  readonly line: Line;
  readonly rank: Rank;
  /** Whether somebody asked for it once more. */
  readonly again: boolean;
  /** Whether it tells again what the mailbox was told before. */
  readonly repeated: boolean;
  /** Whether, as a text message, it counts against the visit's network. */
  readonly counted: boolean;
  /** Why it is written down only, so that the ticket tells, and never sent; null = it is sent. */
  readonly heldBack: DropReason | null;
  readonly createdAt: Instant;
}

/** What of a message becomes another; what is left out stays. */
export interface MessageSet {
  readonly state?: KeptMessage["state"];
  readonly reason?: DropReason | null;
  readonly attempts?: number;
  readonly unclear?: number;
  readonly nextTryAt?: Instant;
  readonly rank?: Rank;
  /** Null: it is nobody's to send any more. */
  readonly takenUntil?: null;
}

/** Where a browser's push service takes messages, and the keys to write them for that browser alone. */
export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  /** Language of the page on which it was asked for. */
  readonly language: string;
}

/** What an act writes into the book of acts; no visit where it is about none. */
export interface AuditEntry {
  readonly at: Instant;
  readonly visitId: number | null;
  readonly actor: Actor;
  readonly what: string;
  readonly detail: string | null;
}

/** The ticks of one counter, or the places of one hall, that a visit has in the half-open `[from, to)`. */
interface Span {
  readonly visitId: number;
  readonly from: Tick;
  readonly to: Tick;
}

/**
 * One thing that a decision has written. An engine writes each as it is said, in their order and in one transaction; it
 * draws ids and running numbers, and adds no condition of its own but the guards that are named here.
 */
export type Change =
  | { readonly kind: "insert-visit"; readonly visit: NewVisit }
  /** Compare-and-set: only a visit of that state and start is changed; another was changed meanwhile, and all is off. */
  | { readonly kind: "set-visit"; readonly visit: Pick<Visit, "id" | "state" | "start">; readonly set: VisitSet }
  /** A cell that is taken, or a full room, is refused by the database. `limited`: whether the hall counts places. */
  | { readonly kind: "take-cells"; readonly visitId: number; readonly cells: Cells; readonly limited: boolean }
  | ({ readonly kind: "free-ticks"; readonly counterId: CounterId } & Span)
  | ({ readonly kind: "free-places"; readonly hallId: HallId } & Span)
  | { readonly kind: "begin-rest"; readonly visitId: number; readonly locationId: LocationId; readonly rest: Rest }
  | { readonly kind: "end-rest"; readonly rest: KeptRest }
  /** Lays down the room of a day's halls, where the guard of the database reads it. */
  | { readonly kind: "lay-down-room"; readonly plan: DayPlan }
  | { readonly kind: "set-rest"; readonly rest: KeptRest; readonly until: Instant }
  /** In the place of what the device's form held before. */
  | { readonly kind: "keep-draft"; readonly device: ClaimantHash; readonly draft: Person; readonly until: Instant }
  | { readonly kind: "keep-draft-until"; readonly device: ClaimantHash; readonly until: Instant }
  | { readonly kind: "forget-draft"; readonly device: ClaimantHash }
  /** Forgets what forms held that is kept no longer at the instant. */
  | { readonly kind: "forget-drafts"; readonly now: Instant }
  /** What is kept beyond an instant is kept for so many milliseconds less. */
  | { readonly kind: "shorten-drafts"; readonly beyond: Instant; readonly by: number }
  | { readonly kind: "write-message"; readonly visitId: number; readonly message: NewMessage }
  | { readonly kind: "set-message"; readonly id: number; readonly set: MessageSet }
  | { readonly kind: "drop-messages"; readonly ids: readonly number[]; readonly reason: DropReason }
  /** The messages after one that are dated later than now are dated now. */
  | { readonly kind: "date-messages"; readonly after: number; readonly now: Instant }
  /** Lets a device be told of a visit, in the place of the one that was; null lets none. */
  | { readonly kind: "tell-device"; readonly visitId: number; readonly target: PushTarget | null; readonly at: Instant }
  /** No device is told any more of a visit that starts before the tick. */
  | { readonly kind: "forget-devices"; readonly before: Tick }
  | { readonly kind: "spend-sms"; readonly day: CivilDate; readonly spent: SmsDay }
  /** Forgets which network took the visits' times, and their devices where the networks stood for them. */
  | { readonly kind: "forget-networks"; readonly visitIds: readonly number[]; readonly devices: boolean }
  /** Networks that are dated later than now are dated now. */
  | { readonly kind: "date-networks"; readonly now: Instant }
  /** Takes all from a visit that may point to a person; token and code become ones that nobody has. */
  | { readonly kind: "forget-visit"; readonly visitId: number }
  | { readonly kind: "mark-to-forget"; readonly mark: ForgetMark }
  | { readonly kind: "drop-marks"; readonly before: number }
  | { readonly kind: "audit"; readonly entry: AuditEntry };
