import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/tick";
import { NotSavedError } from "@/lib/ports/faults";
import type { KeptTime } from "@/lib/ports/time-keeping";
import { CommandError, runCommand } from "@/lib/server/commands";
import { type Application, startApplication } from "@/lib/server/compose";
import { makeClockGuard } from "@/lib/server/watch/clock-guard";
import { get, post } from "./call";
import { bookNext, key, MONDAY, startOf, VISITS } from "./stage";

const DAY = 24 * HOUR_MS;
const NINE = Date.parse(MONDAY);
const GUARDED = { OKIENKO_CLOCK_GUARD: "on" };
/** Two looks of the outbox. */
const LOOKS_MS = 2_200;

let folder = "";
let app: Application | null = null;
/** Those that were ended as a crash ends them go on looking each second, and belong to no file that runs after this one. */
const looking: Application["trust"][] = [];

/** Starts the application, guarded, on the test's database, its clock so far from Monday at nine. */
function start(fromNine = 0, variables: Readonly<Record<string, string>> = GUARDED): Application {
  folder ||= mkdtempSync(join(tmpdir(), "okienko-clock-"));
  app = startApplication({
    DATABASE_URL: `file:${join(folder, "okienko.db")}`,
    OKIENKO_DEMO: "1",
    OKIENKO_CLOCK: new Date(NINE + fromNine).toISOString(),
    ...variables,
  });
  app.trust.start();
  looking.push(app.trust);
  return app;
}

/** Ends the application as a signal does. */
async function stop(): Promise<void> {
  await app?.outbox.stop();
  await app?.trust.stop();
  await app?.close();
  app = null;
}

afterEach(async () => {
  await stop();
  for (const trust of looking.splice(0)) await trust.stop();
  rmSync(folder, { recursive: true, force: true });
  folder = "";
});

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const ready = async () => (await get("/readyz")).body;
const retention = (running: Application, dryRun = false) => runCommand(running, "retention", { dryRun });

/** Somebody books an hour and is told of it. */
async function bookFor(contact: string, at: string): Promise<string> {
  const { status, body } = await post(
    VISITS,
    startOf("gronowa", "prawo-jazdy", at, { contact }),
    key(`${contact} ${at} of the clock`),
  );
  expect(status).toBe(201);
  return body.token;
}

const opens = async (token: string): Promise<number> => (await get(`${VISITS}/${token}`)).status;
const letters = ({ letterBox }: Application): number => {
  try {
    return readdirSync(letterBox.folder).filter((name) => name.endsWith(".eml")).length;
  } catch {
    return 0;
  }
};

function rows<Row>(sql: string): Row[] {
  const database = new Database(join(folder, "okienko.db"), { readonly: true });
  try {
    return database.prepare<[], Row>(sql).all();
  } finally {
    database.close();
  }
}
const states = () =>
  rows<{ kind: string; state: string }>("SELECT kind, state FROM message ORDER BY id").map(
    ({ kind, state }) => `${kind} ${state}`,
  );

describe("a clock that leaps", () => {
  it("is said by readiness and the figures, with the reason, and is taken back when it agrees", async () => {
    const figures = async ({ metrics }: Application) =>
      (await metrics.text()).split("\n").filter((line) => /^okienko_clock_(doubted|set_total)/.test(line));
    const running = start();
    expect(await ready()).toEqual({ ready: true });
    running.clock.step(40 * DAY);
    expect(await ready()).toEqual({ ready: true, notes: ["clock-leapt"] });
    expect(await figures(running)).toEqual([
      'okienko_clock_set_total{to="ahead"} 1',
      'okienko_clock_doubted{reason="leapt"} 1',
      'okienko_clock_doubted{reason="behind"} 0',
      'okienko_clock_doubted{reason="ahead"} 0',
    ]);
    running.clock.step(-40 * DAY);
    expect(await ready()).toEqual({ ready: true });
    expect((await figures(running)).slice(0, 3)).toEqual([
      'okienko_clock_set_total{to="ahead"} 1',
      'okienko_clock_set_total{to="back"} 1',
      'okienko_clock_doubted{reason="leapt"} 0',
    ]);
  });

  it("forgets nothing, though it leapt in the very moment before", async () => {
    const running = start();
    const ticket = (await bookNext()).token;
    const visit = await bookFor("ala@example.pl", "2026-11-24T10:00:00+01:00");
    await retention(running);
    running.clock.advance(21 * HOUR_MS);
    running.clock.step(40 * DAY);
    await expect(retention(running)).rejects.toThrow(
      "Nothing is forgotten by a doubted clock. The clock leapt ahead by 40 days 0 h while the server ran. Nobody is " +
        "reminded and nothing is forgotten until it agrees again, until npm run clock -- accept says that it is right, " +
        "or for 20 h 0 min more.",
    );
    await expect(retention(running, true)).rejects.toThrow(CommandError);
    running.clock.step(-40 * DAY);
    expect([await opens(ticket), await opens(visit)]).toEqual([200, 200]);
  });

  it("control: unguarded it forgets both", async () => {
    const running = start(0, {});
    const ticket = (await bookNext()).token;
    const visit = await bookFor("ala@example.pl", "2026-11-24T10:00:00+01:00");
    running.clock.step(40 * DAY);
    expect(await retention(running)).toMatchObject({ walkIns: 1, persons: 1 });
    running.clock.step(-40 * DAY);
    expect([await opens(ticket), await opens(visit)]).toEqual([404, 404]);
  });

  it("reminds nobody and drops nothing; what is news goes at once, and the reminder comes in its time, once", async () => {
    const running = start();
    await bookFor("ala@example.pl", "2026-11-24T10:00:00+01:00");
    // The confirmation is late: by the clock the visit is over.
    running.clock.step(40 * DAY);
    running.outbox.start();
    await pause(LOOKS_MS);
    expect(states()).toEqual(["confirmed sent", "day-before waiting", "two-hours waiting"]);
    running.clock.step(-40 * DAY);
    await pause(LOOKS_MS);
    expect(letters(running)).toBe(1);
    running.clock.advance(9 * HOUR_MS);
    await pause(LOOKS_MS);
    expect(states()).toEqual(["confirmed sent", "day-before sent", "two-hours waiting"]);
    expect(letters(running)).toBe(2);
  });

  it("control: unguarded the reminders are dropped, and the confirmation too", async () => {
    const running = start(0, {});
    await bookFor("ala@example.pl", "2026-11-24T10:00:00+01:00");
    running.clock.step(40 * DAY);
    running.outbox.start();
    await pause(LOOKS_MS);
    expect(states()).toEqual(["confirmed dropped", "day-before dropped", "two-hours dropped"]);
  });

  it("sends what was booked meanwhile and could not be sent as soon as it is right, with its reminders", async () => {
    const running = start();
    running.clock.step(DAY);
    // By this clock the evening before is over.
    running.clock.advance(10 * HOUR_MS);
    await bookFor("ala@example.pl", "2026-11-25T10:00:00+01:00");
    expect(states()).toEqual(["confirmed waiting", "two-hours waiting"]);
    running.clock.step(-DAY);
    running.outbox.start();
    await pause(LOOKS_MS);
    expect(states()).toEqual(["confirmed sent", "two-hours waiting", "day-before waiting"]);
    running.clock.advance(23 * HOUR_MS);
    await pause(LOOKS_MS);
    expect(states()).toEqual(["confirmed sent", "two-hours waiting", "day-before sent"]);
  });
});

describe("what is marked", () => {
  it("is forgotten when it is due and the server has run for twenty hours since, over restarts", async () => {
    let running = start();
    const { token } = await bookNext();
    expect(await retention(running)).toMatchObject({ walkIns: 0, waiting: 0 });
    expect(await retention(running, true)).toMatchObject({ walkIns: 0, waiting: 0, marked: 1 });
    running.clock.advance(19 * HOUR_MS);
    expect(await retention(running)).toMatchObject({ walkIns: 0, waiting: 1 });
    await stop();
    // Off over the next night and day, and marked once more: that makes the mark no younger.
    running = start(40 * HOUR_MS);
    expect(await retention(running)).toMatchObject({ walkIns: 0, waiting: 1 });
    running.clock.advance(HOUR_MS - MINUTE_MS);
    expect(await retention(running)).toMatchObject({ walkIns: 0, waiting: 1 });
    expect(await opens(token)).toBe(200);
    running.clock.advance(MINUTE_MS);
    expect(await retention(running)).toMatchObject({ walkIns: 1, waiting: 0, isAll: true });
    expect(await opens(token)).toBe(404);
  });

  it("is not forgotten before it is due, however long ago it was marked", async () => {
    const running = start();
    const { token } = await bookNext();
    await retention(running);
    // A visit of a day keeps a ticket without a name until that day is over.
    running.clock.advance(15 * HOUR_MS - 1_000);
    expect(await retention(running)).toMatchObject({ walkIns: 0, waiting: 0 });
    expect(await opens(token)).toBe(200);
  });

  it("waits for the time in which the clock was doubted, too", async () => {
    const running = start();
    await bookNext();
    await retention(running);
    running.clock.advance(10 * HOUR_MS);
    await ready();
    running.clock.step(HOUR_MS);
    await ready();
    running.clock.advance(8 * HOUR_MS);
    running.clock.step(-HOUR_MS);
    await ready();
    running.clock.advance(9 * HOUR_MS);
    expect(await retention(running)).toMatchObject({ walkIns: 0, waiting: 1 });
    running.clock.advance(HOUR_MS);
    expect(await retention(running)).toMatchObject({ walkIns: 1, waiting: 0 });
  });

  it("is entered in the audit once a night, by which the next start is judged", async () => {
    const running = start();
    await retention(running);
    await retention(running);
    running.clock.advance(DAY);
    await retention(running);
    const entries = rows<{ at: number }>("SELECT at FROM audit WHERE what = 'marked' ORDER BY id");
    expect(entries.map(({ at }) => Math.round((at - NINE) / HOUR_MS))).toEqual([0, 24]);
  });
});

describe("a start", () => {
  it.each([
    [-5 * MINUTE_MS - 1_000, ["clock-behind"]],
    [-5 * MINUTE_MS + 5_000, undefined],
    [4 * DAY - 1_000, undefined],
    [4 * DAY + 5_000, ["clock-ahead"]],
    [40 * DAY, ["clock-ahead"]],
  ])("%i ms from the newest entry says %j", async (by, notes) => {
    start();
    await bookNext();
    await stop();
    start(by);
    expect((await ready()).notes).toEqual(notes);
  });

  it("at a wrong date once leaves nothing behind: the next one at the right date is trusted, and all is there", async () => {
    start();
    const tokens = [(await bookNext()).token, await bookFor("ala@example.pl", "2026-11-24T10:00:00+01:00")];
    await stop();
    const wrong = start(40 * DAY + HOUR_MS);
    await expect(retention(wrong)).rejects.toThrow(CommandError);
    // Bookings go on, and their entries are dated by the wrong clock.
    tokens.push(await bookFor("bartek@example.pl", "2027-01-05T10:00:00+01:00"));
    await stop();
    const right = start(HOUR_MS);
    expect(await ready()).toEqual({ ready: true });
    for (const token of tokens) expect(await opens(token)).toBe(200);
    right.outbox.start();
    await pause(LOOKS_MS);
    expect(states().filter((one) => one.startsWith("confirmed"))).toEqual(["confirmed sent", "confirmed sent"]);
    await stop();
    // The entry of the end is the newest: the start after that is judged by it, not by what the wrong clock wrote.
    start(2 * HOUR_MS);
    expect(await ready()).toEqual({ ready: true });
  });

  it("goes on doubting where the clock is still the same wrong one, until an operator says that it is right", async () => {
    let running = start();
    await bookNext();
    running.clock.step(DAY);
    expect((await ready()).notes).toEqual(["clock-leapt"]);
    await stop();
    running = start(DAY + MINUTE_MS);
    expect((await ready()).notes).toEqual(["clock-leapt"]);
    const told = await runCommand(running, "clock", {});
    expect(told).toMatchObject({ guarded: true, doubt: { reason: "leapt", off: DAY } });
    expect(await runCommand(running, "accept-clock", {})).toMatchObject({ doubt: null });
    expect(await ready()).toEqual({ ready: true });
    expect(rows("SELECT actor, what, detail FROM audit ORDER BY id DESC LIMIT 1")).toEqual([
      { actor: "command", what: "clock", detail: "accepted leapt 86400 s" },
    ]);
    await stop();
    start(DAY + 2 * MINUTE_MS);
    expect(await ready()).toEqual({ ready: true });
  });

  it("of an empty database is trusted at any date", async () => {
    start(-3_000 * DAY);
    expect(await ready()).toEqual({ ready: true });
  });

  it("takes a killed server's running time with it, but for a minute", async () => {
    let running = start();
    running.clock.advance(7 * HOUR_MS);
    await ready();
    const kept = rows<{ ms: number }>("SELECT running_ms AS ms FROM time_record");
    expect(kept[0]?.ms).toBeGreaterThanOrEqual(7 * HOUR_MS);
    await running.close();
    running = start(7 * HOUR_MS);
    expect(await runCommand(running, "clock", {})).toMatchObject({ doubt: null });
    expect(running.trust.runningMs()).toBeGreaterThanOrEqual(7 * HOUR_MS);
  });
});

describe("what a full disk refuses", () => {
  it("is kept a minute later, with the entry of the end of a doubt, and not each second", async () => {
    let reading = { wall: NINE, steady: 0, up: 0 };
    const pass = (ms: number, more = 0): void => {
      reading = { wall: reading.wall + ms + more, steady: reading.steady + ms, up: reading.up + ms };
    };
    const kept: KeptTime[] = [];
    let isFull = false;
    const guard = makeClockGuard(
      {
        clock: { now: () => reading.wall, reading: () => reading, onSet: () => undefined },
        time: {
          async keep(one) {
            kept.push(one);
            if (isFull) throw new NotSavedError("SQLITE_FULL", { cause: new Error("full") });
          },
          letGo: async () => 0,
        },
        metrics: { clockSet: () => undefined, clockDoubted: () => undefined },
      },
      { runningMs: 0, doubt: null, newestAudit: null },
    );
    guard.start();
    pass(1_000, HOUR_MS);
    expect(guard.doubt()?.reason).toBe("leapt");
    isFull = true;
    pass(1_000, -HOUR_MS);
    expect(guard.doubt()).toBeNull();
    const entry = { at: reading.wall, actor: "system", detail: "agrees leapt 3600 s" };
    await pause(0);
    expect(kept.map((one) => one.entry)).toEqual([null, null, entry]);
    pass(MINUTE_MS - 1);
    guard.doubt();
    expect(kept).toHaveLength(3);
    isFull = false;
    pass(1);
    guard.doubt();
    await pause(0);
    expect(kept.slice(3).map((one) => [one.doubt, one.entry])).toEqual([[null, entry]]);
    pass(MINUTE_MS);
    guard.doubt();
    expect(kept.slice(4).map((one) => one.entry)).toEqual([null]);
    await guard.stop();
  });

  it("of what lets go where a clock was set back is tried each second, said by readiness, and ends no doubt before it is written", async () => {
    let reading = { wall: NINE, steady: 0, up: 0 };
    let set: (from: number, to: number) => void = () => undefined;
    const written: string[] = [];
    let isBusy = true;
    const guard = makeClockGuard(
      {
        clock: {
          now: () => reading.wall,
          reading: () => reading,
          onSet(listener) {
            set = listener;
          },
        },
        time: {
          async keep({ doubt, entry }) {
            written.push(`kept ${doubt?.reason ?? "no doubt"} ${entry?.detail ?? "-"}`);
          },
          async letGo({ from, now, corrected }) {
            if (isBusy) throw new NotSavedError("SQLITE_BUSY", { cause: new Error("busy") });
            written.push(`let go ${from - now} ${now - NINE} ${corrected}`);
            return 1;
          },
        },
        metrics: { clockSet: () => undefined, clockDoubted: () => undefined },
      },
      { runningMs: 0, doubt: null, newestAudit: null },
    );
    guard.start();
    reading = { wall: NINE + 33 * HOUR_MS, steady: 1_000, up: 1_000 };
    set(NINE, reading.wall);
    await pause(0);
    expect([guard.doubt()?.reason, guard.owes()]).toEqual(["leapt", false]);
    reading = { wall: NINE + 2_000, steady: 2_000, up: 2_000 };
    set(NINE + 33 * HOUR_MS, reading.wall);
    await pause(0);
    expect([guard.doubt(), guard.owes()]).toEqual([null, true]);
    reading = { wall: NINE + 4 * MINUTE_MS, steady: 4 * MINUTE_MS, up: 4 * MINUTE_MS };
    guard.doubt();
    await pause(0);
    expect(written).toEqual(["kept no doubt -", "kept leapt -"]);
    isBusy = false;
    guard.doubt();
    await pause(0);
    expect(guard.owes()).toBe(false);
    expect(written.slice(2)).toEqual([
      `let go ${33 * HOUR_MS - 2_000} 2000 true`,
      `kept no doubt agrees leapt ${33 * 3_600 - 1} s`,
    ]);
    await guard.stop();
  });
});
