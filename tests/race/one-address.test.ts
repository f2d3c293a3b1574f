import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { foldContact } from "@/lib/domain/messages/mailbox";
import { aCity, aCounter, aGroup, aHall, PARTER, RATUSZ, seedCity } from "../support/make";
import { startServer, type TestServer } from "../support/server";
import { faultsOf, raceFile, snapshotOf } from "./database";
import { type Attack, type Spoils, WAYS } from "./laptop";
import { playMorning } from "./morning";
import { openOffice } from "./office";
import { acceptFormOf, MULTIPART, multipart, type Page, phoneOf } from "./phone";
import { restFaultsIn } from "./rest-faults";
import { shareFaultsIn } from "./share-faults";
import { ask, connections } from "./wire";

const FULL = process.env.FULL === "1";
/** For how many seconds each of the laptop's ways is tried: ten minutes with FULL=1, or as LAPTOP_SECONDS says. */
const SECONDS = Number(process.env.LAPTOP_SECONDS ?? (FULL ? 600 : 4));
/** Or for so many tries: enough to reach every limit, before the requests of one address are spent. */
const TRIES = SECONDS >= 60 ? Number.POSITIVE_INFINITY : 140;
const PATIENCE_SECONDS = 60;
const PEOPLE = 200;
const FIRST = "2026-11-23T08:00:00+01:00";
const MORNING_HOURS = 4;
const ALARM_WITHIN_MS = 60_000;

const DATES = ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"];

/** A server with the city of Poznań, behind a proxy that it trusts. */
async function openCity(limits: "on" | "off"): Promise<TestServer> {
  const made = raceFile();
  onTestFinished(() => made.remove());
  const env = { OKIENKO_TRUSTED_PROXIES: "127.0.0.1", OKIENKO_LOG_LEVEL: "warn" };
  const server = await startServer({ databaseFile: made.file, clock: FIRST, limits, env });
  onTestFinished(() => server.dispose());
  return server;
}

const SCANNED = ["rejestracja-pojazdow", "prawo-jazdy", "meldunki"].map((caseGroup) => ({
  location: "gronowa",
  caseGroup,
}));
const TODAY_BY_SIX = { location: "slowackiego", caseGroup: "zaswiadczenia-podatkowe" };
const TODAY = { location: "libelta", caseGroup: "meldunki" };
const LATER = ["ceidg", "alkohol-zezwolenia", "podatek-nieruchomosci"].map((caseGroup) => ({
  location: "28-czerwca",
  caseGroup,
}));
const MOVED = { location: "28-czerwca", caseGroup: "rejestracja-pojazdow" };

/** Lets the laptop try one way after another; what each came to. */
async function letLoose({ origin }: TestServer, seconds: number, tries: number): Promise<Record<string, Spoils>> {
  const spoils: Record<string, Spoils> = {};
  for (const [name, way] of Object.entries(WAYS)) {
    const end = Date.now() + seconds * 1_000;
    let left = tries;
    const attack: Attack = {
      origin,
      scanned: SCANNED,
      today: TODAY,
      todayBySix: TODAY_BY_SIX,
      later: LATER,
      moved: MOVED,
      hoursPath: `/rezerwacja/WSOiUK/rejestracja-pojazdow/gronowa/${DATES[1]}`,
      dates: DATES,
      goesOn: () => left-- > 0 && Date.now() < end,
    };
    spoils[name] = await way(attack);
  }
  return spoils;
}

interface Line {
  readonly event: string;
  readonly reason?: string;
  readonly time: string;
}

/** When the log first asked to look at what one network does, by the machine's clock. */
const alarmOf = ({ output }: TestServer): number | null => {
  const lines = output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  const alarm = lines
    .map((line) => JSON.parse(line) as Line)
    .find(({ event, reason }) => event === "attention" && reason === "one-network");
  return alarm ? Date.parse(alarm.time) : null;
};

interface Mailbox {
  readonly visits: number;
  readonly ticks: number;
}

/** What one mailbox has of the calendar. */
const mailboxIn = (file: string, mailbox: string): Mailbox =>
  snapshotOf(
    file,
    (database) =>
      database
        .prepare<[string], Mailbox>(
          "SELECT count(*) AS visits, coalesce(sum(ticks), 0) AS ticks FROM visit WHERE mailbox = ? AND state = 'booked'",
        )
        .get(mailbox) ?? { visits: 0, ticks: 0 },
  );

describe("one laptop against a city", () => {
  it("gets its share by none of seven ways and is noticed, while two hundred people behind one address get tickets", async () => {
    const { city } = seedCity();
    const lastsMs = SECONDS * 1_000 * Object.keys(WAYS).length;
    const server = await openCity("on");
    const began = Date.now();
    const from = "198.51.100.20";
    const people = { origin: server.origin, city, from, people: PEOPLE, hours: MORNING_HOURS, lastsMs, seed: 16 };
    const [spoils, ends] = await Promise.all([
      letLoose(server, Math.max(SECONDS, PATIENCE_SECONDS), TRIES),
      playMorning(people),
    ]);

    expect(ends.filter((end) => end !== "ticket")).toEqual([]);
    const alarm = alarmOf(server);
    expect((alarm ?? Number.POSITIVE_INFINITY) - began).toBeLessThan(ALARM_WITHIN_MS);
    expect(snapshotOf(server.databaseFile, (database) => shareFaultsIn(database, city))).toEqual([]);
    expect(faultsOf(server.databaseFile)).toEqual([]);

    const { visits } = mailboxIn(server.databaseFile, foldContact("lap.top@gmail.com"));
    expect(visits).toBe(6);
    expect(spoils["+tags in the calendar"]?.got).toBe(6);
    expect(snapshotOf(server.databaseFile, restFaultsIn)).toEqual([]);
    console.log(`laptop, limits on: ${inWords(spoils)}`);
    for (const [way, { refused }] of Object.entries(spoils)) expect([way, refused > 10]).toEqual([way, true]);
    for (const secret of ["203.0.113.6", "2001:db8", "198.51.100"]) expect(server.output()).not.toContain(secret);
  });

  it("control: without limits, and with hours that do not rest, it gets what it wants", async () => {
    const { city } = seedCity();
    const server = await openCity("off");
    const database = new Database(server.databaseFile);
    database.prepare("INSERT INTO setting (key, value) VALUES ('restMinutesMost', '0')").run();
    database.close();
    const spoils = await letLoose(server, PATIENCE_SECONDS, 130);
    console.log(`laptop, limits off: ${inWords(spoils)}`);
    for (const [way, { got }] of Object.entries(spoils)) expect([way, got > 30]).toEqual([way, true]);
    expect(mailboxIn(server.databaseFile, foldContact("lap.top@gmail.com")).visits).toBeGreaterThan(30);
    expect(snapshotOf(server.databaseFile, (file) => shareFaultsIn(file, city)).length).toBeGreaterThan(20);
    expect(snapshotOf(server.databaseFile, restFaultsIn).length).toBeGreaterThan(30);
    // It is noticed all the same.
    expect(alarmOf(server)).not.toBeNull();
  });
});

const inWords = (spoils: Readonly<Record<string, Spoils>>): string =>
  Object.entries(spoils)
    .map(([way, { got, refused }]) => `${way} ${got} of ${got + refused}`)
    .join("; ");

const TRIES_OF_ONE = 9;
const HAMMERED = 60;

/** A hall with one counter for one matter. */
const CITY = aCity({
  groups: [aGroup("dowody")],
  halls: [aHall(PARTER, null)],
  counters: [aCounter(1, { groups: ["dowody"], windows: ["10:00-16:00"] })],
});

/** Posts the form of a page again and again, each time as if it came from somewhere else. */
async function hammer(origin: string): Promise<{ statuses: number[]; waits: number[] }> {
  const agent = connections(1);
  const phone = phoneOf(origin, agent);
  const page: Page = await phone.open(`/q/${RATUSZ}/dowody`);
  const form = acceptFormOf(page);
  if (!form) throw new Error("Nothing was offered.");
  const cookie = [...phone.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const statuses: number[] = [];
  const waits: number[] = [];
  for (let turn = 0; turn < HAMMERED; turn++) {
    const forged = { "x-forwarded-for": `198.51.100.${turn}`, "x-okienko-peer": `198.51.100.${turn}` };
    const headers = { ...forged, cookie, origin, "content-type": MULTIPART };
    const answer = await ask(agent, origin + page.path, { method: "POST", headers, body: multipart(form.fields) });
    statuses.push(answer.status);
    if (answer.status === 429) waits.push(Number(answer.headers["retry-after"]));
  }
  return { statuses, waits };
}

describe("one device that hammers", () => {
  it("is made to wait from its tenth form on, and told for how long", async () => {
    const { origin } = await openOffice({ city: CITY, limits: "on" });
    const hammered = await hammer(origin);
    expect(hammered.statuses.slice(0, TRIES_OF_ONE)).toEqual(Array(TRIES_OF_ONE).fill(303));
    expect(new Set(hammered.statuses.slice(TRIES_OF_ONE))).toEqual(new Set([429]));
    for (const seconds of hammered.waits) {
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(60);
    }
  });

  it("control: without limits it is always answered", async () => {
    const { origin } = await openOffice({ city: CITY, limits: "off" });
    expect(new Set((await hammer(origin)).statuses)).toEqual(new Set([303]));
  });
});
