/** How many runs a property gets: few at every change, all of them with FULL=1. */
export const runs = (quick: number, full: number): number => (process.env.FULL === "1" ? full : quick);
