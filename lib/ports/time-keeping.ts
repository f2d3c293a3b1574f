import type { StoredDoubt } from "@/lib/domain/time/clock-trust";
import type { Instant } from "@/lib/domain/time/tick";
import type { SetBack } from "@/lib/domain/visit/set-back";
import type { Actor } from "@/lib/domain/who/actor";

/** What the database is told of the clock. */
export interface KeptTime {
  readonly runningMs: number;
  readonly doubt: StoredDoubt | null;
  /** An entry for the audit: how a doubt ended. */
  readonly entry: { readonly at: Instant; readonly actor: Actor; readonly detail: string } | null;
}

/** What the store keeps of time itself. */
export interface TimeKeeping {
  keep(kept: KeptTime): Promise<void>;
  /**
   * Lets go of what was written by a clock that stood ahead: ended holds stay ended, later ones last as long as they
   * were meant to, news that waited for an instant that is far off now go at once. Gives how many visits were booked
   * by a clock that has been put right.
   */
  letGo(setBack: SetBack): Promise<number>;
}
