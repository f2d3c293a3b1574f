import { AGREED_MS, type Doubt } from "@/lib/domain/time/clock-trust";
import { type Instant, MINUTE_MS } from "@/lib/domain/time/tick";

/** What `npm run clock` tells. */
export interface ClockReport {
  readonly now: Instant;
  readonly doubt: Doubt | null;
  /** For how long the server has run with a trusted clock, over all its starts; null in a demo. */
  readonly runningMs: number | null;
  /** False in a demo, whose clock is set on purpose. */
  readonly guarded: boolean;
}

/** A length of time for an operator: the two largest units that it has. */
export function lengthWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days ${hours % 24} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

const WHAT: Readonly<Record<Doubt["reason"], (off: number) => string>> = {
  leapt: (off) => `The clock leapt ${off < 0 ? "back" : "ahead"} by ${lengthWords(off)} while the server ran.`,
  behind: (off) => `The server was started with a clock ${lengthWords(off)} behind its newest entry.`,
  ahead: (off) => `The server was started with a clock ${lengthWords(off)} ahead of its newest entry.`,
};

/** What happened to the clock, what waits, and how it ends, for an operator. */
export const doubtWords = ({ reason, off, agreedMs }: Doubt): string =>
  `${WHAT[reason](off)} Nobody is reminded and nothing is forgotten until it agrees again, until ` +
  `npm run clock -- accept says that it is right, or for ${lengthWords(AGREED_MS - agreedMs)} more.`;
