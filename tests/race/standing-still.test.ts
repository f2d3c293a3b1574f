import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { buildings, GROUPS, TODAY, workingDays } from "@/bench/city";
import { fileWithPast } from "@/bench/past-visits";
import { runs } from "../support/runs";
import { startServer } from "../support/server";
import { type ApiAnswer, apiOf } from "./api";
import type { Fault } from "./faults";
import { BORNE_MS, type Liveness, watchLiveness } from "./liveness";
import { careless } from "./office";
import { ask, connections, pause } from "./wire";

const CHECKED_VISITS = runs(150_000, 1_000_000);
const FORGOTTEN_VISITS = runs(4_000, 20_000);
const LOCKED_MS = 8_000;
/** Longer than a claim waits for another program, and its way there and back. */
const ANSWERED_MS = 7_000;

const DAYS = workingDays(TODAY, 10, 1);

interface Made {
  readonly visits: number;
  readonly fault?: Fault;
  readonly prepare?: (database: Database.Database) => void;
}

async function openCity({ visits, fault, prepare }: Made) {
  const folder = mkdtempSync(join(tmpdir(), "okienko-still-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const databaseFile = fileWithPast(folder, visits);
  if (prepare) {
    const database = new Database(databaseFile);
    prepare(database);
    database.close();
  }
  const command = fault && { command: careless(fault) };
  const server = await startServer({ databaseFile, limits: "off", ...command });
  onTestFinished(() => server.dispose());
  const api = apiOf(server.origin, connections(20));
  /** Claims an hour of a later day that nobody else does. */
  const claim = (number: number): Promise<ApiAnswer> => {
    const [building, slot] = [number % buildings.length, Math.floor(number / buildings.length)];
    const start = `${DAYS[slot % DAYS.length]}T${String(8 + Math.floor(slot / DAYS.length)).padStart(2, "0")}:00:00Z`;
    const matter = { location: buildings[building]?.id ?? "", caseGroup: GROUPS[number % GROUPS.length] ?? "" };
    return api.claimStart(matter, start, `standing still ${number}`);
  };
  return { server, databaseFile, folder, api, claim };
}

/** Runs a command of the operator's beside the server; gives what it printed. */
async function command(databaseFile: string, script: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...args], {
    env: { ...process.env, DATABASE_URL: `file:${databaseFile}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code, output, errors };
}

const told = (what: string, { asked, longest, bar }: Liveness): void =>
  console.log(`${what}: asked ${asked} times whether it turns, longest ${longest} ms (bar ${bar})`);

/** Claims one after another until something is over; gives what each came to. */
async function claimUntil(isOver: () => boolean, claim: (number: number) => Promise<ApiAnswer>): Promise<number[]> {
  const statuses: number[] = [];
  for (let number = 0; !isOver(); number++) {
    statuses.push((await claim(number)).status);
    await pause(20);
  }
  return statuses;
}

describe("the process turns, and people book,", () => {
  it("while a backup is made and checked", async () => {
    const { server, databaseFile, folder, claim } = await openCity({ visits: CHECKED_VISITS });
    const copy = join(folder, "copy.db");
    const liveness = watchLiveness(server.origin);
    let isOver = false;
    const backup = command(databaseFile, "backup", copy).finally(() => {
      isOver = true;
    });
    const statuses = await claimUntil(() => isOver, claim);
    const { output } = await backup;
    const found = await liveness.stop();
    told(`backup of ${CHECKED_VISITS} visits`, found);
    expect(output).toMatch(/a consistent copy with \d+ visits, reopened and checked/);
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(found.longest).toBeLessThan(found.bar);
  });

  it("while a backlog is forgotten beside a program that reads, and when that ends", async () => {
    const backlog = (database: Database.Database) =>
      database
        .prepare(
          "UPDATE visit SET nonce = randomblob(32) WHERE id IN (SELECT id FROM visit WHERE nonce IS NULL ORDER BY id LIMIT ?)",
        )
        .run(FORGOTTEN_VISITS);
    const { server, databaseFile, claim } = await openCity({ visits: FORGOTTEN_VISITS * 2, prepare: backlog });
    const other = new Database(databaseFile, { readonly: true });
    other.exec("BEGIN");
    other.prepare("SELECT count(*) FROM visit").get();
    const log = () => statSync(`${databaseFile}-wal`).size;
    const known = () => {
      const database = new Database(databaseFile, { readonly: true });
      const sql = "SELECT count(*) FROM visit WHERE nonce IS NOT NULL AND name IS NULL";
      const visits = database.prepare<[], number>(sql).pluck().get() ?? 0;
      database.close();
      return visits;
    };
    expect(known()).toBeGreaterThanOrEqual(FORGOTTEN_VISITS);
    const liveness = watchLiveness(server.origin);
    let isOver = false;
    const forgetting = command(databaseFile, "retention").finally(() => {
      isOver = true;
    });
    const statuses = await claimUntil(() => isOver, claim);
    const { errors } = await forgetting;
    const longest = Math.round(log() / 1024 / 1024);
    // The nightly job, whose hour is over, may have taken its part.
    expect(known()).toBeLessThan(FORGOTTEN_VISITS / 10);
    expect(errors).toContain("somebody reads it");
    other.close();
    for (const end = performance.now() + 60_000; log() > 0 && performance.now() < end; ) await pause(50);
    const found = await liveness.stop();
    told(`forgetting ${FORGOTTEN_VISITS} visits beside a reader, a log of ${longest} MB`, found);
    // Emptied without being asked again: what was forgotten stood in it.
    expect(log()).toBeLessThan(1024 * 1024);
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(found.longest).toBeLessThan(found.bar);
  });

  it("while another program holds the file for eight seconds: everybody is answered, and nobody else waits", async () => {
    const { server, databaseFile, api, claim } = await openCity({ visits: 2_800 });
    const tickets = (await Promise.all([0, 1, 2, 3].map(claim))).map(({ body }) => body.token ?? "");
    const liveness = watchLiveness(server.origin);
    const other = new Database(databaseFile);
    other.exec("BEGIN IMMEDIATE");
    const began = performance.now();
    const timed = async (asking: Promise<ApiAnswer>) => ({ ...(await asking), took: performance.now() - began });
    const cancels = tickets.map((token) => timed(api.cancel(token)));
    const claims = [10, 11, 12, 13].map((number) => timed(claim(number)));
    const ready = ask(connections(1), `${server.origin}/readyz`);
    const [read] = await Promise.all(tickets.map((token) => timed(api.visit(token))));
    expect([read?.status, (read?.took ?? 0) < 2_000]).toEqual([200, true]);
    for (const { status, body, took } of await Promise.all([...cancels, ...claims])) {
      expect([status, body.reason]).toEqual([503, "not-saved"]);
      expect(took).toBeGreaterThan(4_500);
      expect(took).toBeLessThan(ANSWERED_MS);
    }
    expect((await ready).status).toBe(503);
    // Who comes shortly before the end waits for it, and gets what was asked for.
    await pause(LOCKED_MS - (performance.now() - began) - 500);
    const late = [api.cancel(tickets[0] ?? ""), claim(10), api.cancel(tickets[1] ?? "")];
    await pause(500);
    other.exec("ROLLBACK");
    other.close();
    expect((await Promise.all(late)).map(({ status }) => status)).toEqual([200, 201, 200]);
    expect((await ask(connections(1), `${server.origin}/readyz`)).status).toBe(200);
    const found = await liveness.stop();
    told("a foreign lock of eight seconds", found);
    expect(found.longest).toBeLessThan(found.bar);
  });
});

describe("controls: a server that stands still is found", () => {
  it("while it looks through its file itself", async () => {
    const { server } = await openCity({ visits: 150_000, fault: "stands still" });
    const liveness = watchLiveness(server.origin);
    await ask(connections(1), `${server.origin}/readyz`);
    const found = await liveness.stop();
    told("control, a check of 150,000 visits", found);
    expect(found.longest).toBeGreaterThan(BORNE_MS);
  });

  it("while it waits for another program itself", async () => {
    const { server, databaseFile, claim } = await openCity({ visits: 2_800, fault: "stands still" });
    const liveness = watchLiveness(server.origin);
    const other = new Database(databaseFile);
    other.exec("BEGIN IMMEDIATE");
    await claim(0);
    other.close();
    const found = await liveness.stop();
    told("control, a foreign lock", found);
    expect(found.longest).toBeGreaterThan(4_000);
  });
});
