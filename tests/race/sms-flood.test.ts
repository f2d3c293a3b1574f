import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { segmentsOf } from "@/lib/domain/messages/sms";
import { actionId } from "../support/actions";
import { startServer, type TestServer } from "../support/server";
import { pause } from "./wire";

/** Monday at nine, demo time stands nearly still. */
const CLOCK = "2026-11-23T09:00:00+01:00";
const TICK_MS = 300_000;
/** Longer than the outbox needs for all that is due. */
const QUIET_MS = 2_500;

/** The seven number ranges, as they are dialled: two of them of countries that get text messages. */
const RANGES = {
  poland: (one: number) => `+48600${String(100_000 + one)}`,
  ukraine: (one: number) => `+38050${String(1_000_000 + one)}`,
  britain: (one: number) => `+447400${String(100_000 + one)}`,
  latvia: (one: number) => `+3712${String(1_000_000 + one)}`,
  kazakhstan: (one: number) => `+7701${String(1_000_000 + one)}`,
  russia: (one: number) => `+7916${String(1_000_000 + one)}`,
  philippines: (one: number) => `+63917${String(1_000_000 + one)}`,
} as const;
const SERVED = /^\+(48|380)/;

interface Text {
  readonly to: string;
  readonly text: string;
}

/** What would have been sent and paid for. */
function textsOf({ databaseFile }: TestServer): Text[] {
  const folder = join(dirname(databaseFile), "outbox");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d.*\.sms\.txt$/.test(name))
    .map((name) => {
      const [to = "", ...lines] = readFileSync(join(folder, name), "utf8").split("\n");
      return { to, text: lines.join("\n").trimEnd() };
    });
}

const segmentsIn = (texts: readonly Text[]): number => texts.reduce((sum, { text }) => sum + segmentsOf(text), 0);

interface Opened {
  readonly settings?: Readonly<Record<string, number>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A server with limits on, and settings of its own. */
async function open({ settings = {}, env = {} }: Opened = {}): Promise<TestServer> {
  const server = await startServer({ clock: CLOCK, env: { OKIENKO_LOG_LEVEL: "info", ...env } });
  onTestFinished(() => server.dispose());
  if (Object.keys(settings).length === 0) return server;
  await server.stop();
  const database = new Database(server.databaseFile);
  for (const [key, value] of Object.entries(settings))
    database.prepare("INSERT INTO setting (key, value) VALUES (?, ?)").run(key, JSON.stringify(value));
  database.close();
  await server.restart();
  return server;
}

/** Starts of the days to come, one for each who books. */
async function startsOf({ url }: TestServer, count: number): Promise<number[]> {
  const ticks: number[] = [];
  for (let day = 24; day <= 30 && ticks.length < count; day++) {
    const query = `location=gronowa&caseGroup=prawo-jazdy&date=2026-11-${day}`;
    const answer = await fetch(`${url}/api/v1/free-starts?${query}`);
    const { starts } = (await answer.json()) as { starts: (string | { start: string })[] };
    ticks.push(...starts.map((one) => Date.parse(typeof one === "string" ? one : one.start) / TICK_MS));
  }
  if (ticks.length < count) throw new Error(`Only ${ticks.length} starts are free.`);
  return ticks.slice(0, count);
}

/** Somebody with a cookie that a program made up, perhaps at an address of their own. */
const somebody = ({ url }: TestServer, network?: string): Record<string, string> => ({
  origin: url,
  cookie: `okienko=${randomBytes(16).toString("base64url")}`,
  ...(network && { "x-forwarded-for": network }),
});

async function postBook({ url }: TestServer, headers: Record<string, string>, start: string, contact: string) {
  const hour = { location: "gronowa", caseGroup: "prawo-jazdy", start, cases: "1" };
  const form = new FormData();
  form.append(`$ACTION_ID_${actionId("book")}`, "");
  for (const [name, value] of Object.entries({ ...hour, name: "Ala", contact, language: "pl" }))
    form.append(name, value);
  const at = `${url}/rezerwacja/WSOiUK/prawo-jazdy/gronowa/sprawdz`;
  const answer = await fetch(at, { method: "POST", headers, body: form, redirect: "manual" });
  return answer.headers.get("location") ?? "";
}

/** Books by the form's last button, and what is held where the hour is lost; gives the ticket's path. */
async function book(server: TestServer, start: number, contact: string, network?: string): Promise<string | null> {
  const headers = somebody(server, network);
  const path = await postBook(server, headers, String(start), contact);
  const held = /[?&]start=(\d+)/.exec(path)?.[1];
  const end = held === undefined ? path : await postBook(server, headers, held, contact);
  return end.startsWith("/wizyta/") ? (end.split("?")[0] ?? null) : null;
}

const ticketOf = async ({ url }: TestServer, path: string | null): Promise<string> =>
  (await (await fetch(`${url}${path}`)).text()).replaceAll("\u00a0", " ");

/** Twelve to Poland first, then to all seven ranges in turn. */
const ATTACKED = [
  ...Array.from({ length: 12 }, (_, one) => RANGES.poland(one)),
  ...Array.from({ length: 4 }, (_, one) => Object.values(RANGES).map((range) => range(100 + one))).flat(),
];

async function attack(server: TestServer): Promise<(string | null)[]> {
  const starts = await startsOf(server, ATTACKED.length);
  const tickets: (string | null)[] = [];
  for (const [index, contact] of ATTACKED.entries()) tickets.push(await book(server, starts[index] ?? 0, contact));
  await pause(QUIET_MS);
  return tickets;
}

describe("one address that books for seven number ranges, limits on", () => {
  it("causes ten text messages, none outside the countries, and each ticket tells the truth", async () => {
    const server = await open();
    const tickets = await attack(server);
    const texts = textsOf(server);
    expect(texts.filter(({ to }) => !SERVED.test(to))).toEqual([]);
    expect(texts).toHaveLength(10);
    expect(await ticketOf(server, tickets[0] ?? null)).toContain("Ostatnia wiadomość jest wysłana.");
    expect(await ticketOf(server, tickets[11] ?? null)).toContain(
      "z sieci, z której umówiono tę wizytę, poszło dziś już tyle SMS-ów, ile może",
    );
    const abroad = await book(server, (await startsOf(server, 1))[0] ?? 0, RANGES.latvia(999));
    // Whatever else one address may book, its numbers abroad are told so.
    if (abroad) expect(await ticketOf(server, abroad)).toMatch(/Na numer … \d{3} nie wysyłamy SMS-ów/);
  });

  it("control: with that limit out of the way it causes more", async () => {
    const server = await open({ settings: { smsNetworkLimit: 10_000 } });
    await attack(server);
    expect(textsOf(server).length).toBeGreaterThan(10);
  });
});

describe("forty addresses that book at once", () => {
  const BUDGET = 30;
  const behindProxy = { env: { OKIENKO_TRUSTED_PROXIES: "127.0.0.1/32,::1/128" } };

  async function crowd(server: TestServer): Promise<(string | null)[]> {
    const starts = await startsOf(server, 40);
    const tickets: (string | null)[] = [];
    for (const [index, start] of starts.entries())
      tickets.push(await book(server, start, RANGES.poland(index), `198.51.100.${index + 1}`));
    await pause(QUIET_MS);
    return tickets;
  }

  it("spend two thirds of the day's budget and no more; the alarm is written once, tickets tell", async () => {
    const server = await open({ ...behindProxy, settings: { smsDailyBudget: BUDGET } });
    const tickets = await crowd(server);
    expect(tickets.filter((path) => path === null)).toEqual([]);
    const spent = segmentsIn(textsOf(server));
    expect(spent).toBeLessThanOrEqual(20);
    expect(spent).toBeGreaterThanOrEqual(19);
    const alarms = server
      .output()
      .split("\n")
      .filter((line) => line.includes('"sms-budget"'))
      .map((line) => JSON.parse(line) as { share: string; result: string });
    expect(alarms.map(({ share, result }) => `${share} ${result}`)).toEqual(["everybody alarming", "everybody spent"]);
    expect(await ticketOf(server, tickets.at(-1) ?? null)).toContain("urząd wysłał dziś już tyle SMS-ów, ile może");
  });

  it("control: with a budget for all of them they spend more", async () => {
    const server = await open({ ...behindProxy, settings: { smsDailyBudget: 1_000 } });
    await crowd(server);
    expect(segmentsIn(textsOf(server))).toBeGreaterThan(20);
  });
});
