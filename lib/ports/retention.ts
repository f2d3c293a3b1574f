import type { ForgetMark, ForgetRule } from "@/lib/domain/retention/retention";
import type { Instant } from "@/lib/domain/time/tick";

/** What was forgotten, or would be. */
export interface Forgotten {
  /** Visits that nobody gave a name for. */
  readonly walkIns: number;
  readonly persons: number;
  readonly noShows: number;
  /** Devices that were told of a visit. */
  readonly devices: number;
  /** What forms held. */
  readonly drafts: number;
}

/** Forgets what may point to a person (art. 5 (1) (e) RODO). */
export interface Retention {
  /** What a rule would forget now; changes nothing. */
  toForget(rule: ForgetRule): Promise<Forgotten>;
  /** Forgets a part, at most so many visits in one short transaction; all zero once nothing is left. */
  forgetSome(rule: ForgetRule, most: number): Promise<Forgotten>;
  /** What was marked, the newest first. */
  marks(): Promise<readonly ForgetMark[]>;
  /** Marks what will be due; audited. Marks older than the newest that is ripe are of no use any more and go. */
  mark(mark: ForgetMark): Promise<void>;
  /** Those of the visits that have been forgotten. */
  forgottenAmong(visitIds: readonly number[]): Promise<readonly number[]>;
  /** Forgets the networks that were noted before an instant, of at most so many visits; of how many it were. */
  forgetNetworks(before: Instant, most: number): Promise<number>;
  /** Empties what still lies beside the database of earlier writes. False when somebody was reading: try again. */
  emptyLog(): Promise<boolean>;
}
