import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Clock } from "@/lib/ports/clock";
import type { Deps } from "@/lib/ports/deps";
import { makeClock } from "@/lib/server/clock";
import { claimOverApi } from "@/lib/use-cases/api-claim";
import { nextFreeToday, signOffer } from "@/lib/use-cases/availability";
import { acceptOffer } from "@/lib/use-cases/claim-visit";
import { ownTickets } from "@/lib/use-cases/own-visit";
import { minutes, seconds } from "../support/claims";
import { KNOWN_SERVICES, RATUSZ, testSeal } from "../support/make";
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
  /** Offers and holds that were over and came back, and instants before an earlier one. */
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
  const deps: Deps = { store: engine.store, clock, seal: testSeal(), limits: false, isPushService: KNOWN_SERVICES };
  const offers: string[] = [];
  const [dead, endedHolds, revived] = [new Set<string>(), new Set<number>(), [] as string[]];
  const met = { expired: 0, booked: 0 };
  let latest = clock.now();
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
    const now = clock.now();
    if (now < latest) revived.push("time ran backwards");
    latest = now;
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

describe("the machine's clock set back and forward during claims and holds", () => {
  it("revives no expired offer and no ended hold, and gives no ticket number twice", PATIENCE, async () => {
    const sum = { expired: 0, booked: 0 };
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const step = machineTime();
        const engine = sqliteEngine(CONTRACT_CITY);
        const { revived, expired, booked, faults } = await live(engine, makeClock(null, 1), step, sequence);
        engine.client.close();
        sum.expired += expired;
        sum.booked += booked;
        expect({ revived, faults }).toEqual({ revived: [], faults: [] });
      }),
      { numRuns: runs(200, 3_000) },
    );
    console.log(`clock steps: ${sum.booked} booked, ${sum.expired} offers and holds ended`);
    expect([sum.expired > runs(50, 500), sum.booked > runs(50, 500)]).toEqual([true, true]);
  });

  it("control: by the machine's own time an expired offer is booked and time runs backwards", async () => {
    const step = machineTime();
    const engine = sqliteEngine(CONTRACT_CITY);
    const sequence: Step[] = ["offer", "four minutes pass", "claim", "two hours back", "claim"];
    const { revived } = await live(engine, { now: () => Date.now() }, step, sequence);
    expect(revived).toEqual(expect.arrayContaining(["an expired offer was booked", "time ran backwards"]));
  });
});
