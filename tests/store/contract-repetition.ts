import { describe, expect, it } from "vitest";
import { booked, claimsWith, minutes } from "../support/claims";
import { ALA, BARTEK, MONDAY, testSeal, tickAt, timeOf } from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

/** The nonce and the key: a claim posted many times is one visit. */
export function repetitionContract(open: OpenEngine): void {
  describe("a claim posted again", () => {
    it("is one visit and fifty equal answers", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const request = claims.byDevice(ALA, { group: "dowody", start: tickAt("10:00"), now: NINE });
      const [first, ...others] = await Promise.all(
        Array.from({ length: 50 }, () => engine.store.visits.claim(request)),
      );
      const won = booked(first ?? { kind: "key-reused" });
      expect(won.again).toBe(false);
      expect(new Set(others.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(others[0]).toEqual({ ...won, again: true });
      expect(await engine.store.visits.ofDay("ratusz", MONDAY)).toHaveLength(1);
      expectSound(engine);
    });

    it("is a new visit with a new nonce and token after the first was called off", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const request = claims.byDevice(ALA, { group: "dowody", start: tickAt("10:00"), now: NINE });
      const first = booked(await engine.store.visits.claim(request));
      await engine.store.visits.cancel(claims.tokenHash(first.nonce), NINE, "resident");
      const second = booked(await engine.store.visits.claim(request));
      expect([first.visit.id, second.visit.id]).toEqual([1, 2]);
      expect([second.again, second.visit.number]).toEqual([false, "D02"]);
      expect(claims.tokenHash(second.nonce)).not.toEqual(claims.tokenHash(first.nonce));
      expect((await engine.store.visits.byToken(claims.tokenHash(first.nonce)))?.visit.state).toBe("cancelled");
      expect(booked(await engine.store.visits.claim(request))).toEqual({ ...second, again: true });
      expectSound(engine);
    });

    it("takes one more ticket for the same hour only when that is asked for", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const made = { group: "dowody", start: tickAt("10:00"), now: NINE };
      const one = booked(await engine.store.visits.claim(claims.byDevice(ALA, made)));
      const more = booked(await engine.store.visits.claim(claims.byDevice(ALA, { ...made, ordinal: 1 })));
      expect([one.visit.counterId, more.visit.counterId]).toEqual(["counter-1", "counter-2"]);
      expect(booked(await engine.store.visits.claim(claims.byDevice(ALA, { ...made, ordinal: 1 })))).toEqual({
        ...more,
        again: true,
      });
      expect(booked(await engine.store.visits.claim(claims.byDevice(ALA, made)))).toEqual({ ...one, again: true });
      await engine.store.visits.cancel(claims.tokenHash(more.nonce), NINE, "resident");
      const afresh = booked(await engine.store.visits.claim(claims.byDevice(ALA, { ...made, ordinal: 1 })));
      expect([afresh.visit.id, afresh.again]).toEqual([3, false]);
      expectSound(engine);
    });

    it("from another device is another claim", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const made = { group: "dowody", start: tickAt("10:00"), now: NINE };
      const ala = booked(await store.visits.claim(claims.byDevice(ALA, made)));
      const bartek = booked(await store.visits.claim(claims.byDevice(BARTEK, made)));
      expect([ala.visit.counterId, bartek.visit.counterId]).toEqual(["counter-1", "counter-2"]);
      expect(bartek.again).toBe(false);
    });
  });

  describe("a claim over the API", () => {
    const made = { group: "dowody", start: tickAt("10:00"), now: NINE };

    it("wins an offer once: met again without a key it is lost, with what is next", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      expect((await engine.store.visits.claim(claims.byOffer("offer-1", made))).kind).toBe("booked");
      const again = await engine.store.visits.claim(claims.byOffer("offer-1", made));
      expect(again.kind === "lost" && again.next && timeOf(again.next.start)).toBe("10:00");
      expect(again.kind === "lost" && again.next?.counterId).toBe("counter-2");
      expect(await engine.store.visits.ofDay("ratusz", MONDAY)).toHaveLength(1);
      expectSound(engine);
    });

    it("does not win an offer anew after its visit was called off", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const won = booked(await engine.store.visits.claim(claims.byOffer("offer-1", made)));
      await engine.store.visits.cancel(claims.tokenHash(won.nonce), NINE, "resident");
      expect((await engine.store.visits.claim(claims.byOffer("offer-1", made))).kind).toBe("lost");
      expectSound(engine);
    });

    it("answers the same key and body with the same visit, later and called off too", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const request = claims.byKey("key-1", "body", made);
      const first = booked(await engine.store.visits.claim(request));
      expect(first.again).toBe(false);
      const later = claims.byKey("key-1", "body", { ...made, now: NINE + minutes(90) });
      expect(await engine.store.visits.claim(later)).toEqual({ ...first, again: true });
      const { key } = request;
      expect(key && (await engine.store.visits.byKey(key.hash, key.bodyHash))).toEqual({ ...first, again: true });
      await engine.store.visits.cancel(claims.tokenHash(first.nonce), NINE, "resident");
      expect(await engine.store.visits.claim(later)).toEqual({
        ...first,
        visit: { ...first.visit, state: "cancelled" },
        again: true,
      });
      expectSound(engine);
    });

    it("refuses a key that has won with another body", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      await engine.store.visits.claim(claims.byKey("key-1", "body", made));
      const other = claims.byKey("key-1", "another body", { ...made, start: tickAt("11:00") });
      expect(await engine.store.visits.claim(other)).toEqual({ kind: "key-reused" });
      expect(other.key && (await engine.store.visits.byKey(other.key.hash, other.key.bodyHash))).toEqual({
        kind: "key-reused",
      });
      expect(await engine.store.visits.ofDay("ratusz", MONDAY)).toHaveLength(1);
    });

    it("counts a key as used only once it has won", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const meldunki = { ...made, group: "meldunki" };
      await store.visits.claim(claims.byDevice(BARTEK, meldunki));
      const lost = claims.byKey("key-1", "body", meldunki);
      expect((await store.visits.claim(lost)).kind).toBe("lost");
      expect(lost.key && (await store.visits.byKey(lost.key.hash, lost.key.bodyHash))).toBe(null);
      const other = claims.byKey("key-1", "another body", { ...meldunki, start: tickAt("10:15") });
      expect((await store.visits.claim(other)).kind).toBe("booked");
    });
  });
}
