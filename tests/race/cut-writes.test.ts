import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, openClient } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import type { Store } from "@/lib/ports/store";
import { faultsIn } from "../support/invariants";
import { aCity, aCounter, aGroup, noHolidays } from "../support/make";
import { GROUP, OPERATIONS, type OperationName } from "./cut-operations";
import type { Cut, CutOrder } from "./cut-process";
import { type RaceFile, raceFile } from "./database";
import { takeTransactionsAway } from "./write-borders";

/** One counter, so that a visit that is moved by five minutes overlaps itself. */
const CITY = aCity({ groups: [aGroup(GROUP)], counters: [aCounter(1, { groups: [GROUP], windows: ["08:00-12:00"] })] });
const NAMES = Object.keys(OPERATIONS) as OperationName[];
const CUT_PROCESS = resolve(import.meta.dirname, "cut-process.ts");

/** Every row of every table, as text. */
type Dump = Readonly<Record<string, readonly string[]>>;

/** An operation with the file on which it is carried out. */
interface Ground {
  readonly name: OperationName;
  readonly file: string;
  readonly before: Dump;
  readonly after: Dump;
  /** What the operation comes to when nothing cuts it. */
  readonly outcome: string;
}

let made: RaceFile;
let copies = 0;
let grounds: readonly Ground[];

function copyOf(file: string): string {
  const copy = join(made.folder, `copy-${++copies}.db`);
  copyFileSync(file, copy);
  return copy;
}

/** Opens a file as the server does, which recovers whatever a killed process has left. */
async function opened<T>(file: string, work: (client: Client, store: Store) => T | Promise<T>): Promise<T> {
  const client = openClient(file);
  const store = sqliteStore(client, noHolidays);
  try {
    return await work(client, store);
  } finally {
    await store.close();
  }
}

function dumpOf(client: Client): Dump {
  const tables = client.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  const rowsOf = (table: string) => client.prepare(`SELECT * FROM "${table}"`).raw().all();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      rowsOf(table)
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}

/** What is wrong in a file: in its pages, or by its invariants, references among them. */
function unsoundIn(client: Client): readonly string[] {
  const integrity = client.pragma("integrity_check", { simple: true });
  return integrity === "ok" ? faultsIn(client) : [`integrity: ${integrity}`];
}

async function groundFor(name: OperationName, template: string): Promise<Ground> {
  const { prepare, carryOut } = OPERATIONS[name];
  const file = copyOf(template);
  await opened(file, (_, store) => prepare(store));
  return opened(copyOf(file), async (client, store) => {
    const before = dumpOf(client);
    const { kind } = await carryOut(store);
    return { name, file, before, after: dumpOf(client), outcome: kind };
  });
}

const differing = (one: Dump, other: Dump): string[] =>
  Object.keys({ ...one, ...other }).filter((table) => String(one[table]) !== String(other[table]));

function stateOf({ before, after }: Ground, found: Dump): string {
  const [changed, unfinished] = [differing(found, before), differing(found, after)];
  if (changed.length === 0) return "old";
  return unfinished.length === 0 ? "new" : `half: ${changed} changed, ${unfinished} not as they become`;
}

/** Has a process killed that stands at every border of every operation, each on a copy of its file. */
async function cutEverywhere(transactions: CutOrder["transactions"]): Promise<(name: OperationName) => Cut[]> {
  const tasks = grounds.map(({ name, file }) => ({ name, file: copyOf(file) }));
  const order: CutOrder = { tasks, transactions };
  const argv = ["--import", "tsx", CUT_PROCESS, JSON.stringify(order)];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  const [told, [, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(signal).toBe("SIGKILL");
  const lines = told.trim().split("\n");
  const cuts = lines.map((line): Cut => JSON.parse(line));
  return (of) => cuts.filter(({ name }) => name === of);
}

/** What a killed process has left, and what it becomes when the operation is asked for again. */
const foundAfter = (ground: Ground, { file, at }: Cut) =>
  opened(file, async (client, store) => {
    const [found, unsound] = [stateOf(ground, dumpOf(client)), unsoundIn(client)];
    await OPERATIONS[ground.name].carryOut(store);
    return { at, found, unsound, again: stateOf(ground, dumpOf(client)), unsoundThen: unsoundIn(client) };
  });

/** After a commit the notes of the days that it changed are taken. */
const NOTES_GO = "before DELETE FROM temp.changed_day";

/** What must be found: the new state once COMMIT has returned, and not before. */
const expectedAfter = ({ at }: Cut) => ({
  at,
  found: at === null || at === "after COMMIT" || at === NOTES_GO ? "new" : "old",
  ...{ unsound: [], again: "new", unsoundThen: [] },
});

/** The write-ahead log as an operation leaves it. */
const logOf = ({ name, file }: Ground, transactions: CutOrder["transactions"]): Promise<Buffer> =>
  opened(copyOf(file), async (client, store) => {
    if (transactions === "taken away") takeTransactionsAway(client);
    await OPERATIONS[name].carryOut(store);
    return readFileSync(`${client.name}-wal`);
  });

const LOG_HEADER = 32;
const PAGE_SIZE_AT = 8;
const FRAME_HEADER = 24;

/** A log that is written page after page, as it is after each of them and in the middle of each. */
function tornLogs(log: Buffer): Buffer[] {
  const half = (FRAME_HEADER + log.readUInt32BE(PAGE_SIZE_AT)) / 2;
  const halves = (log.length - LOG_HEADER) / half;
  return Array.from({ length: halves }, (_, count) => log.subarray(0, LOG_HEADER + count * half));
}

const statesWithLogs = (ground: Ground, logs: readonly Buffer[]): Promise<string[]> =>
  Promise.all(
    logs.map((log) => {
      const file = copyOf(ground.file);
      writeFileSync(`${file}-wal`, log);
      return opened(file, (client) => stateOf(ground, dumpOf(client)));
    }),
  );

const isHalf = (state: string): boolean => state.startsWith("half");

/** How much of something there was for each operation, in one line. */
const perOperation = (amounts: readonly string[]): string => NAMES.map((name, i) => `${name} ${amounts[i]}`).join("; ");

beforeAll(async () => {
  made = raceFile(CITY);
  grounds = await Promise.all(NAMES.map((name) => groundFor(name, made.file)));
  expect(grounds.map(({ outcome }) => outcome)).toEqual(NAMES.map((name) => OPERATIONS[name].outcome));
});
afterAll(() => made.remove());

describe("kill -9 between any two writes", () => {
  it("leaves the old state before COMMIT and the new one after it, and asked again the operation is done", async () => {
    const amounts: string[] = [];
    const cutsOf = await cutEverywhere("kept");
    for (const ground of grounds) {
      const cuts = cutsOf(ground.name);
      const borders = cuts.map(({ at }) => at);
      expect(borders[0]).toBe("before BEGIN IMMEDIATE");
      const last = borders.slice(borders.indexOf("before COMMIT"));
      expect(last.filter((at) => at !== NOTES_GO)).toEqual(["before COMMIT", "after COMMIT", null]);
      for (const cut of cuts) expect(await foundAfter(ground, cut), ground.name).toEqual(expectedAfter(cut));
      amounts.push(`${cuts.length - 1}`);
    }
    console.log(`kill -9, cuts: ${perOperation(amounts)}`);
  });

  it("control: without transactions it leaves half of every operation", async () => {
    const amounts: string[] = [];
    const cutsOf = await cutEverywhere("taken away");
    for (const ground of grounds) {
      const cuts = cutsOf(ground.name);
      const states = cuts.map(({ file }) => opened(file, (client) => stateOf(ground, dumpOf(client))));
      const half = (await Promise.all(states)).filter(isHalf);
      expect(half.length).toBeGreaterThan(0);
      amounts.push(`${half.length} of ${cuts.length - 1}`);
    }
    console.log(`control, half states: ${perOperation(amounts)}`);
  });
});

describe("kill -9 while COMMIT writes", () => {
  it("leaves the old state wherever the log ends before its last page is whole", async () => {
    const amounts: string[] = [];
    for (const ground of grounds) {
      const log = await logOf(ground, "kept");
      const states = await statesWithLogs(ground, tornLogs(log));
      expect(new Set(states)).toEqual(new Set(["old"]));
      expect(await statesWithLogs(ground, [log])).toEqual(["new"]);
      amounts.push(`${states.length}`);
    }
    console.log(`kill -9 in COMMIT, torn logs: ${perOperation(amounts)}`);
  });

  it("control: without transactions a torn log holds half of every operation", async () => {
    for (const ground of grounds) {
      const states = await statesWithLogs(ground, tornLogs(await logOf(ground, "taken away")));
      expect(states.filter(isHalf).length).toBeGreaterThan(0);
    }
  });
});
