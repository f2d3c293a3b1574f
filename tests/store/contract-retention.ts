import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import { forgetRuleAt, markAt } from "@/lib/domain/retention/retention";
import { AGREED_MS } from "@/lib/domain/time/clock-trust";
import type { Nonce } from "@/lib/domain/who/ids";
import type { Store } from "@/lib/ports/store";
import { booked, claimsWith, held } from "../support/claims";
import { ALA, at, BARTEK, CEZARY, MONDAY, TUESDAY, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

const NOTHING = { walkIns: 0, persons: 0, noShows: 0, devices: 0, drafts: 0 };
const ruleAt = (date: string) => forgetRuleAt(DEFAULT_SETTINGS, at(date, "03:00"));
const EWA = { name: "Ewa", contact: "ewa@example.pl", language: "pl" };
const PHONE = { endpoint: "https://push.example/1", p256dh: "p256dh-key", auth: "auth-key", language: "en" };

/** A ticket without a name on Monday, and a visit of a person on Tuesday, told to a device; and a form begun. */
async function lived(store: Store) {
  const claims = claimsWith(testSeal());
  const walkIn = booked(
    await store.visits.claim(claims.byDevice(ALA, { group: "meldunki", start: tickAt("10:00"), now: NINE })),
  );
  const made = { group: "meldunki", start: tickAt("10:00", TUESDAY), now: NINE, sameDayOnly: false, person: EWA };
  const person = booked(await store.visits.claim(claims.byDevice(BARTEK, made)));
  await store.messages.tellDevice(claims.tokenHash(person.nonce), PHONE, NINE);
  // Far enough ahead that only its draft is forgotten within the days of these tests.
  const form = { ...made, start: tickAt("10:00", "2026-12-14"), intent: "hold", holdFor: "form" } as const;
  held(await store.visits.claim(claims.byDevice(CEZARY, form)));
  expect(await store.drafts.keep(testSeal().hash("device", CEZARY), EWA, NINE)).toBe(true);
  const open = async ({ nonce }: { nonce: Nonce }) => store.visits.byToken(claims.tokenHash(nonce));
  return { walkIn, person, open };
}

/** What may point to a person goes when its time is over; the visit itself stays. */
export function retentionContract(open: OpenEngine): void {
  describe("forgetting", () => {
    it("takes a ticket without a name after a day, a person's visit after thirty, its device after the day", async () => {
      const engine = open(CONTRACT_CITY);
      const { store } = engine;
      const stage = await lived(store);
      expect(await store.retention.toForget(ruleAt(MONDAY))).toEqual({ ...NOTHING, drafts: 0 });
      expect(await store.retention.toForget(ruleAt(TUESDAY))).toEqual({ ...NOTHING, walkIns: 1, drafts: 1 });
      expect(await store.retention.forgetSome(ruleAt(TUESDAY), 100)).toEqual({ ...NOTHING, walkIns: 1, drafts: 1 });
      expect(await stage.open(stage.walkIn)).toBeNull();
      expect((await stage.open(stage.person))?.visit).toEqual(stage.person.visit);
      expect(await store.retention.forgetSome(ruleAt("2026-11-25"), 100)).toEqual({ ...NOTHING, devices: 1 });
      // The hour that was held for the form.
      expect(await store.retention.forgetSome(ruleAt("2026-12-23"), 100)).toEqual({ ...NOTHING, walkIns: 1 });
      expect(await store.retention.forgetSome(ruleAt("2026-12-24"), 100)).toEqual({ ...NOTHING, persons: 1 });
      expect(await stage.open(stage.person)).toBeNull();
      expect(await store.visits.byCode(stage.person.visit.code, EWA.contact)).toBeNull();
      expect(await store.messages.due(at("2027-01-01", "00:00"), 100)).toEqual([]);
      const { id } = stage.person.visit;
      expect(await store.retention.forgottenAmong([stage.walkIn.visit.id, id, 999])).toEqual([
        stage.walkIn.visit.id,
        id,
      ]);
      expectSound(engine);
    });

    it("changes nothing by asking, and nothing when it is done again", async () => {
      const { store } = open(CONTRACT_CITY);
      await lived(store);
      const rule = ruleAt("2027-03-01");
      const all = { ...NOTHING, walkIns: 2, persons: 1, devices: 1, drafts: 1 };
      expect([await store.retention.toForget(rule), await store.retention.toForget(rule)]).toEqual([all, all]);
      expect(await store.retention.forgetSome(rule, 100)).toEqual(all);
      expect(await store.retention.forgetSome(rule, 100)).toEqual(NOTHING);
      expect(await store.retention.toForget(rule)).toEqual(NOTHING);
    });

    it("takes at most so many visits at a time", async () => {
      const { store } = open(CONTRACT_CITY);
      await lived(store);
      const rule = ruleAt("2027-03-01");
      expect(await store.retention.forgetSome(rule, 2)).toMatchObject({ walkIns: 2, persons: 0 });
      expect(await store.retention.forgetSome(rule, 1)).toMatchObject({ walkIns: 0, persons: 1 });
    });

    it("keeps what is needed for the figures: place, matter, hour, channel and state", async () => {
      const { store } = open(CONTRACT_CITY);
      await lived(store);
      const before = await store.visits.ofDay("ratusz", TUESDAY);
      await store.retention.forgetSome(ruleAt("2027-03-01"), 100);
      expect(await store.visits.ofDay("ratusz", TUESDAY)).toEqual(before);
    });

    it("keeps marks over a reopening, and lets those go that a ripe one has overtaken", async () => {
      const { store } = open(CONTRACT_CITY);
      const markOn = (date: string, runningMs: number) => markAt(DEFAULT_SETTINGS, at(date, "03:00"), runningMs);
      const marks = [0, 24, 48].map((hours) => markOn(`2026-11-2${3 + hours / 24}`, hours * 3_600_000));
      for (const mark of marks) await store.retention.mark(mark);
      // When the third was written the second was ripe: the first was of no use any more.
      expect(await store.retention.marks()).toEqual([marks[2], marks[1]]);
      expect(AGREED_MS).toBe(20 * 3_600_000);
    });
  });
}
