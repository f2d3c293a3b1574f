import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Clock } from "@/lib/ports/clock";
import type { Deps } from "@/lib/ports/deps";
import { makeClock } from "@/lib/server/clock";
import { nextFreeToday, signOffer } from "@/lib/use-cases/availability/availability";
import { claimOverApi } from "@/lib/use-cases/program/api-claim";
import { acceptOffer } from "@/lib/use-cases/visit/claim-visit";
import { ownTickets } from "@/lib/use-cases/visit/own-visit";
import { minutes, seconds } from "../support/claims";
import { KNOWN_SERVICES, pinnedClock, RATUSZ, testSeal } from "../support/make";
import { PATIENCE, runs } from "../support/runs";
import { CONTRACT_CITY, NINE } from "./engine";
import { type SqliteEngine, sqliteEngine } from "./sqlite-engine";

const HOUR = minutes(60);

/** What happens to the machine's time, in milliseconds: time passes, is set back or forward, or creeps back. */
const STEPS: Readonly<Record<string, readonly number[]>> = {
  "a minute passes": [minutes(1)],
  "four minutes pass": [minutes(4)],
  "two hours back": [-2 * HOUR],
  "two hours forward": [2 * HOUR],
  "a day forward": [24 * HOUR],
  "a thousand seconds back, one by one": Array.from({ length: 1_000 }, () => -seconds(1)),
};

type Step = "offer" | "claim" | "lose" | "look" | keyof typeof STEPS;

const steps = fc.array(
  fc.oneof(
    { arbitrary: fc.constantFrom<Step>("offer", "claim", "lose", "look"), weight: 3 },
    { arbitrary: fc.constantFrom<Step>(...Object.keys(STEPS)), weight: 2 },
  ),
  { minLength: 8, maxLength: 40, size: "max" },
);

interface Lived {
  /** Offers and holds that were over and came back, and hours that a clock hides which stood ahead. */
  readonly revived: readonly string[];
  readonly expired: number;
  readonly booked: number;
  readonly faults: readonly string[];
}

const MATTER = { locationId: RATUSZ, caseGroupId: "dowody", cases: 1 };
const WALK_IN = { device: null, address: "192.0.2.0/24" };
const LOSER = { device: "loser", address: "192.0.2.0/24" };

/** Lets people be offered, claim, lose and hold while the machine's time is stepped. */
async function live(
  engine: SqliteEngine,
  clock: Clock,
  step: (by: number) => void,
  sequence: readonly Step[],
): Promise<Lived> {
  const deps: Deps = {
    ...engine.store,
    clock,
    seal: testSeal(),
    limits: false,
    sharesHold: () => true,
    lookups: { keep: () => undefined, typedOn: () => null },
    isPushService: KNOWN_SERVICES,
  };
  const offers: string[] = [];
  const [dead, endedHolds, revived] = [new Set<string>(), new Set<number>(), [] as string[]];
  const met = { expired: 0, booked: 0 };
  let known: number | null = null;
  const claim = async (offer: string): Promise<void> => {
    const outcome = await claimOverApi(deps)({ by: "offer", offer, key: null }, WALK_IN);
    if (outcome.kind === "conflict" && outcome.reason === "expired") dead.add(offer);
    if (outcome.kind !== "booked") return;
    if (dead.has(offer)) revived.push("an expired offer was booked");
    met.booked++;
  };
  const look = async (): Promise<void> => {
    const { hold } = await ownTickets(deps)(LOSER.device);
    if (known !== null && known !== hold?.id) endedHolds.add(known);
    known = hold?.id ?? null;
    if (known !== null && endedHolds.has(known)) revived.push("an ended hold is shown again");
  };
  const check = async (): Promise<void> => {
    if (Math.abs(clock.now() - Date.now()) <= seconds(5)) return;
    const told = await nextFreeToday(deps)(MATTER);
    const right = await nextFreeToday({ ...deps, clock: pinnedClock(Date.now()) })(MATTER);
    if (!isDeepStrictEqual(told, right)) revived.push("an hour is not offered that lies ahead");
  };
  for (const one of sequence) {
    const next = await nextFreeToday(deps)(MATTER);
    if (one === "offer" && next.kind === "free") offers.push((await signOffer(deps)(MATTER, next.free)).offer);
    else if (one === "claim") for (const offer of offers) await claim(offer);
    else if (one === "lose" && next.kind === "free") {
      const wanted = { ...MATTER, start: next.free.start };
      for (const asker of [WALK_IN, WALK_IN, LOSER])
        if ((await acceptOffer(deps)(wanted, asker, 0)).kind === "booked") met.booked++;
    } else if (one === "look") await look();
    else for (const by of STEPS[one] ?? []) step(by);
    await check();
  }
  for (const offer of offers) await claim(offer);
  await look();
  return { revived, expired: dead.size + endedHolds.size, booked: met.booked, faults: engine.faults() };
}

afterEach(() => vi.restoreAllMocks());

/** The machine's time, which anybody may set. */
function machineTime(): (by: number) => void {
  let present = NINE;
  vi.spyOn(Date, "now").mockImplementation(() => present);
  return (by) => {
    present += by;
  };
}

/** The clock as the application composes it: what it sets back, the store lets go. */
function ownClock({ store }: SqliteEngine): Clock {
  const clock = makeClock(null, 1);
  clock.onSet((from, now) => {
    if (now < from) void store.time.letGo({ from, now, corrected: false });
  });
  return clock;
}

/** The machine's own time, of which nothing is remembered. */
const ownTime: Clock = { now: () => Date.now(), stretch: () => "", latestSince: () => Date.now() };

/** The latest instant that was ever seen, as it was until decision 029. */
function latched(): Clock {
  let latest = 0;
  const now = () => {
    latest = Math.max(latest, Date.now());
    return latest;
  };
  return { now, stretch: () => "", latestSince: now };
}

/** Lives through a fixed sequence by some clock. */
async function liveBy(clockOf: (engine: SqliteEngine) => Clock, sequence: readonly Step[]): Promise<readonly string[]> {
  const step = machineTime();
  const engine = sqliteEngine(CONTRACT_CITY);
  const { revived } = await live(engine, clockOf(engine), step, sequence);
  engine.client.close();
  return revived;
}

describe("the machine's clock set back and forward during claims and holds", () => {
  it(
    "revives no expired offer and no ended hold, hides no hour, and gives no ticket number twice",
    PATIENCE,
    async () => {
      const sum = { expired: 0, booked: 0 };
      await fc.assert(
        fc.asyncProperty(steps, async (sequence) => {
          const step = machineTime();
          const engine = sqliteEngine(CONTRACT_CITY);
          const { revived, expired, booked, faults } = await live(engine, ownClock(engine), step, sequence);
          engine.client.close();
          sum.expired += expired;
          sum.booked += booked;
          expect({ revived, faults }).toEqual({ revived: [], faults: [] });
        }),
        { numRuns: runs(200, 3_000) },
      );
      console.log(`clock steps: ${sum.booked} booked, ${sum.expired} offers and holds ended`);
      expect([sum.expired > runs(50, 500), sum.booked > runs(50, 500)]).toEqual([true, true]);
    },
  );

  const EXPIRED: readonly Step[] = ["offer", "four minutes pass", "claim", "two hours back", "claim"];
  const ENDED: readonly Step[] = ["lose", "look", "two hours forward", "look", "two hours back", "look"];
  const AHEAD: readonly Step[] = ["two hours forward", "offer", "two hours back", "offer"];

  it("control: by the machine's own time an expired offer is booked", async () => {
    expect(await liveBy(() => ownTime, EXPIRED)).toContain("an expired offer was booked");
    expect(await liveBy(ownClock, EXPIRED)).toEqual([]);
  });

  it("control: where nothing is let go an ended hold is shown again", async () => {
    expect(await liveBy(() => makeClock(null, 1), ENDED)).toContain("an ended hold is shown again");
    expect(await liveBy(ownClock, ENDED)).toEqual([]);
  });

  it("control: by the latest instant ever seen, hours that lie ahead are not offered", async () => {
    expect(await liveBy(latched, AHEAD)).toContain("an hour is not offered that lies ahead");
    expect(await liveBy(ownClock, AHEAD)).toEqual([]);
  });
});

describe("the clock", () => {
  const offerAfter = (clock: Clock) => ({ stretch: clock.stretch(), at: clock.now() });

  it("waits where it is set back by five seconds, and is set back by more", () => {
    const step = machineTime();
    const clock = makeClock(null, 1);
    const { stretch, at } = offerAfter(clock);
    step(-seconds(5));
    expect([clock.now() - at, clock.stretch() === stretch]).toEqual([0, true]);
    step(-1);
    expect([clock.now() - at, clock.stretch() === stretch]).toEqual([-seconds(5) - 1, false]);
  });

  it("remembers of each stretch how far time has come since, and of a strange one nothing", () => {
    const step = machineTime();
    const clock = makeClock(null, 1);
    const first = offerAfter(clock);
    step(2 * HOUR);
    clock.now();
    step(-HOUR);
    const second = offerAfter(clock);
    step(-HOUR);
    const third = offerAfter(clock);
    const latest = [first, second, third].map(({ stretch }) => clock.latestSince(stretch) - first.at);
    expect(latest).toEqual([2 * HOUR, HOUR, 0]);
    expect(clock.latestSince("of another process") - first.at).toBe(0);
    step(minutes(1));
    expect(clock.latestSince(third.stretch) - first.at).toBe(minutes(1));
  });

  it("tells where it was set from and to, before anybody is told the time", () => {
    const step = machineTime();
    const clock = makeClock(null, 1);
    const begin = clock.now();
    const told: number[][] = [];
    const seen: number[] = [];
    clock.onSet((from, to) => {
      told.push([from - begin, to - begin].map((ms) => Math.round(ms / seconds(1))));
      seen.push(clock.now() - begin);
    });
    step(seconds(5));
    clock.now();
    expect(told).toEqual([]);
    step(HOUR);
    expect(told).toEqual([]);
    clock.now();
    step(-2 * HOUR);
    clock.now();
    expect(told).toEqual([
      [5, 3_605],
      [3_605, -3_595],
    ]);
    expect(seen).toEqual([HOUR + seconds(5), -HOUR + seconds(5)]);
  });

  it("of a demo shows what it was set to, while no time passes", () => {
    const clock = makeClock(NINE, 1);
    const begin = clock.reading();
    clock.step(-2 * HOUR);
    const set = clock.reading();
    expect(Math.round((set.wall - begin.wall) / HOUR)).toBe(-2);
    expect(set.steady - begin.steady).toBeLessThan(minutes(1));
    clock.advance(24 * HOUR);
    const passed = clock.reading();
    expect(Math.round((passed.wall - set.wall) / HOUR)).toBe(24);
    expect(Math.round((passed.steady - set.steady) / HOUR)).toBe(24);
  });
});
