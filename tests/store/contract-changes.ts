import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Committed } from "@/lib/ports/changes";
import type { Store } from "@/lib/ports/store";
import { aResident, booked, claimsWith, held, minutes } from "../support/claims";
import {
  ALA,
  aCity,
  aCounter,
  aGroup,
  BARTEK,
  HALF,
  MONDAY,
  NEXT_MONDAY,
  RATUSZ,
  TUESDAY,
  testSeal,
  tickAt,
} from "../support/make";
import { PATIENCE, runs } from "../support/runs";
import { CONTRACT_CITY, NINE, type OpenEngine } from "./engine";
import { operations, performer } from "./operations";

/** A change in one line. */
const inWords = (change: Committed): string =>
  change.kind === "everything"
    ? "everything"
    : change.days
        .map(({ locationId, date }) => `${locationId} ${date}`)
        .sort()
        .join(", ");

const on = (...dates: readonly string[]): string => dates.map((date) => `${RATUSZ} ${date}`).join(", ");

/** The days that tests are about. */
const DAYS = [MONDAY, TUESDAY, NEXT_MONDAY];
const daysOf = (store: Store): Promise<string[]> =>
  Promise.all(DAYS.map(async (date) => JSON.stringify(await store.visits.ofDay(RATUSZ, date))));

/** Whoever keeps what was read is told after each commit which building's day has changed. */
export function changesContract(open: OpenEngine): void {
  describe("changes", () => {
    const seal = testSeal();
    const claims = claimsWith(seal);

    function opened() {
      const engine = open(CONTRACT_CITY);
      const { store } = engine;
      const told: string[] = [];
      const end = store.changes.watch((change) => told.push(inWords(change)));
      /** What has been told since it was asked last. */
      const since = (): string[] => told.splice(0);
      const claim = (device: string, time: string, date = MONDAY, over: { now?: number; cases?: number } = {}) => {
        const { now = NINE, cases = 1 } = over;
        const person = { name: device, contact: `${device}@example.pl`, language: "pl" };
        const made = { group: "meldunki", start: tickAt(time, date), now, cases, sameDayOnly: false };
        return store.visits.claim(claims.byDevice(device, { ...made, person, channel: "online" }));
      };
      const hold = (device: string, time: string, date: string, now = NINE) => {
        const made = { group: "meldunki", start: tickAt(time, date), now, sameDayOnly: false };
        const form = { intent: "hold", holdFor: "form", channel: "online" } as const;
        return store.visits.claim(claims.byDevice(device, { ...made, ...form }));
      };
      return { engine, store, since, end, claim, hold };
    }

    it("are told of a claim before whoever claimed is answered; of its repetition and of a refusal nothing", async () => {
      const { store, claim, since } = opened();
      const order: string[] = [];
      store.changes.watch((change) => order.push(inWords(change)));
      await claim(ALA, "10:00").then(() => order.push("answered"));
      expect(order).toEqual([on(MONDAY), "answered"]);
      expect(since()).toEqual([on(MONDAY)]);
      expect(await claim(ALA, "10:00")).toMatchObject({ kind: "booked", again: true });
      expect(await claim(BARTEK, "06:00", TUESDAY)).toMatchObject({ kind: "refused" });
      expect(since()).toEqual([]);
    });

    it("are told of a hold, of its longer life, of its end, and of both days where it goes elsewhere", async () => {
      const { store, hold, since } = opened();
      held(await hold(ALA, "10:00", TUESDAY));
      expect(since()).toEqual([on(TUESDAY)]);
      expect(await store.visits.extendHold(seal.hash("device", ALA), NINE + minutes(1))).not.toBeNull();
      expect(since()).toEqual([on(TUESDAY)]);
      held(await hold(ALA, "10:00", NEXT_MONDAY));
      expect(since()).toEqual([on(TUESDAY, NEXT_MONDAY)]);
      expect(await store.visits.releaseHold(seal.hash("device", ALA), NINE)).toBe(true);
      expect(await store.visits.releaseHold(seal.hash("device", ALA), NINE)).toBe(false);
      expect(since()).toEqual([on(NEXT_MONDAY)]);
    });

    it("are told of a cancel once, of both days of a move, of one where it stays on its day", async () => {
      const { store, claim, since } = opened();
      const tokenHash = claims.tokenHash(booked(await claim(ALA, "10:00", TUESDAY)).nonce);
      const move = (time: string, date: string) => {
        const request = { tokenHash, start: tickAt(time, date), now: NINE, actor: "resident" as const };
        return store.visits.move({ ...request, resident: aResident() });
      };
      since();
      expect((await move("10:15", TUESDAY)).kind).toBe("moved");
      expect(since()).toEqual([on(TUESDAY)]);
      expect((await move("10:15", NEXT_MONDAY)).kind).toBe("moved");
      expect(since()).toEqual([on(TUESDAY, NEXT_MONDAY)]);
      expect((await move("10:15", NEXT_MONDAY)).kind).toBe("moved");
      expect(since()).toEqual([]);
      for (let time = 0; time < 2; time++) await store.visits.cancel(tokenHash, NINE, "resident", HALF);
      expect(since()).toEqual([on(NEXT_MONDAY)]);
    });

    it("are told of the holds and the rests that end in somebody else's claim", async () => {
      const { store, claim, hold, since } = opened();
      held(await hold(ALA, "10:00", NEXT_MONDAY));
      const { nonce } = booked(await claim(BARTEK, "11:00", TUESDAY));
      await store.visits.cancel(claims.tokenHash(nonce), NINE, "resident", HALF);
      since();
      await claim("cezary", "10:00", MONDAY, { now: NINE + minutes(31) });
      expect(since()).toEqual([on(MONDAY, TUESDAY, NEXT_MONDAY)]);
    });

    it("are told once of claims that share a commit", async () => {
      const { claim, since } = opened();
      await Promise.all([claim(ALA, "10:00"), claim(BARTEK, "10:00"), claim("cezary", "10:00", TUESDAY)]);
      expect(since()).toEqual([on(MONDAY, TUESDAY)]);
    });

    it("are everything where the plan or a setting is another one", async () => {
      const { engine, store, since } = opened();
      await store.plan.changeSetting("leadMinutes", 5, "command", NINE);
      expect(since()).toEqual(["everything"]);
      engine.setPlaces("parter", 3);
      await store.changes.look();
      expect(since()).toEqual(["everything"]);
      await store.changes.look();
      expect(since()).toEqual([]);
    });

    it("are none of what touches no day: drafts, letters, forgetting, time, and readiness", async () => {
      const { store, claim, hold, since } = opened();
      held(await hold(ALA, "10:00", TUESDAY));
      const { nonce } = booked(await claim(BARTEK, "11:00"));
      since();
      const device = seal.hash("device", ALA);
      await store.drafts.keep(device, { name: "Ala", contact: "ala@example.pl", language: "pl" }, NINE);
      await store.drafts.forget(device);
      const [due] = await store.messages.due(NINE, 1);
      expect(await store.messages.take(due?.id ?? 0, NINE, NINE + 1)).toBe(true);
      await store.messages.settle(due?.id ?? 0, { kind: "sent" });
      await store.messages.sendAgain(claims.tokenHash(nonce), NINE + minutes(20));
      await store.time.keep({ runningMs: 1, doubt: null, entry: null });
      for (let time = 0; time < 3; time++) await store.health.probe();
      const before = { now: NINE, walkInsBefore: tickAt("23:00"), personsBefore: tickAt("23:00") };
      const rule = { ...before, noShowsBefore: tickAt("23:00"), devicesBefore: tickAt("23:00") };
      expect((await store.retention.forgetSome(rule, 10)).persons).toBe(1);
      await store.retention.forgetNetworks(NINE + minutes(1), 10);
      await store.changes.look();
      expect(since()).toEqual([]);
    });

    it("name the building, and are told no longer to who has ended it", async () => {
      const city = aCity({
        groups: [aGroup("meldunki")],
        counters: [aCounter(1, { groups: ["meldunki"], windows: ["08:00-12:00"] })],
      });
      const { store } = open(city);
      const told: Committed[] = [];
      const end = store.changes.watch((change) => told.push(change));
      const made = { group: "meldunki", start: tickAt("10:00"), now: NINE };
      booked(await store.visits.claim(claims.byDevice(ALA, made)));
      expect(told).toEqual([{ kind: "days", days: [{ locationId: RATUSZ, date: MONDAY }] }]);
      end();
      booked(await store.visits.claim(claims.byDevice(BARTEK, { ...made, start: tickAt("10:15") })));
      expect(told).toHaveLength(1);
    });

    it("reach everybody else, and whoever wrote, where one of who listens fails", async () => {
      const { store, claim, since } = opened();
      store.changes.watch(() => {
        throw new RangeError("a careless listener");
      });
      const told: string[] = [];
      store.changes.watch((change) => told.push(inWords(change)));
      booked(await claim(ALA, "10:00"));
      expect([since(), told]).toEqual([[on(MONDAY)], [on(MONDAY)]]);
    });

    it("are never lost: of no sequence has a day changed of which nothing was told", PATIENCE, async () => {
      let changed = 0;
      await fc.assert(
        fc.asyncProperty(operations(12), async (sequence) => {
          const { store } = open(CONTRACT_CITY);
          const told = new Set<string>();
          store.changes.watch((change) => {
            expect(change.kind).toBe("days");
            if (change.kind === "days") for (const { date } of change.days) told.add(date);
          });
          const perform = performer(store);
          for (const operation of sequence) {
            told.clear();
            const before = await daysOf(store);
            await perform(operation);
            const after = await daysOf(store);
            const other = DAYS.filter((_, index) => before[index] !== after[index]);
            changed += other.length;
            expect(other.filter((date) => !told.has(date))).toEqual([]);
          }
        }),
        { numRuns: runs(60, 600) },
      );
      expect(changed).toBeGreaterThan(50);
    });
  });
}
