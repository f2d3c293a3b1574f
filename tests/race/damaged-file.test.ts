import { closeSync, openSync, writeSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, RATUSZ } from "../support/make";
import { apiOf } from "./api";
import { emptyLog } from "./broken-disk";
import { type Office, openOffice } from "./office";
import { acceptFormOf, phoneOf } from "./phone";
import { attemptStart, sentencesOf } from "./start-attempt";
import { ask, connections } from "./wire";

const PAGE = 4_096;
const AKTA = { location: RATUSZ, caseGroup: "akta" };
const CITY = aCity({
  groups: [aGroup("akta"), aGroup("bilety")],
  counters: [1, 2].map((number) => aCounter(number, { groups: ["akta", "bilety"], windows: ["09:00-16:00"] })),
});

/** Makes noise of a page under the running server, and lets it forget what it has read, as another's write does. */
function spoil({ databaseFile }: Office, name: string): void {
  emptyLog(databaseFile);
  const database = new Database(databaseFile);
  const page = database
    .prepare<[string], number>("SELECT rootpage FROM sqlite_schema WHERE name = ?")
    .pluck()
    .get(name);
  const file = openSync(databaseFile, "r+");
  writeSync(file, Buffer.alloc(PAGE, 7), 0, PAGE, ((page ?? 1) - 1) * PAGE);
  closeSync(file);
  database.exec("UPDATE plan_version SET version = version + 1");
  database.close();
}

const damagedSaid = ({ output }: Office) =>
  output()
    .split("\n")
    .filter((line) => line.includes('"event":"damaged"'))
    .map((line) => JSON.parse(line) as Readonly<Record<string, string>>);

const remedyFor = (file: string, code = "SQLITE_CORRUPT"): string =>
  `The database ${file} is damaged (${code}): stop the server, move the file aside with its -wal and -shm, and put your ` +
  "latest backup in its place (docs/operations.md, Restore).";

describe("a page that is damaged while the server runs", () => {
  it("is named once with the file and the remedy, readiness is red with the reason, and nothing is confirmed", async () => {
    const office = await openOffice({ city: CITY });
    const agent = connections(2);
    const api = apiOf(office.origin, agent);
    const phone = phoneOf(office.origin, agent);
    const { body } = await api.claimStart(AKTA, "2026-11-24T10:00:00Z", "before the damage");
    const offer = await phone.open(`/q/${RATUSZ}/akta`);
    spoil(office, "audit");

    const claimed = await api.claimStart(AKTA, "2026-11-24T11:00:00Z", "after the damage");
    expect([claimed.status, claimed.body.reason]).toEqual([503, "not-saved"]);
    const cancelled = await api.cancel(body.token ?? "");
    expect([cancelled.status, cancelled.body.reason]).toEqual([503, "not-saved"]);
    const form = acceptFormOf(offer);
    if (!form) throw new Error("The offer has no form.");
    const shown = await phone.open(await phone.post(offer, form));
    expect(shown.path).toContain("notice=not-saved");
    expect(shown.html).toContain("Nic się nie zmieniło.");
    // What can be read is shown.
    expect((await api.visit(body.token ?? "")).body.state).toBe("booked");

    const ready = await ask(agent, `${office.origin}/readyz`);
    expect([ready.status, JSON.parse(ready.text)]).toEqual([503, { ready: false, reason: "damaged" }]);
    const file = office.databaseFile;
    expect(damagedSaid(office)).toMatchObject([{ level: "error", file, remedy: remedyFor(file) }]);

    await office.kill();
    const again = await attemptStart(file);
    expect(again.end).toBe(1);
    expect(sentencesOf(again)).toEqual([expect.stringContaining(`The database ${file} is damaged (`)]);
  });

  it("stays red though what is asked for next is whole, for nobody knows what else is not", async () => {
    const office = await openOffice({ city: CITY });
    const agent = connections(2);
    const api = apiOf(office.origin, agent);
    spoil(office, "visit_token");
    expect((await api.visit("AAAAAAAAAAAAAAAAAAAAAA")).status).toBe(500);
    expect((await api.freeStarts(AKTA, "2026-11-24")).status).toBe(200);
    const ready = await ask(agent, `${office.origin}/readyz`);
    expect(JSON.parse(ready.text)).toEqual({ ready: false, reason: "damaged" });
    expect(damagedSaid(office)).toHaveLength(1);
  });

  it("control: with its pages as they were the same requests are answered", async () => {
    const office = await openOffice({ city: CITY });
    const api = apiOf(office.origin, connections(2));
    expect((await api.claimStart(AKTA, "2026-11-24T11:00:00Z", "without damage")).status).toBe(201);
    expect((await api.visit("AAAAAAAAAAAAAAAAAAAAAA")).status).toBe(404);
    expect((await ask(connections(1), `${office.origin}/readyz`)).status).toBe(200);
  });
});
