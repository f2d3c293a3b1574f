/** How many runs a property gets: few at every change, all of them with FULL=1. */
export const runs = (quick: number, full: number): number => (process.env.FULL === "1" ? full : quick);

/** How long a property may take: with FULL=1 as long as it needs. */
export const PATIENCE = { timeout: runs(60_000, 1_800_000) };
