import type { CivilDate } from "../time/civil-time";
import type { Cidr } from "../who/network";
import type { LocalText, LocationId } from "./city";

/** What people are told at a building on some days, "Prosimy o założenie maseczki." say. */
export interface DatedNotice {
  /** Null = at every building. */
  readonly location: LocationId | null;
  /** First and last day. */
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly text: LocalText;
}

/** The texts of the notices that hold at a building on a day. */
export const noticesOn = (
  { notices }: Pick<Settings, "notices">,
  location: LocationId,
  date: CivilDate,
): readonly LocalText[] =>
  notices
    .filter((one) => (one.location === null || one.location === location) && one.from <= date && date <= one.until)
    .map(({ text }) => text);

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
  /** Seconds for which the calendar's form holds the chosen start. */
  readonly formHoldSeconds: number;
  /** Live visits that one contact may have for one case group, and for all together. */
  readonly contactGroupLimit: number;
  readonly contactLimit: number;
  /** Least and most minutes for which an hour of a later day rests that a resident has left; 0 as the most = none. */
  readonly restMinutesLeast: number;
  readonly restMinutesMost: number;
  /** Hour of the city's clock at which people are reminded of the next day's visit. */
  readonly reminderHour: number;
  /** Live same-day visits one device may have. */
  readonly deviceLimit: number;
  /** Live same-day visits a network prefix may have without a cookie. */
  readonly networkLimit: number;
  /** Networks behind which many live or sit: the city's Wi-Fi, carriers of mobile telephones. */
  readonly sharedNetworks: readonly Cidr[];
  /** Countries whose mobile numbers get text messages, by their two letters (ISO 3166-1). */
  readonly smsCountries: readonly string[];
  /** Segments of text messages that are paid for on one day at most. */
  readonly smsDailyBudget: number;
  /** Text messages a day that one network may cause. */
  readonly smsNetworkLimit: number;
  /** Most of a building's counter ticks until closing that one network may have tickets for, percent; 100 = no share. */
  readonly networkSharePercent: number;
  /** The same for a shared network, which has as many times more of everything else. */
  readonly sharedNetworkSharePercent: number;
  /** Most of the ticks at which one case group is served, percent. */
  readonly groupSharePercent: number;
  /** Most of a building's counter ticks until closing that one network may hold, percent. */
  readonly holdSharePercent: number;
  /** Tickets that a network may always have at a building, and at the counters of one case group. */
  readonly networkTicketsLeast: number;
  readonly groupTicketsLeast: number;
  /** In the calendar: bookings of one network within a day, and its live holds of later days. */
  readonly networkBookings: number;
  readonly networkHolds: number;
  /** Minutes that an offer of the API lives. */
  readonly offerMinutes: number;
  /** Whether no more times are given for now; visits that stand are kept, and may be called off. */
  readonly bookingPaused: boolean;
  /** Whether an administrator has confirmed or replaced the example counters, plans and areas. */
  readonly exampleDataConfirmed: boolean;
  readonly notices: readonly DatedNotice[];
  /** The public body that publishes the site, in the nominative; empty = not said yet, as in all texts below. */
  readonly bodyName: string;
  readonly bodyAddress: string;
  readonly bodyEmail: string;
  /** Who answers for accessibility. */
  readonly coordinatorName: string;
  readonly coordinatorEmail: string;
  readonly coordinatorPhone: string;
  /** Who decides what personal data are for (art. 4 RODO), and the data protection officer. */
  readonly controllerName: string;
  readonly officerName: string;
  readonly officerEmail: string;
  /** Civil days: when the site was published, its declaration drawn up, the site last changed in substance, the declaration last reviewed. */
  readonly publishedOn: string;
  readonly drawnUpOn: string;
  readonly updatedOn: string;
  readonly reviewedOn: string;
  /** Days after a visit for which is kept what may point to a person: without a name, with one, and if it was missed. */
  readonly walkInRetentionDays: number;
  readonly visitRetentionDays: number;
  readonly noShowRetentionDays: number;
}

export const DEFAULT_SETTINGS: Settings = {
  releaseAheadMinutes: 120,
  leadMinutes: 2,
  horizonDays: 21,
  advancePercent: 80,
  holdSeconds: 120,
  formHoldSeconds: 300,
  contactGroupLimit: 2,
  contactLimit: 6,
  restMinutesLeast: 5,
  restMinutesMost: 30,
  reminderHour: 18,
  deviceLimit: 2,
  networkLimit: 20,
  sharedNetworks: [],
  smsCountries: ["PL", "DE", "CZ", "SK", "UA", "BY", "LT"],
  smsDailyBudget: 2_000,
  smsNetworkLimit: 10,
  networkSharePercent: 25,
  sharedNetworkSharePercent: 60,
  groupSharePercent: 50,
  holdSharePercent: 10,
  networkTicketsLeast: 12,
  groupTicketsLeast: 4,
  networkBookings: 40,
  networkHolds: 10,
  offerMinutes: 3,
  bookingPaused: false,
  exampleDataConfirmed: false,
  notices: [],
  bodyName: "",
  bodyAddress: "",
  bodyEmail: "",
  coordinatorName: "",
  coordinatorEmail: "",
  coordinatorPhone: "",
  controllerName: "",
  officerName: "",
  officerEmail: "",
  publishedOn: "",
  drawnUpOn: "",
  updatedOn: "",
  reviewedOn: "",
  walkInRetentionDays: 1,
  visitRetentionDays: 30,
  noShowRetentionDays: 60,
};
