import { z } from "zod";
import { tickStart } from "@/lib/domain/time/tick";
import type { FreeStart } from "@/lib/domain/visit/free-starts";
import type { Alternative, SignedOffer } from "@/lib/use-cases/availability/availability";
import type { NoStart } from "@/lib/use-cases/availability/reader";
import type { NextStart } from "@/lib/use-cases/program/api-claim";
import { instantShape, instantText } from "./instant";

const start = {
  start: instantShape,
  end: instantShape,
  hall: z.string().meta({ description: "Id of the hall; the hour and the hall are what is promised." }),
  comeInAt: instantShape.meta({ description: "From when there is room to wait inside." }),
};

const startShape = z.object(start);
type StartView = z.infer<typeof startShape>;

export const offerShape = z.object({
  offer: z.string().meta({ description: "Posted unchanged to /visits before it expires, it claims the start." }),
  expires: instantShape,
  ...start,
});
export type SignedStartView = z.infer<typeof offerShape>;

export const laterStartShape = z.object({ offer: z.null(), ...start });
export type LaterStartView = z.infer<typeof laterStartShape>;

export const alternativeShape = z.object({
  location: z.string(),
  caseGroup: z.string(),
  date: z.iso.date(),
  start: instantShape,
});

/** Why there is nothing today. `over-today`: the day's counters have closed. */
export const NO_START_REASONS = [
  "sold-out",
  "over-today",
  "closed",
  "not-open-yet",
  "not-served-here",
  "paused",
  "walk-in-only",
  "too-far",
] as const;
export type NoStartReason = (typeof NO_START_REASONS)[number];

export const noStartShape = z.object({
  start: z.null(),
  reason: z.enum(NO_START_REASONS),
  alternatives: z
    .array(alternativeShape)
    .meta({ description: "The other buildings today, earliest first, then the first later days here." }),
});
export type NoStartView = z.infer<typeof noStartShape>;

export const startsShape = z.object({
  starts: z.array(instantShape).meta({ description: "The free starts of the day, earliest first." }),
});
export type StartsView = z.infer<typeof startsShape>;

export const startView = (free: FreeStart): StartView => ({
  start: instantText(tickStart(free.start)),
  end: instantText(tickStart(free.start + free.ticks)),
  hall: free.hallId,
  comeInAt: instantText(tickStart(free.waitFrom)),
});

export const offerView = ({ offer, expires, free }: SignedOffer): SignedStartView => ({
  offer,
  expires: instantText(expires),
  ...startView(free),
});

/** What is free instead of a lost start. */
export const nextView = (next: NextStart | null): SignedStartView | LaterStartView | null => {
  if (next === null) return null;
  return next.offer === null ? { offer: null, ...startView(next.free) } : offerView(next);
};

/** Today is never past or off the grid, and too many matters are refused before: those two never come up here. */
const NO_START_REASON: Readonly<Record<NoStart["reason"], NoStartReason>> = {
  "sold-out": "sold-out",
  "over-today": "over-today",
  closed: "closed",
  "not-open-yet": "not-open-yet",
  "booking-not-open": "not-open-yet",
  "not-served-here": "not-served-here",
  paused: "paused",
  "walk-in-only": "walk-in-only",
  "too-far": "too-far",
  past: "over-today",
  "not-today": "over-today",
  "no-such-start": "sold-out",
  "too-many-cases": "sold-out",
};

export const noStartView = (why: NoStart, alternatives: readonly Alternative[]): NoStartView => ({
  start: null,
  reason: NO_START_REASON[why.reason],
  alternatives: alternatives.map(({ locationId, caseGroupId, date, start }) => ({
    location: locationId,
    caseGroup: caseGroupId,
    date,
    start: instantText(tickStart(start)),
  })),
});

export const startsView = (starts: readonly FreeStart[]): StartsView => ({
  starts: starts.map((free) => instantText(tickStart(free.start))),
});
