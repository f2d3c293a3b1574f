import { describe, expect, it } from "vitest";
import { type Visit, visitEnd } from "@/lib/domain/visit/visit";
import { idOf } from "@/lib/domain/who/ids";
import { booked, claimsWith, minutes } from "../support/claims";
import { ALA, at, BARTEK, CEZARY, MONDAY, TUESDAY, testSeal, tickAt, timeOf } from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

/** Winning a start, numbers, cancelling, and reading visits back. */
export function claimContract(open: OpenEngine): void {
  describe("a claim", () => {
    it("wins the start with a number and a code, at the counter that serves the fewest groups", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const start = tickAt("10:00");
      const outcome = booked(
        await engine.store.visits.claim(claims.byDevice(ALA, { group: "dowody", start, now: NINE })),
      );
      const visit: Visit = {
        id: 1,
        locationId: "ratusz",
        hallId: "parter",
        counterId: "counter-1",
        caseGroupId: "dowody",
        cases: 1,
        start,
        ticks: 3,
        waitFrom: tickAt("09:50"),
        places: 1,
        state: "booked",
        heldUntil: null,
        restUntil: null,
        channel: "qr",
        number: "D01",
        code: "000001",
        createdAt: NINE,
      };
      expect(outcome.visit).toEqual(visit);
      expect(outcome.again).toBe(false);
      expect(await engine.store.visits.byToken(claims.tokenHash(outcome.nonce))).toEqual({
        visit,
        nonce: outcome.nonce,
      });
      expectSound(engine);
    });

    it("gives numbers per hall, letter and day", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const numberOf = async (device: string, group: string, time: string, now = NINE) => {
        const start = now === NINE ? tickAt(time) : tickAt(time, TUESDAY);
        const { visit } = booked(await store.visits.claim(claims.byDevice(device, { group, start, now, limit: null })));
        return `${visit.hallId} ${visit.counterId} ${visit.number}`;
      };
      expect([
        await numberOf(ALA, "dowody", "10:00"),
        await numberOf(BARTEK, "dowody", "09:30"),
        await numberOf(ALA, "meldunki", "11:00"),
        await numberOf(ALA, "akta", "10:15"),
        await numberOf(BARTEK, "akta", "10:15"),
        await numberOf(CEZARY, "akta", "10:30"),
        await numberOf(ALA, "dowody", "10:00", at(TUESDAY, "09:00")),
      ]).toEqual([
        "parter counter-1 D01",
        "parter counter-1 D02",
        "parter counter-2 M01",
        "pietro counter-11 A01",
        "parter counter-2 A01",
        "pietro counter-11 A02",
        "parter counter-1 D01",
      ]);
    });

    it("takes several matters as one longer visit at one place", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const request = claims.byDevice(ALA, { group: "dowody", start: tickAt("10:00"), now: NINE, cases: 3 });
      const { visit } = booked(await engine.store.visits.claim(request));
      expect({ cases: visit.cases, ticks: visit.ticks, places: visit.places }).toEqual({
        cases: 3,
        ticks: 9,
        places: 1,
      });
      expect(timeOf(visitEnd(visit) / minutes(5))).toBe("10:45");
      expectSound(engine);
    });

    it("gives a couple two waiting places", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const request = claims.byDevice(ALA, { group: "sluby", start: tickAt("10:00"), now: NINE });
      expect(booked(await engine.store.visits.claim(request)).visit).toMatchObject({
        hallId: "pietro",
        places: 2,
        waitFrom: tickAt("09:50"),
        ticks: 6,
        number: "S01",
      });
      expectSound(engine);
    });

    it("refuses every overlap at the last counter, and takes the start that only touches", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const claim = (device: string, time: string) =>
        engine.store.visits.claim(
          claims.byNetwork(device, { group: "meldunki", start: tickAt(time), now: NINE, limit: null }),
        );
      expect((await claim("a", "10:00")).kind).toBe("booked");
      const answers = [];
      for (const time of ["09:50", "09:55", "10:00", "10:05", "10:10"]) {
        const answer = await claim("b", time);
        answers.push(answer.kind === "lost" && answer.next ? `${time}, next ${timeOf(answer.next.start)}` : answer);
      }
      expect(answers).toEqual([
        "09:50, next 10:15",
        "09:55, next 10:15",
        "10:00, next 10:15",
        "10:05, next 10:15",
        "10:10, next 10:15",
      ]);
      expect((await claim("b", "09:45")).kind).toBe("booked");
      expect((await claim("b", "10:15")).kind).toBe("booked");
      expectSound(engine);
    });

    it("is lost with nothing next once the day is sold", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const now = at(MONDAY, "11:30");
      const claim = (time: string) =>
        engine.store.visits.claim(claims.byNetwork("net", { group: "meldunki", start: tickAt(time), now }));
      expect((await claim("11:30")).kind).toBe("booked");
      expect((await claim("11:45")).kind).toBe("booked");
      expect(await claim("11:45")).toEqual({ kind: "lost", next: null });
      expectSound(engine);
    });
  });

  describe("calling a visit off", () => {
    it("frees its time and its place, once: again it is the same answer and frees nobody else's", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const start = tickAt("10:00");
      const ala = booked(
        await engine.store.visits.claim(claims.byDevice(ALA, { group: "meldunki", start, now: NINE })),
      );
      const token = claims.tokenHash(ala.nonce);
      const cancelled = { ...ala.visit, state: "cancelled" };
      expect(await engine.store.visits.cancel(token, NINE, "resident")).toEqual({
        kind: "cancelled",
        visit: cancelled,
        again: false,
      });
      expectSound(engine);
      const bartek = booked(
        await engine.store.visits.claim(claims.byDevice(BARTEK, { group: "meldunki", start, now: NINE })),
      );
      expect(bartek.visit.counterId).toBe(ala.visit.counterId);
      expect(await engine.store.visits.cancel(token, NINE, "resident")).toEqual({
        kind: "cancelled",
        visit: cancelled,
        again: true,
      });
      expect((await engine.store.visits.byToken(claims.tokenHash(bartek.nonce)))?.visit.state).toBe("booked");
      expectSound(engine);
    });

    it("knows no visit of a token that it never gave", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const foreign = claims.tokenHash(idOf(Buffer.from("nobody's nonce")));
      expect(await store.visits.cancel(foreign, NINE, "resident")).toEqual({ kind: "unknown" });
      expect(await store.visits.byToken(foreign)).toBe(null);
    });

    it("is possible until the planned time is over, and too late from that instant on", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const book = async (device: string) =>
        booked(
          await store.visits.claim(claims.byDevice(device, { group: "dowody", start: tickAt("10:00"), now: NINE })),
        );
      const [ala, bartek] = [await book(ALA), await book(BARTEK)];
      const late = at(MONDAY, "10:15");
      expect(await store.visits.cancel(claims.tokenHash(ala.nonce), late, "resident")).toEqual({
        kind: "too-late",
        visit: ala.visit,
      });
      expect((await store.visits.cancel(claims.tokenHash(bartek.nonce), late - 1, "resident")).kind).toBe("cancelled");
    });

    it("cannot be done to a hold, which is let go instead", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const post = (device: string, time: string) =>
        store.visits.claim(claims.byDevice(device, { group: "meldunki", start: tickAt(time), now: NINE }));
      await post(ALA, "10:00");
      const lost = await post(BARTEK, "10:00");
      expect(lost.kind).toBe("held");
      const [own] = await store.visits.ownedBy(testSeal().hash("device", BARTEK), NINE);
      expect(own && (await store.visits.cancel(claims.tokenHash(own.nonce), NINE, "resident")).kind).toBe("too-late");
    });
  });

  describe("reading visits back", () => {
    it("gives a day's visits of one building, live or not, and no other day's", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const monday = { group: "dowody", start: tickAt("10:00"), now: NINE };
      const first = booked(await store.visits.claim(claims.byDevice(ALA, monday)));
      await store.visits.cancel(claims.tokenHash(first.nonce), NINE, "resident");
      await store.visits.claim(claims.byKey("tue", "body", { ...monday, start: tickAt("09:00", TUESDAY) }));
      const occupancy = {
        id: 1,
        hallId: "parter",
        counterId: "counter-1",
        start: tickAt("10:00"),
        ticks: 3,
        waitFrom: tickAt("09:50"),
        places: 1,
        state: "cancelled",
        heldUntil: null,
        restUntil: null,
      };
      expect(await store.visits.ofDay("ratusz", MONDAY)).toEqual([occupancy]);
      expect((await store.visits.ofDay("ratusz", TUESDAY)).map((visit) => visit.id)).toEqual([2]);
      expect(await store.visits.ofDay("ratusz", "2026-11-25")).toEqual([]);
    });

    it("gives a device its own standing visits, earliest first, until they are over, and nobody else's", async () => {
      const { store } = open(CONTRACT_CITY);
      const seal = testSeal();
      const claims = claimsWith(seal);
      const book = async (device: string, time: string) =>
        booked(await store.visits.claim(claims.byDevice(device, { group: "dowody", start: tickAt(time), now: NINE })));
      const later = await book(ALA, "11:00");
      const sooner = await book(ALA, "10:00");
      await book(BARTEK, "10:00");
      const ala = seal.hash("device", ALA);
      const own = async (time: string) =>
        (await store.visits.ownedBy(ala, at(MONDAY, time))).map(({ visit }) => visit.id);
      expect(await store.visits.ownedBy(ala, NINE)).toEqual([
        { visit: sooner.visit, nonce: sooner.nonce },
        { visit: later.visit, nonce: later.nonce },
      ]);
      expect(await own("10:14:59.999")).toEqual([sooner.visit.id, later.visit.id]);
      expect(await own("10:15")).toEqual([later.visit.id]);
      expect(await store.visits.ownedBy(seal.hash("device", CEZARY), NINE)).toEqual([]);
      await store.visits.cancel(claims.tokenHash(later.nonce), NINE, "resident");
      expect(await own("09:00")).toEqual([sooner.visit.id]);
    });
  });
}
