import type { DayClosed } from "../city/day-plan";
import type { CivilDate } from "../time/civil-time";
import type { Instant } from "../time/tick";

/** Why a start cannot be had, before anybody else's visits are looked at. */
export type Refusal =
  /** The city gives no times for now, wherever and for whatever. */
  | { readonly reason: "paused" }
  | { readonly reason: "not-open-yet"; readonly firstDay: CivilDate }
  | { readonly reason: "booking-not-open"; readonly opensAt: Instant }
  | { readonly reason: "closed"; readonly date: CivilDate; readonly closed: DayClosed }
  | { readonly reason: "too-far"; readonly lastDay: CivilDate }
  | { readonly reason: "past" }
  | { readonly reason: "walk-in-only" }
  | { readonly reason: "not-today" }
  | { readonly reason: "not-served-here" }
  | { readonly reason: "too-many-cases"; readonly max: number }
  | { readonly reason: "no-such-start" };

export type RefusalReason = Refusal["reason"];
