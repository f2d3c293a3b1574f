import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { advanceClock } from "../e2e/api-client";
import { actionId } from "../support/actions";
import { startServer, type TestServer } from "../support/server";
import { snapshotOf } from "./database";
import { pause } from "./wire";

const NAME = "Kanarek Żółtodzioby";
const MAIL = "kanarek.zoltodzioby@example.pl";
const PHONE = "+48601202303";
const TYPED = "Niedopisany Kanarek";
const CODE_WORDS = ["Kanarek", "kanarek", "601202303", "601 202 303", "Niedopisany", "kanarkowy-klucz"];
const DAY = "PT24H";

async function book({ url }: TestServer, contact: string, start: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/visits`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": `${crypto.randomUUID()}-kanarkowy-klucz` },
    body: JSON.stringify({ location: "gronowa", caseGroup: "prawo-jazdy", start, name: NAME, contact }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return ((await answer.json()) as { token: string }).token;
}

/** Somebody begins the calendar's form and leaves. */
async function typeAndLeave({ url }: TestServer): Promise<void> {
  const form = new FormData();
  form.append(`$ACTION_ID_${actionId("giveDetails")}`, "");
  const start = String(Date.parse("2026-11-25T11:00:00+01:00") / 300_000);
  const fields = { location: "gronowa", caseGroup: "prawo-jazdy", start, cases: "1", language: "pl" };
  for (const [name, value] of Object.entries({ ...fields, name: TYPED, contact: "" })) form.append(name, value);
  const page = `${url}/rezerwacja/WKiUD/prawo-jazdy/gronowa/dane`;
  const headers = { origin: url, cookie: "okienko=AAAAAAAAAAAAAAAAAAAAAA" };
  const answer = await fetch(page, { method: "POST", headers, body: form, redirect: "manual" });
  expect(answer.status).toBe(303);
}

/** Everything that the server has left on the disk, by file. */
function leftBehind({ databaseFile }: TestServer): Map<string, Buffer> {
  const folder = dirname(databaseFile);
  const outbox = join(folder, "outbox");
  const files = [
    ...readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => join(folder, name)),
    ...(existsSync(outbox) ? readdirSync(outbox).map((name) => join(outbox, name)) : []),
  ];
  return new Map(files.map((file) => [file, readFileSync(file)]));
}

function traces(server: TestServer, words: readonly string[]): string[] {
  return [...leftBehind(server)].flatMap(([file, bytes]) =>
    words.filter((word) => bytes.includes(word)).map((word) => `${file.split("/").at(-1)}: ${word}`),
  );
}

const retention = ({ databaseFile }: TestServer, ...options: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "scripts/retention.ts", ...options], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: `file:${databaseFile}` },
  });

async function openOffice(): Promise<TestServer> {
  const server = await startServer({ clock: "2026-11-23T09:00:00+01:00", limits: "off" });
  onTestFinished(() => server.dispose());
  return server;
}

const filesOf = (server: TestServer): number =>
  [...leftBehind(server).keys()].filter((file) => /outbox/.test(file)).length;

async function untilFiles(server: TestServer, count: number): Promise<void> {
  for (const end = Date.now() + 15_000; filesOf(server) < count && Date.now() < end; ) await pause(100);
  expect(filesOf(server)).toBe(count);
}

/** Longer than the job needs to come by. */
const LOOK_MS = 20_000;

async function untilTrue(test: () => boolean): Promise<void> {
  for (const end = Date.now() + LOOK_MS; !test() && Date.now() < end; ) await pause(200);
  expect(test()).toBe(true);
}

const numberIn = ({ databaseFile }: TestServer, sql: string): number =>
  snapshotOf(databaseFile, (database) => database.prepare<[], number>(sql).pluck().get() ?? 0);

function setRetention({ databaseFile }: TestServer, ...setting: string[]): void {
  const ran = spawnSync(process.execPath, ["--import", "tsx", "scripts/settings.ts", ...setting], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: `file:${databaseFile}` },
  });
  expect({ code: ran.status, said: ran.stderr }).toEqual({ code: 0, said: "" });
}

describe("what pointed to a person", () => {
  it("is gone after its time from the database, its log, the outbox and what the server printed", async () => {
    const server = await openOffice();
    const tokens = [
      await book(server, MAIL, "2026-11-25T10:00:00+01:00"),
      await book(server, PHONE, "2026-11-25T10:30:00+01:00"),
    ];
    await typeAndLeave(server);
    await untilFiles(server, 2);
    const words = [...CODE_WORDS, ...tokens];
    const found = new Set(traces(server, words).map((line) => line.split(": ")[1]));
    // Tokens stand in the messages alone, keys nowhere at all.
    expect([...found].sort()).toEqual(["Kanarek", "kanarek", "601202303", "Niedopisany", ...tokens].sort());

    const dry = retention(server, "--dry-run");
    expect(dry.stdout).toContain("Would be forgotten:");
    expect(dry.stdout).toMatch(/visits of a person +0\n/);
    // To one o'clock on the first day on which the visits are over: the nightly job comes at three.
    for (let day = 0; day < 31; day++) await advanceClock(server.url, DAY);
    await advanceClock(server.url, "PT16H");
    expect(retention(server, "--dry-run").stdout).toMatch(/visits of a person +2\n/);
    const ran = retention(server);
    expect({ code: ran.status, said: ran.stdout }).toMatchObject({ code: 0 });
    expect(ran.stdout).toMatch(/visits of a person +2\n/);
    expect(traces(server, words)).toEqual([]);
    expect(filesOf(server)).toBe(0);
    expect(words.filter((word) => server.output().includes(word))).toEqual([]);
    expect(retention(server).stdout).toMatch(/visits of a person +0\n/);
    for (const token of tokens) expect((await fetch(`${server.url}/api/v1/visits/${token}`)).status).toBe(404);
  });

  it("goes by itself in the night, and what a kill cut off is made up for by the next start", async () => {
    const server = await openOffice();
    await book(server, MAIL, "2026-11-25T10:00:00+01:00");
    await untilFiles(server, 1);
    await server.kill();
    await server.restart({ env: { OKIENKO_CLOCK: "2026-12-26T02:58:30+01:00" } });
    await pause(1_500);
    expect(traces(server, ["Kanarek"])).not.toEqual([]);
    await server.kill();
    await server.restart({ env: { OKIENKO_CLOCK: "2026-12-26T02:59:30+01:00" } });
    await advanceClock(server.url, "PT1M");
    for (const end = Date.now() + 70_000; traces(server, ["Kanarek"]).length > 0 && Date.now() < end; )
      await pause(250);
    expect(traces(server, CODE_WORDS)).toEqual([]);
  });

  it("guarded, is marked one night and gone the next by itself, though the server is killed between", async () => {
    const guarded = { OKIENKO_CLOCK_GUARD: "on" };
    const server = await startServer({ clock: "2026-11-24T09:00:00+01:00", limits: "off", env: guarded });
    onTestFinished(() => server.dispose());
    await book(server, MAIL, "2026-11-25T10:00:00+01:00");
    setRetention(server, "visitRetentionDays", "1");
    const thursday = Date.parse("2026-11-26T00:00:00+01:00") / 300_000;
    const isKnown = () => traces(server, ["Kanarek"]).length > 0;
    // A night later, at three: the visit is of today, and marked for tomorrow.
    await advanceClock(server.url, "PT18H1M");
    await untilTrue(() => numberIn(server, "SELECT max(persons_before) FROM forget_mark") === thursday);
    await advanceClock(server.url, "PT19H57M");
    await untilTrue(() => numberIn(server, "SELECT running_ms FROM time_record") >= 37 * 3_600_000);
    await server.kill();
    await server.restart({ env: { OKIENKO_CLOCK: "2026-11-26T03:00:00+01:00" } });
    // It is due, and the server has not run for twenty hours since.
    await pause(16_500);
    expect(isKnown()).toBe(true);
    await advanceClock(server.url, "PT10M");
    await untilTrue(() => !isKnown());
    expect(traces(server, CODE_WORDS)).toEqual([]);
  });

  it("control: without the emptying of the log it is found there", async () => {
    const server = await openOffice();
    await book(server, MAIL, "2026-11-25T10:00:00+01:00");
    // At once: the server's first look empties the log of everything before it.
    const written = traces(server, ["Kanarek"]).map((line) => line.split(": ")[0]);
    expect(written).toContain("okienko.db-wal");
  });
});
