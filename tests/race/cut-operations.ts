import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import type { Store } from "@/lib/ports/store";
import { aResident, claimsWith, minutes } from "../support/claims";
import { ALA, at, BARTEK, CEZARY, HALF, MONDAY, NEXT_MONDAY, TUESDAY, testSeal, tickAt } from "../support/make";

/** The one case group of the city in which operations are cut. */
export const GROUP = "meldunki";

const NINE = at(MONDAY, "09:00");
const EWA = { name: "Ewa Żółć", contact: "ewa@example.pl", language: "pl" };

/** Something that changes the store in one go, after what has to be there before. */
interface CutOperation {
  prepare(store: Store): Promise<void>;
  carryOut(store: Store): Promise<{ readonly kind: string }>;
  /** What it comes to. */
  readonly outcome: string;
}

/** Every request by a seal of its own, so that whatever it draws is the same in every process and at every repetition. */
const claims = () => claimsWith(testSeal());

type Over = Partial<Pick<ClaimRequest, "intent" | "person" | "now">>;

const inForm = (device: string, date: string, time: string, over: Over): ClaimRequest => {
  const form = { channel: "online", sameDayOnly: false, holdFor: "form" } as const;
  return claims().byDevice(device, { group: GROUP, start: tickAt(time, date), now: NINE, ...form, ...over });
};

const today = (device: string, time: string): ClaimRequest =>
  claims().byDevice(device, { group: GROUP, start: tickAt(time), now: NINE });

const overApi = (who: string, date: string, time: string): ClaimRequest =>
  claims().byKey(who, "body", { group: GROUP, start: tickAt(time, date), now: NINE });

const tokenHashOf = (who: string) => claims().tokenHash(testSeal().keyNonce(who));

const move = (store: Store, who: string, date: string, time: string) =>
  store.visits.move({
    tokenHash: tokenHashOf(who),
    start: tickAt(time, date),
    now: NINE,
    actor: "resident",
    resident: aResident(),
  });

/** A visit that stands, and a hold that will be over at nine: whoever writes then ends it in the same transaction. */
async function others(store: Store): Promise<void> {
  await store.visits.claim({ ...overApi(CEZARY, TUESDAY, "11:00"), now: NINE - minutes(6) });
  await store.visits.claim(inForm(BARTEK, TUESDAY, "08:30", { intent: "hold", now: NINE - minutes(6) }));
}

/** Prepares others after Ala's own claim, which would have ended their hold. */
const after = (claim: ClaimRequest) => async (store: Store) => {
  await store.visits.claim(claim);
  await others(store);
};

export const OPERATIONS = {
  "booking from the calendar": {
    prepare: others,
    // The first visit of its day, which also writes what the room holds.
    carryOut: (store) => store.visits.claim(inForm(ALA, NEXT_MONDAY, "10:00", { person: EWA })),
    outcome: "booked",
  },
  "three claims that arrive together": {
    prepare: others,
    carryOut: async (store) => {
      const three = [
        inForm(ALA, NEXT_MONDAY, "10:00", { person: EWA }),
        overApi(BARTEK, NEXT_MONDAY, "10:15"),
        overApi("dorota", TUESDAY, "10:00"),
      ];
      const outcomes = await Promise.all(three.map((request) => store.visits.claim(request)));
      return { kind: outcomes.map(({ kind }) => kind).join(", ") };
    },
    outcome: "booked, booked, booked",
  },
  "a ticket for today instead of a hold": {
    prepare: after(inForm(ALA, TUESDAY, "10:00", { intent: "hold" })),
    carryOut: (store) => store.visits.claim(today(ALA, "10:00")),
    outcome: "booked",
  },
  "confirming a hold": {
    prepare: after(inForm(ALA, TUESDAY, "10:00", { intent: "hold" })),
    carryOut: (store) => store.visits.claim(inForm(ALA, TUESDAY, "10:00", { person: EWA })),
    outcome: "booked",
  },
  "a move to another day": {
    prepare: after(overApi(ALA, TUESDAY, "10:00")),
    carryOut: (store) => move(store, ALA, NEXT_MONDAY, "08:30"),
    outcome: "moved",
  },
  "a move over its own old time": {
    prepare: after(overApi(ALA, MONDAY, "10:00")),
    carryOut: (store) => move(store, ALA, MONDAY, "10:05"),
    outcome: "moved",
  },
  "a move back to where an hour rests": {
    prepare: async (store) => {
      await store.visits.claim(overApi(ALA, TUESDAY, "10:00"));
      await move(store, ALA, TUESDAY, "11:30");
      await others(store);
    },
    carryOut: (store) => move(store, ALA, TUESDAY, "10:00"),
    outcome: "moved",
  },
  "a cancel after which the hour rests": {
    prepare: after(overApi(ALA, TUESDAY, "10:00")),
    carryOut: (store) => store.visits.cancel(tokenHashOf(ALA), NINE, "resident", HALF),
    outcome: "cancelled",
  },
  "a cancel": {
    prepare: after(overApi(ALA, TUESDAY, "10:00")),
    carryOut: (store) => store.visits.cancel(tokenHashOf(ALA), NINE, "resident"),
    outcome: "cancelled",
  },
} as const satisfies Record<string, CutOperation>;

export type OperationName = keyof typeof OPERATIONS;
