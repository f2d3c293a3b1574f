import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import {
  assertSound,
  type Client,
  NotDurableError,
  openClient,
  ormOf,
  SpillingError,
  setPragmas,
  writing,
} from "@/db/sqlite/client";
import { FileInUseError, ownFile } from "@/db/sqlite/lock";
import { play } from "@/db/sqlite/play";
import { sessionsOn } from "@/db/sqlite/session";
import { prepareStatements } from "@/db/sqlite/statements";
import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import { freeStarts } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import { type Candidate, courseOfWinning } from "@/lib/domain/visit/winning";
import { idOf } from "@/lib/domain/who/ids";
import { booked, claimsWith } from "../support/claims";
import { faultsIn } from "../support/invariants";
import {
  ALA,
  aCity,
  aCounter,
  aGroup,
  aHall,
  askIn,
  BARTEK,
  MONDAY,
  noHolidays,
  testSeal,
  tickAt,
  timeOf,
} from "../support/make";
import { CONTRACT_CITY, NINE } from "./engine";
import { openDatabase, sqliteEngine } from "./sqlite-engine";

const folder = mkdtempSync(join(tmpdir(), "okienko-sabotage-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Three counters in a hall of two waiting places. */
const NARROW = aCity({
  halls: [aHall("parter", 2)],
  groups: [aGroup("dowody")],
  counters: [1, 2, 3].map((number) => aCounter(number, { groups: ["dowody"], windows: ["08:00-12:00"] })),
});

/** What came of writing candidates that were all decided on the empty day, and what is wrong afterwards. */
interface Written {
  readonly answers: readonly string[];
  readonly faults: readonly string[];
}

/** Writes candidates one after another without reading the day again, each in a transaction of its own. */
function writeStale(
  client: Client,
  city: typeof NARROW,
  candidates: readonly { counter: number; nonce: string }[],
): Written {
  const session = sessionsOn(client, noHolidays)();
  const plan = session.book.day("ratusz", MONDAY);
  const ask = askIn(city, "dowody", { now: NINE });
  const free = freeStarts(plan, takenBy(plan, [], NINE), ask).find((one) => one.start === tickAt("10:00"));
  if (!free) throw new Error("10:00 is free on an empty day.");
  const claims = claimsWith(testSeal());
  const answers = candidates.map(({ counter, nonce }) => {
    const request: ClaimRequest = claims.byOffer(nonce, { group: "dowody", start: free.start, now: NINE });
    const candidate: Candidate = {
      request,
      at: { ...free, counterId: `counter-${counter}` },
      state: "booked",
      heldUntil: null,
      nonce: idOf(Buffer.from(nonce)),
    };
    try {
      writing(client, () => play(session, courseOfWinning(session.book, plan, ask.caseGroup, candidate)));
      return "written";
    } catch (cause) {
      if (!(cause instanceof Database.SqliteError)) throw cause;
      return `${cause.code}: ${cause.message}`;
    }
  });
  return { answers, faults: faultsIn(client).map((fault) => fault.split(":")[0] ?? "") };
}

describe("the same stale candidate written twice", () => {
  const twice = [
    { counter: 1, nonce: "ala" },
    { counter: 1, nonce: "bartek" },
  ];

  it("is refused by the key of the counter's ticks", () => {
    expect(writeStale(openDatabase(NARROW), NARROW, twice)).toEqual({
      answers: [
        "written",
        "SQLITE_CONSTRAINT_PRIMARYKEY: UNIQUE constraint failed: counter_tick.counter_id, counter_tick.tick",
      ],
      faults: [],
    });
  });

  it("control: without that key it is sold twice, and the invariants see it", () => {
    const client = openDatabase(NARROW);
    client.exec("DROP TABLE counter_tick");
    client.exec("CREATE TABLE counter_tick (counter_id INTEGER, tick INTEGER, visit_id INTEGER) STRICT");
    const { answers, faults } = writeStale(client, NARROW, twice);
    expect(answers).toEqual(["written", "written"]);
    expect(new Set(faults)).toEqual(new Set(["two visits overlap at a counter", "a counter's tick is taken twice"]));
  });
});

describe("stale candidates beyond the waiting room's places", () => {
  const three = [
    { counter: 1, nonce: "ala" },
    { counter: 2, nonce: "bartek" },
    { counter: 3, nonce: "cezary" },
  ];

  it("are refused by the trigger, whatever counter they are at", () => {
    expect(writeStale(openDatabase(NARROW), NARROW, three)).toEqual({
      answers: ["written", "written", "SQLITE_CONSTRAINT_TRIGGER: waiting room full"],
      faults: [],
    });
  });

  it("control: without the trigger the room is overfull, and the invariants see it", () => {
    const client = openDatabase(NARROW);
    client.exec("DROP TRIGGER waiting_room_full");
    const { answers, faults } = writeStale(client, NARROW, three);
    expect(answers).toEqual(["written", "written", "written"]);
    expect(new Set(faults)).toEqual(new Set(["more wait than the hall has places"]));
  });

  it("are refused by the key of the places too, should they name the same one", () => {
    const client = openDatabase(NARROW);
    client.exec("DROP TRIGGER waiting_room_full");
    expect(writeStale(client, NARROW, three.slice(0, 1)).answers).toEqual(["written"]);
    expect(() =>
      client.exec("INSERT INTO waiting_place SELECT hall_id, tick, place, visit_id FROM waiting_place"),
    ).toThrow("UNIQUE constraint failed: waiting_place.hall_id, waiting_place.tick, waiting_place.place");
  });
});

describe("the same nonce written twice without looking it up", () => {
  const twice = [
    { counter: 1, nonce: "ala" },
    { counter: 2, nonce: "ala" },
  ];

  it("is refused by its unique index", () => {
    expect(writeStale(openDatabase(NARROW), NARROW, twice)).toEqual({
      answers: ["written", "SQLITE_CONSTRAINT_UNIQUE: UNIQUE constraint failed: visit.nonce"],
      faults: [],
    });
  });

  it("is refused by the token's index as well, which follows from the nonce", () => {
    const client = openDatabase(NARROW);
    client.exec("DROP INDEX visit_nonce");
    expect(writeStale(client, NARROW, twice).answers[1]).toBe(
      "SQLITE_CONSTRAINT_UNIQUE: UNIQUE constraint failed: visit.token",
    );
  });

  it("control: without both indexes it is two visits, and the invariants see it", () => {
    const client = openDatabase(NARROW);
    client.exec("DROP INDEX visit_nonce; DROP INDEX visit_token");
    expect(writeStale(client, NARROW, twice)).toEqual({
      answers: ["written", "written"],
      faults: ["a nonce has won twice"],
    });
  });
});

describe("two writers that read before they write", () => {
  const twoConnections = (name: string) => {
    const file = join(folder, name);
    const first = openDatabase(CONTRACT_CITY, file);
    const second = openClient(file);
    for (const client of [first, second]) client.pragma("busy_timeout = 0");
    return { first, second };
  };
  const READ = "SELECT version FROM plan_version";
  const WRITE = "UPDATE plan_version SET version = version + 1";

  it("fail in DEFERRED transactions: the second has read what is no longer true", () => {
    const { first, second } = twoConnections("deferred.db");
    for (const client of [first, second]) {
      client.exec("BEGIN");
      client.prepare(READ).get();
    }
    first.exec(WRITE);
    expect(() => second.exec(WRITE)).toThrow(expect.objectContaining({ code: "SQLITE_BUSY" }));
    first.exec("COMMIT");
    expect(() => second.exec(WRITE)).toThrow(expect.objectContaining({ code: "SQLITE_BUSY_SNAPSHOT" }));
  });

  it("succeed in IMMEDIATE ones: the second begins when the first has committed, and reads what it wrote", () => {
    const { first, second } = twoConnections("immediate.db");
    const version = (client: Client) => client.prepare<[], number>(READ).pluck().get() ?? 0;
    const before = version(first);
    const step = (client: Client) =>
      writing(client, () => {
        const read = version(client);
        client.exec(WRITE);
        return read;
      });
    expect(
      writing(first, () => {
        expect(() => step(second)).toThrow(expect.objectContaining({ code: "SQLITE_BUSY" }));
        first.exec(WRITE);
        return version(first);
      }),
    ).toBe(before + 1);
    expect(step(second)).toBe(before + 1);
    expect(version(first)).toBe(before + 2);
  });
});

describe("the schema", () => {
  const client = openDatabase(CONTRACT_CITY);

  const keyOf = (table: string) =>
    client
      .prepare<[string], string>("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk")
      .pluck()
      .all(table);

  it("has the two keys of the cells", () => {
    expect(keyOf("counter_tick")).toEqual(["counter_id", "tick"]);
    expect(keyOf("waiting_place")).toEqual(["hall_id", "tick", "place"]);
  });

  it("keeps the cells by their keys alone, and every table strict", () => {
    const tables = client
      .prepare<[], { name: string; wr: number; strict: number }>(
        "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all();
    const withoutRowid = tables.filter((table) => table.wr === 1).map((table) => table.name);
    expect(withoutRowid).toEqual([
      "booking_draft",
      "counter_tick",
      "hall_capacity",
      "location_day",
      "plan_exception",
      "procedure",
      "rest",
      "served_at",
      "setting",
      "sms_day",
      "ticket_sequence",
      "waiting_place",
    ]);
    expect(tables.filter((table) => table.strict === 0).map((table) => table.name)).toEqual(["__drizzle_migrations"]);
  });

  it("has the unique and partial indexes of visits", () => {
    const indexes = client
      .prepare<[], { name: string; unique: number; partial: number; columns: string }>(`
        SELECT i.name, i."unique", i.partial,
          (SELECT group_concat(c.name) FROM pragma_index_info(i.name) c) AS columns
        FROM pragma_index_list('visit') i ORDER BY i.name`)
      .all();
    expect(
      indexes.map(
        (one) => `${one.name} (${one.columns})${one.unique ? " unique" : ""}${one.partial ? " partial" : ""}`,
      ),
    ).toEqual([
      "visit_code (code) unique partial",
      "visit_code_contact (code) partial",
      "visit_contact (contact,start_tick) partial",
      "visit_day (location_id,start_tick)",
      "visit_device (device,start_tick) partial",
      "visit_held (held_until) partial",
      "visit_key (key_hash) unique partial",
      "visit_mailbox (mailbox,start_tick) partial",
      "visit_network (network,network_at) partial",
      "visit_network_at (network_at) partial",
      "visit_nonce (nonce) unique partial",
      "visit_token (token) unique",
      "visit_unforgotten (start_tick) partial",
    ]);
  });

  it("has the guards that no key can express, and a new version for every table of the plan", () => {
    const triggers = client
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
      .pluck()
      .all();
    const versioned = [
      "capacity_rule",
      "case_group",
      "closed_day",
      "counter",
      "department",
      "extra_day",
      "hall",
      "location",
      "plan_exception",
      "plan_window",
      "served_at",
      "setting",
    ].flatMap((table) => ["delete", "insert", "update"].map((event) => `${table}_${event}_versions`));
    expect(triggers).toEqual([...versioned, "visit_stays", "waiting_room_full"]);
  });

  it("knows a visit's states, and a held one by its end alone", () => {
    const insert = (state: string, heldUntil: number | null) =>
      client
        .prepare(
          `INSERT INTO visit (location_id, hall_id, counter_id, case_group_id, start_tick, ticks, wait_from, places,
            cases, state, held_until, channel, code, token, created_at)
           VALUES (1, 1, 1, 1, 100, 3, 98, 1, 1, ?, ?, 'qr', ?, ?, 0)`,
        )
        .run(state, heldUntil, state, Buffer.from(`${state} ${heldUntil}`));
    expect(() => insert("in_service", null)).toThrow("CHECK constraint failed");
    expect(() => insert("held", null)).toThrow("CHECK constraint failed");
    expect(() => insert("booked", 1)).toThrow("CHECK constraint failed");
    expect(insert("in-service", null).changes).toBe(1);
  });
});

describe("durability", () => {
  const file = join(folder, "durable.db");
  const synchronous = (client: Client) => client.pragma("synchronous", { simple: true });

  it("is FULL on a new file and on one that is opened again", () => {
    const fresh = openClient(file);
    expect([synchronous(fresh), fresh.pragma("journal_mode", { simple: true })]).toEqual([2, "wal"]);
    expect(fresh.pragma("foreign_keys", { simple: true })).toBe(1);
    fresh.exec("CREATE TABLE kept (id INTEGER)");
    fresh.close();
    const again = openClient(file);
    expect(synchronous(again)).toBe(2);
    again.close();
  });

  it("control: the driver by itself opens the same file at NORMAL, and the assertion refuses it", () => {
    const plain = new Database(file);
    expect(synchronous(plain)).toBe(1);
    expect(() => assertSound(plain)).toThrow(NotDurableError);
    plain.close();
  });
});

describe("what a statement puts aside", () => {
  const tempStore = (client: Client) => client.pragma("temp_store", { simple: true });

  it("stays in memory, on a file and on a copy in memory", () => {
    const file = openClient(join(folder, "aside.db"));
    expect([tempStore(file), tempStore(sqliteEngine(CONTRACT_CITY).client)]).toEqual([2, 2]);
    file.close();
  });

  it("control: the driver by itself would put it into the system's folder, and the assertion refuses it", () => {
    const plain = new Database(join(folder, "aside.db"));
    plain.pragma("synchronous = FULL");
    expect(tempStore(plain)).toBe(0);
    expect(() => assertSound(plain)).toThrow(SpillingError);
    expect(() => assertSound(setPragmas(plain))).not.toThrow();
    plain.close();
  });
});

describe("the question whether a booking could be saved", () => {
  const WRITTEN = ["visit", "counter_tick", "hall_capacity", "waiting_place", "audit", "message", "plan_version"];
  const opened = () => {
    const { client, store } = sqliteEngine(CONTRACT_CITY);
    const rows = () => WRITTEN.map((table) => client.prepare(`SELECT * FROM ${table}`).all());
    return { client, store, rows };
  };

  it("is asked by writing what a claim writes, and leaves nothing of it", async () => {
    const { store, rows } = opened();
    const before = rows();
    await store.health.probe();
    expect(rows()).toEqual(before);
  });

  it.each(WRITTEN)("is answered with no where nothing can be written into %s", async (table) => {
    const { client, store } = opened();
    const event = table === "plan_version" ? "UPDATE" : "INSERT";
    client.exec(`CREATE TRIGGER broken BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, 'broken'); END`);
    await expect(store.health.probe()).rejects.toThrow("broken");
    client.exec("DROP TRIGGER broken");
    await store.health.probe();
  });
});

describe("a transaction", () => {
  it("refuses an asynchronous function and keeps nothing of what it wrote", () => {
    const client = openDatabase(CONTRACT_CITY);
    const version = () => client.prepare("SELECT version FROM plan_version").pluck().get();
    const before = version();
    const work = async () => {
      client.exec("UPDATE plan_version SET version = version + 1");
    };
    // @ts-expect-error an asynchronous function does not compile either
    expect(() => writing(client, work)).toThrow(TypeError);
    expect(version()).toBe(before);
  });

  it("keeps nothing of what it wrote before it threw", () => {
    const client = openDatabase(CONTRACT_CITY);
    const version = () => client.prepare("SELECT version FROM plan_version").pluck().get();
    const before = version();
    expect(() =>
      writing(client, () => {
        client.exec("UPDATE plan_version SET version = version + 1");
        throw new Error("on the way");
      }),
    ).toThrow("on the way");
    expect(version()).toBe(before);
  });
});

describe("the one owner of the file", () => {
  let owner: ChildProcess | undefined;
  afterEach(() => {
    owner?.kill("SIGKILL");
  });

  it("keeps a second one out until it dies, even by kill -9", async () => {
    const file = join(folder, "owned.db");
    const script = resolve(import.meta.dirname, "../support/hold-lock.ts");
    owner = spawn(process.execPath, ["--import", "tsx", script, file], { stdio: ["ignore", "pipe", "inherit"] });
    const { stdout } = owner;
    if (!stdout) throw new Error("The owner has no output.");
    expect(String((await once(stdout, "data"))[0])).toBe("locked\n");
    expect(() => ownFile(file)).toThrow(FileInUseError);
    expect(() => ownFile(file)).toThrow(
      `Another Okienko server already uses ${file}; stop it first or set DATABASE_URL to another file.`,
    );
    const gone = once(owner, "exit");
    owner.kill("SIGKILL");
    expect(await gone).toEqual([null, "SIGKILL"]);
    const lock = ownFile(file);
    expect(() => ownFile(file)).toThrow(FileInUseError);
    lock.release();
    lock.release();
    ownFile(file).release();
  });
});

describe("a cell that was left without its visit", () => {
  /** A cancelled visit of the day whose number orphan rows may carry. */
  const withOrphan = async (sql: string) => {
    const engine = sqliteEngine(CONTRACT_CITY);
    const claims = claimsWith(testSeal());
    const gone = booked(
      await engine.store.visits.claim(
        claims.byDevice("gone", { group: "meldunki", start: tickAt("11:00"), now: NINE }),
      ),
    );
    await engine.store.visits.cancel(claims.tokenHash(gone.nonce), NINE, "resident");
    engine.client
      .prepare(sql)
      .run({ visit: gone.visit.id, counter: 2, hall: 1, tick: tickAt("10:00"), before: tickAt("10:00") - 1 });
    return { ...engine, claims };
  };
  const ORPHAN_TICK = "INSERT INTO counter_tick (counter_id, tick, visit_id) VALUES (@counter, @tick, @visit)";
  const FULL_ROOM = `WITH place (n) AS (VALUES (1), (2), (3), (4))
    INSERT INTO waiting_place (hall_id, tick, place, visit_id) SELECT @hall, @before, n, @visit FROM place`;

  it.each([
    ["at the counter", ORPHAN_TICK, "10:05", "10:20", "a counter's tick belongs to no standing visit of that time"],
    ["in the waiting room", FULL_ROOM, "10:15", "10:30", "a waiting place belongs to no standing visit of that time"],
  ])(
    "%s is answered with the next start, held on a page, named elsewhere, never an exception",
    async (_, sql, first, second, fault) => {
      const { store, client, claims } = await withOrphan(sql);
      const made = { group: "meldunki", start: tickAt("10:00"), now: NINE };
      const shown = await store.visits.claim(claims.byDevice(ALA, made));
      expect(shown.kind === "held" && timeOf(shown.visit.start)).toBe(first);
      const named = await store.visits.claim(claims.byOffer("offer", made));
      expect(named.kind === "lost" && named.next && timeOf(named.next.start)).toBe(second);
      const other = await store.visits.claim(claims.byDevice(BARTEK, { ...made, start: tickAt("11:00") }));
      expect(other.kind).toBe("booked");
      expect(new Set(faultsIn(client).map((line) => line.split(":")[0]))).toEqual(new Set([fault]));
    },
  );
});

describe("the hot statements", () => {
  it("find their rows by an index, never by reading all visits", () => {
    const client = openDatabase(CONTRACT_CITY);
    const statements = prepareStatements(ormOf(client));
    const planOf = (name: keyof typeof statements): string => {
      const query = statements[name].getQuery();
      const rows = client
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${query.sql}`)
        .all(...query.params.map(() => null));
      return rows.map((row) => row.detail).join("; ");
    };
    expect({
      visitByNonce: planOf("visitByNonce"),
      visitByKey: planOf("visitByKey"),
      visitByToken: planOf("visitByToken"),
      visitByDevice: planOf("visitByDevice"),
      codeInUse: planOf("codeInUse"),
      dayVisits: planOf("dayVisits"),
      deadHolds: planOf("deadHolds"),
      locationDay: planOf("locationDay"),
      placesAt: planOf("placesAt"),
      freeTicks: planOf("freeTicks"),
      freePlaces: planOf("freePlaces"),
    }).toEqual({
      visitByNonce: "SEARCH visit USING INDEX visit_nonce (nonce=?)",
      visitByKey: "SEARCH visit USING INDEX visit_key (key_hash=?)",
      visitByToken: "SEARCH visit USING INDEX visit_token (token=?)",
      visitByDevice: "SEARCH visit USING INDEX visit_device (device=? AND start_tick>? AND start_tick<?)",
      codeInUse: "SEARCH visit USING INDEX visit_code (code=?)",
      dayVisits: "SEARCH visit USING INDEX visit_day (location_id=? AND start_tick>? AND start_tick<?)",
      deadHolds: "SEARCH visit USING INDEX visit_held (held_until<?)",
      locationDay: "SEARCH location_day USING PRIMARY KEY (location_id=? AND day=?)",
      placesAt: "SEARCH waiting_place USING PRIMARY KEY (hall_id=? AND tick=?)",
      freeTicks: "SEARCH counter_tick USING PRIMARY KEY (counter_id=? AND tick>? AND tick<?)",
      freePlaces: "SEARCH waiting_place USING PRIMARY KEY (hall_id=? AND tick>? AND tick<?)",
    });
  });
});
