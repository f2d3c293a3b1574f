import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { assertWhole } from "@/db/sqlite/damage";
import { idOf } from "@/lib/domain/who/ids";
import { type Application, startApplication } from "@/lib/server/compose";
import { makeSeal } from "@/lib/server/seal";
import { NO_SWITCHES, type Switches } from "@/lib/server/switches";
import { LANDED_SECRET, layLanded } from "./landed-file";

const OTHER_SECRET = "another secret, which is also thirty-two characters";

const folder = mkdtempSync(join(tmpdir(), "okienko-start-"));
afterAll(() => rmSync(folder, { recursive: true }));

const freshFolder = (): string => mkdtempSync(join(folder, "start-"));
const running: Application[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

interface Start {
  readonly secret?: string;
  readonly switches?: Partial<Switches>;
}

function start(file: string, { secret, switches }: Start = {}): Application {
  const variables = { DATABASE_URL: `file:${file}`, ...(secret !== undefined && { OKIENKO_SECRET: secret }) };
  const application = startApplication(variables, { ...NO_SWITCHES, ...switches });
  running.push(application);
  return application;
}

/** The sentence with which a start is refused. */
function refusal(file: string, how: Start = {}): string {
  try {
    start(file, how);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
  throw new Error("It started.");
}

/** A database of a city with 221 visits, beside the secret from which their tickets follow, or another. */
function layCity(secret: string | null = LANDED_SECRET): string {
  const file = layLanded("0002-messages", freshFolder());
  if (secret !== null) writeFileSync(`${file}.secret`, secret, { mode: 0o600 });
  return file;
}

const REMEDY = (file: string) =>
  'put the right one there from your backup. If it is lost, "npm start -- --new-secret" goes on without it: the links ' +
  `that people have then lead nowhere, and those in later messages of ${file} lead to their tickets.`;

describe("a start with the secret of its database", () => {
  it("goes on, whether it lies beside it or comes from the environment", () => {
    expect(start(layCity()).secret).toBe(LANDED_SECRET);
    expect(start(layCity(null), { secret: LANDED_SECRET }).secret).toBe(LANDED_SECRET);
  });

  it("goes on where a few visits were made with another one: a server ran with it for a while", () => {
    const file = layCity();
    const database = new Database(file);
    const { hashToken, tokenOf } = makeSeal(OTHER_SECRET);
    const latest = "SELECT id, nonce FROM visit ORDER BY start_tick DESC LIMIT 99";
    for (const { id, nonce } of database.prepare<[], { id: number; nonce: Buffer }>(latest).all())
      database.prepare("UPDATE visit SET token = ? WHERE id = ?").run(hashToken(tokenOf(idOf(nonce))), id);
    database.close();
    expect(start(file).secret).toBe(LANDED_SECRET);
  });

  it("makes one where no ticket is known any more", () => {
    const file = layCity(null);
    const database = new Database(file);
    database.exec("UPDATE visit SET nonce = NULL");
    database.close();
    expect(start(file).secret).toBe(readFileSync(`${file}.secret`, "utf8"));
    expect(statSync(`${file}.secret`).mode & 0o777).toBe(0o600);
  });
});

describe("a start with a secret that is lost or another city's", () => {
  it("is refused with a sentence, and makes no new one", () => {
    const file = layCity(null);
    expect(refusal(file)).toBe(
      `There is no secret ${file}.secret, with which the tickets of its database were made: ${REMEDY(file)}`,
    );
    expect(existsSync(`${file}.secret`)).toBe(false);
  });

  it("is refused where another lies there, or is in the environment", async () => {
    const file = layCity(OTHER_SECRET);
    expect(refusal(file)).toBe(
      `The secret in ${file}.secret is not the one with which the database's tickets were made: ${REMEDY(file)}`,
    );
    await setImmediate();
    expect(refusal(file, { secret: OTHER_SECRET })).toBe(
      `OKIENKO_SECRET is not the one with which the database's tickets were made: ${REMEDY(file)}`,
    );
  });

  it.each([
    ["lost", null],
    ["another city's", OTHER_SECRET],
  ])("goes on where it is %s and the operator says so: every ticket follows from the one that is there", (_, laid) => {
    const file = layCity(laid);
    const { secret, seal } = start(file, { switches: { newSecret: true } });
    expect(secret).toBe(readFileSync(`${file}.secret`, "utf8"));
    expect(secret).not.toBe(LANDED_SECRET);
    const database = new Database(file, { readonly: true });
    const all = database.prepare<[], { nonce: Buffer; token: Buffer }>("SELECT nonce, token FROM visit").all();
    expect(all).toHaveLength(221);
    for (const { nonce, token } of all) expect(seal.hashToken(seal.tokenOf(idOf(nonce)))).toEqual(token);
    const audit = database.prepare("SELECT actor, what, detail FROM audit ORDER BY id DESC LIMIT 1").get();
    expect(audit).toEqual({ actor: "command", what: "secret", detail: "221 tickets" });
    database.close();
  });

  it("changes nothing where the right one is there after all", () => {
    const file = layCity();
    const tokens = () => {
      const database = new Database(file, { readonly: true });
      const all = database.prepare("SELECT token FROM visit ORDER BY id").all();
      database.close();
      return all;
    };
    const before = tokens();
    start(file, { switches: { newSecret: true } });
    expect(tokens()).toEqual(before);
  });
});

describe("a start where the database is gone and its secret is not", () => {
  const gone = (file: string, trace = ".secret"): string =>
    `There is no database ${file}, though ${file}${trace} of one is there: put the database back ` +
    '(docs/operations.md, Restore), or begin a new and empty city with "npm start -- --new-city".';

  it.each([
    ["was moved", (file: string) => renameSync(file, `${file}.moved`)],
    ["is empty", (file: string) => truncateSync(file)],
  ])("is refused where it %s, and lays none", (_, lose) => {
    const file = layCity();
    lose(file);
    expect(refusal(file)).toBe(gone(file));
    expect(statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });

  it("is refused where the secret comes from the environment and a database was here", async () => {
    const file = join(freshFolder(), "okienko.db");
    await start(file, { secret: OTHER_SECRET }).close();
    rmSync(file);
    expect(refusal(file, { secret: OTHER_SECRET })).toBe(gone(file, ".vapid"));
  });

  it("is refused where a link leads to what is not there, and the secret lies beside the link", () => {
    const link = layCity();
    rmSync(link);
    const target = join(freshFolder(), "not-mounted", "okienko.db");
    symlinkSync(target, link);
    expect(refusal(link)).toBe(gone(target).replace(`${target}.secret`, `${link}.secret`));
    expect(existsSync(target)).toBe(false);
  });

  it("begins a new city where the operator says so, with the secret that is there", () => {
    const file = layCity();
    rmSync(file);
    const application = start(file, { switches: { newCity: true } });
    expect([application.filled, application.secret]).toEqual([true, LANDED_SECRET]);
  });

  it("control: an empty folder, and a secret in the environment, are a first start", () => {
    expect(start(join(freshFolder(), "okienko.db")).filled).toBe(true);
    expect(start(join(freshFolder(), "okienko.db"), { secret: OTHER_SECRET }).filled).toBe(true);
  });
});

const PAGE = 4_096;

/** Overwrites a page of a file, numbered from 1. */
function spoil(file: string, page: number, bytes = Buffer.alloc(PAGE)): void {
  const whole = readFileSync(file);
  bytes.copy(whole, (page - 1) * PAGE);
  writeFileSync(file, whole);
}

/** The first page of a table or an index. */
function rootOf(file: string, name: string): number {
  const database = new Database(file, { readonly: true });
  const page = database
    .prepare<[string], number>("SELECT rootpage FROM sqlite_schema WHERE name = ?")
    .pluck()
    .get(name);
  database.close();
  return page ?? 0;
}

describe("a start on a damaged file", () => {
  const DAMAGED: Readonly<Record<string, (file: string) => void>> = {
    "whose header is gone": (file) => spoil(file, 1),
    "that is no database": (file) => writeFileSync(file, "Not a database, but a text about one. ".repeat(200)),
    "that was cut off": (file) => truncateSync(file, 40 * PAGE),
    "a page of whose visits is zero": (file) => spoil(file, rootOf(file, "visit")),
    "a page of one of whose indexes is noise": (file) => spoil(file, rootOf(file, "visit_code"), Buffer.alloc(PAGE, 7)),
    "a page of whose city is zero": (file) => spoil(file, rootOf(file, "counter")),
  };

  it.each(Object.entries(DAMAGED))("%s is refused by its name and with the remedy, and left as it is", (_, damage) => {
    const file = layCity();
    damage(file);
    const before = readFileSync(file);
    const [named, found, remedy] = refusal(file).split(/ is damaged \((.+)\): /);
    expect(named).toBe(`The database ${file}`);
    expect(found).toMatch(/^(SQLITE_(CORRUPT|NOTADB)|.*page|Freelist|Tree)/i);
    expect(remedy).toBe(
      "stop the server, move the file aside with its -wal and -shm, and put your latest backup in its place " +
        "(docs/operations.md, Restore).",
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("looks at everything but the past where the file is very large", () => {
    const look = (name: string): void => {
      const file = layCity();
      spoil(file, rootOf(file, name));
      const database = new Database(file);
      try {
        assertWhole(database, 1);
      } finally {
        database.close();
      }
    };
    expect(() => look("counter")).toThrow("is damaged");
    expect(() => look("setting")).toThrow("is damaged");
    expect(() => look("visit")).not.toThrow();
  });
});

describe("a database by another name", () => {
  const inUse = (file: string): string =>
    `Another Okienko server already uses ${file}; stop it first or set DATABASE_URL to another file.`;

  const LINKS: Readonly<Record<string, (file: string) => string>> = {
    "a link to the file": (file) => {
      const link = join(freshFolder(), "link.db");
      symlinkSync(file, link);
      return link;
    },
    "a link to its folder": (file) => {
      const link = join(freshFolder(), "data");
      symlinkSync(join(file, ".."), link);
      return join(link, "okienko.db");
    },
    "a link to a link": (file) => {
      const [first, second] = [join(freshFolder(), "one.db"), join(freshFolder(), "two.db")];
      symlinkSync(file, first);
      symlinkSync(first, second);
      return second;
    },
  };

  it.each(Object.entries(LINKS))("by %s is the same database: a second server refuses, either way round", (_, link) => {
    const file = layCity();
    const name = link(file);
    start(file);
    expect(refusal(name)).toBe(inUse(file));
  });

  it.each(Object.entries(LINKS))("by %s has its secret, lock and letters beside the file itself", (_, link) => {
    const file = layCity();
    const application = start(link(file));
    expect(application.env.databaseFile).toBe(file);
    expect(application.secret).toBe(LANDED_SECRET);
    expect(application.letterBox.folder).toBe(join(file, "../outbox"));
    expect(existsSync(`${file}.lock`)).toBe(true);
    expect(refusal(file)).toBe(inUse(file));
  });

  it("is made where a link leads that was laid before it", () => {
    const [target, link] = [join(freshFolder(), "okienko.db"), join(freshFolder(), "okienko.db")];
    symlinkSync(target, link);
    expect(start(link).filled).toBe(true);
    expect([existsSync(`${target}.secret`), existsSync(`${link}.secret`)]).toEqual([true, false]);
  });

  it("by a hard link is refused: its log and lock would have two names", () => {
    const file = layCity();
    const other = join(freshFolder(), "okienko.db");
    linkSync(file, other);
    for (const name of [file, other])
      expect(refusal(name)).toBe(
        `The database ${name} has another name on its disk (a hard link), by which a second server could use it ` +
          "unnoticed: copy the file, and put the copy in its place.",
      );
    rmSync(other);
    expect(start(file).filled).toBe(false);
  });

  it("keeps the words of the operator where there is no link on the way", () => {
    const inside = join(freshFolder(), "data");
    mkdirSync(inside);
    expect(start(join(inside, "..", "data", "okienko.db")).env.databaseFile).toBe(join(inside, "okienko.db"));
  });
});
