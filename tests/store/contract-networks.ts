import { describe, expect, it } from "vitest";
import { NETWORK_KEPT_MS } from "@/lib/domain/who/network";
import { booked, claimsWith } from "../support/claims";
import { ALA, at, MONDAY, TUESDAY, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

/** From which network a time was taken is known for a day; a mailbox is counted however it is written. */
export function networksContract(open: OpenEngine): void {
  const seal = testSeal();
  const claims = claimsWith(seal);
  const home = { hash: seal.hash("network", "192.0.2.7"), share: "plain" as const };

  describe("the networks that are noted", () => {
    it("are forgotten from a day on, in small parts, and what stood for a device without a cookie with them", async () => {
      const engine = open(CONTRACT_CITY);
      const { store } = engine;
      const post = (device: string | null, time: string, now = NINE) => {
        const made = { group: "dowody", start: tickAt(time), now, network: home };
        return store.visits.claim(
          device === null ? claims.byNetwork("192.0.2.7", made) : claims.byDevice(device, made),
        );
      };
      for (const time of ["10:00", "10:15"]) booked(await post(ALA, time));
      booked(await post(null, "10:30"));
      booked(await post(null, "10:45", NINE + 1));
      expect(await store.visits.ownedBy(home.hash, NINE)).toHaveLength(2);
      const day = NINE + NETWORK_KEPT_MS;
      expect(await store.retention.forgetNetworks(day - NETWORK_KEPT_MS, 10)).toBe(0);
      expect(await store.retention.forgetNetworks(NINE + 1, 2)).toBe(2);
      expect(await store.retention.forgetNetworks(NINE + 1, 2)).toBe(1);
      expect(await store.retention.forgetNetworks(NINE + 1, 2)).toBe(0);
      expect(await store.visits.ownedBy(home.hash, NINE)).toHaveLength(1);
      expect(await store.visits.ownedBy(seal.hash("device", ALA), NINE)).toHaveLength(2);
      expect(await store.retention.forgetNetworks(NINE + 2, 2)).toBe(1);
      expect(await store.visits.ownedBy(home.hash, NINE)).toHaveLength(0);
      expectSound(engine);
    });
  });

  describe("a mailbox", () => {
    it("has as many visits as a contact may have, however its address is written", async () => {
      const engine = open(CONTRACT_CITY);
      const book = async (contact: string, group: string, time: string) => {
        const person = { name: "Ala", contact, language: "pl" };
        const made = { group, start: tickAt(time, TUESDAY), now: at(MONDAY, "09:00"), person };
        const { kind } = await engine.store.visits.claim(claims.byKey(`${contact} ${time}`, contact, made));
        return kind;
      };
      expect(await book("a.la+1@gmail.com", "dowody", "09:00")).toBe("booked");
      expect(await book("al.a@googlemail.com", "dowody", "09:15")).toBe("booked");
      expect(await book("ala@gmail.com", "dowody", "09:30")).toBe("contact-limit");
      expect(await book("a.la@example.pl", "dowody", "09:30")).toBe("booked");
      expect(await book("ala@example.pl", "dowody", "09:45")).toBe("booked");
      expectSound(engine);
    });
  });
}
