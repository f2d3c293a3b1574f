import type { Doubt } from "@/lib/domain/time/clock-trust";
import type { Instant } from "@/lib/domain/time/tick";

/** The application's one source of time. It may be set back; between two such moments it never runs backwards. */
export interface Clock {
  now(): Instant;
  /** Names the stretch of time since the clock was last set back; no other process knows the name. */
  stretch(): string;
  /**
   * The latest instant that was shown since a stretch began: what has expired stays so though the clock is set back.
   * Of a stretch that this process does not know, now.
   */
  latestSince(stretch: string): Instant;
}

/** Whether the wall clock may be believed in what cannot be taken back: forgetting, reminding, dropping. */
export interface ClockTrust {
  /** Why the clock is doubted, judged at this very moment; null where it is trusted. */
  doubt(): Doubt | null;
  /** For how long the server has run with a trusted clock, over all its starts; null where nobody watches it: a demo. */
  runningMs(): number | null;
  /** Whether the clock was set back and what it had written could not let go at once: it is tried each second. */
  owes(): boolean;
}
