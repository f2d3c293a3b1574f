import type { CaseGroupId, CounterId, HallId, LocationId } from "../city/city";
import { type Instant, type Tick, tickStart } from "../time/tick";

export const VISIT_STATES = [
  "held",
  "booked",
  "arrived",
  "parked",
  "called",
  "in-service",
  "served",
  "no-show",
  "cancelled",
  "expired",
] as const;
export type VisitState = (typeof VISIT_STATES)[number];

export const CHANNELS = ["online", "qr", "phone", "staff"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Whether the office books for somebody: then no network of a resident is behind it. */
export const isOfStaff = (channel: Channel): boolean => channel === "phone" || channel === "staff";

/** Whether a visit was taken without a name, for its day alone: it moves within that day, and becomes no booking ahead. */
export const isWalkIn = ({ channel }: { readonly channel: Channel }): boolean => channel === "qr";

/** What a visit takes up: enough to know which cells are taken. */
export interface Occupancy {
  readonly id: number;
  readonly hallId: HallId;
  readonly counterId: CounterId;
  readonly start: Tick;
  readonly ticks: number;
  /** First tick of waiting; the places are taken in the half-open `[waitFrom, start)`. */
  readonly waitFrom: Tick;
  /** Waiting places taken at each tick of waiting. */
  readonly places: number;
  readonly state: VisitState;
  /** Until when a hold lives; null unless held. */
  readonly heldUntil: Instant | null;
  /** Until when a time rests that the visit has left; null for the visit's own time. */
  readonly restUntil: Instant | null;
}

/** A visit of a network, with how often it has left an hour of its day late (`StoredVisit.leftLate`). */
export interface NetworkVisit extends Occupancy {
  readonly leftLate: number;
}

/** A start that was won. */
export interface Visit extends Occupancy {
  readonly locationId: LocationId;
  readonly caseGroupId: CaseGroupId;
  readonly cases: number;
  readonly channel: Channel;
  /** Ticket number with its letter, e.g. `R14`; null until given. */
  readonly number: string | null;
  readonly code: string;
  readonly createdAt: Instant;
}

/** Legal moves between states (design §3). */
const MOVES: Readonly<Record<VisitState, readonly VisitState[]>> = {
  held: ["booked", "expired"],
  booked: ["arrived", "cancelled", "no-show"],
  arrived: ["called", "parked", "cancelled"],
  parked: ["arrived"],
  called: ["in-service", "arrived", "parked", "no-show"],
  "in-service": ["served", "arrived"],
  served: [],
  "no-show": ["arrived"],
  cancelled: [],
  expired: [],
};

/** Whether a visit may go from one state to the other. */
export const mayMove = (from: VisitState, to: VisitState): boolean => MOVES[from].includes(to);

/** In which states a visit stands and is not over. */
export const LIVE_STATES = ["booked", "arrived", "parked", "called", "in-service"] as const satisfies VisitState[];
const LIVE: ReadonlySet<VisitState> = new Set(LIVE_STATES);

/** Whether the visit stands and is not over; a hold is not yet a visit of its owner. */
export const isLive = (visit: Pick<Visit, "state">): boolean => LIVE.has(visit.state);

/** Whether a hold is still kept at the instant. */
export const isHeld = (visit: Pick<Occupancy, "state" | "heldUntil">, now: Instant): boolean =>
  visit.state === "held" && visit.heldUntil !== null && visit.heldUntil > now;

/** Whether a time that was left still rests at the instant: only the visit that left it may return. */
export const isResting = ({ restUntil }: Pick<Occupancy, "restUntil">, now: Instant): boolean =>
  restUntil !== null && restUntil > now;

/** The one predicate of what takes up time and room: reader, claim, move and invariants use it (design §4). */
export const occupies = (visit: Occupancy, now: Instant): boolean =>
  LIVE.has(visit.state) || isHeld(visit, now) || isResting(visit, now);

/** Whether a repeated claim for the start meets this visit: it has not been given up or moved elsewhere. */
export const standsAt = (visit: Pick<Visit, "state" | "start">, start: Tick): boolean =>
  visit.start === start && visit.state !== "cancelled" && visit.state !== "expired" && visit.state !== "no-show";

/** The instant at which the visit's planned time is over. */
export const visitEnd = (visit: Pick<Occupancy, "start" | "ticks">): Instant => tickStart(visit.start + visit.ticks);
