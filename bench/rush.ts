import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { openDatabase } from "../tests/store/sqlite-engine";
import { faultsIn } from "../tests/support/invariants";
import { aCity, aCounter, aGroup, aHall, PARTER, RATUSZ, WHOLE_DAY } from "../tests/support/make";
import { endAll, startApplication } from "./processes";
import { quantile } from "./quantile";
import type { RushResult } from "./rush-crowd";
import { atMost, count, milliseconds, type Row, told } from "./table";

const PEOPLE = 5_000;
const SECONDS = 60;
const STARTS = 50;
const P95_BAR_MS = 2_000;
const P99_BAR_MS = 5_000;
const MEMORY_BAR_KB = 512 * 1024;

/** Fifty starts in all: five counters of ten each, and room for five to wait. */
const CITY = aCity({
  groups: [aGroup("dowody")],
  halls: [aHall(PARTER, 5)],
  counters: [1, 2, 3, 4, 5].map((number) => aCounter(number, { groups: ["dowody"], windows: ["11:00-13:30"] })),
});

function fileOf(folder: string): string {
  const file = join(folder, "rush.db");
  const client = openDatabase(CITY, file);
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

async function crowd(origin: string): Promise<RushResult> {
  const argv = [origin, `/q/${RATUSZ}/dowody`, String(PEOPLE), String(SECONDS)];
  const child = fork(resolve(import.meta.dirname, "rush-crowd.ts"), argv, { execArgv: ["--import", "tsx"] });
  const [result] = (await once(child, "message")) as [RushResult];
  return result;
}

/**
 * The rush: 5,000 people in 60 s for 50 starts, each from a network and a device of its own, limits on. Each opens the
 * offer, posts its form (or, where nothing is offered any more, the one that was offered first) and follows.
 */
export async function measureRush(folder: string): Promise<Row[]> {
  const file = fileOf(folder);
  const env = { OKIENKO_TRUSTED_PROXIES: "127.0.0.1" };
  const server = await startApplication({ databaseFile: file, clock: "2026-11-23T10:00:00+01:00", limits: "on", env });
  const { landing, posted, followed, tickets, answered, failed } = await crowd(server.origin);
  const memory = peakOf(server.pid);
  await endAll();
  const { sold, faults } = soldIn(file);
  const all = [...landing, ...posted, ...followed];
  const p95 = (spent: readonly number[]) => milliseconds(quantile(spent, 0.95));
  return [
    told("rush: p95 of the offer, the form, the page after it", [landing, posted, followed].map(p95).join(", ")),
    atMost("rush: p95 of all answers", quantile(all, 0.95), P95_BAR_MS, milliseconds),
    atMost("rush: p99 of all answers", quantile(all, 0.99), P99_BAR_MS, milliseconds),
    exactly("rush: starts sold", sold, STARTS),
    exactly("rush: tickets shown", tickets, STARTS),
    exactly("rush: people with a definite answer", answered, PEOPLE),
    exactly("rush: answers 5xx or none", failed, 0),
    exactly("rush: faults in the database", faults, 0),
    atMost(
      "rush: largest memory of the server",
      memory,
      MEMORY_BAR_KB,
      (kilobytes) => `${(kilobytes / 1024).toFixed(0)} MB`,
    ),
  ];
}

const exactly = (what: string, value: number, bar: number): Row => ({
  ...{ what, figure: count(value), bar: `= ${bar}` },
  met: value === bar,
});
