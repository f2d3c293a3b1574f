/** Epoch milliseconds, UTC. */
export type Instant = number;

/** Number of a five-minute span of absolute time: `floor(epoch seconds / 300)`. Knows no time zone. */
export type Tick = number;

export const TICK_MINUTES = 5;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const TICK_MS = TICK_MINUTES * MINUTE_MS;

/** The tick that contains the instant. Arrivals round down (design §2). */
export const floorTick = (at: Instant): Tick => Math.floor(at / TICK_MS);

/** The first tick that begins at or after the instant. Starts round up (design §2). */
export const ceilTick = (at: Instant): Tick => Math.ceil(at / TICK_MS);

/** The instant at which the tick begins, in epoch milliseconds. */
export const tickStart = (tick: Tick): Instant => tick * TICK_MS;

/** Whole ticks that cover a length in minutes. */
export const ticksFor = (minutes: number): number => Math.ceil(minutes / TICK_MINUTES);
