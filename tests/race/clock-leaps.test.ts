import { execFile } from "node:child_process";
import { isDeepStrictEqual, promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { snapshotOf } from "./database";
import { openPostOffice, type PostOffice } from "./post-office";
import { pause } from "./wire";
import { type AtEnd, type ClockedServer, startClocked } from "./wrong-clock";

const run = promisify(execFile);

/** Ten seconds and a minute before the reminder of a visit at noon; the next start of today is five past ten till three past. */
const BEGIN = "2026-11-24T09:58:50+01:00";
const TEN = Date.parse("2026-11-24T10:00:00+01:00");
const NOON = "2026-11-24T12:00:00+01:00";
const TOMORROW = "2026-11-25T11:00:00+01:00";
const NEXT_FREE = "2026-11-24T09:05:00Z";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** As long as the clock is wrong: every job has come by, the slowest comes every fifteen seconds. */
const WRONG_MS = 20_000;
/** Within so long everything is right again. */
const RIGHT_WITHIN_MS = 2_000;

const CONFIRMED = "Wizyta umówiona";
const REMINDED = "Przypomnienie o wizycie";

async function post(server: ClockedServer, body: object): Promise<{ readonly status: number; readonly token: string }> {
  const answer = await fetch(`${server.url}/api/v1/visits`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  const { token } = (await answer.json()) as { token: string };
  return { status: answer.status, token };
}

/** What `npm run clock` says, on a machine whose clock stands as the server's does; the post office works on meanwhile. */
async function clockCommand({ databaseFile, dateFile }: ClockedServer, ...args: string[]): Promise<string> {
  const date = ["--import", "./tests/race/false-date.mjs"];
  const { stdout, stderr } = await run(process.execPath, [...date, "--import", "tsx", "scripts/clock.ts", ...args], {
    env: { ...process.env, DATABASE_URL: `file:${databaseFile}`, FALSE_DATE_FILE: dateFile },
  });
  expect(stderr).toBe("");
  return stdout;
}

/** Somebody named books an hour; they are told by e-mail. */
async function book(server: ClockedServer, who: string, start: string): Promise<string> {
  const person = { name: `${who} Żółć`, contact: `${who.toLowerCase()}@example.pl` };
  const { status, token } = await post(server, {
    location: "gronowa",
    caseGroup: "rejestracja-pojazdow",
    start,
    ...person,
  });
  expect([who, start, status]).toEqual([who, start, 201]);
  return token;
}

const nextFree = async ({ url }: ClockedServer): Promise<{ offer: string; start: string | null }> =>
  (await (await fetch(`${url}/api/v1/next-free?location=libelta&caseGroup=meldunki`)).json()) as {
    offer: string;
    start: string | null;
  };

/** The hour that the page behind the sticker offers: one rendering serves everybody who sees the same. */
async function shownOn({ url }: ClockedServer): Promise<string | undefined> {
  const html = await (await fetch(`${url}/q/libelta/meldunki`)).text();
  return /Akceptuję[^0-9]*(\d\d:\d\d)/.exec(html)?.[1];
}

async function walkIn(server: ClockedServer): Promise<string> {
  const { status, token } = await post(server, { offer: (await nextFree(server)).offer });
  expect(status).toBe(201);
  return token;
}

const statusOf = async ({ url }: ClockedServer, token: string): Promise<number> =>
  (await fetch(`${url}/api/v1/visits/${token}`)).status;

/** Waits until readiness says so, within two seconds at most. */
async function untilReady(server: ClockedServer, body: object): Promise<void> {
  const end = performance.now() + RIGHT_WITHIN_MS;
  for (;;) {
    const found = await readyOf(server);
    if (isDeepStrictEqual(found, { status: 200, body })) return;
    if (performance.now() > end) expect(found).toEqual({ status: 200, body });
    await pause(50);
  }
}

async function readyOf({ url }: ClockedServer): Promise<unknown> {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, body: await answer.json() };
}

/** What a device learns that keeps the ticket: the server's day, and whether to listen to it. */
async function keptBy({ url }: ClockedServer, token: string) {
  const { status, headers } = await fetch(`${url}/wizyta/${token}`, { headers: { "x-okienko-copy": "1" } });
  return { status, day: headers.get("x-okienko-day"), keep: headers.get("x-okienko-keep")?.slice(0, 10) ?? null };
}

/** What points to a person, and the messages that are owed. */
const keptIn = ({ databaseFile }: ClockedServer) =>
  snapshotOf(databaseFile, (database) => ({
    unknown: database.prepare("SELECT count(*) FROM visit WHERE nonce IS NULL").pluck().get(),
    named: database.prepare("SELECT count(*) FROM visit WHERE name IS NOT NULL AND contact IS NOT NULL").pluck().get(),
    dropped: database.prepare("SELECT count(*) FROM message WHERE state = 'dropped'").pluck().get(),
  }));

const lines = (server: ClockedServer) =>
  server
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === "clock")
    .map(({ result, reason, by }) => [result, reason, by].filter(Boolean).join(" "));

const subjects = ({ mails }: PostOffice, who: string): string[] =>
  mails
    .filter(({ to }) => to?.some(({ address }) => address === `${who.toLowerCase()}@example.pl`))
    .map(({ subject }) => subject ?? "");

async function until(test: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; !test() && Date.now() < end; ) await pause(50);
}

async function openOffice(atEnd: AtEnd, env: Readonly<Record<string, string>> = {}, off = 0) {
  const postOffice = await openPostOffice();
  atEnd(() => postOffice.close());
  const server = await startClocked(atEnd, { at: BEGIN, off, env: { OKIENKO_SMTP_URL: postOffice.url, ...env } });
  return { server, postOffice };
}

/** Three people book: a ticket without a name, and two visits, each told of. */
async function bookThree({ server, postOffice }: Awaited<ReturnType<typeof openOffice>>): Promise<string[]> {
  const tokens = [await walkIn(server), await book(server, "Ala", NOON), await book(server, "Bartek", TOMORROW)];
  await until(() => postOffice.mails.length >= 2, 30_000);
  expect(postOffice.mails.length).toBeGreaterThanOrEqual(2);
  return tokens;
}

/** A leap, an hour that its clock lets somebody book meanwhile, and what is said of it. */
interface Way {
  readonly off: number;
  readonly meanwhile: string;
  /** Whether the device's ticket of today is one of today by the wrong clock too. */
  readonly staysToday: boolean;
}

const WAYS: Readonly<Record<string, Way>> = {
  "a day ahead": { off: DAY, meanwhile: "2026-11-26T11:00:00+01:00", staysToday: false },
  "forty days ahead": { off: 40 * DAY, meanwhile: "2027-01-05T11:00:00+01:00", staysToday: false },
  "two hours ahead": { off: 2 * HOUR, meanwhile: "2026-11-25T12:00:00+01:00", staysToday: true },
  "two hours back": { off: -2 * HOUR, meanwhile: "2026-11-25T12:00:00+01:00", staysToday: true },
};

async function leapAndBack({ off, meanwhile, staysToday }: Way, atEnd: AtEnd): Promise<void> {
  const office = await openOffice(atEnd);
  const { server, postOffice } = office;
  const tokens = await bookThree(office);
  const [ticket = ""] = tokens;
  const before = await nextFree(server);
  expect([before.start, await shownOn(server)]).toEqual([NEXT_FREE, "10:05"]);

  server.set(off);
  await untilReady(server, { ready: true, notes: ["clock-leapt"] });
  tokens.push(await book(server, "Celina", meanwhile));
  expect(await keptBy(server, ticket)).toEqual(
    staysToday ? { status: 200, day: "", keep: "2026-11-24" } : { status: 503, day: "", keep: null },
  );
  // The jobs go on: what is news comes within seconds.
  const leapt = Date.now();
  await until(() => subjects(postOffice, "Celina").length > 0, WRONG_MS);
  expect(subjects(postOffice, "Celina").map((one) => one.slice(0, CONFIRMED.length))).toEqual([CONFIRMED]);
  await pause(leapt + WRONG_MS - Date.now());

  server.set(0);
  await untilReady(server, { ready: true });
  expect(await nextFree(server)).toMatchObject({ start: NEXT_FREE });
  expect(await shownOn(server)).toBe("10:05");
  for (const token of tokens) expect(await statusOf(server, token)).toBe(200);
  expect(await keptBy(server, ticket)).toEqual({ status: 200, day: "2026-11-24", keep: "2026-11-24" });
  expect(keptIn(server)).toEqual({ unknown: 0, named: 3, dropped: 0 });
  const soFar = subjects(postOffice, "Ala").length;
  if (server.rightNow() < TEN) expect(soFar).toBe(1);

  await expectEachOnce(office);
  expect(["Bartek", "Celina"].map((who) => subjects(postOffice, who).length)).toEqual([1, 1]);
  const said = lines(server);
  expect(said.filter((line) => line !== "set-back")).toEqual(["doubted leapt", "trusted leapt agrees"]);
  expect(said.filter((line) => line === "set-back")).toHaveLength(1);
}

/** The reminder comes in its time, and everything has come once. */
async function expectEachOnce({ server, postOffice }: Awaited<ReturnType<typeof openOffice>>): Promise<void> {
  await pause(TEN - server.rightNow());
  await until(() => subjects(postOffice, "Ala").length >= 2, 20_000);
  await pause(RIGHT_WITHIN_MS);
  expect(subjects(postOffice, "Ala").map((one) => one.split(":")[0])).toEqual([CONFIRMED, REMINDED]);
}

describe("a clock that was wrong for twenty seconds", () => {
  for (const [name, way] of Object.entries(WAYS))
    it.concurrent(`${name}: every ticket opens, nobody is reminded twice or early, and no hour is hidden`, (test) =>
      leapAndBack(way, test.onTestFinished));

  it.concurrent("forty days ahead at one start: the same", async ({ onTestFinished }) => {
    const office = await openOffice(onTestFinished);
    const { server, postOffice } = office;
    const tokens = await bookThree(office);
    await server.stop();
    server.set(40 * DAY);
    await server.restart();
    expect(await readyOf(server)).toEqual({ status: 200, body: { ready: true, notes: ["clock-ahead"] } });
    expect(server.output()).toContain("The server was started with a clock 40 days 0 h ahead of its newest entry.");
    tokens.push(await book(server, "Celina", "2027-01-05T11:00:00+01:00"));
    await pause(WRONG_MS);
    await server.stop();
    server.set(0);
    await server.restart();
    expect(await readyOf(server)).toEqual({ status: 200, body: { ready: true } });
    expect(await nextFree(server)).toMatchObject({ start: NEXT_FREE });
    for (const token of tokens) expect(await statusOf(server, token)).toBe(200);
    expect(keptIn(server)).toEqual({ unknown: 0, named: 3, dropped: 0 });
    await expectEachOnce(office);
    expect(["Bartek", "Celina"].map((who) => subjects(postOffice, who).length)).toEqual([1, 1]);
  });

  it.concurrent("two hours ahead since the start, then right: every hour is offered again at once", async (test) => {
    const office = await openOffice(test.onTestFinished, {}, 2 * HOUR);
    const { server } = office;
    // Nobody knows yet that the clock is wrong: the database is empty.
    expect(await readyOf(server)).toEqual({ status: 200, body: { ready: true } });
    expect((await nextFree(server)).start).toBe("2026-11-24T11:05:00Z");
    expect(await shownOn(server)).toBe("12:05");
    server.set(0);
    // It leapt back as far as the server can tell, and that waits for an operator.
    await untilReady(server, { ready: true, notes: ["clock-leapt"] });
    expect(await nextFree(server)).toMatchObject({ start: NEXT_FREE });
    expect(await shownOn(server)).toBe("10:05");
    expect(await clockCommand(server)).toContain("The clock leapt back by 2 h 0 min while the server ran.");
    expect(await clockCommand(server, "accept")).toContain("It is trusted");
    expect(await readyOf(server)).toEqual({ status: 200, body: { ready: true } });
    await server.stop();
    expect(await clockCommand(server)).toContain("It is trusted");
  });

  it.concurrent("control: unguarded, forty days ahead lose every ticket and its reminder", async ({
    onTestFinished,
  }) => {
    const office = await openOffice(onTestFinished, { OKIENKO_DEMO: "1" });
    const { server, postOffice } = office;
    const tokens = await bookThree(office);
    server.set(40 * DAY);
    await pause(WRONG_MS);
    server.set(0);
    await pause(RIGHT_WITHIN_MS);
    expect(await Promise.all(tokens.map((token) => statusOf(server, token)))).toEqual([404, 404, 404]);
    expect(keptIn(server)).toMatchObject({ unknown: 3, named: 0 });
    expect(subjects(postOffice, "Ala")).toHaveLength(1);
  });

  it.concurrent("control: unguarded, a day ahead loses a walk-in's ticket, drops reminders and sends one early", async (test) => {
    const office = await openOffice(test.onTestFinished, { OKIENKO_DEMO: "1" });
    const { server, postOffice } = office;
    const [ticket = ""] = await bookThree(office);
    server.set(DAY);
    await pause(WRONG_MS);
    server.set(0);
    expect(await statusOf(server, ticket)).toBe(404);
    expect(keptIn(server)).toMatchObject({ dropped: 2 });
    // Two hours before a visit of tomorrow, by the wrong clock.
    expect(subjects(postOffice, "Bartek").map((one) => one.split(":")[0])).toEqual([CONFIRMED, REMINDED]);
  });
});
