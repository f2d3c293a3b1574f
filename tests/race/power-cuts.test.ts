// Alone, with two thousand images:  FULL=1 npx vitest run --config vitest.race.config.ts tests/race/power-cuts
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { buildings, GROUPS, TODAY, workingDays } from "@/bench/city";
import { fileWithPast } from "@/bench/past-visits";
import { makeSeal } from "@/lib/server/seal";
import { LANDED_SECRET, layLanded } from "../db/landed-file";
import { runs } from "../support/runs";
import { startServer, type TestServer } from "../support/server";
import { type Api, apiOf } from "./api";
import { cutPower, endOf, withoutSyncedCommits } from "./power/power-cuts";
import { acknowledgedBy, compileRecorder, readRecording, recordedInto } from "./power/recording";
import { connections, pause } from "./wire";

const IMAGES = runs(60, 2_000);
const CLAIMS = runs(300, 1_500);
/** Which moments are cut; another one cuts others. */
const SEED = Number(process.env.SEED ?? 1);
const AT_ONCE = 8;
const CANCELLED_EVERY = 7;
const BACKLOG = runs(200, 1_000);
const MEGABYTE = 1024 * 1024;

const DAYS = workingDays(TODAY, 10, 1);

/** Claims so many hours that nobody else claims, several at once, and calls some of them off. */
async function book(api: Api, from: number, count: number): Promise<void> {
  let next = from;
  const one = async (): Promise<void> => {
    for (let number = next++; number < from + count; number = next++) {
      const [building, slot] = [number % buildings.length, Math.floor(number / buildings.length)];
      const start = `${DAYS[slot % DAYS.length]}T${String(8 + Math.floor(slot / DAYS.length)).padStart(2, "0")}:00:00Z`;
      const matter = { location: buildings[building]?.id ?? "", caseGroup: GROUPS[number % GROUPS.length] ?? "" };
      const { status, text, body } = await api.claimStart(matter, start, `power cut ${number}`);
      expect(status, text).toBe(201);
      if (number % CANCELLED_EVERY === 0) expect((await api.cancel(body.token ?? "")).status).toBe(200);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const lengthOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** More than the server copies on its own event loop. */
const LONG = 8 * MEGABYTE;
const FEW = 20;

/**
 * Somebody reads while people book, until the log is long; once he has gone another process copies it while they go on.
 * Gives the number of the next hour that nobody has claimed.
 */
async function bookBesideReader(api: Api, databaseFile: string, from: number): Promise<number> {
  const log = () => lengthOf(`${databaseFile}-wal`);
  const reader = new Database(databaseFile, { readonly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM visit").get();
  let next = from;
  for (; log() < LONG + MEGABYTE; next += FEW) await book(api, next, FEW);
  await pause(500);
  reader.close();
  for (let tries = 0; log() > LONG && tries < 200; tries++, next++) {
    await book(api, next, 1);
    await pause(50);
  }
  expect(log()).toBeLessThan(LONG);
  return next;
}

/** Starts the built server, recorded, on a file; gives what it has done once the work is over and it was killed. */
async function record(folder: string, databaseFile: string, recorder: string, work: (server: TestServer) => unknown) {
  const recording = join(folder, "recording");
  const base = readFileSync(databaseFile);
  const env = recordedInto(recorder, databaseFile, recording);
  const server = await startServer({ databaseFile, limits: "off", env });
  onTestFinished(() => server.dispose());
  await work(server);
  await server.kill();
  const deeds = readRecording(recording);
  const log = `${databaseFile}-wal`;
  // Nothing that was done is missing in the recording.
  const replayed = endOf(base, deeds);
  expect(replayed.database.equals(readFileSync(databaseFile))).toBe(true);
  expect(replayed.log.equals(existsSync(log) ? readFileSync(log) : Buffer.alloc(0))).toBe(true);
  return { base, deeds, seal: makeSeal(readFileSync(`${databaseFile}.secret`, "utf8")) };
}

/** A city with a backlog of visits to be forgotten. */
function cityToForget(folder: string): string {
  const databaseFile = fileWithPast(folder, 2_800);
  const database = new Database(databaseFile);
  database
    .prepare("UPDATE visit SET nonce = randomblob(32) WHERE id IN (SELECT id FROM visit WHERE nonce IS NULL LIMIT ?)")
    .run(BACKLOG);
  database.close();
  return databaseFile;
}

/** People book beside copies of the log, forgetting, an end and a kill. */
async function busyDay(server: TestServer): Promise<void> {
  const { databaseFile } = server;
  const api = apiOf(server.origin, connections(AT_ONCE));
  const part = Math.floor(CLAIMS / 3);
  await book(api, 0, part);
  const next = await bookBesideReader(api, databaseFile, part);
  const env = { ...process.env, DATABASE_URL: `file:${databaseFile}` };
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/retention.ts"], { env });
  expect(status, String(stderr)).toBe(0);
  await server.stop();
  await server.restart();
  await book(api, next, part);
  await server.kill();
  await server.restart();
  await book(api, next + part, part);
}

/** The states of a file's visits by the hashes of their tokens. */
function standing(databaseFile: string): ReadonlyMap<string, string> {
  const database = new Database(databaseFile, { readonly: true });
  const rows = database.prepare<[], { token: Buffer; state: string }>("SELECT token, state FROM visit").all();
  database.close();
  return new Map(rows.map(({ token, state }) => [token.toString("hex"), state]));
}

const made = () => {
  const folder = mkdtempSync(join(tmpdir(), "okienko-power-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { folder, recorder: compileRecorder(folder) };
};

const NOTHING = { losing: 0, worst: 0, damaged: [] };

describe("the power is cut at any moment of a real server", () => {
  it("and nothing is lost that anybody was told of; if commits were not synced, it would be", async (context) => {
    const { folder, recorder } = made();
    if (!recorder) return context.skip("there is no C compiler");
    const recorded = await record(folder, cityToForget(folder), recorder, busyDay);
    const { deeds } = recorded;
    const told = deeds.filter((deed) => acknowledgedBy(deed)).length;
    const syncs = deeds.filter(({ kind }) => kind === "sync ends").length;
    const processes = new Set(deeds.filter(({ file }) => file !== "none").map((deed) => deed.process)).size;
    console.log(`recorded: ${deeds.length} deeds of ${processes} processes, ${syncs} syncs, ${told} acknowledgements`);
    // Three servers, and at least one process that copied the log.
    expect(processes).toBeGreaterThan(3);

    const began = performance.now();
    const found = cutPower(recorded, IMAGES, SEED);
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    console.log(`seed ${SEED}: ${found.images} images in ${seconds} s, ${found.losing} lost something`);
    expect(found).toEqual({ images: IMAGES, ...NOTHING });

    const careless = { ...recorded, deeds: withoutSyncedCommits(deeds) };
    const control = cutPower(careless, Math.ceil(IMAGES / 4), SEED);
    console.log(`control, commits not synced: ${control.losing} of ${control.images} lost, at worst ${control.worst}`);
    expect(control.losing).toBeGreaterThan(control.images / 10);
  });

  it("while it brings an older database up to its version: the old one or the new one is found, with every visit", async (context) => {
    const { folder, recorder } = made();
    if (!recorder) return context.skip("there is no C compiler");
    const databaseFile = layLanded("0000-first", folder);
    writeFileSync(`${databaseFile}.secret`, LANDED_SECRET);
    const before = standing(databaseFile);
    const recorded = await record(folder, databaseFile, recorder, () => undefined);
    const images = Math.ceil(IMAGES / 4);
    const found = cutPower({ ...recorded, before }, images, SEED);
    console.log(`an upgrade: ${images} images, ${found.losing} lost something`);
    expect(before.size).toBe(221);
    expect(found).toEqual({ images, ...NOTHING });
  });
});
