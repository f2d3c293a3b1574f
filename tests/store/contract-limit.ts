import { describe, expect, it } from "vitest";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { Nonce } from "@/lib/domain/who/ids";
import { booked, claimsWith, held } from "../support/claims";
import { ALA, at, BARTEK, CEZARY, MONDAY, TUESDAY, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

const AT_TWO: ClaimOutcome = { kind: "limit", max: 2 };

/** How many live same-day visits a device or a network may have. */
export function limitContract(open: OpenEngine): void {
  const opened = () => {
    const engine = open(CONTRACT_CITY);
    const claims = claimsWith(testSeal());
    const post = (device: string, time: string, group = "dowody", now = NINE) =>
      engine.store.visits.claim(claims.byDevice(device, { group, start: tickAt(time), now }));
    const cancel = (nonce: Nonce) => engine.store.visits.cancel(claims.tokenHash(nonce), NINE, "resident");
    return { engine, claims, post, cancel };
  };

  describe("the device's limit", () => {
    it("lets a device have two live visits and refuses the third", async () => {
      const { engine, post } = opened();
      expect((await post(ALA, "10:00")).kind).toBe("booked");
      expect((await post(ALA, "10:15")).kind).toBe("booked");
      expect(await post(ALA, "10:30")).toEqual(AT_TWO);
      expect((await post(BARTEK, "10:30")).kind).toBe("booked");
      expectSound(engine);
    });

    it("still answers a repeated post at the limit with its visit", async () => {
      const { post } = opened();
      const first = booked(await post(ALA, "10:00"));
      await post(ALA, "10:15");
      expect(await post(ALA, "10:00")).toEqual({ ...first, again: true });
    });

    it("is freed by a visit called off", async () => {
      const { post, cancel } = opened();
      await post(ALA, "10:00");
      const second = booked(await post(ALA, "10:15"));
      await cancel(second.nonce);
      expect((await post(ALA, "10:30")).kind).toBe("booked");
    });

    it("is freed by a visit whose planned time is over, from that instant on", async () => {
      const { post } = opened();
      await post(ALA, "10:00");
      await post(ALA, "11:00");
      expect(await post(ALA, "11:30", "dowody", at(MONDAY, "10:14:59.999"))).toEqual(AT_TWO);
      expect((await post(ALA, "11:30", "dowody", at(MONDAY, "10:15"))).kind).toBe("booked");
    });

    it("holds nothing for a device that has its two visits, and counts a hold that is confirmed", async () => {
      const { engine, post } = opened();
      await post(CEZARY, "10:00", "meldunki");
      await post(ALA, "10:00");
      const hold = held(await post(ALA, "10:00", "meldunki"));
      expect(booked(await post(ALA, "10:15", "meldunki")).visit.id).toBe(hold.id);
      expect(await post(ALA, "10:00", "meldunki")).toEqual(AT_TWO);
      expect(await post(ALA, "11:00")).toEqual(AT_TWO);
      expectSound(engine);
    });

    it("lets a device with one visit and a hold book another start in place of the hold", async () => {
      const { engine, post } = opened();
      await post(CEZARY, "10:00", "meldunki");
      await post(ALA, "10:00");
      held(await post(ALA, "10:00", "meldunki"));
      expect((await post(ALA, "11:00")).kind).toBe("booked");
      expect(await post(ALA, "11:15")).toEqual(AT_TWO);
      expectSound(engine);
    });

    it("is one of same-day visits: later days neither count against it nor are refused for it", async () => {
      const { engine, claims, post } = opened();
      const tomorrow = (time: string) => {
        const made = { group: "dowody", start: tickAt(time, TUESDAY), now: NINE, sameDayOnly: false };
        return engine.store.visits.claim(claims.byDevice(ALA, made));
      };
      for (const time of ["10:00", "10:15", "10:30"]) expect((await tomorrow(time)).kind).toBe("booked");
      expect((await post(ALA, "10:00")).kind).toBe("booked");
      expect((await post(ALA, "10:15")).kind).toBe("booked");
      expect(await post(ALA, "10:30")).toEqual(AT_TWO);
      expect((await tomorrow("10:45")).kind).toBe("booked");
    });

    it("does not hold where limits are off", async () => {
      const { engine, claims } = opened();
      for (const time of ["10:00", "10:15", "10:30", "10:45"]) {
        const made = { group: "dowody", start: tickAt(time), now: NINE, limit: null };
        expect((await engine.store.visits.claim(claims.byDevice(ALA, made))).kind).toBe("booked");
      }
    });
  });

  describe("the network's limit", () => {
    it("counts the live same-day visits of one prefix without a cookie, and a device's apart from them", async () => {
      const { engine, claims, post, cancel } = opened();
      const walkIn = (network: string, time: string) =>
        engine.store.visits.claim(
          claims.byNetwork(network, { group: "dowody", start: tickAt(time), now: NINE, limit: 3 }),
        );
      const first = booked(await walkIn("10.0.0.1", "10:00"));
      expect((await walkIn("10.0.0.1", "10:15")).kind).toBe("booked");
      expect((await walkIn("10.0.0.1", "10:30")).kind).toBe("booked");
      expect(await walkIn("10.0.0.1", "10:45")).toEqual({ kind: "limit", max: 3 });
      expect((await walkIn("10.0.0.2", "10:45")).kind).toBe("booked");
      expect((await post(ALA, "11:00")).kind).toBe("booked");
      await cancel(first.nonce);
      expect((await walkIn("10.0.0.1", "11:15")).kind).toBe("booked");
      expectSound(engine);
    });
  });
}
