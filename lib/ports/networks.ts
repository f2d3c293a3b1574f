import type { Instant } from "@/lib/domain/tick";

/** The part of the store that knows for a day which network took a time. */
export interface NetworkStore {
  /** Forgets the networks that were noted before an instant, of at most so many visits; of how many it were. */
  forgetNetworks(before: Instant, most: number): Promise<number>;
}
