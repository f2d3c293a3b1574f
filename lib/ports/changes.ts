import type { LocationId } from "@/lib/domain/city/city";
import type { CivilDate } from "@/lib/domain/time/civil-time";

/** A building's civil day: what is taken of it, or rests, is not as it was. */
export interface ChangedDay {
  readonly locationId: LocationId;
  readonly date: CivilDate;
}

/** What a commit has changed: some days, or perhaps everything, the plan and the settings too. */
export type Committed =
  | { readonly kind: "days"; readonly days: readonly ChangedDay[] }
  | { readonly kind: "everything" };

/** Tells what has changed, so that what was read may be kept for as long as it holds. */
export interface Changes {
  /**
   * Tells a listener of every commit that changes a day or the plan, after it stands and before whoever wrote is
   * answered; never of what was rolled back. Gives what ends it. A listener returns at once and does not throw.
   */
  watch(listener: (change: Committed) => void): () => void;
  /** Tells the listeners, before it ends, what else has been written until now: by another program, it may be everything. */
  look(): Promise<void>;
}
