import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, RATUSZ } from "../support/make";
import { apiOf } from "./api";
import { openOffice } from "./office";
import { attemptStart, sentencesOf } from "./start-attempt";
import { connections } from "./wire";

const DOWODY = { location: RATUSZ, caseGroup: "dowody" };
const CITY = aCity({
  groups: [aGroup("dowody")],
  counters: [aCounter(1, { groups: ["dowody"], windows: ["09:00-16:00"] })],
});

describe("a second server on the same file", () => {
  it("refuses with one sentence and a failure, and the first goes on; after kill -9 the next start just works", async () => {
    const office = await openOffice({ city: CITY });
    const second = await attemptStart(office.databaseFile);
    expect(second.end).toBe(1);
    expect(sentencesOf(second)).toEqual([
      `Another Okienko server already uses ${office.databaseFile}; stop it first or set DATABASE_URL to another file.`,
    ]);
    const api = apiOf(office.origin, connections(1));
    expect((await api.claimStart(DOWODY, "2026-11-24T10:00:00Z", "after the refusal")).status).toBe(201);
    await office.kill();
    await office.restart();
    const { body } = await api.claimStart(DOWODY, "2026-11-24T10:00:00Z", "after the refusal");
    expect(body.state).toBe("booked");
  });

  it("control: with the lock file taken away it does start, and would be noticed", async () => {
    const office = await openOffice({ city: CITY });
    rmSync(`${office.databaseFile}.lock`);
    expect((await attemptStart(office.databaseFile)).end).toBe("serves");
  });
});
