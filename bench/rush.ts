import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import type { City } from "@/lib/domain/city/city";
import { openDatabase } from "../tests/store/sqlite-engine";
import { faultsIn } from "../tests/support/invariants";
import { aCity, aCounter, aGroup, aHall, PARTER, RATUSZ, WHOLE_DAY } from "../tests/support/make";
import { endAll, startApplication } from "./processes";
import { quantile } from "./quantile";
import type { RushResult, Step } from "./rush-crowd";
import { atMost, count, milliseconds, type Row, told } from "./table";

const SECONDS = 60;
const P95_BAR_MS = 1_000;
const P99_BAR_MS = 5_000;
const MEMORY_BAR_KB = 512 * 1024;

/** So many starts in all, at so many counters; each visit takes a quarter of an hour, or five minutes. */
interface Rush {
  readonly says: string;
  readonly people: number;
  readonly counters: number;
  readonly minutes: number;
  readonly window: string;
  readonly starts: number;
  /** Off where more people come than fair use lets in: it would answer them without work. */
  readonly limits: "on" | "off";
  /** Whether the times have to meet a bar, or are only told. */
  readonly isBarred: boolean;
}

const SCARCE = { counters: 5, minutes: 15, window: "11:00-13:30", starts: 50 };
const PLENTY = { counters: 25, minutes: 5, window: "11:00-19:20", starts: 2_500 };

const RUSHES: readonly Rush[] = [
  { says: "rush for 50 starts", people: 5_000, ...SCARCE, limits: "on", isBarred: true },
  { says: "20,000 people for 50 starts", people: 20_000, ...SCARCE, limits: "off", isBarred: false },
  { says: "rush, losers accept", people: 5_000, ...PLENTY, limits: "on", isBarred: true },
  { says: "20,000 people, losers accept", people: 20_000, ...PLENTY, limits: "off", isBarred: false },
];

const STEP_NAMES: Readonly<Record<Step, string>> = {
  landing: "the page",
  posted: "the press",
  followed: "the page after it",
  accepted: "accepting what is held",
  ended: "the ticket",
};

const cityOf = ({ counters, minutes, window }: Rush): City =>
  aCity({
    groups: [aGroup("dowody", { minutes })],
    // Whoever comes waits for two ticks: so many places that no start is held back by the room.
    halls: [aHall(PARTER, 3 * counters)],
    counters: Array.from({ length: counters }, (_, index) =>
      aCounter(index + 1, { groups: ["dowody"], windows: [window] }),
    ),
  });

function fileOf(folder: string, rush: Rush): string {
  const file = join(folder, `rush-${rush.people}-${rush.starts}.db`);
  const client = openDatabase(cityOf(rush), file);
  const insert = client.prepare("INSERT INTO setting (key, value) VALUES (?, ?)");
  for (const [key, value] of Object.entries(WHOLE_DAY)) insert.run(key, JSON.stringify(value));
  client.close();
  return file;
}

/** The largest memory that a process has ever had, in kB. */
const peakOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN);

function soldIn(file: string): { readonly sold: number; readonly faults: number } {
  const database = new Database(file, { readonly: true });
  try {
    const sold = database.prepare<[], number>("SELECT count(*) FROM visit WHERE state = 'booked'").pluck().get() ?? 0;
    return { sold, faults: faultsIn(database).length };
  } finally {
    database.close();
  }
}

async function crowd(origin: string, people: number): Promise<RushResult> {
  const argv = [origin, `/q/${RATUSZ}/dowody`, String(people), String(SECONDS)];
  const child = fork(resolve(import.meta.dirname, "rush-crowd.ts"), argv, { execArgv: ["--import", "tsx"] });
  const [result] = (await once(child, "message")) as [RushResult];
  return result;
}

function timesOf({ says, isBarred }: Rush, spent: RushResult["spent"]): Row[] {
  const steps = Object.entries(STEP_NAMES) as (readonly [Step, string])[];
  return steps
    .filter(([step]) => spent[step].length > 0)
    .map(([step, name]) => {
      const p95 = quantile(spent[step], 0.95);
      const what = `${says}: p95 of ${name}`;
      return isBarred ? atMost(what, p95, P95_BAR_MS, milliseconds) : told(what, milliseconds(p95));
    });
}

async function measure(folder: string, rush: Rush): Promise<Row[]> {
  const { says, people, starts, limits, isBarred } = rush;
  const databaseFile = fileOf(folder, rush);
  const env = { OKIENKO_TRUSTED_PROXIES: "127.0.0.1" };
  const server = await startApplication({ databaseFile, clock: "2026-11-23T10:00:00+01:00", limits, env });
  const { spent, tickets, accepted, answered, failed } = await crowd(server.origin, people);
  const memory = peakOf(server.pid);
  await endAll();
  const { sold, faults } = soldIn(databaseFile);
  const all = Object.values(spent).flat();
  return [
    ...timesOf(rush, spent),
    isBarred
      ? atMost(`${says}: p99 of all answers`, quantile(all, 0.99), P99_BAR_MS, milliseconds)
      : told(`${says}: p99 of all answers`, milliseconds(quantile(all, 0.99))),
    exactly(`${says}: starts sold`, sold, starts),
    exactly(`${says}: tickets shown`, tickets, starts),
    told(`${says}: people who lost and accepted what was held`, count(accepted)),
    exactly(`${says}: people with a definite answer`, answered, people),
    exactly(`${says}: answers 5xx or none`, failed, 0),
    exactly(`${says}: faults in the database`, faults, 0),
    atMost(
      `${says}: largest memory of the server`,
      memory,
      MEMORY_BAR_KB,
      (kilobytes) => `${(kilobytes / 1024).toFixed(0)} MB`,
    ),
  ];
}

/**
 * The rush: people in a minute, each from a network and a device of its own. Each opens the offer, posts the form that
 * was offered first and follows; whoever lost and finds the next hour held accepts that and follows.
 */
export async function measureRush(folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const rush of RUSHES) rows.push(...(await measure(folder, rush)));
  return rows;
}

const exactly = (what: string, value: number, bar: number): Row => ({
  ...{ what, figure: count(value), bar: `= ${bar}` },
  met: value === bar,
});
