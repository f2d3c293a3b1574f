/** How many runs a property gets: few at every change, fewer where they are repeated, all of them with FULL=1. */
export const runs = (quick: number, full: number): number =>
  process.env.FULL === "1" ? full : Math.ceil(quick * Number(process.env.RUNS_SHARE ?? 1));

/** How long a property may take: with FULL=1 as long as it needs. */
export const PATIENCE = { timeout: process.env.FULL === "1" ? 1_800_000 : 60_000 };
