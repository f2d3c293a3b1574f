import { fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { type Api, apiOf, type Matter } from "./api";
import { type Chance, chanceFrom } from "./chance";
import type { Crowded } from "./crowd";
import { acceptFormOf, phoneOf, tokenOf } from "./phone";
import { connections, untilAnswered } from "./wire";

export interface LogInput {
  readonly origin: string;
  readonly seed: number;
  readonly people: number;
  readonly matters: readonly Matter[];
  readonly dates: readonly string[];
  /** Claims on the page, in a hundred; the others go over the API. */
  readonly pagePercent: number;
  /** Where every acknowledgement is written, synced, before the next request. */
  readonly file: string;
}

const CANCELLED_PERCENT = 25;
const FIRST_OF = 6;

interface Person {
  readonly input: LogInput;
  readonly api: Api;
  readonly chance: Chance;
  readonly own: string[];
  nextKey(): string;
  acknowledged(token: string, state: "booked" | "cancelled"): void;
}

function expectDefinite(what: string, status: number, text: string, definite: readonly number[]): void {
  if (!definite.includes(status)) throw new Error(`${what} was answered ${status}: ${text}`);
}

/** Claims one of the day's first free starts by a key; a claim that was cut is posted again until it is answered. */
async function claimByStart({ input, api, chance, own, nextKey, acknowledged }: Person): Promise<void> {
  const matter = chance.pick(input.matters);
  const date = chance.pick(input.dates);
  const { body } = await untilAnswered(() => api.freeStarts(matter, date));
  const starts = (body.starts ?? []).slice(0, FIRST_OF);
  if (starts.length === 0) return;
  const start = chance.pick(starts);
  const key = nextKey();
  const claimed = await untilAnswered(() => api.claimStart(matter, start, key));
  expectDefinite("A claim", claimed.status, claimed.text, [201, 409, 422]);
  if (claimed.status !== 201 || !claimed.body.token) return;
  acknowledged(claimed.body.token, "booked");
  own.push(claimed.body.token);
}

/** Accepts on the page what is offered, and what is held after a lost race; a cut post is posted again as it was. */
async function claimOnPage({ input, chance, own, acknowledged }: Person): Promise<void> {
  const { location, caseGroup } = chance.pick(input.matters);
  const phone = phoneOf(input.origin, connections(1));
  let path = `/q/${location}/${caseGroup}`;
  for (let round = 0; round < FIRST_OF; round++) {
    const page = await untilAnswered(() => phone.open(path));
    const form = acceptFormOf(page);
    if (!form) return;
    path = await untilAnswered(() => phone.post(page, form));
    const token = tokenOf({ path });
    if (!token) continue;
    acknowledged(token, "booked");
    own.push(token);
    return;
  }
}

async function cancelOne({ api, chance, own, acknowledged }: Person): Promise<void> {
  const [token] = own.splice(chance.below(own.length), 1);
  if (!token) return;
  const { status, text } = await untilAnswered(() => api.cancel(token));
  expectDefinite("A cancel", status, text, [200, 404]);
  // A ticket that is no longer known was lost: it keeps its acknowledged state and is found missing at the end.
  if (status === 200) acknowledged(token, "cancelled");
}

function nextAct({ input, chance, own }: Person): (person: Person) => Promise<void> {
  if (own.length > 0 && chance.percent(CANCELLED_PERCENT)) return cancelOne;
  return chance.percent(input.pagePercent) ? claimOnPage : claimByStart;
}

/** Claims and cancels until it is stopped, and logs every acknowledgement before its person goes on. */
export async function keepLog(input: LogInput, crowd: Crowded): Promise<void> {
  const { origin, seed, people, file } = input;
  const log = openSync(file, "a");
  const api = apiOf(origin, connections(people));
  let keys = 0;
  const acknowledged: Person["acknowledged"] = (token, state) => {
    writeSync(log, `${token} ${state}\n`);
    fsyncSync(log);
    crowd.tell();
  };
  const live = async (index: number): Promise<void> => {
    const chance = chanceFrom(seed * 1_000 + index);
    const nextKey = () => `log ${seed} ${keys++}`;
    const person: Person = { input, api, chance, own: [], nextKey, acknowledged };
    while (!crowd.stopped()) await nextAct(person)(person);
  };
  await Promise.all(Array.from({ length: people }, (_, index) => live(index)));
}

/** The last state that was acknowledged for each ticket. */
export function acknowledgedIn(files: readonly string[]): Map<string, string> {
  const last = new Map<string, string>();
  for (const file of files) {
    for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
      const [token = "", state = ""] = line.split(" ");
      last.set(token, state);
    }
  }
  return last;
}

/** How often anything was acknowledged. */
export const acknowledgementsIn = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + readFileSync(file, "utf8").split("\n").length - 1, 0);
