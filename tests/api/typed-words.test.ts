import { statSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { Application } from "@/lib/server/compose";
import { residentForms } from "@/lib/server/forms/resident-forms";
import { memoryLookups } from "@/lib/server/lookups";
import { NINE } from "../store/engine";
import { pinnedClock, tickAt } from "../support/make";
import { begin, eachItsOwn, MONDAY } from "./stage";

const DEVICES = 300;
const deviceOf = (one: number): string => `device${String(one).padStart(16, "0")}`;
const LONG = "ż".repeat(5_000);

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const hour = (time: string, date: string) => ({
  ...{ location: "gronowa", caseGroup: "rejestracja-pojazdow", cases: "1" },
  start: String(tickAt(time, date)),
});

/** Sends a form from so many devices, each with a cookie of its own. */
async function flood(app: Application, form: "giveDetails" | "find", fields: Readonly<Record<string, string>>) {
  for (let one = 0; one < DEVICES; one++)
    await residentForms[form](app, formOf(fields), { device: deviceOf(one), address: `198.51.100.${one % 250}` });
}

function bytesOf({ env }: Application): number {
  const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return sizeOf(env.databaseFile) + sizeOf(`${env.databaseFile}-wal`);
}

function rowsIn<T>({ env }: Application, sql: string): T[] {
  const database = new Database(env.databaseFile, { readonly: true });
  try {
    return database.prepare<[], T>(sql).all();
  } finally {
    database.close();
  }
}

const TYPED = { name: LONG, contact: LONG, language: LONG };
const DRAFTS = "SELECT length(name) + length(contact) + length(language) AS letters FROM booking_draft";
const HOLDS = "SELECT id FROM visit WHERE state = 'held'";

describe("what strangers type into the calendar's form", () => {
  eachItsOwn();

  it.each([
    ["an hour that has passed", "08:00", "2026-11-23"],
    ["a day that is closed", "10:00", "2026-11-29"],
    ["a day too far away", "10:00", "2027-02-01"],
  ])("is not kept for %s", async (_, time, date) => {
    const app = begin(MONDAY);
    const before = bytesOf(app);
    await flood(app, "giveDetails", { ...hour(time, date), ...TYPED });
    expect(rowsIn(app, DRAFTS)).toEqual([]);
    expect(bytesOf(app) - before).toBeLessThan(100_000);
  });

  it("is kept for held hours only, and small", async () => {
    const app = begin(MONDAY);
    await flood(app, "giveDetails", { ...hour("10:00", "2026-11-24"), ...TYPED });
    const drafts = rowsIn<{ letters: number }>(app, DRAFTS);
    expect(drafts.length).toBeGreaterThan(0);
    expect(drafts.length).toBeLessThanOrEqual(rowsIn(app, HOLDS).length);
    expect(Math.max(...drafts.map(({ letters }) => letters))).toBeLessThanOrEqual(300 + 300 + 8);
  });
});

describe("what is looked for in vain", () => {
  eachItsOwn();

  it("is never written down, and is there for the page that says so", async () => {
    const app = begin(MONDAY);
    const reader = new Database(app.env.databaseFile, { readonly: true });
    const seen = () => reader.pragma("data_version", { simple: true });
    const before = seen();
    await flood(app, "find", { code: "ABC123", contact: LONG });
    expect(seen()).toBe(before);
    reader.close();
    expect(app.lookups.typedOn(deviceOf(DEVICES - 1))).toEqual({ code: "ABC123", contact: LONG.slice(0, 300) });
    expect(app.lookups.typedOn("somebody-else")).toBeNull();
  });

  it("is kept for ten minutes, of the last five hundred devices", () => {
    const clock = pinnedClock(NINE);
    const lookups = memoryLookups(clock);
    const typed = { code: "x", contact: "y" };
    for (let one = 0; one <= 500; one++) lookups.keep(deviceOf(one), typed);
    expect([lookups.typedOn(deviceOf(0)), lookups.typedOn(deviceOf(1))]).toEqual([null, typed]);
    clock.set(NINE + 600_000 - 1);
    expect(lookups.typedOn(deviceOf(1))).toEqual(typed);
    lookups.keep(deviceOf(1), null);
    expect(lookups.typedOn(deviceOf(1))).toBeNull();
    clock.set(NINE + 600_000);
    expect(lookups.typedOn(deviceOf(500))).toBeNull();
  });

  it("is let go when the clock that stood forty days ahead is put right", () => {
    const clock = pinnedClock(NINE + 40 * 24 * 60 * 60_000);
    const lookups = memoryLookups(clock);
    lookups.keep(deviceOf(1), { code: "x", contact: "y" });
    clock.set(NINE);
    expect(lookups.typedOn(deviceOf(1))).toBeNull();
  });
});
