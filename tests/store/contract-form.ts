import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { ClaimRequest, Person } from "@/lib/domain/visit/claim-request";
import type { Store } from "@/lib/ports/store";
import { booked, type Claims, claimsWith, held, minutes } from "../support/claims";
import { ALA, BARTEK, CEZARY, TUESDAY, testSeal, tickAt, timeOf } from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

const FIVE_MINUTES = minutes(5);
const EWA: Person = { name: "Ewa Żółć", contact: "ewa@example.pl", language: "pl" };
const OLA: Person = { name: "Ola Nowak", contact: "+48600700800", language: "uk" };

type Over = Partial<Pick<ClaimRequest, "intent" | "person" | "holdIfLost" | "now" | "cases">> & { group?: string };

/** The calendar's form by a device, for a Tuesday: `hold` when an hour is chosen, `book` when it is sent. */
function formOf(store: Store, claims: Claims) {
  const post = (device: string, time: string, { group = "meldunki", now = NINE, ...over }: Over) =>
    store.visits.claim(
      claims.byDevice(device, {
        group,
        now,
        start: tickAt(time, TUESDAY),
        channel: "online",
        sameDayOnly: false,
        holdFor: "form",
        ...over,
      }),
    );
  return {
    choose: (device: string, time: string, over: Over = {}): Promise<ClaimOutcome> =>
      post(device, time, { intent: "hold", holdIfLost: false, ...over }),
    send: (device: string, time: string, person: Person, over: Over = {}): Promise<ClaimOutcome> =>
      post(device, time, { intent: "book", person, ...over }),
  };
}

/** The calendar's form: an hour held while it is filled in, then the visit of a person. */
export function formContract(open: OpenEngine): void {
  describe("the calendar's form", () => {
    it("holds the chosen hour for five minutes, for nobody yet, and keeps it from others", async () => {
      const engine = open(CONTRACT_CITY);
      const { choose } = formOf(engine.store, claimsWith(testSeal()));
      const outcome = await choose(ALA, "10:00");
      expect(outcome).toMatchObject({
        kind: "held",
        lost: null,
        visit: { state: "held", heldUntil: NINE + FIVE_MINUTES, channel: "online", number: null },
      });
      expect(await choose(BARTEK, "10:00")).toMatchObject({ kind: "lost", next: { start: tickAt("10:15", TUESDAY) } });
      expect(await choose(BARTEK, "10:00", { now: NINE + FIVE_MINUTES - 1 })).toMatchObject({ kind: "lost" });
      expect(held(await choose(BARTEK, "10:00", { now: NINE + FIVE_MINUTES })).state).toBe("held");
      expectSound(engine);
    });

    it("holds one hour per device: choosing another lets the first go", async () => {
      const engine = open(CONTRACT_CITY);
      const { choose } = formOf(engine.store, claimsWith(testSeal()));
      held(await choose(ALA, "10:00"));
      held(await choose(ALA, "11:00"));
      expect((await engine.store.visits.ofDay("ratusz", TUESDAY)).map(({ state }) => state)).toEqual([
        "expired",
        "held",
      ]);
      held(await choose(BARTEK, "10:00"));
      expectSound(engine);
    });

    it("keeps the hour that it holds when another is lost", async () => {
      const engine = open(CONTRACT_CITY);
      const { choose } = formOf(engine.store, claimsWith(testSeal()));
      const first = held(await choose(ALA, "10:00"));
      held(await choose(BARTEK, "11:00"));
      expect((await choose(ALA, "11:00")).kind).toBe("lost");
      expect(held(await choose(ALA, "10:00")).id).toBe(first.id);
      expectSound(engine);
    });

    it("lasts anew when it is asked to, ten times over at most, and is never made shorter", async () => {
      const { store } = open(CONTRACT_CITY);
      const seal = testSeal();
      const { choose } = formOf(store, claimsWith(seal));
      const ala = seal.hash("device", ALA);
      held(await choose(ALA, "10:00"));
      const untilAfter = async (now: number) => ((await store.visits.extendHold(ala, now))?.heldUntil ?? 0) - NINE;
      expect(await untilAfter(NINE + minutes(4))).toBe(minutes(9));
      expect(await untilAfter(NINE + minutes(3))).toBe(minutes(9));
      for (let minute = 8; minute <= 52; minute += 4) await store.visits.extendHold(ala, NINE + minutes(minute));
      expect(await untilAfter(NINE + minutes(54))).toBe(minutes(55));
      expect(await untilAfter(NINE + minutes(55) - 1)).toBe(minutes(55));
      expect(await store.visits.extendHold(ala, NINE + minutes(55))).toBeNull();
      expect(await store.visits.extendHold(seal.hash("device", BARTEK), NINE)).toBeNull();
    });

    it("makes the held hour the person's visit, with the hold's token and no number before the day", async () => {
      const engine = open(CONTRACT_CITY);
      const seal = testSeal();
      const { choose, send } = formOf(engine.store, claimsWith(seal));
      const hold = held(await choose(ALA, "10:00"));
      const visit = booked(await send(ALA, "10:00", EWA, { now: NINE + minutes(2) }));
      expect(visit.visit).toEqual({ ...hold, state: "booked", heldUntil: null });
      expect(visit.again).toBe(false);
      expect(await send(ALA, "10:00", EWA, { now: NINE + minutes(3) })).toEqual({ ...visit, again: true });
      expectSound(engine);
    });

    it("books the hour without a hold too, as after one that was over", async () => {
      const engine = open(CONTRACT_CITY);
      const { choose, send } = formOf(engine.store, claimsWith(testSeal()));
      const hold = held(await choose(ALA, "10:00"));
      const { visit } = booked(await send(ALA, "10:00", EWA, { now: NINE + FIVE_MINUTES }));
      expect([timeOf(visit.start), visit.id === hold.id]).toEqual(["10:00", false]);
      expectSound(engine);
    });

    it("holds the next hour for five minutes when the sent one was lost", async () => {
      const engine = open(CONTRACT_CITY);
      const { send } = formOf(engine.store, claimsWith(testSeal()));
      booked(await send(ALA, "10:00", EWA));
      expect(await send(BARTEK, "10:00", OLA)).toMatchObject({
        kind: "held",
        lost: tickAt("10:00", TUESDAY),
        visit: { start: tickAt("10:15", TUESDAY), heldUntil: NINE + FIVE_MINUTES },
      });
      expect(timeOf(booked(await send(BARTEK, "10:15", OLA)).visit.start)).toBe("10:15");
      expectSound(engine);
    });

    it("makes another visit of the same hour for somebody else, on the same device", async () => {
      const engine = open(CONTRACT_CITY);
      const { choose, send } = formOf(engine.store, claimsWith(testSeal()));
      const dowody = { group: "dowody" };
      const ewa = booked(await send(ALA, "10:00", EWA, dowody));
      const hold = held(await choose(ALA, "10:00", dowody));
      const ola = booked(await send(ALA, "10:00", OLA, dowody));
      expect([ola.visit.id, ola.again]).toEqual([hold.id, false]);
      expect(ewa.visit.id).not.toBe(ola.visit.id);
      expect(booked(await send(ALA, "10:00", EWA, dowody))).toMatchObject({ visit: { id: ewa.visit.id }, again: true });
      expect(booked(await send(ALA, "10:00", OLA, dowody))).toMatchObject({ visit: { id: ola.visit.id }, again: true });
      expectSound(engine);
    });
  });

  describe("visits of one contact", () => {
    const { contactGroupLimit, contactLimit } = DEFAULT_SETTINGS;

    it("are two for a case group: the third is refused, whoever's device it is, until one is called off", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const { choose, send } = formOf(engine.store, claims);
      const first = booked(await send(ALA, "08:00", EWA));
      booked(await send(BARTEK, "08:30", EWA));
      held(await choose(CEZARY, "09:00"));
      const refused = { kind: "contact-limit", max: contactGroupLimit, of: "group" };
      expect(await send(CEZARY, "09:00", EWA)).toEqual(refused);
      expect(await send(CEZARY, "10:00", EWA)).toEqual(refused);
      expect((await send(CEZARY, "09:00", EWA, { group: "dowody" })).kind).toBe("booked");
      expect((await send(ALA, "08:00", EWA)).kind).toBe("booked");
      await engine.store.visits.cancel(claims.tokenHash(first.nonce), NINE, "resident");
      expect((await send(CEZARY, "09:00", EWA)).kind).toBe("booked");
      expectSound(engine);
    });

    it("are counted until they are over", async () => {
      const { store } = open(CONTRACT_CITY);
      const { send } = formOf(store, claimsWith(testSeal()));
      booked(await send(ALA, "08:00", EWA));
      booked(await send(ALA, "08:15", EWA));
      const end = tickAt("08:15", TUESDAY) * 300_000;
      expect((await send(ALA, "10:00", EWA, { now: end - 1 })).kind).toBe("contact-limit");
      expect((await send(ALA, "10:00", EWA, { now: end })).kind).toBe("booked");
    });

    it("are six in all", async () => {
      const { store } = open(CONTRACT_CITY);
      const { send } = formOf(store, claimsWith(testSeal()));
      const wishes = [
        ["dowody", "08:00"],
        ["dowody", "08:30"],
        ["meldunki", "09:00"],
        ["meldunki", "09:30"],
        ["akta", "10:00"],
        ["akta", "10:30"],
      ] as const;
      for (const [group, time] of wishes) booked(await send(ALA, time, EWA, { group }));
      expect(wishes).toHaveLength(contactLimit);
      expect(await send(ALA, "11:00", EWA, { group: "sluby" })).toEqual({
        kind: "contact-limit",
        max: contactLimit,
        of: "all",
      });
      expect((await send(ALA, "11:00", OLA, { group: "sluby" })).kind).toBe("booked");
    });

    it("are counted over the API as well", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const { send } = formOf(store, claims);
      booked(await send(ALA, "08:00", EWA));
      booked(await send(ALA, "08:30", EWA));
      const made = { group: "meldunki", start: tickAt("10:00", TUESDAY), now: NINE, person: EWA };
      expect((await store.visits.claim(claims.byKey("key", "body", made))).kind).toBe("contact-limit");
    });
  });

  describe("what a form holds", () => {
    const typed = { name: " Ewa ", contact: "600 700", language: "pl" };

    const holdAt = (store: Store, device: string, time: string, now = NINE) => {
      const made = { group: "meldunki", start: tickAt(time, TUESDAY), now, sameDayOnly: false };
      return store.visits.claim(claimsWith(testSeal()).byDevice(device, { ...made, intent: "hold", holdFor: "form" }));
    };

    it("is kept as it was typed, the last for each device, until a little after its hour is held no longer", async () => {
      const { store } = open(CONTRACT_CITY);
      const seal = testSeal();
      const [ala, bartek] = [seal.hash("device", ALA), seal.hash("device", BARTEK)];
      held(await holdAt(store, ALA, "10:00"));
      const until = NINE + minutes(5) + minutes(10);
      expect(await store.drafts.keep(ala, { ...typed, name: "x" }, NINE)).toBe(true);
      expect(await store.drafts.keep(ala, typed, NINE + 1)).toBe(true);
      expect(await store.drafts.of(ala, until - 1)).toEqual(typed);
      expect(await store.drafts.of(ala, until)).toBeNull();
      expect(await store.drafts.of(bartek, NINE)).toBeNull();
    });

    it("is not kept where no hour is held: not before, not after, not by anybody else", async () => {
      const { store } = open(CONTRACT_CITY);
      const seal = testSeal();
      const [ala, bartek] = [seal.hash("device", ALA), seal.hash("device", BARTEK)];
      expect(await store.drafts.keep(ala, typed, NINE)).toBe(false);
      held(await holdAt(store, ALA, "10:00"));
      expect(await store.drafts.keep(bartek, typed, NINE)).toBe(false);
      expect(await store.drafts.keep(ala, typed, NINE + minutes(5) - 1)).toBe(true);
      expect(await store.drafts.keep(ala, { ...typed, name: "x" }, NINE + minutes(5))).toBe(false);
      expect([await store.drafts.of(ala, NINE), await store.drafts.of(bartek, NINE)]).toEqual([typed, null]);
    });

    it("lasts as long as the hold that lasts anew, and goes over to another hour", async () => {
      const { store } = open(CONTRACT_CITY);
      const ala = testSeal().hash("device", ALA);
      held(await holdAt(store, ALA, "10:00"));
      await store.drafts.keep(ala, typed, NINE);
      const later = NINE + minutes(4);
      await store.visits.extendHold(ala, later);
      expect(await store.drafts.of(ala, later + minutes(15) - 1)).toEqual(typed);
      expect(await store.drafts.of(ala, later + minutes(15))).toBeNull();
      held(await holdAt(store, ALA, "10:30", later + minutes(4)));
      expect(await store.drafts.of(ala, later + minutes(19) - 1)).toEqual(typed);
    });

    it("goes with the hour that is given back, and with the next draft that is written", async () => {
      const { store } = open(CONTRACT_CITY);
      const seal = testSeal();
      const [ala, bartek] = [seal.hash("device", ALA), seal.hash("device", BARTEK)];
      held(await holdAt(store, ALA, "10:00"));
      await store.drafts.keep(ala, typed, NINE);
      await store.visits.releaseHold(ala, NINE);
      expect(await store.drafts.of(ala, NINE)).toBeNull();
      held(await holdAt(store, ALA, "10:00"));
      await store.drafts.keep(ala, typed, NINE);
      const later = NINE + minutes(15);
      held(await holdAt(store, BARTEK, "10:15", later));
      await store.drafts.keep(bartek, typed, later);
      // Read as of before: it is not only out of date, it is gone.
      expect([await store.drafts.of(ala, NINE), await store.drafts.of(bartek, later)]).toEqual([null, typed]);
    });

    it("is forgotten when it is told to be", async () => {
      const { store } = open(CONTRACT_CITY);
      const ala = testSeal().hash("device", ALA);
      held(await holdAt(store, ALA, "10:00"));
      await store.drafts.keep(ala, typed, NINE);
      await store.drafts.forget(ala);
      expect(await store.drafts.of(ala, NINE)).toBeNull();
    });
  });
}
