import type { How, Round } from "./load";
import { fileWithPast } from "./past-visits";
import { type Client, endAll, startClient, startFloor, startOkienko } from "./processes";
import { median } from "./quantile";
import { atLeast, atMost, percent, perSecond, type Row, times, told } from "./table";

const FEW = 1_000;
const MANY = 1_000_000;
const HANDS = 16;
const WARM_UP = { hands: HANDS, seconds: 3 };
const ROUND = { hands: HANDS, seconds: 2 };
const ROUNDS = 5;

const JSON_OF_FLOOR = 0.25;
const ACTION_OF_FLOOR = 0.15;
/** Five times the better peer's 123 bookings per second. */
const JSON_PER_SECOND = 615;
const GROWTH_BAR = 1.2;

type Claiming = Exclude<How, "next-free" | "months">;

interface Runner {
  readonly how: Claiming;
  readonly past: number;
  readonly client: Client;
  readonly rounds: Round[];
}

async function runnersFor(folder: string, past: number): Promise<Runner[]> {
  const okienko = await startOkienko(fileWithPast(folder, past));
  const floor = await startFloor(fileWithPast(folder, past));
  const made: Runner[] = [];
  for (const how of ["floor", "json", "action"] as const) {
    const client = await startClient(how, how === "floor" ? floor : okienko);
    await client(WARM_UP);
    made.push({ how, past, client, rounds: [] });
  }
  return made;
}

/** The median over the turns of one figure set against another of the same turn. */
const ratio = (one: Runner, other: Runner): number =>
  median(one.rounds.map((round, turn) => round.perSecond / (other.rounds[turn]?.perSecond ?? 0)));

const rate = ({ rounds }: Runner): number => median(rounds.map((round) => round.perSecond));

const NAMES: Readonly<Record<Claiming, string>> = {
  json: "claims over JSON",
  action: "claims over the server action",
  floor: "floor",
};

function rateOf(runner: Runner): Row {
  const { how, past, rounds } = runner;
  const refused = rounds.reduce((sum, round) => sum + round.refused, 0);
  const all = rounds.reduce((sum, round) => sum + round.refused + round.won, 0);
  const p95 = median(rounds.map((round) => round.p95));
  const beside = refused > 0 ? `, ${percent(refused / all)} refused` : "";
  return told(
    `${NAMES[how]}, ${past === MANY ? "1 M" : "1 k"} past visits`,
    `${perSecond(rate(runner))} (p95 ${p95.toFixed(0)} ms${beside})`,
  );
}

/** Claims per second over JSON and over the server action beside the floor, with few and many past visits, in turn. */
export async function measureClaims(folder: string): Promise<Row[]> {
  const runners = [...(await runnersFor(folder, FEW)), ...(await runnersFor(folder, MANY))];
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const runner of runners) runner.rounds.push(await runner.client(ROUND));
  }
  await endAll();
  const of = (how: How, past: number): Runner => {
    const found = runners.find((runner) => runner.how === how && runner.past === past);
    if (!found) throw new Error(`Nobody measured ${how}.`);
    return found;
  };
  const against = (how: How, past: number) => ratio(of(how, past), of("floor", past));
  const slower = (how: How) => ratio(of(how, FEW), of(how, MANY));
  return [
    ...runners.map(rateOf),
    atLeast("JSON, 1 k", rate(of("json", FEW)), JSON_PER_SECOND, perSecond),
    atLeast("JSON, 1 M", rate(of("json", MANY)), JSON_PER_SECOND, perSecond),
    atLeast("JSON against the floor, 1 k", against("json", FEW), JSON_OF_FLOOR, percent),
    atLeast("JSON against the floor, 1 M", against("json", MANY), JSON_OF_FLOOR, percent),
    atLeast("server action against the floor, 1 k", against("action", FEW), ACTION_OF_FLOOR, percent),
    atLeast("server action against the floor, 1 M", against("action", MANY), ACTION_OF_FLOOR, percent),
    atMost("JSON, slower at 1 M", slower("json"), GROWTH_BAR, times),
    atMost("server action, slower at 1 M", slower("action"), GROWTH_BAR, times),
  ];
}
