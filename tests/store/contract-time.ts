import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import { forgetRuleAt } from "@/lib/domain/retention/retention";
import { HOUR_MS, type Instant } from "@/lib/domain/time/tick";
import type { Store } from "@/lib/ports/store";
import { booked, type Claims, claimsWith, held, minutes, seconds } from "../support/claims";
import { ALA, at, BARTEK, CEZARY, MONDAY, NEXT_MONDAY, TUESDAY, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

const DAY = 24 * HOUR_MS;
const ELEVEN = NINE + 2 * HOUR_MS;
const EWA = { name: "Ewa", contact: "ewa@example.pl", language: "pl" };

/** Ala takes eleven o'clock, Bartek is late and holds the next; gives the hold. */
async function lose(store: Store, claims: Claims, now: Instant) {
  const post = (device: string) =>
    store.visits.claim(claims.byDevice(device, { group: "meldunki", start: tickAt("11:15"), now }));
  booked(await post(ALA));
  return held(await post(BARTEK));
}

const bookFor = async (store: Store, claims: Claims, time: string, date: string, now: Instant) =>
  booked(
    await store.visits.claim(
      claims.byDevice(CEZARY, { group: "dowody", start: tickAt(time, date), now, sameDayOnly: false, person: EWA }),
    ),
  );

const kindsDue = async (store: Store, now: Instant): Promise<string[]> =>
  (await store.messages.due(now, 100)).map(({ kind }) => kind);

/** What a clock that stood ahead has written, and is set back. */
export function timeContract(open: OpenEngine): void {
  describe("a clock that is set back", () => {
    it("leaves a hold ended that it had ended, and its hour free", async () => {
      const engine = open(CONTRACT_CITY);
      const { store } = engine;
      const hold = await lose(store, claimsWith(testSeal()), NINE);
      await store.time.letGo({ from: NINE + minutes(2), now: NINE + seconds(30), corrected: false });
      const visits = await store.visits.ofDay("ratusz", MONDAY);
      expect(visits.find(({ id }) => id === hold.id)?.state).toBe("expired");
      expectSound(engine);
    });

    it("leaves a hold that had not ended as it is", async () => {
      const { store } = open(CONTRACT_CITY);
      const hold = await lose(store, claimsWith(testSeal()), NINE);
      await store.time.letGo({ from: NINE + minutes(2) - 1, now: NINE + seconds(30), corrected: false });
      const visits = await store.visits.ofDay("ratusz", MONDAY);
      expect(visits.find(({ id }) => id === hold.id)).toMatchObject({ state: "held", heldUntil: NINE + minutes(2) });
    });

    it("has a hold that was made ahead last as long as it was meant to, from now on", async () => {
      const engine = open(CONTRACT_CITY);
      const { store } = engine;
      const claims = claimsWith(testSeal());
      const hold = await lose(store, claims, ELEVEN);
      await store.time.letGo({ from: ELEVEN + seconds(20), now: NINE, corrected: false });
      const found = await store.visits.ofDay("ratusz", MONDAY);
      expect(found.find(({ id }) => id === hold.id)?.heldUntil).toBe(NINE + minutes(2));
      // Lengthening it again and again ends as ever: its age was set back with it.
      expect(await store.visits.extendHold(testSeal().hash("device", BARTEK), NINE + minutes(1))).toMatchObject({
        ...{ createdAt: NINE, heldUntil: NINE + minutes(6) },
      });
      expectSound(engine);
    });

    it("has what waits for another attempt wait as long as it would have, a reminder until it is due at least", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookFor(store, claimsWith(testSeal()), "10:00", TUESDAY, NINE);
      const [confirmed] = await store.messages.due(NINE, 1);
      const [, dayBefore] = await store.messages.due(at(MONDAY, "18:00"), 100);
      const from = NINE + 40 * DAY;
      const later = { kind: "later", nextTryAt: from + minutes(10), unclear: true } as const;
      for (const one of [confirmed, dayBefore]) await store.messages.settle(one?.id ?? 0, later);
      await store.time.letGo({ from, now: NINE, corrected: false });
      expect(await kindsDue(store, NINE + minutes(10) - 1)).toEqual([]);
      expect(await kindsDue(store, NINE + minutes(10))).toEqual(["confirmed"]);
      expect(await kindsDue(store, at(MONDAY, "18:00") - 1)).toEqual(["confirmed"]);
      expect(await kindsDue(store, at(MONDAY, "18:00"))).toEqual(["confirmed", "day-before"]);
    });

    it("sends at once what was news by it", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookFor(store, claimsWith(testSeal()), "10:00", NEXT_MONDAY, NINE + DAY);
      expect(await kindsDue(store, NINE)).toEqual([]);
      await store.time.letGo({ from: NINE + DAY, now: NINE, corrected: false });
      expect(await kindsDue(store, NINE)).toEqual(["confirmed"]);
    });

    it("writes the reminders that it had left out as past, once it is put right", async () => {
      const engine = open(CONTRACT_CITY);
      const { store } = engine;
      const claims = claimsWith(testSeal());
      const visit = await bookFor(store, claims, "10:00", TUESDAY, at(MONDAY, "19:00"));
      const due = () => kindsDue(store, at(TUESDAY, "08:00"));
      expect(await due()).toEqual(["confirmed", "two-hours"]);
      const setBack = { from: at(MONDAY, "19:00"), now: NINE };
      await store.time.letGo({ ...setBack, corrected: false });
      expect(await due()).toEqual(["confirmed", "two-hours"]);
      expect(await store.time.letGo({ ...setBack, corrected: true })).toBe(1);
      expect(await due()).toEqual(["confirmed", "day-before", "two-hours"]);
      // It is set right once more, after the end of the doubt was entered.
      await store.time.keep({ runningMs: 0, doubt: null, entry: { at: NINE, actor: "system", detail: "agrees" } });
      expect(await store.time.letGo({ ...setBack, corrected: true })).toBe(0);
      expect(await due()).toEqual(["confirmed", "day-before", "two-hours"]);
      expect(visit.visit.state).toBe("booked");
      expectSound(engine);
    });

    it("sends no reminder twice of a visit that it moved back before", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookFor(store, claimsWith(testSeal()), "10:00", TUESDAY, NINE);
      const evening = at(MONDAY, "18:00");
      for (const { id } of await store.messages.due(evening, 100)) await store.messages.settle(id, { kind: "sent" });
      // Two hours back by mistake, and right again.
      await store.time.letGo({ from: evening, now: evening - 2 * HOUR_MS, corrected: false });
      expect(await kindsDue(store, evening)).toEqual([]);
    });

    it("lets a confirmation be asked for again as soon as ever", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const ahead = NINE + DAY;
      const { nonce } = await bookFor(store, claims, "10:00", NEXT_MONDAY, ahead);
      for (const { id } of await store.messages.due(ahead, 100)) await store.messages.settle(id, { kind: "sent" });
      await store.time.letGo({ from: ahead, now: NINE, corrected: true });
      const again = (now: Instant) => store.messages.sendAgain(claims.tokenHash(nonce), now);
      expect(await again(NINE + minutes(2) - 1)).toEqual({ kind: "too-soon" });
      expect(await again(NINE + minutes(2))).toEqual({ kind: "again" });
    });

    it.each([
      ["before it stood ahead", 0],
      ["by the clock that stood ahead", DAY],
    ])("keeps a form that was filled in %s no longer than it was meant to, and no shorter", async (_, ahead) => {
      const { store } = open(CONTRACT_CITY);
      const seal = testSeal();
      const device = seal.hash("device", ALA);
      const made = { group: "meldunki", start: tickAt("10:00", NEXT_MONDAY), now: NINE + ahead, sameDayOnly: false };
      held(await store.visits.claim(claimsWith(seal).byDevice(ALA, { ...made, intent: "hold", holdFor: "form" })));
      expect(await store.drafts.keep(device, EWA, NINE + ahead)).toBe(true);
      await store.time.letGo({ from: NINE + DAY, now: NINE, corrected: true });
      const until = NINE + minutes(15);
      expect(await store.drafts.of(device, until - 1)).toEqual(EWA);
      expect(await store.drafts.of(device, until)).toBeNull();
    });
  });

  describe("what is marked", () => {
    it("is nothing that is forgotten", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const { nonce } = await bookFor(store, claims, "10:00", TUESDAY, NINE);
      const late = forgetRuleAt(DEFAULT_SETTINGS, at("2027-03-01", "03:00"));
      await store.retention.mark({ ...late, at: late.now, runningMs: 0 });
      expect(await store.visits.byToken(claims.tokenHash(nonce))).not.toBeNull();
      expect(await store.retention.toForget(late)).toMatchObject({ persons: 1 });
    });
  });
}
