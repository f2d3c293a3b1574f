import type { CivilDate, WallTime, Weekday } from "../time/civil-time";

export type { WallTime, Weekday } from "../time/civil-time";

export type LocationId = string;
export type HallId = string;
export type CounterId = string;
export type DepartmentId = string;
export type CaseGroupId = string;

export type Confidence = "high" | "medium" | "low";

/** A text in the city's language, with translations where the sources give them. */
export interface LocalText {
  readonly pl: string;
  readonly en?: string;
  readonly uk?: string;
}

/** Half-open span of wall-clock time. */
export interface WallSpan {
  readonly from: WallTime;
  readonly to: WallTime;
}

export interface Location {
  readonly id: LocationId;
  /** Three letters printed on stickers, e.g. `GRO`. */
  readonly stickerCode: string;
  readonly name: LocalText;
  readonly street: string;
  readonly address: string;
  /** Hours in which the doors are open, by weekday; absent = closed. */
  readonly hours: Readonly<Partial<Record<Weekday, WallSpan>>>;
  readonly hoursConfidence: Confidence;
  /** Whether a drop box for papers is known to stand there; null = not known. */
  readonly dropBox: boolean | null;
  /** The case groups taken most often here, first on the scan page. */
  readonly topGroups: readonly CaseGroupId[];
}

export interface Hall {
  readonly id: HallId;
  readonly locationId: LocationId;
  readonly name: LocalText;
  /** Waiting area in m²; an example until the city gives its own. */
  readonly areaM2: number;
  readonly example: boolean;
}

/** How many clients may wait in a hall, from a date on (design §2). */
export interface CapacityRule {
  readonly hallId: HallId;
  readonly validFrom: CivilDate;
  readonly kind: "per_area" | "per_counter" | "fixed" | "none";
  /** m² per client for `per_area`, places for `fixed`, otherwise null. */
  readonly amount: number | null;
}

export interface Department {
  readonly id: DepartmentId;
  readonly name: LocalText;
  /** First day on which a visit can take place. */
  readonly bookableFrom: CivilDate;
  /** First moment of booking, ISO instant; null = no such limit. */
  readonly bookingOpensAt: string | null;
  readonly phones: readonly { readonly number: string; readonly what: string }[];
}

export interface ServedAt {
  readonly locationId: LocationId;
  readonly confidence: Confidence;
  /** Letter of the ticket numbers of this group in its hall there. */
  readonly letter: string;
}

export interface CaseGroup {
  readonly id: CaseGroupId;
  readonly departmentId: DepartmentId;
  readonly name: LocalText;
  /** Length of one matter. */
  readonly minutes: number;
  /** How many matters (or persons) one visit may hold. */
  readonly maxCases: number;
  readonly casesAre: "matters" | "persons";
  readonly served: readonly ServedAt[];
  readonly walkInOnly: boolean;
  readonly urgent: boolean;
  readonly remoteFirst: boolean;
  readonly twoPeople: boolean;
  /** How early one may come in, minutes, a multiple of five. */
  readonly earlyMinutes: number;
}

export interface Counter {
  readonly id: CounterId;
  readonly hallId: HallId;
  readonly number: number;
}

/** One span of a counter's weekly plan. */
export interface PlanWindow {
  readonly counterId: CounterId;
  readonly weekday: Weekday;
  readonly from: WallTime;
  readonly to: WallTime;
  /** Where the grid of starts begins after `from`, minutes. */
  readonly offsetMinutes: number;
  readonly caseGroups: readonly CaseGroupId[];
  /** Kept for urgent groups; others only from `releaseAhead` before the start. */
  readonly reservedForUrgent: boolean;
}

/** Replaces a counter's plan on one date; no windows = the counter is away. */
export interface PlanException {
  readonly counterId: CounterId;
  readonly date: CivilDate;
  readonly windows: readonly Omit<PlanWindow, "counterId" | "weekday">[];
}

/** A day on which the city closes one building, or all. */
export interface ClosedDay {
  readonly date: CivilDate;
  readonly locationId: LocationId | null;
  readonly reason: LocalText;
}

/** A day opened although it is a holiday or weekend: it runs on the plan of a weekday. */
export interface ExtraDay {
  readonly date: CivilDate;
  readonly locationId: LocationId | null;
  readonly planOf: Weekday;
  /** Only these groups are served; null = all. */
  readonly caseGroups: readonly CaseGroupId[] | null;
}

export interface City {
  readonly locations: readonly Location[];
  readonly halls: readonly Hall[];
  readonly capacityRules: readonly CapacityRule[];
  readonly departments: readonly Department[];
  readonly caseGroups: readonly CaseGroup[];
  readonly counters: readonly Counter[];
  readonly plan: readonly PlanWindow[];
  readonly exceptions: readonly PlanException[];
  readonly closedDays: readonly ClosedDay[];
  readonly extraDays: readonly ExtraDay[];
}
