/** What an office manager may change; rows in the store override these defaults (design §2). */
export interface Settings {
  /** Minutes before a start from which the advance limit no longer holds. */
  readonly releaseAheadMinutes: number;
  /** Least minutes between now and a start shown for today. */
  readonly leadMinutes: number;
  /** How many days ahead of today a visit may lie. */
  readonly horizonDays: number;
  /** Share of a segment's ticks and of the waiting places that may be taken in advance, percent. */
  readonly advancePercent: number;
  /** Seconds for which a page holds the next start after a lost race. */
  readonly holdSeconds: number;
  /** Live same-day visits one device may have. */
  readonly deviceLimit: number;
  /** Live same-day visits a network prefix may have without a cookie. */
  readonly networkLimit: number;
  /** Minutes that an offer of the API lives. */
  readonly offerMinutes: number;
  /** Whether no more times are given for now; visits that stand are kept, and may be called off. */
  readonly bookingPaused: boolean;
  /** Whether an administrator has confirmed or replaced the example counters, plans and areas. */
  readonly exampleDataConfirmed: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  releaseAheadMinutes: 120,
  leadMinutes: 2,
  horizonDays: 21,
  advancePercent: 80,
  holdSeconds: 120,
  deviceLimit: 2,
  networkLimit: 20,
  offerMinutes: 3,
  bookingPaused: false,
  exampleDataConfirmed: false,
};
