import { describe, expect, it } from "vitest";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { Store } from "@/lib/ports/store";
import { booked, type Claims, claimsWith, held, minutes, seconds } from "../support/claims";
import { ALA, at, BARTEK, CEZARY, MONDAY, TUESDAY, testSeal, tickAt, timeOf } from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

const TWO_MINUTES = minutes(2);

interface Post {
  readonly group?: string;
  readonly now?: number;
  readonly ordinal?: number;
  readonly cases?: number;
}

const poster =
  (store: Store, claims: Claims) =>
  (device: string, time: string, { group = "meldunki", now = NINE, ...rest }: Post = {}): Promise<ClaimOutcome> =>
    store.visits.claim(claims.byDevice(device, { group, start: tickAt(time), now, ...rest }));

/** The lost race on a page: the next start is held for the loser. */
export function holdContract(open: OpenEngine): void {
  describe("a lost race on a page", () => {
    it("holds the next start for two minutes, without a number, and says which was lost", async () => {
      const engine = open(CONTRACT_CITY);
      const post = poster(engine.store, claimsWith(testSeal()));
      await post(ALA, "10:00");
      expect(await post(BARTEK, "10:00")).toEqual({
        kind: "held",
        lost: tickAt("10:00"),
        visit: {
          id: 2,
          locationId: "ratusz",
          hallId: "parter",
          counterId: "counter-2",
          caseGroupId: "meldunki",
          cases: 1,
          start: tickAt("10:15"),
          ticks: 3,
          waitFrom: tickAt("10:05"),
          places: 1,
          state: "held",
          heldUntil: NINE + TWO_MINUTES,
          restUntil: null,
          channel: "qr",
          number: null,
          code: "000002",
          createdAt: NINE,
        },
      });
      expectSound(engine);
    });

    it("gives the same hold to a loser who posts again, not a longer one", async () => {
      const engine = open(CONTRACT_CITY);
      const post = poster(engine.store, claimsWith(testSeal()));
      await post(ALA, "10:00");
      const first = await post(BARTEK, "10:00");
      expect(await post(BARTEK, "10:00", { now: NINE + seconds(90) })).toEqual(first);
      expect(await engine.store.visits.ofDay("ratusz", MONDAY)).toHaveLength(2);
      expectSound(engine);
    });

    it("replaces a hold by one elsewhere: one hold per device", async () => {
      const engine = open(CONTRACT_CITY);
      const seal = testSeal();
      const post = poster(engine.store, claimsWith(seal));
      await post(ALA, "10:00");
      await post(ALA, "10:00", { group: "akta" });
      await post(CEZARY, "10:00", { group: "sluby" });
      const first = held(await post(BARTEK, "10:00"));
      const second = held(await post(BARTEK, "10:00", { group: "akta" }));
      expect([first, second].map((hold) => `${hold.caseGroupId} ${timeOf(hold.start)}`)).toEqual([
        "meldunki 10:15",
        "akta 10:15",
      ]);
      expect((await engine.store.visits.ownedBy(seal.hash("device", BARTEK), NINE)).map(({ visit }) => visit)).toEqual([
        second,
      ]);
      expect((await engine.store.visits.ofDay("ratusz", MONDAY)).find(({ id }) => id === first.id)?.state).toBe(
        "expired",
      );
      expectSound(engine);
    });

    it("replaces a hold by one of the same hour when the number of matters has changed", async () => {
      const engine = open(CONTRACT_CITY);
      const post = poster(engine.store, claimsWith(testSeal()));
      await post(ALA, "10:00");
      held(await post(BARTEK, "10:00"));
      const two = held(await post(BARTEK, "10:00", { cases: 2 }));
      expect([timeOf(two.start), two.cases, two.ticks]).toEqual(["10:15", 2, 6]);
      expect((await post(BARTEK, "10:15", { cases: 2 })).kind).toBe("booked");
      expectSound(engine);
    });

    it("confirms the hold as the same visit, with the same token and now with a number", async () => {
      const engine = open(CONTRACT_CITY);
      const seal = testSeal();
      const claims = claimsWith(seal);
      const post = poster(engine.store, claims);
      await post(ALA, "10:00");
      const hold = held(await post(BARTEK, "10:00"));
      const [own] = await engine.store.visits.ownedBy(seal.hash("device", BARTEK), NINE);
      const confirmed = booked(await post(BARTEK, "10:15", { now: NINE + TWO_MINUTES - 1 }));
      expect(confirmed).toEqual({
        kind: "booked",
        visit: { ...hold, state: "booked", heldUntil: null, number: "M02" },
        nonce: own?.nonce,
        again: false,
      });
      expect(await post(BARTEK, "10:15", { now: NINE + TWO_MINUTES })).toEqual({ ...confirmed, again: true });
      expectSound(engine);
    });

    it("books a free start instead of the hold and lets the hold go", async () => {
      const engine = open(CONTRACT_CITY);
      const post = poster(engine.store, claimsWith(testSeal()));
      await post(ALA, "10:00");
      const hold = held(await post(BARTEK, "10:00"));
      booked(await post(BARTEK, "11:00"));
      expect((await engine.store.visits.ofDay("ratusz", MONDAY)).map(({ id, state }) => [id, state])).toEqual([
        [1, "booked"],
        [hold.id, "expired"],
        [3, "booked"],
      ]);
      expectSound(engine);
    });

    it("keeps the held time from others until two minutes are over, and gives it to them at that instant", async () => {
      const engine = open(CONTRACT_CITY);
      const post = poster(engine.store, claimsWith(testSeal()));
      await post(ALA, "10:00");
      held(await post(BARTEK, "10:00"));
      const before = held(await post(CEZARY, "10:15", { now: NINE + TWO_MINUTES - 1 }));
      expect(timeOf(before.start)).toBe("10:30");
      const after = booked(await post(CEZARY, "10:15", { now: NINE + TWO_MINUTES }));
      expect([timeOf(after.visit.start), after.visit.number]).toEqual(["10:15", "M02"]);
      expectSound(engine);
    });

    it("claims the held start afresh when it is confirmed too late, as another visit with another token", async () => {
      const engine = open(CONTRACT_CITY);
      const seal = testSeal();
      const post = poster(engine.store, claimsWith(seal));
      await post(ALA, "10:00");
      const hold = held(await post(BARTEK, "10:00"));
      const [own] = await engine.store.visits.ownedBy(seal.hash("device", BARTEK), NINE);
      const late = booked(await post(BARTEK, "10:15", { now: NINE + TWO_MINUTES }));
      expect(late.visit.id).not.toBe(hold.id);
      expect(late.nonce).not.toEqual(own?.nonce);
      expect([timeOf(late.visit.start), late.again]).toEqual(["10:15", false]);
      expectSound(engine);
    });

    it("holds nothing without a cookie: the next start is only named", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      await poster(engine.store, claims)(ALA, "10:00");
      const made = { group: "meldunki", start: tickAt("10:00"), now: NINE };
      expect(await engine.store.visits.claim(claims.byNetwork("10.0.0.1", made))).toEqual({
        kind: "lost",
        next: {
          start: tickAt("10:15"),
          ticks: 3,
          hallId: "parter",
          counterId: "counter-2",
          waitFrom: tickAt("10:05"),
          places: 1,
        },
      });
      expect(await engine.store.visits.ofDay("ratusz", MONDAY)).toHaveLength(1);
    });

    it("treats a start that passed while it was on the screen as lost, not as a mistake", async () => {
      const engine = open(CONTRACT_CITY);
      const post = poster(engine.store, claimsWith(testSeal()));
      expect((await post(ALA, "10:05", { now: at(MONDAY, "10:05:00.000") })).kind).toBe("booked");
      const late = held(await post(BARTEK, "10:05", { now: at(MONDAY, "10:05:00.001") }));
      expect(timeOf(late.start)).toBe("10:20");
      expectSound(engine);
    });

    it("holds a start at which the device does not stand already, so that the hold can be confirmed", async () => {
      const engine = open(CONTRACT_CITY);
      const post = poster(engine.store, claimsWith(testSeal()));
      const dowody = { group: "dowody" };
      booked(await post(ALA, "10:00", dowody));
      booked(await post(BARTEK, "10:00", dowody));
      booked(await post(CEZARY, "10:15", dowody));
      const hold = held(await post(CEZARY, "10:00", dowody));
      expect(timeOf(hold.start)).toBe("10:30");
      expect(booked(await post(CEZARY, "10:30", dowody)).visit.id).toBe(hold.id);
      expectSound(engine);
    });

    it("gives no number to a confirmed hold of a later day: it comes on arrival", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const post = (device: string, time: string) =>
        engine.store.visits.claim(
          claims.byDevice(device, { group: "meldunki", start: tickAt(time, TUESDAY), now: NINE, sameDayOnly: false }),
        );
      booked(await post(ALA, "10:00"));
      const hold = held(await post(BARTEK, "10:00"));
      expect(timeOf(hold.start)).toBe("10:15");
      const confirmed = booked(await post(BARTEK, "10:15"));
      expect([confirmed.visit.id, confirmed.visit.number]).toEqual([hold.id, null]);
      expectSound(engine);
    });

    it("replaces a hold of another day too", async () => {
      const engine = open(CONTRACT_CITY);
      const seal = testSeal();
      const claims = claimsWith(seal);
      const post = poster(engine.store, claims);
      const tuesday = (device: string) =>
        engine.store.visits.claim(
          claims.byDevice(device, {
            group: "meldunki",
            start: tickAt("10:00", TUESDAY),
            now: NINE,
            sameDayOnly: false,
          }),
        );
      booked(await tuesday(ALA));
      held(await tuesday(BARTEK));
      booked(await post(ALA, "10:00"));
      const today = held(await post(BARTEK, "10:00"));
      expect((await engine.store.visits.ownedBy(seal.hash("device", BARTEK), NINE)).map(({ visit }) => visit)).toEqual([
        today,
      ]);
      expectSound(engine);
    });
  });

  describe("letting a hold go", () => {
    it("frees its time at once, and says whether there was one", async () => {
      const engine = open(CONTRACT_CITY);
      const seal = testSeal();
      const post = poster(engine.store, claimsWith(seal));
      await post(ALA, "10:00");
      held(await post(BARTEK, "10:00"));
      const bartek = seal.hash("device", BARTEK);
      expect(await engine.store.visits.releaseHold(seal.hash("device", ALA), NINE)).toBe(false);
      expect(await engine.store.visits.releaseHold(bartek, NINE)).toBe(true);
      expect(await engine.store.visits.releaseHold(bartek, NINE)).toBe(false);
      expect((await post(CEZARY, "10:15")).kind).toBe("booked");
      expectSound(engine);
    });

    it("finds no hold that is over by itself, at that very instant", async () => {
      const { store } = open(CONTRACT_CITY);
      const seal = testSeal();
      const post = poster(store, claimsWith(seal));
      await post(ALA, "10:00");
      held(await post(BARTEK, "10:00"));
      const bartek = seal.hash("device", BARTEK);
      expect(await store.visits.releaseHold(bartek, NINE + TWO_MINUTES)).toBe(false);
      expect(await store.visits.releaseHold(bartek, NINE + TWO_MINUTES - 1)).toBe(true);
    });
  });
}
