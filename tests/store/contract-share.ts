import { describe, expect, it } from "vitest";
import type { Settings } from "@/lib/domain/city/settings";
import { HOUR_MS, tickStart } from "@/lib/domain/time/tick";
import { idOf, type Nonce } from "@/lib/domain/who/ids";
import type { NetworkKind } from "@/lib/domain/who/network";
import { aResident, booked, claimsWith, minutes } from "../support/claims";
import {
  ALA,
  aCity,
  aCounter,
  aGroup,
  aHall,
  at,
  BARTEK,
  CEZARY,
  MONDAY,
  PARTER,
  TUESDAY,
  testSeal,
  tickAt,
  timeOf,
} from "../support/make";
import { type Engine, expectSound, NINE, type OpenEngine } from "./engine";

/** Four counters until noon: at nine 144 ticks lie ahead, a quarter of which is twelve tickets. */
const CITY = aCity({
  halls: [aHall(PARTER, null)],
  groups: [aGroup("dowody"), aGroup("taxi")],
  counters: [1, 2, 3, 4].map((number) => aCounter(number, { groups: ["dowody", "taxi"], windows: ["09:00-12:00"] })),
});

const HOME = "192.0.2.7";
const ELSEWHERE = "192.0.2.8";

interface Made {
  readonly network?: string | null;
  readonly kind?: NetworkKind | null;
  readonly now?: number;
  readonly limit?: number | null;
}

function officeOf({ store }: Engine) {
  const seal = testSeal();
  const claims = claimsWith(seal);
  const networkOf = ({ network = HOME, kind = "plain" }: Made) =>
    network === null ? null : { hash: seal.hash("network", network), share: kind };
  let nobody = 0;
  const someone = () => `somebody ${++nobody}`;
  const walkIn = (time: string, made: Made & { readonly group?: string; readonly device?: string } = {}) => {
    const { now = NINE, group = "dowody", device = someone(), limit = 2 } = made;
    const wanted = { group, start: tickAt(time), now, limit, network: networkOf(made), holdIfLost: true };
    return store.visits.claim(claims.byDevice(device, wanted));
  };
  const inCalendar = (
    time: string,
    made: Made & { readonly date?: string; readonly hold?: boolean; readonly who?: string } = {},
  ) => {
    const { now = NINE, date = TUESDAY, hold = false, who = someone(), limit = 2 } = made;
    const person = hold ? null : { name: who, contact: `${who.replace(/\W/g, "-")}@example.pl`, language: "pl" };
    const form = { channel: "online", sameDayOnly: false, holdFor: "form", holdIfLost: !hold } as const;
    const intent = hold ? ("hold" as const) : ("book" as const);
    const wanted = { group: "dowody", start: tickAt(time, date), now, limit, network: networkOf(made), person, intent };
    return store.visits.claim(claims.byDevice(who, { ...wanted, ...form }));
  };
  return {
    claims,
    walkIn,
    inCalendar,
    move: (nonce: Nonce, time: string, made: Made & { readonly date?: string } = {}) =>
      store.visits.move({
        tokenHash: claims.tokenHash(nonce),
        start: tickAt(time, made.date ?? MONDAY),
        now: made.now ?? NINE,
        actor: "resident",
        resident: aResident({ network: networkOf(made) ?? aResident().network, limits: true }),
      }),
    set: (key: keyof Settings, value: number) => store.plan.changeSetting(key, value, "command", NINE),
  };
}

/** Times of a quarter of an hour, one after another. */
const times = (count: number, from = "09:15", date = MONDAY): string[] =>
  Array.from({ length: count }, (_, index) => timeOf(tickAt(from, date) + 3 * index));

const share = (of: string) => ({ kind: "share", of });

/** How much one network may have: counted and decided within the claim itself. */
export function shareContract(open: OpenEngine): void {
  const opened = (city = CITY) => {
    const engine = open(city);
    return { engine, ...officeOf(engine) };
  };

  describe("a network's share of today", () => {
    it("is counted over devices, pages and the API, and another network goes on", async () => {
      const { engine, claims, walkIn } = opened();
      for (const time of times(6)) booked(await walkIn(time));
      for (const [index, time] of times(6).entries()) {
        const made = { group: "dowody", start: tickAt(time), now: NINE };
        const network = { hash: testSeal().hash("network", HOME), share: "plain" as const };
        booked(await engine.store.visits.claim({ ...claims.byOffer(`offer ${index}`, made), network }));
      }
      expect(await walkIn("11:00")).toEqual(share("building"));
      expect((await walkIn("11:00", { network: ELSEWHERE })).kind).toBe("booked");
      expect((await walkIn("11:00", { network: null })).kind).toBe("booked");
      expect((await walkIn("11:00", { kind: null })).kind).toBe("booked");
      expectSound(engine);
    });

    it("is free again when a ticket is called off, and not when its hour has come", async () => {
      const { engine, claims, walkIn } = opened();
      const tickets = [];
      for (const time of [...times(6), ...times(6)]) tickets.push(booked(await walkIn(time)));
      expect(await walkIn("11:00")).toEqual(share("building"));
      const [first] = tickets;
      await engine.store.visits.cancel(claims.tokenHash(first?.nonce ?? idOf(Buffer.of(0))), NINE, "resident", 0);
      booked(await walkIn("11:00"));
      expect(await walkIn("11:15")).toEqual(share("building"));
      const quarter = at(MONDAY, "09:15");
      expect(await walkIn("11:15", { now: quarter - 1 })).toEqual(share("building"));
      expect(await walkIn("11:15", { now: quarter })).toEqual(share("building"));
      expect((await walkIn("11:15", { now: quarter, network: ELSEWHERE })).kind).toBe("booked");
      expectSound(engine);
    });

    it.each([
      ["it comes back every half hour", false],
      ["it calls off what is about to begin", true],
    ])("is a quarter of the day, even though %s", async (_, callsOff) => {
      const { engine, claims, walkIn } = opened();
      const got: { readonly start: number; readonly nonce: Nonce }[] = [];
      const lost: number[] = [];
      for (let now = NINE - minutes(60); now < at(MONDAY, "11:45"); now += minutes(30)) {
        for (const time of times(11)) {
          const start = tickAt(time);
          if (tickStart(start) <= now) continue;
          const outcome = await walkIn(time, { now });
          if (outcome.kind === "booked") got.push({ start, nonce: outcome.nonce });
          else if (outcome.kind === "share") lost.push(start);
        }
        if (!callsOff) continue;
        const soon = got.filter(({ start }) => tickStart(start) > now && tickStart(start) <= now + minutes(30));
        for (const { nonce, start } of soon)
          await engine.store.visits.cancel(claims.tokenHash(nonce), tickStart(start) - 1, "resident", 0);
      }
      // 144 ticks, a quarter of which is twelve tickets of three.
      expect([got.length, lost.length > 12]).toEqual([12, true]);
      expectSound(engine);
    });

    it("still answers a repeated post with its ticket, and a hold that is confirmed asks no more", async () => {
      const { engine, walkIn } = opened();
      for (const time of [...times(6), ...times(4)]) booked(await walkIn(time));
      for (let one = 0; one < 4; one++) booked(await walkIn("11:30", { network: ELSEWHERE }));
      expect((await walkIn("11:30", { device: ALA })).kind).toBe("held");
      expect((await walkIn("11:30", { device: BARTEK })).kind).toBe("held");
      expect(await walkIn("10:00")).toEqual(share("building"));
      const mine = booked(await walkIn("11:45", { device: ALA }));
      expect(await walkIn("11:45", { device: ALA })).toEqual({ ...mine, again: true });
      expectSound(engine);
    });

    it("is asked of a network that confirms what another one holds, and which has it from then on", async () => {
      const { engine, inCalendar, walkIn } = opened();
      await engine.store.plan.changeSetting("holdSharePercent", 100, "command", NINE);
      const outcomes: string[] = [];
      for (const [index, time] of [...times(6), ...times(6), ...times(6)].entries()) {
        const who = `device ${index}`;
        const held = await inCalendar(time, { who, hold: true, date: MONDAY });
        if (held.kind !== "held") expect(held).toEqual(share("building"));
        else outcomes.push((await walkIn(time, { device: who, network: ELSEWHERE })).kind);
      }
      expect(outcomes).toEqual([...Array(12).fill("booked"), ...Array(6).fill("share")]);
      expect(await walkIn("11:30", { network: ELSEWHERE })).toEqual(share("building"));
      expect((await walkIn("11:30")).kind).toBe("booked");
      expectSound(engine);
    });

    it("is no trap: an hour held where too many have booked is confirmed from another network", async () => {
      const { engine, inCalendar, set } = opened();
      await set("networkBookings", 1);
      expect((await inCalendar("09:00", { who: ALA, hold: true })).kind).toBe("held");
      booked(await inCalendar("09:15", { who: BARTEK }));
      expect(await inCalendar("09:00", { who: ALA })).toEqual(share("bookings"));
      expect((await inCalendar("09:00", { who: ALA, network: ELSEWHERE })).kind).toBe("booked");
      expect(await inCalendar("09:30", { who: CEZARY, network: ELSEWHERE })).toEqual(share("bookings"));
      expectSound(engine);
    });

    it("has what holds kept from everybody until it was too late, one after another", async () => {
      const { engine, inCalendar } = opened();
      let kept = 0;
      for (let now = at(MONDAY, "09:12"); now < at(MONDAY, "11:40"); now += minutes(5)) {
        const next = timeOf(tickAt("09:15") + Math.floor((now - at(MONDAY, "09:12")) / minutes(5)));
        for (let one = 0; one < 4; one++) {
          const held = await inCalendar(next, { hold: true, date: MONDAY, now });
          if (held.kind === "held") kept++;
          else expect(["share", "lost", "refused"]).toContain(held.kind);
        }
      }
      // 144 ticks, a quarter of which is twelve times of three; control: without it there are over thirty.
      expect(kept).toBe(12);
      expectSound(engine);
    });

    it("of holds is a tenth: who loses a race beyond it is offered the next start and held none", async () => {
      const { engine, walkIn } = opened();
      for (let one = 0; one < 4; one++) booked(await walkIn("10:00", { network: ELSEWHERE }));
      // A tenth of 144 ticks is fourteen: four holds.
      for (let one = 0; one < 4; one++) expect((await walkIn("10:00")).kind).toBe("held");
      expect(await walkIn("10:00")).toMatchObject({ kind: "lost", next: { start: tickAt("10:30") } });
      expect((await walkIn("10:00", { network: ELSEWHERE })).kind).toBe("held");
      expect((await walkIn("10:00", { now: NINE + minutes(2) })).kind).toBe("held");
      expectSound(engine);
    });
  });

  describe("a network in the calendar", () => {
    it("books so often within a day and no more, called off or not, and holds nothing further", async () => {
      const { engine, claims, inCalendar, set } = opened();
      await set("networkBookings", 2);
      const first = booked(await inCalendar("09:00"));
      booked(await inCalendar("09:15"));
      await engine.store.visits.cancel(claims.tokenHash(first.nonce), NINE, "resident", 0);
      expect(await inCalendar("09:30")).toEqual(share("bookings"));
      expect(await inCalendar("09:30", { hold: true })).toEqual(share("bookings"));
      expect((await inCalendar("09:30", { network: ELSEWHERE })).kind).toBe("booked");
      expect((await inCalendar("10:00", { kind: "shared" })).kind).toBe("booked");
      expect(await inCalendar("09:45", { now: NINE + 24 * HOUR_MS - 1, date: "2026-11-25" })).toEqual(
        share("bookings"),
      );
      expect((await inCalendar("09:45", { now: NINE + 24 * HOUR_MS, date: "2026-11-25" })).kind).toBe("booked");
      expectSound(engine);
    });

    it("is told when a held time is to be booked beyond it, and keeps the hold", async () => {
      const { engine, inCalendar, set } = opened();
      await set("networkBookings", 1);
      expect((await inCalendar("09:00", { who: ALA, hold: true })).kind).toBe("held");
      booked(await inCalendar("09:15"));
      expect(await inCalendar("09:00", { who: ALA })).toEqual(share("bookings"));
      const [hold] = await engine.store.visits.ownedBy(testSeal().hash("device", ALA), NINE);
      expect(hold?.visit.state).toBe("held");
      expectSound(engine);
    });

    it("holds so many times of later days at once, wherever, one's own choice of another time apart", async () => {
      const { engine, inCalendar, set } = opened();
      await set("networkHolds", 2);
      expect((await inCalendar("09:00", { who: ALA, hold: true })).kind).toBe("held");
      expect((await inCalendar("09:00", { who: BARTEK, hold: true, date: "2026-11-25" })).kind).toBe("held");
      expect(await inCalendar("09:15", { who: CEZARY, hold: true })).toEqual(share("holds"));
      expect((await inCalendar("09:15", { who: ALA, hold: true })).kind).toBe("held");
      expect((await inCalendar("09:15", { who: CEZARY, hold: true, network: ELSEWHERE })).kind).toBe("held");
      expect((await inCalendar("09:30", { who: "dorota", hold: true, now: NINE + minutes(5) })).kind).toBe("held");
      expectSound(engine);
    });
  });

  describe("a network on a later day", () => {
    it("has a quarter of it, over mailboxes, by booking and by moving there, and another network goes on", async () => {
      const { engine, inCalendar, move } = opened();
      for (const time of [...times(6, "09:00", TUESDAY), ...times(6, "09:00", TUESDAY)]) booked(await inCalendar(time));
      expect(await inCalendar("11:00")).toEqual(share("day"));
      expect(await inCalendar("11:00", { hold: true })).toEqual(share("day"));
      const other = booked(await inCalendar("11:00", { date: "2026-11-25" }));
      expect(await move(other.nonce, "11:00", { date: TUESDAY })).toEqual(share("day"));
      expect((await inCalendar("11:00", { network: ELSEWHERE })).kind).toBe("booked");
      expect((await move(other.nonce, "11:15", { date: TUESDAY, network: ELSEWHERE })).kind).toBe("moved");
      expectSound(engine);
    });
  });

  describe("hours of a later day that a network lets rest by moving", () => {
    /** Six visits of a quarter of an hour, each moved once: twelve hours are nobody else's, a quarter of the day. */
    async function sixMoved(office: ReturnType<typeof opened>) {
      const visits = [];
      for (const time of times(6, "09:00", TUESDAY)) visits.push(booked(await office.inCalendar(time)));
      for (const [index, { nonce }] of visits.entries())
        expect((await office.move(nonce, times(6, "10:30", TUESDAY)[index] ?? "", { date: TUESDAY })).kind).toBe(
          "moved",
        );
      return visits;
    }

    it("are its own like the visits: with as many as it may have none is moved on, booked or left to rest", async () => {
      const office = opened();
      const [first, second] = await sixMoved(office);
      if (!first || !second) throw new Error("Six were booked.");
      expect(await office.move(first.nonce, "09:45", { date: TUESDAY })).toEqual(share("rest"));
      expect(await office.move(first.nonce, "09:45", { date: TUESDAY, network: ELSEWHERE })).toEqual(share("rest"));
      expect(await office.inCalendar("09:00")).toEqual(share("day"));
      expect((await office.inCalendar("09:00", { network: ELSEWHERE })).kind).toBe("booked");
      expect((await office.move(second.nonce, "09:45", { date: "2026-11-25" })).kind).toBe("moved");
      expectSound(office.engine);
    });

    it("may be gone back to, and count no more when their rest is over", async () => {
      const office = opened();
      const [first] = await sixMoved(office);
      if (!first) throw new Error("Six were booked.");
      expect((await office.move(first.nonce, "09:00", { date: TUESDAY })).kind).toBe("moved");
      expect(await office.move(first.nonce, "09:45", { date: TUESDAY })).toEqual(share("rest"));
      const over = { date: TUESDAY, now: NINE + minutes(31) };
      expect((await office.move(first.nonce, "09:45", over)).kind).toBe("moved");
      expectSound(office.engine);
    });

    it("become the network's that leaves them where the visit's own is forgotten", async () => {
      const office = opened();
      const visits = await sixMoved(office);
      const [first, second] = visits;
      if (!first || !second) throw new Error("Six were booked.");
      const later = { date: "2026-11-26", now: NINE + 25 * HOUR_MS };
      for (const [index, { nonce }] of visits.entries())
        await office.move(nonce, times(6, "10:30", "2026-11-26")[index] ?? "", { date: "2026-11-26" });
      await office.engine.store.retention.forgetNetworks(later.now, 100);
      for (const [index, { nonce }] of visits.entries()) {
        const moved = await office.move(nonce, times(6, "09:00", "2026-11-26")[index] ?? "", later);
        expect([index, moved.kind]).toEqual([index, "moved"]);
      }
      expect(await office.move(first.nonce, "11:45", later)).toEqual(share("rest"));
      expect(await office.inCalendar("11:45", later)).toEqual(share("day"));
      expectSound(office.engine);
    });

    it("control: where nothing rests, moving is limited by nothing but the visits", async () => {
      const office = opened();
      await office.set("restMinutesMost", 0);
      const [first] = await sixMoved(office);
      expect((await office.move(first?.nonce as Nonce, "09:45", { date: TUESDAY })).kind).toBe("moved");
      expect((await office.inCalendar("09:00")).kind).toBe("booked");
    });
  });

  describe("moving to today", () => {
    it("gives a device no more tickets than it may have: two and two moved back are not eight", async () => {
      const { engine, inCalendar, move, walkIn } = opened();
      const two = [];
      for (const time of times(2)) two.push(booked(await inCalendar(time, { who: ALA, date: MONDAY })));
      for (const [index, { nonce }] of two.entries())
        expect((await move(nonce, times(2)[index] ?? "", { date: TUESDAY })).kind).toBe("moved");
      for (const time of times(2)) booked(await walkIn(time, { device: ALA }));
      for (const { nonce } of two) expect(await move(nonce, "11:00")).toEqual({ kind: "limit", max: 2 });
      expectSound(engine);
    });

    it("lets a device with one ticket have its second so, and move it within today", async () => {
      const { engine, inCalendar, move, walkIn } = opened();
      const tomorrow = booked(await inCalendar("09:15", { who: ALA }));
      booked(await walkIn("10:00", { device: ALA }));
      expect((await move(tomorrow.nonce, "11:00")).kind).toBe("moved");
      expect((await move(tomorrow.nonce, "11:15")).kind).toBe("moved");
      expectSound(engine);
    });

    it("takes from the share of the network from which it is moved, which has the ticket from then on", async () => {
      const { engine, inCalendar, move, walkIn } = opened();
      for (const time of [...times(6), ...times(5)]) booked(await walkIn(time));
      const one = booked(await inCalendar("09:15", { network: ELSEWHERE }));
      const two = booked(await inCalendar("09:15", { network: ELSEWHERE }));
      expect((await move(one.nonce, "11:30")).kind).toBe("moved");
      expect(await move(two.nonce, "11:30")).toEqual(share("building"));
      expect(await walkIn("11:45")).toEqual(share("building"));
      expect((await move(two.nonce, "11:30", { network: ELSEWHERE })).kind).toBe("moved");
      expect(await engine.store.retention.forgetNetworks(NINE + 1, 100)).toBe(13);
      expectSound(engine);
    });

    it("leaves a ticket of today to its network, whoever moves it on within the day", async () => {
      const { engine, move, walkIn } = opened();
      const tickets = [];
      for (const time of [...times(6), ...times(6)]) tickets.push(booked(await walkIn(time)));
      for (const { nonce } of tickets.slice(0, 4))
        expect((await move(nonce, "11:30", { network: ELSEWHERE })).kind).toBe("moved");
      expect(await walkIn("09:00", { now: NINE - 1 })).toEqual(share("building"));
      expect((await walkIn("11:00", { network: ELSEWHERE })).kind).toBe("booked");
      expectSound(engine);
    });

    it.each([
      ["its own network", HOME],
      ["another", ELSEWHERE],
    ])(
      "just before the hour, again and again, is no more of a day than its network may have: from %s",
      async (_, by) => {
        const { engine, move, walkIn } = opened();
        const starts = new Map<Nonce, number>();
        for (const time of times(6)) starts.set(booked(await walkIn(time)).nonce, tickAt(time));
        let left = 0;
        for (let now = NINE; now < at(MONDAY, "11:00"); now += minutes(5))
          for (const [nonce, start] of starts) {
            if (tickStart(start) - now !== minutes(5)) continue;
            const outcome = await move(nonce, timeOf(start + 3), { now, network: by });
            if (outcome.kind !== "moved") expect(outcome).toEqual(share("late"));
            else {
              left++;
              starts.set(nonce, outcome.visit.start);
            }
          }
        // 144 ticks, a quarter of which is twelve times of three: six tickets, and six hours that were left.
        expect(left).toBe(6);
        expect(await walkIn("11:30", { now: at(MONDAY, "11:00") })).toEqual(share("building"));
        expectSound(engine);
      },
    );

    it("of the office's own is not limited", async () => {
      const { engine, claims, inCalendar, walkIn } = opened();
      const tomorrow = booked(await inCalendar("09:15", { who: ALA }));
      for (const time of times(2)) booked(await walkIn(time, { device: ALA }));
      const request = { tokenHash: claims.tokenHash(tomorrow.nonce), start: tickAt("11:00"), now: NINE };
      expect((await engine.store.visits.move({ ...request, actor: "staff", resident: null })).kind).toBe("moved");
      expectSound(engine);
    });
  });
}
