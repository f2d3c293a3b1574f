import { describe, expect, it } from "vitest";
import { REPEATS_A_DAY } from "@/lib/domain/messages/news-judgement";
import type { Instant } from "@/lib/domain/time/tick";
import type { ClaimNetwork } from "@/lib/domain/visit/claim-request";
import type { Channel } from "@/lib/domain/visit/visit";
import { idOf } from "@/lib/domain/who/ids";
import { NETWORK_KEPT_MS } from "@/lib/domain/who/network";
import type { Store } from "@/lib/ports/store";
import { booked, claimsWith, minutes } from "../support/claims";
import { aCity, aCounter, aGroup, aHall, at, MONDAY, TUESDAY, testSeal, tickAt } from "../support/make";
import { NINE, type OpenEngine } from "./engine";

const CITY = aCity({
  halls: [aHall("parter", null)],
  groups: [aGroup("meldunki")],
  counters: Array.from({ length: 12 }, (_, index) =>
    aCounter(index + 1, { groups: ["meldunki"], windows: ["08:00-16:00"] }),
  ),
});
const FOREVER = at("2027-01-01", "00:00");
const DAY_MS = NETWORK_KEPT_MS;
const SMS_LIMIT = 10;

const seal = testSeal();
const networkAt = (address: string, share: ClaimNetwork["share"] = "plain"): ClaimNetwork => ({
  hash: seal.hash("network", address),
  share,
});
const THERE = networkAt("192.0.2.1");
const HOME = networkAt("198.51.100.7");

interface Booking {
  readonly contact: string;
  readonly network?: ClaimNetwork | null;
  readonly channel?: Channel;
  readonly now?: Instant;
  readonly date?: string;
}

/** People who book visits of the next day, a few at each start. */
function peopleAt(store: Store) {
  const claims = claimsWith(seal);
  let visits = 0;
  async function book({ contact, network = THERE, channel = "online", now = NINE, ...given }: Booking) {
    const number = visits++;
    const { date = now < NINE + DAY_MS ? TUESDAY : "2026-11-25" } = given;
    const start = tickAt("08:00", date) + 3 * Math.floor(number / 8);
    const made = {
      group: "meldunki",
      start,
      now,
      limitContact: false,
      person: { name: "Ala", contact, language: "pl" },
    };
    const claim = { ...claims.byKey(`key ${number}`, "body", { ...made, network }), channel };
    const { visit, nonce } = booked(await store.visits.claim(claim));
    const token = claims.tokenHash(nonce);
    return {
      visit,
      token,
      news: async () => (await store.messages.correspondence(token))?.news,
      cancel: (at = now) => store.visits.cancel(token, at, "resident"),
      move: (ticks: number, at = now) =>
        store.visits.move({ tokenHash: token, start: start + ticks, now: at, actor: "resident", resident: null }),
    };
  }
  return { book };
}

/** Sends everything that is due; gives the kinds by contact. */
async function sendAll(store: Store, now: Instant): Promise<string[]> {
  const due = await store.messages.due(now, 1_000);
  for (const { id } of due) await store.messages.settle(id, { kind: "sent" });
  return due.map(({ kind, contact }) => `${kind} ${contact}`);
}

const newsIn = (sent: readonly string[]): string[] => sent.filter((one) => /^(confirmed|moved|cancelled)/.test(one));

/** Messages are no weapon: what is new is told, what is repeated is capped, and the ticket says which. */
export function newsContract(open: OpenEngine): void {
  describe("twenty-four forms under somebody else's address", () => {
    it("leave her own confirmation as it was, and her ticket says what became of it", async () => {
      const { store } = open(CITY);
      const { book } = peopleAt(store);
      const spellings = ["ala@gmail.com", "a.l.a@gmail.com", "ala+1@googlemail.com", "ALA@gmail.com"];
      for (let form = 0; form < 24; form++) {
        const visit = await book({ contact: spellings[form % 4]?.toLowerCase() ?? "" });
        await visit.cancel();
      }
      await sendAll(store, NINE);
      const own = await book({ contact: "ala@gmail.com", network: HOME });
      expect(await own.news()).toBe("waiting");
      expect(newsIn(await sendAll(store, NINE))).toEqual(["confirmed ala@gmail.com"]);
      expect(await own.news()).toBe("sent");
      await own.move(3);
      expect(newsIn(await sendAll(store, NINE))).toEqual(["moved ala@gmail.com"]);
      await own.cancel();
      expect(newsIn(await sendAll(store, NINE))).toEqual(["cancelled ala@gmail.com"]);
    });

    it("bring her six bookings with their ends and ten repeats at most, however many there are", async () => {
      const { store } = open(CITY);
      const { book } = peopleAt(store);
      const news: string[] = [];
      // One network may book forty times a day.
      for (let form = 0; form < 35; form++) {
        const visit = await book({ contact: `ala+${form}@example.pl` });
        news.push(...newsIn(await sendAll(store, NINE)));
        await visit.cancel();
        news.push(...newsIn(await sendAll(store, NINE)));
      }
      expect(news).toHaveLength(2 * 6 + REPEATS_A_DAY);
      const last = await book({ contact: "ala@example.pl" });
      expect(await last.news()).toBe("repeated");
      const nextDay = await book({ contact: "ala@example.pl", now: NINE + DAY_MS });
      expect(await nextDay.news()).toBe("waiting");
    });

    it("are told apart from another network's: each has six of its own", async () => {
      const { store } = open(CITY);
      const { book } = peopleAt(store);
      for (const address of ["192.0.2.1", "192.0.2.2", "192.0.2.3"])
        for (let form = 0; form < 6; form++) {
          const visit = await book({ contact: "ala@example.pl", network: networkAt(address) });
          expect(await visit.news()).toBe("waiting");
          await visit.cancel();
        }
      expect(await (await book({ contact: "ala@example.pl", network: null, channel: "phone" })).news()).toBe("waiting");
    });
  });

  describe("a confirmation asked for once more", () => {
    it("is one of the mailbox's ten repeats a day, whatever visit it is about", async () => {
      const { store } = open(CITY);
      const { book } = peopleAt(store);
      const visits = [];
      for (let one = 0; one < 5; one++) visits.push(await book({ contact: `ala+${one}@example.pl` }));
      await sendAll(store, NINE);
      const ends: string[] = [];
      for (let again = 1; again <= 3; again++) {
        const now = NINE + again * minutes(2);
        for (const { token } of visits) ends.push((await store.messages.sendAgain(token, now)).kind);
        await sendAll(store, now);
      }
      expect(ends.filter((kind) => kind === "again")).toHaveLength(REPEATS_A_DAY);
      expect(ends.slice(REPEATS_A_DAY)).toEqual(Array(5).fill("held-back"));
      const [first] = visits;
      expect(await store.messages.sendAgain(first?.token ?? idOf(Buffer.of(0)), NINE + minutes(8))).toEqual({
        kind: "held-back",
        reason: "repeated",
      });
      expect(await first?.news()).toBe("sent");
    });
  });

  describe("text messages of one network", () => {
    const number = (last: number): string => `+486007008${String(last).padStart(2, "0")}`;

    it("are ten a day, and the eleventh ticket says that there is none", async () => {
      const { store } = open(CITY);
      const { book } = peopleAt(store);
      const states: (string | null | undefined)[] = [];
      for (let person = 0; person < 15; person++) states.push(await (await book({ contact: number(person) })).news());
      expect(states).toEqual([...Array(SMS_LIMIT).fill("waiting"), ...Array(5).fill("network")]);
      expect(newsIn(await sendAll(store, NINE))).toHaveLength(SMS_LIMIT);
      const elsewhere = await book({ contact: number(20), network: HOME });
      expect(await elsewhere.news()).toBe("waiting");
      const byMail = await book({ contact: "ala@example.pl" });
      expect(await byMail.news()).toBe("waiting");
      const tomorrow = await book({ contact: number(21), now: NINE + DAY_MS });
      expect(await tomorrow.news()).toBe("waiting");
    });

    it("count moves and ends of its visits too, and none of its reminders", async () => {
      const { store } = open(CITY);
      const { book } = peopleAt(store);
      const visits = [];
      for (let person = 0; person < 5; person++) visits.push(await book({ contact: number(person) }));
      await sendAll(store, NINE);
      for (const visit of visits) expect((await visit.move(3)).kind).toBe("moved");
      await sendAll(store, NINE);
      for (const visit of visits) expect(await visit.news()).toBe("sent");
      expect(await visits[0]?.cancel()).toMatchObject({ kind: "cancelled" });
      expect(newsIn(await sendAll(store, NINE))).toEqual([]);
      const reminders = await sendAll(store, FOREVER);
      expect(reminders.filter((one) => one.startsWith("day-before"))).toHaveLength(4);
    });

    it("count for whoever moves, calls off or asks again where the visit's own network is forgotten", async () => {
      const { store } = open(CITY);
      const { book } = peopleAt(store);
      const visits = [];
      for (let person = 0; person < 12; person++)
        visits.push(
          await book({
            contact: number(person),
            date: "2026-11-26",
            network: networkAt(`192.0.2.${100 + Math.floor(person / 8)}`),
          }),
        );
      await sendAll(store, NINE);
      const now = NINE + DAY_MS + minutes(1);
      expect(await store.retention.forgetNetworks(now, 100)).toBe(12);
      const byThere = { network: THERE, limits: false, chance: 0 };
      const texts: (string | null | undefined)[] = [];
      for (const visit of visits.slice(0, 6)) {
        await store.visits.move({
          tokenHash: visit.token,
          start: visit.visit.start + 3,
          now,
          actor: "resident",
          resident: byThere,
        });
        texts.push(await visit.news());
      }
      for (const visit of visits.slice(6, 8))
        texts.push((await store.messages.sendAgain(visit.token, now, THERE)).kind);
      for (const visit of visits.slice(8, 12)) {
        await store.visits.cancel(visit.token, now, "resident", null, THERE);
        texts.push(await visit.news());
      }
      expect(texts).toEqual([
        ...Array(6).fill("waiting"),
        "again",
        "again",
        "waiting",
        "waiting",
        "network",
        "network",
      ]);
    });

    it("have no limit where staff book, nor where the city says that many people are", async () => {
      const { store } = open(CITY);
      const { book } = peopleAt(store);
      const wifi = networkAt("10.1.2.3", "shared");
      for (let person = 0; person < 12; person++) {
        const phoned = await book({ contact: number(person), network: null, channel: "phone" });
        const there = await book({ contact: number(20 + person), network: wifi });
        expect([await phoned.news(), await there.news()]).toEqual(["waiting", "waiting"]);
      }
      expect(await (await book({ contact: number(50) })).news()).toBe("waiting");
    });

    it("are a setting", async () => {
      const { store } = open(CITY);
      await store.plan.changeSetting("smsNetworkLimit", 1, "command", NINE);
      const { book } = peopleAt(store);
      expect(await (await book({ contact: number(1) })).news()).toBe("waiting");
      expect(await (await book({ contact: number(2) })).news()).toBe("network");
    });
  });

  describe("the day's budget of text messages", () => {
    it("is spent all or none, share by share, and never beyond", async () => {
      const { store } = open(CITY);
      await store.plan.changeSetting("smsDailyBudget", 30, "command", NINE);
      const spends = await Promise.all(
        Array.from({ length: 40 }, () => store.messages.spendOnSms(NINE, "everybody", 1)),
      );
      expect(spends.filter(({ spent }) => spent)).toHaveLength(20);
      expect((await store.messages.spendOnSms(NINE, "kept", 11)).spent).toBe(false);
      expect(await store.messages.spendOnSms(NINE, "kept", 10)).toEqual({
        spent: true,
        day: { everybody: 20, kept: 10 },
      });
      expect((await store.messages.spendOnSms(NINE, "kept", 1)).spent).toBe(false);
      await store.messages.giveBackSms(NINE, "kept", 3);
      expect(await store.messages.smsDay(NINE)).toEqual({ everybody: 20, kept: 7 });
    });

    it("begins anew at midnight of the city's clock", async () => {
      const { store } = open(CITY);
      const midnight = at(TUESDAY, "00:00");
      await store.messages.spendOnSms(midnight - 1, "everybody", 5);
      expect(await store.messages.smsDay(midnight - 1)).toEqual({ everybody: 5, kept: 0 });
      expect(await store.messages.smsDay(midnight)).toEqual({ everybody: 0, kept: 0 });
      await store.messages.spendOnSms(midnight, "everybody", 2);
      await store.messages.giveBackSms(midnight - 1, "everybody", 5);
      expect(await store.messages.smsDay(at(MONDAY, "00:00"))).toEqual({ everybody: 0, kept: 0 });
      expect(await store.messages.smsDay(midnight)).toEqual({ everybody: 2, kept: 0 });
    });

    it("that is spent sends no confirmation once more, and says so", async () => {
      const { store } = open(CITY);
      await store.plan.changeSetting("smsDailyBudget", 3, "command", NINE);
      const { book } = peopleAt(store);
      const sms = await book({ contact: "+48600700800" });
      const mail = await book({ contact: "ala@example.pl" });
      await sendAll(store, NINE);
      await store.messages.spendOnSms(NINE, "everybody", 2);
      const later = NINE + minutes(2);
      expect(await store.messages.sendAgain(sms.token, later)).toEqual({ kind: "held-back", reason: "budget" });
      expect(await store.messages.sendAgain(mail.token, later)).toEqual({ kind: "again" });
      expect(await store.messages.sendAgain(sms.token, later + DAY_MS)).toEqual({ kind: "unknown" });
      const earlyTomorrow = at(TUESDAY, "06:00");
      expect(await store.messages.sendAgain(sms.token, earlyTomorrow)).toEqual({ kind: "again" });
    });
  });
}
