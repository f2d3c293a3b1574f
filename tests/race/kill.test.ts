import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runs } from "../support/runs";
import { missingFrom } from "./acknowledged";
import type { Matter } from "./api";
import { chanceFrom } from "./chance";
import { startCrowd } from "./crowd";
import { faultsOf, visitsByState } from "./database";
import { acknowledgedIn, acknowledgementsIn } from "./keep-log";
import { type Office, openOffice } from "./office";
import { pause } from "./wire";

const MATTERS: readonly Matter[] = [
  { location: "libelta", caseGroup: "dowody-wniosek" },
  { location: "libelta", caseGroup: "odpisy" },
  { location: "gronowa", caseGroup: "rejestracja-pojazdow" },
  { location: "gronowa", caseGroup: "prawo-jazdy" },
  { location: "28-czerwca", caseGroup: "meldunki" },
  { location: "28-czerwca", caseGroup: "rejestracja-pojazdow" },
  { location: "slowackiego", caseGroup: "zaswiadczenia-podatkowe" },
];
const DATES = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"];

interface Ordeal {
  readonly seed: number;
  readonly kills: number;
  /** Acknowledgements between two kills, at least. */
  readonly between: number;
  readonly pagePercent: number;
}

interface Survived {
  readonly kills: number;
  readonly acknowledgements: number;
  /** Acknowledged tickets that are not there, or in another state than was acknowledged. */
  readonly missing: readonly string[];
  /** Visits that stand in the database beyond those that were acknowledged. */
  readonly unasked: number;
  /** What was wrong in the database, looked at after each restart. */
  readonly faults: readonly string[];
}

/** Kills the server again and again while two processes claim and cancel, then compares what they were told. */
async function survive(office: Office, { seed, kills, between, pagePercent }: Ordeal): Promise<Survived> {
  const { origin, databaseFile, folder } = office;
  const chance = chanceFrom(seed);
  const files = [1, 2].map((client) => join(folder, `acknowledged-${client}.log`));
  const crowd = await startCrowd(
    "keepLog",
    files.map((file, index) => ({
      ...{ origin, people: 4, seed: seed * 10 + index, file },
      ...{ matters: MATTERS, dates: DATES, pagePercent },
    })),
  );
  const faults: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    await crowd.untilTold(between);
    await pause(chance.below(40));
    await office.kill();
    await office.restart();
    faults.push(...faultsOf(databaseFile));
  }
  await crowd.untilTold(between);
  crowd.stop();
  await crowd.results();
  const acknowledged = acknowledgedIn(files);
  const { booked = 0, cancelled = 0 } = visitsByState(databaseFile);
  return {
    kills,
    acknowledgements: acknowledgementsIn(files),
    missing: await missingFrom(origin, acknowledged),
    unasked: booked + cancelled - acknowledged.size,
    faults: [...faults, ...faultsOf(databaseFile)],
  };
}

describe("kill -9 at random instants while two processes claim and cancel", () => {
  it("loses nothing that was acknowledged, leaves nothing half, and needs no hand to start again", async () => {
    const ordeals = [1, 2].map(async (seed) => {
      const office = await openOffice();
      return survive(office, { seed, kills: runs(6, 100), between: 39, pagePercent: seed === 1 ? 25 : 0 });
    });
    const survived = await Promise.all(ordeals);
    const sum = (field: "kills" | "acknowledgements") => survived.reduce((all, one) => all + one[field], 0);
    console.log(`kill -9: ${sum("kills")} kills, ${sum("acknowledgements")} acknowledgements, 2 servers side by side`);
    for (const { missing, unasked, faults } of survived) {
      expect({ missing, unasked, faults }).toEqual({ missing: [], unasked: 0, faults: [] });
    }
    expect(sum("kills")).toBe(runs(12, 200));
    expect(sum("acknowledgements")).toBeGreaterThanOrEqual(runs(500, 8_000));
  });

  it("control: a server that answers before its commit is found to lose some", async () => {
    const office = await openOffice({ fault: "answers before commit" });
    const ordeal = { seed: 3, kills: 3, between: 40, pagePercent: 0 };
    const { kills, acknowledgements, missing } = await survive(office, ordeal);
    console.log(`control: ${kills} kills, ${acknowledgements} acknowledgements, ${missing.length} lost`);
    expect(missing.length).toBeGreaterThan(0);
  });
});
