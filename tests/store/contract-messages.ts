import { describe, expect, it } from "vitest";
import type { PushTarget } from "@/lib/domain/course/change";
import { LINES, RANKS, type Rank } from "@/lib/domain/messages/delivery";
import { AGAIN_EVER, AGAIN_PAUSE_MS } from "@/lib/domain/messages/message";
import { REPEATS_A_DAY } from "@/lib/domain/messages/news-judgement";
import type { Instant } from "@/lib/domain/time/tick";
import type { Person } from "@/lib/domain/visit/claim-request";
import { idOf } from "@/lib/domain/who/ids";
import type { Store } from "@/lib/ports/store";
import { aResident, booked, claimsWith } from "../support/claims";
import { ALA, at, BARTEK, MONDAY, NEXT_MONDAY, TUESDAY, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, NINE, type OpenEngine } from "./engine";

const EWA: Person = { name: "Ewa Żółć", contact: "ewa@example.pl", language: "uk" };
const PHONE: PushTarget = {
  endpoint: "https://push.example/1",
  p256dh: "p256dh-key",
  auth: "auth-key",
  language: "en",
};
const FOREVER = at("2027-01-01", "00:00");
const NONE: ReadonlySet<number> = new Set();

const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Warsaw", dateStyle: "short", timeStyle: "short" });

/** What waits in the outbox, with the times at which it is due. */
const waiting = async (store: Store) => {
  const due = await store.messages.due(FOREVER, 100);
  const steps: string[] = [];
  for (const { id, kind } of due) {
    for (const at of await dueTimes(store, id)) steps.push(`${kind} ${at}`);
  }
  return steps;
};

/** The first instant of a list of candidates at which a message is due. */
async function dueTimes(store: Store, id: number): Promise<string[]> {
  let [low, high]: [Instant, Instant] = [0, FOREVER];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const isDue = (await store.messages.due(middle, 100)).some((one) => one.id === id);
    if (isDue) high = middle;
    else low = middle;
  }
  return [wall.format(high)];
}

/** A visit on Tuesday at ten, booked on Monday at nine, and what can be done about it. */
async function bookedIn(store: Store, person: Person | null = EWA) {
  const claims = claimsWith(testSeal());
  const made = { group: "meldunki", start: tickAt("10:00", TUESDAY), now: NINE, sameDayOnly: false, person };
  const { visit, nonce } = booked(await store.visits.claim(claims.byDevice(ALA, { ...made, channel: "online" })));
  const tokenHash = claims.tokenHash(nonce);
  return {
    visit,
    nonce,
    tokenHash,
    move: (time: string, date = TUESDAY, now = NINE) =>
      store.visits.move({ tokenHash, start: tickAt(time, date), now, actor: "resident", resident: aResident() }),
    cancel: (now = NINE) => store.visits.cancel(tokenHash, now, "resident"),
  };
}

async function sendAll(store: Store, now: Instant): Promise<string[]> {
  const due = await store.messages.due(now, 100);
  for (const { id } of due) await store.messages.settle(id, { kind: "sent" });
  return due.map(({ kind }) => kind);
}

/** The outbox: written with the visit, settled message by message. */
export function messagesContract(open: OpenEngine): void {
  describe("the outbox", () => {
    it("holds a confirmation at once and both reminders, for the person and in their language", async () => {
      const { store } = open(CONTRACT_CITY);
      const { visit, nonce } = await bookedIn(store);
      expect(await waiting(store)).toEqual([
        "confirmed 2026-11-23 09:00",
        "day-before 2026-11-23 18:00",
        "two-hours 2026-11-24 08:00",
      ]);
      const [due, ...more] = await store.messages.due(NINE, 100);
      expect(more).toEqual([]);
      expect(due).toMatchObject({
        kind: "confirmed",
        attempts: 0,
        visit,
        contact: EWA.contact,
        language: "uk",
        device: null,
      });
      expect(Buffer.compare(due?.nonce ?? Buffer.of(), nonce)).toBe(0);
    });

    it("holds nothing for a ticket without a contact, for a hold, and for a claim that was lost", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookedIn(store, null);
      const claims = claimsWith(testSeal());
      const made = { group: "meldunki", start: tickAt("10:00", TUESDAY), now: NINE, sameDayOnly: false };
      await store.visits.claim(claims.byDevice(BARTEK, { ...made, intent: "hold", holdFor: "form" }));
      await store.visits.claim(claims.byKey("late", "{}", made));
      expect(await waiting(store)).toEqual([]);
    });

    it("holds one confirmation where a claim is repeated, and where a hold becomes the visit", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const made = { group: "meldunki", start: tickAt("10:00", TUESDAY), now: NINE, sameDayOnly: false };
      await store.visits.claim(claims.byDevice(ALA, { ...made, intent: "hold", holdFor: "form" }));
      for (let post = 0; post < 3; post++)
        booked(await store.visits.claim(claims.byDevice(ALA, { ...made, person: EWA, channel: "online" })));
      expect((await waiting(store)).filter((one) => one.startsWith("confirmed"))).toHaveLength(1);
    });

    it("holds the new time and its reminders after a move, in the place of the old ones", async () => {
      const { store } = open(CONTRACT_CITY);
      const { move } = await bookedIn(store);
      await sendAll(store, NINE);
      await move("11:00", NEXT_MONDAY);
      expect(await waiting(store)).toEqual([
        "moved 2026-11-23 09:00",
        "day-before 2026-11-29 18:00",
        "two-hours 2026-11-30 09:00",
      ]);
      await move("11:00", NEXT_MONDAY);
      await move("10:00", NEXT_MONDAY);
      expect((await waiting(store)).map((one) => one.split(" ")[0])).toEqual(["moved", "day-before", "two-hours"]);
    });

    it("tells the new time in a confirmation that still waits, and says nothing twice", async () => {
      const { store } = open(CONTRACT_CITY);
      const { move } = await bookedIn(store);
      await move("11:00");
      expect(await waiting(store)).toEqual([
        "confirmed 2026-11-23 09:00",
        "day-before 2026-11-23 18:00",
        "two-hours 2026-11-24 09:00",
      ]);
    });

    it("tells of moves once a minute, and of ten a day at most beyond the first", async () => {
      const { store } = open(CONTRACT_CITY);
      const { move } = await bookedIn(store);
      await sendAll(store, NINE);
      let news = 1;
      for (let second = 0; second < 3_000; second += 20) {
        const now = NINE + second * 1_000;
        expect((await move(second % 40 === 0 ? "11:00" : "11:30", TUESDAY, now)).kind).toBe("moved");
        news += (await sendAll(store, now)).length;
        if (second === 540) expect(news).toBe(11);
      }
      expect(news).toBe(2 + REPEATS_A_DAY);
    });

    it("has a line for e-mails, one for text messages and one for those without a contact", async () => {
      const all = at("2026-11-24", "09:55");
      const kindsIn = async (store: Store) => {
        const kinds: Record<string, string[]> = {};
        for (const line of LINES) {
          const due = await Promise.all(
            RANKS.map((rank) => store.messages.due(all, 100, { line, rank, except: NONE, reminders: true })),
          );
          kinds[line] = due.flat().map(({ kind }) => kind);
        }
        return kinds;
      };
      const mail = open(CONTRACT_CITY).store;
      await bookedIn(mail);
      const three = ["confirmed", "day-before", "two-hours"];
      expect(await kindsIn(mail)).toEqual({ email: three, sms: [], push: [] });
      const phone = open(CONTRACT_CITY).store;
      await bookedIn(phone, { ...EWA, contact: "+48600700800" });
      expect(await kindsIn(phone)).toEqual({ email: [], sms: three, push: [] });
      const device = open(CONTRACT_CITY).store;
      const { tokenHash } = await bookedIn(device, null);
      await device.messages.tellDevice(tokenHash, PHONE, NINE);
      expect(await kindsIn(device)).toEqual({ email: [], sms: [], push: ["day-before", "two-hours", "come-in"] });
    });

    it("serves a line by rank: what is new, then reminders, then what has been tried before", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookedIn(store);
      const evening = at(MONDAY, "18:00");
      const due = async (rank: Rank, except = NONE, reminders = true) =>
        (await store.messages.due(evening, 100, { line: "email", rank, except, reminders })).map(({ kind }) => kind);
      expect([await due("news"), await due("reminder"), await due("retry")]).toEqual([
        ["confirmed"],
        ["day-before"],
        [],
      ]);
      const [confirmed] = await store.messages.due(NINE, 100);
      const id = confirmed?.id ?? 0;
      expect(await due("news", new Set([id]))).toEqual([]);
      await store.messages.settle(id, { kind: "later", nextTryAt: NINE, unclear: false, fresh: true });
      expect(await due("news")).toEqual(["confirmed"]);
      await store.messages.settle(id, { kind: "later", nextTryAt: NINE, unclear: false });
      expect([await due("news"), await due("reminder"), await due("retry")]).toEqual([
        [],
        ["day-before"],
        ["confirmed"],
      ]);
    });

    it("leaves reminders out where they are not asked for, tried before or not", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookedIn(store);
      const evening = at(MONDAY, "18:00");
      const due = async (rank: Rank, reminders: boolean) =>
        (await store.messages.due(evening, 1, { line: "email", rank, except: NONE, reminders })).map(
          ({ kind }) => kind,
        );
      expect([await due("reminder", true), await due("reminder", false)]).toEqual([["day-before"], []]);
      for (const { id } of await store.messages.due(evening, 100))
        await store.messages.settle(id, { kind: "later", nextTryAt: evening - id, unclear: false });
      // The reminder is the one that has waited longest.
      expect([await due("retry", true), await due("retry", false)]).toEqual([["day-before"], ["confirmed"]]);
    });

    it("gives a message back as it was where it was not tried after all", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookedIn(store);
      const before = await store.messages.due(NINE, 100);
      const id = before[0]?.id ?? 0;
      expect(await store.messages.take(id, NINE, NINE + 600_000)).toBe(true);
      expect(await store.messages.due(NINE, 100)).toEqual([]);
      await store.messages.settle(id, { kind: "untried" });
      expect(await store.messages.due(NINE, 100)).toEqual(before);
    });

    it("gives a message to one taker only, until it is settled or the taker's time is over", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookedIn(store);
      const [due] = await store.messages.due(NINE, 100);
      const id = due?.id ?? 0;
      const until = NINE + 600_000;
      const takers = await Promise.all(Array.from({ length: 20 }, () => store.messages.take(id, NINE, until)));
      expect(takers.filter((taken) => taken)).toHaveLength(1);
      expect(await store.messages.due(until - 1, 100)).toEqual([]);
      expect(await store.messages.take(id, until - 1, until + 1)).toBe(false);
      expect(await store.messages.due(until, 100)).toHaveLength(1);
      expect(await store.messages.take(id, until, until + 1)).toBe(true);
      await store.messages.settle(id, { kind: "later", nextTryAt: until, unclear: false });
      expect(await store.messages.take(id, until, until + 1)).toBe(true);
      await store.messages.settle(id, { kind: "sent" });
      expect(await store.messages.take(id, until + 2, until + 3)).toBe(false);
    });

    it("gives back what an ended process had taken, and gives up what may have arrived three times", async () => {
      const { store } = open(CONTRACT_CITY);
      const { tokenHash } = await bookedIn(store);
      expect(await store.messages.giveBack(NINE)).toBe(0);
      for (const unclear of [0, 1, 2]) {
        const [due] = await store.messages.due(NINE, 100);
        expect(due).toMatchObject({ kind: "confirmed", attempts: unclear, unclear });
        expect(await store.messages.take(due?.id ?? 0, NINE, NINE + 1_000)).toBe(true);
        expect(await store.messages.giveBack(NINE)).toBe(1);
      }
      expect(await store.messages.due(NINE, 100)).toEqual([]);
      expect(await store.messages.giveBack(NINE)).toBe(0);
      expect(await store.messages.correspondence(tokenHash)).toMatchObject({ late: false, news: "unclear" });
    });

    it("tells of a move that comes while the confirmation is on its way with the old hour", async () => {
      const { store } = open(CONTRACT_CITY);
      const { move } = await bookedIn(store);
      const [due] = await store.messages.due(NINE, 100);
      await store.messages.take(due?.id ?? 0, NINE, NINE + 600_000);
      await move("11:00");
      await store.messages.settle(due?.id ?? 0, { kind: "sent" });
      expect((await waiting(store)).map((one) => one.split(" ")[0])).toEqual(["moved", "day-before", "two-hours"]);
    });

    it("leaves the outbox as it is where a move is lost", async () => {
      const { store } = open(CONTRACT_CITY);
      const { move } = await bookedIn(store);
      const claims = claimsWith(testSeal());
      const made = { group: "meldunki", start: tickAt("11:00", TUESDAY), now: NINE, sameDayOnly: false };
      booked(await store.visits.claim(claims.byDevice(BARTEK, made)));
      const before = await waiting(store);
      expect((await move("11:00")).kind).toBe("lost");
      expect(await waiting(store)).toEqual(before);
    });

    it("holds one word of a cancelled visit, and nothing else of it", async () => {
      const { store } = open(CONTRACT_CITY);
      const { cancel } = await bookedIn(store);
      await cancel();
      await cancel();
      expect(await waiting(store)).toEqual(["cancelled 2026-11-23 09:00"]);
    });

    it("never sends more than three reminders of one visit, however often it is moved", async () => {
      const { store } = open(CONTRACT_CITY);
      const { move } = await bookedIn(store);
      let now = at(MONDAY, "18:00");
      let sent = (await sendAll(store, now)).filter((kind) => kind === "day-before").length;
      const dates = ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"];
      for (const [index, date] of dates.entries()) {
        expect((await move("10:00", date, now)).kind).toBe("moved");
        now = at(index === 0 ? TUESDAY : (dates[index - 1] ?? ""), "18:00");
        sent += (await sendAll(store, now)).filter((kind) => kind === "day-before" || kind === "two-hours").length;
      }
      expect(sent).toBe(3);
      await sendAll(store, FOREVER);
    });

    it("settles: what was sent is over, what failed waits for its next try, what was dropped is gone", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookedIn(store);
      const [due] = await store.messages.due(NINE, 100);
      const id = due?.id ?? 0;
      await store.messages.settle(id, { kind: "later", nextTryAt: NINE + 30_000, unclear: false });
      expect(await store.messages.due(NINE + 29_999, 100)).toEqual([]);
      expect(await store.messages.due(NINE + 30_000, 100)).toMatchObject([{ id, attempts: 1 }]);
      await store.messages.settle(id, { kind: "sent" });
      expect(await store.messages.due(NINE + 30_000, 100)).toEqual([]);
      const [evening] = await store.messages.due(at(MONDAY, "18:00"), 100);
      await store.messages.settle(evening?.id ?? 0, { kind: "dropped", reason: "stale" });
      expect(await store.messages.due(at(MONDAY, "18:00"), 100)).toEqual([]);
    });

    it("gives at most so many, those longest due first", async () => {
      const { store } = open(CONTRACT_CITY);
      await bookedIn(store);
      expect((await store.messages.due(FOREVER, 2)).map(({ kind }) => kind)).toEqual(["confirmed", "day-before"]);
    });

    it("says to whoever holds the ticket where messages go", async () => {
      const { store } = open(CONTRACT_CITY);
      const { tokenHash } = await bookedIn(store);
      const told = {
        ...{ contact: EWA.contact, language: "uk", channel: "online", news: "waiting" },
        ...{ late: false, reminderHeldBack: false, toDevice: false },
      };
      expect(await store.messages.correspondence(tokenHash)).toEqual(told);
      const [due] = await store.messages.due(NINE, 100);
      await store.messages.settle(due?.id ?? 0, { kind: "later", nextTryAt: NINE + 30_000, unclear: false });
      expect(await store.messages.correspondence(tokenHash)).toEqual({ ...told, late: true, news: "late" });
      expect(await store.messages.correspondence(idOf(Buffer.of(1)))).toBeNull();
    });

    it("sends a confirmation again three times, two minutes apart, and only of a visit that lies ahead", async () => {
      const { store } = open(CONTRACT_CITY);
      const { tokenHash, cancel } = await bookedIn(store);
      expect(await store.messages.sendAgain(tokenHash, NINE)).toEqual({ kind: "too-soon" });
      let now = NINE;
      await sendAll(store, now);
      expect(await store.messages.sendAgain(tokenHash, now + AGAIN_PAUSE_MS - 1)).toEqual({ kind: "too-soon" });
      for (let again = 0; again < AGAIN_EVER; again++) {
        now += AGAIN_PAUSE_MS;
        expect(await store.messages.sendAgain(tokenHash, now)).toEqual({ kind: "again" });
        expect(await sendAll(store, now)).toEqual(["confirmed"]);
      }
      expect(await store.messages.sendAgain(tokenHash, now + AGAIN_PAUSE_MS)).toEqual({ kind: "too-often" });
      expect(await store.messages.sendAgain(idOf(Buffer.of(1)), now)).toEqual({ kind: "unknown" });
      await cancel(now);
      expect(await store.messages.sendAgain(tokenHash, now + AGAIN_PAUSE_MS)).toEqual({ kind: "unknown" });
    });

    it("tells a device of a ticket without a contact, until it no longer should", async () => {
      const { store } = open(CONTRACT_CITY);
      const { tokenHash, visit, move, cancel } = await bookedIn(store, null);
      expect(await store.messages.tellDevice(tokenHash, PHONE, NINE)).toBe(true);
      const reminders = ["day-before 2026-11-23 18:00", "two-hours 2026-11-24 08:00", "come-in 2026-11-24 09:50"];
      expect(await waiting(store)).toEqual(reminders);
      expect(await store.messages.due(FOREVER, 1)).toMatchObject([{ contact: null, language: "en", device: PHONE }]);
      expect(await store.messages.tellDevice(tokenHash, { ...PHONE, endpoint: "https://push.example/2" }, NINE)).toBe(
        true,
      );
      expect(await waiting(store)).toEqual(reminders);
      await move("11:00");
      expect(await waiting(store)).toEqual([
        "day-before 2026-11-23 18:00",
        "two-hours 2026-11-24 09:00",
        "come-in 2026-11-24 10:50",
      ]);
      await store.messages.forgetDevice(visit.id);
      expect(await store.messages.due(FOREVER, 1)).toMatchObject([{ contact: null, device: null }]);
      expect(await store.messages.tellDevice(tokenHash, null, NINE)).toBe(true);
      expect(await waiting(store)).toEqual([]);
      await cancel();
      expect(await store.messages.tellDevice(tokenHash, PHONE, NINE)).toBe(false);
      expect(await store.messages.tellDevice(idOf(Buffer.of(1)), PHONE, NINE)).toBe(false);
    });
  });

  describe("a visit's code", () => {
    it("leads to the visit together with its contact, and never without", async () => {
      const { store } = open(CONTRACT_CITY);
      const { visit } = await bookedIn(store);
      expect((await store.visits.byCode(visit.code, EWA.contact))?.visit).toEqual(visit);
      expect(await store.visits.byCode(visit.code, "ola@example.pl")).toBeNull();
      expect(await store.visits.byCode("000000", EWA.contact)).toBeNull();
    });
  });
}
