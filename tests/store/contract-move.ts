import { describe, expect, it } from "vitest";
import type { MoveOutcome } from "@/lib/domain/visit/move-course";
import { idOf, type TokenHash } from "@/lib/domain/who/ids";
import type { Store } from "@/lib/ports/store";
import { booked, type Claims, claimsWith, minutes } from "../support/claims";
import {
  ALA,
  at,
  BARTEK,
  CEZARY,
  MONDAY,
  NEXT_MONDAY,
  SUNDAY,
  TUESDAY,
  testSeal,
  tickAt,
  timeOf,
} from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

interface Book {
  readonly group?: string;
  readonly date?: string;
  readonly cases?: number;
}

function officeOf(store: Store, claims: Claims) {
  return {
    async book(device: string, time: string, { group = "meldunki", date = TUESDAY, cases = 1 }: Book = {}) {
      const start = tickAt(time, date);
      const made = {
        group,
        start,
        now: NINE,
        cases,
        sameDayOnly: false,
        holdIfLost: false,
        channel: "online" as const,
      };
      const { visit, nonce } = booked(await store.visits.claim(claims.byDevice(device, made)));
      const move = (to: string, on: string = date, now = NINE): Promise<MoveOutcome> =>
        store.visits.move({
          tokenHash: claims.tokenHash(nonce),
          start: tickAt(to, on),
          now,
          actor: "resident",
          resident: null,
        });
      return { visit, move, tokenHash: claims.tokenHash(nonce) };
    },
  };
}

/** Another start for a visit that stands: all of it or nothing. */
export function moveContract(open: OpenEngine): void {
  const opened = () => {
    const engine = open(CONTRACT_CITY);
    return { engine, ...officeOf(engine.store, claimsWith(testSeal())) };
  };

  describe("moving a visit", () => {
    it("gives it the new start, frees the old one, and keeps token, code and everything else", async () => {
      const { engine, book } = opened();
      const { visit, move, tokenHash } = await book(ALA, "10:00");
      const moved = await move("11:00");
      expect(moved).toEqual({
        kind: "moved",
        again: false,
        visit: { ...visit, start: tickAt("11:00", TUESDAY), waitFrom: tickAt("10:50", TUESDAY) },
      });
      expect((await engine.store.visits.byToken(tokenHash))?.visit).toEqual(moved.kind === "moved" && moved.visit);
      await book(BARTEK, "10:00");
      expectSound(engine);
    });

    it("is one move when it is asked for again", async () => {
      const { engine, book } = opened();
      const { move } = await book(ALA, "10:00");
      const first = await move("11:00");
      expect(await move("11:00")).toEqual({ ...first, again: true });
      expectSound(engine);
    });

    it("leaves the old start untouched when the new one is taken, and names the next", async () => {
      const { engine, book } = opened();
      const { visit, move, tokenHash } = await book(ALA, "10:00");
      await book(BARTEK, "11:00");
      expect(await move("11:00")).toMatchObject({ kind: "lost", next: { start: tickAt("11:15", TUESDAY) } });
      expect((await engine.store.visits.byToken(tokenHash))?.visit).toEqual(visit);
      expectSound(engine);
    });

    it("may overlap its own old time", async () => {
      const { engine, book } = opened();
      const { move } = await book(ALA, "10:00", { cases: 3 });
      await book(BARTEK, "10:45");
      await book(CEZARY, "09:15", { cases: 2 });
      expect(await move("09:45")).toMatchObject({
        kind: "moved",
        visit: { start: tickAt("09:45", TUESDAY), ticks: 9 },
      });
      expectSound(engine);
    });

    it("goes to another day and back", async () => {
      const { engine, book } = opened();
      const { visit, move } = await book(ALA, "10:00");
      expect(await move("08:30", NEXT_MONDAY)).toMatchObject({ kind: "moved", visit: { number: null } });
      expect((await engine.store.visits.ofDay("ratusz", TUESDAY)).length).toBe(0);
      expect(await move("10:00", TUESDAY)).toEqual({ kind: "moved", again: false, visit });
      expectSound(engine);
    });

    it("gives a number for today, keeps it within the day, and takes it back for another day", async () => {
      const { engine, book } = opened();
      const { move } = await book(ALA, "10:00");
      expect(await move("11:00", MONDAY)).toMatchObject({ visit: { number: "M01" } });
      expect(await move("11:15", MONDAY)).toMatchObject({ visit: { number: "M01" } });
      expect(await move("10:00", TUESDAY)).toMatchObject({ visit: { number: null } });
      expectSound(engine);
    });

    it("gives another number where the new time is in another hall", async () => {
      const { engine, book } = opened();
      const { visit, move } = await book(ALA, "10:00", { group: "akta", date: MONDAY });
      const other = await book(BARTEK, "11:00", { group: "akta", date: MONDAY });
      expect([visit.hallId, other.visit.hallId]).toEqual(["pietro", "pietro"]);
      await book(CEZARY, "10:30", { group: "akta", date: MONDAY });
      expect(await move("10:30", MONDAY)).toMatchObject({ visit: { hallId: "parter", number: "A01" } });
      expectSound(engine);
    });

    it.each([
      ["past", "10:00", SUNDAY],
      ["closed", "10:00", "2026-11-28"],
      ["too-far", "10:00", "2026-12-15"],
      ["no-such-start", "10:05", TUESDAY],
      ["no-such-start", "12:00", TUESDAY],
    ] as const)("is refused: %s (%s on %s), and the old start stands", async (reason, time, date) => {
      const { engine, book } = opened();
      const { visit, move, tokenHash } = await book(ALA, "10:00");
      const outcome = await move(time, date);
      expect(outcome.kind === "refused" ? outcome.refusal.reason : outcome.kind).toBe(reason);
      expect((await engine.store.visits.byToken(tokenHash))?.visit).toEqual(visit);
      expectSound(engine);
    });

    it("is too late from the visit's own hour on, and for one that was called off", async () => {
      const { engine, book } = opened();
      const { visit, move, tokenHash } = await book(ALA, "10:00");
      const ten = at(TUESDAY, "10:00");
      expect(await move("11:00", TUESDAY, ten)).toEqual({ kind: "too-late", visit });
      expect((await move("11:00", TUESDAY, ten - 1)).kind).toBe("moved");
      await engine.store.visits.cancel(tokenHash, ten, "resident");
      expect((await move("11:30", TUESDAY, ten)).kind).toBe("too-late");
      expectSound(engine);
    });

    it("moves a ticket taken for today within its day only", async () => {
      const { engine } = opened();
      const claims = claimsWith(testSeal());
      const made = { group: "meldunki", start: tickAt("10:00", MONDAY), now: NINE };
      const { visit, nonce } = booked(await engine.store.visits.claim(claims.byDevice(ALA, made)));
      const request = { tokenHash: claims.tokenHash(nonce), now: NINE, actor: "resident" as const, resident: null };
      const tomorrow = await engine.store.visits.move({ ...request, start: tickAt("10:00", TUESDAY) });
      expect(tomorrow).toEqual({ kind: "refused", refusal: { reason: "not-today" } });
      const later = await engine.store.visits.move({ ...request, start: tickAt("11:00", MONDAY) });
      expect([visit.channel, later.kind]).toEqual(["qr", "moved"]);
      expectSound(engine);
    });

    it("knows no visit behind a wrong token", async () => {
      const { engine } = opened();
      const tokenHash = idOf<TokenHash>(Buffer.from("nobody"));
      const request = {
        tokenHash,
        start: tickAt("10:00", TUESDAY),
        now: NINE,
        actor: "resident" as const,
        resident: null,
      };
      expect(await engine.store.visits.move(request)).toEqual({ kind: "unknown" });
    });

    it("counts within the advance limit like a claim: what it leaves is free for others, what it takes is not", async () => {
      const { engine, book } = opened();
      const times = ["08:00", "08:15", "08:30", "08:45", "09:00", "09:15"];
      const visits = [];
      for (const time of times) visits.push(await book(`${ALA} ${time}`, time));
      const late = await book(BARTEK, "11:00");
      expect(await late.move("09:30")).toMatchObject({ kind: "lost" });
      expect((await visits[0]?.move("11:30"))?.kind).toBe("moved");
      expect(timeOf(((await late.move("09:30")) as { visit: { start: number } }).visit.start)).toBe("09:30");
      expectSound(engine);
    });

    it("ends dead holds first: an hour whose hold is over can be moved into", async () => {
      const { engine, book } = opened();
      const claims = claimsWith(testSeal());
      const { move } = await book(ALA, "10:00");
      const hold = { group: "meldunki", start: tickAt("11:00", TUESDAY), now: NINE, sameDayOnly: false };
      await engine.store.visits.claim(claims.byDevice(BARTEK, { ...hold, intent: "hold", holdFor: "form" }));
      expect((await move("11:00")).kind).toBe("lost");
      expect((await move("11:00", TUESDAY, NINE + minutes(5))).kind).toBe("moved");
      expectSound(engine);
    });
  });
}
