import { type Api, apiOf, type Matter } from "./api";
import { type Chance, chanceFrom } from "./chance";
import { connections } from "./wire";

export interface RandomInput {
  readonly origin: string;
  readonly seed: number;
  readonly attempts: number;
  /** Claims under way at once. */
  readonly hands: number;
  readonly matters: readonly Matter[];
  /** Any five minutes of these spans may be wanted, on the grid or not. */
  readonly spans: readonly { readonly from: string; readonly to: string }[];
}

export interface RandomResult {
  readonly statuses: readonly number[];
  /** Tickets of the visits that still stand. */
  readonly standing: readonly string[];
}

const TICK_MS = 300_000;
const CANCELLED_PERCENT = 15;
const AT_THE_DOOR_PERCENT = 25;
const CASES = [1, 1, 1, 1, 2, 3];

const DEFINITE = new Set([200, 201, 409, 422]);

function wantedStart(chance: Chance, { spans }: RandomInput): string {
  const { from, to } = chance.pick(spans);
  const ticks = (Date.parse(to) - Date.parse(from)) / TICK_MS;
  return new Date(Date.parse(from) + chance.below(ticks) * TICK_MS).toISOString();
}

/** One attempt: at a random start, or as a walk-in at the next one. */
async function attempt(api: Api, chance: Chance, input: RandomInput, key: string) {
  const matter = { ...chance.pick(input.matters), cases: chance.pick(CASES) };
  if (!chance.percent(AT_THE_DOOR_PERCENT)) return api.claimStart(matter, wantedStart(chance, input), key);
  const next = await api.nextFree(matter);
  return next.body.offer ? api.claimOffer(next.body.offer) : next;
}

/** Claims visits of all lengths at random starts, and calls some off again to make gaps. */
export async function claimAtRandom(input: RandomInput): Promise<RandomResult> {
  const { origin, seed, attempts, hands } = input;
  const chance = chanceFrom(seed);
  const api = apiOf(origin, connections(hands));
  const statuses: number[] = [];
  const standing: string[] = [];
  const met = (status: number, text: string): void => {
    if (!DEFINITE.has(status)) throw new Error(`A claim was answered ${status}: ${text}`);
    statuses.push(status);
  };
  let made = 0;
  const hand = async (): Promise<void> => {
    while (made++ < attempts) {
      const { status, body, text } = await attempt(api, chance, input, `random ${seed} ${made}`);
      met(status, text);
      if (status === 201 && body.token) standing.push(body.token);
      const given = chance.percent(CANCELLED_PERCENT) ? standing.shift() : undefined;
      if (given) met((await api.cancel(given)).status, "a cancel");
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return { statuses, standing };
}
