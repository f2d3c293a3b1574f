import { type Instant, MINUTE_MS } from "./tick";

/** For how long what was typed outlives the hold of its hour: whoever comes back a little late finds it still. */
const AFTERWARDS_MS = 10 * MINUTE_MS;

/** Until when what was typed into the form of a held hour is kept. */
export const draftKeptUntil = (heldUntil: Instant): Instant => heldUntil + AFTERWARDS_MS;
