import { beforeEach, describe, expect, it } from "vitest";
import type { Application } from "@/lib/server/compose";
import { deviceCookie, newDevice } from "@/lib/server/who/device";
import { bookVisit } from "@/lib/use-cases/resident/book-visit";
import { cancelVisit, neededUntil } from "@/lib/use-cases/visit/own-visit";
import { begin, eachItsOwn, MONDAY } from "./stage";

const ALA = { name: "Ala Nowak", contact: "ala@example.pl", language: "pl" } as const;
const PLACE = { locationId: "slowackiego", caseGroupId: "ulgi", cases: 1 };
const DAY_SECONDS = 86_400;

let app: Application;
let device: string;

async function book(instant: string): Promise<string> {
  const start = Date.parse(instant) / 300_000;
  const answer = await bookVisit(app)({ ...PLACE, start }, ALA, { device, address: "192.0.2.1" });
  if (answer.kind !== "booked") throw new Error(`The visit was not booked: ${answer.kind}`);
  return answer.token;
}

const untilNow = async (): Promise<string> => new Date(await neededUntil(app)(device)).toISOString();

const ageOf = (seconds?: number): number => Number(/Max-Age=(\d+);/.exec(deviceCookie(app.env, device, seconds))?.[1]);

eachItsOwn();
beforeEach(() => {
  app = begin(MONDAY);
  device = newDevice();
});

describe("a device", () => {
  it("is remembered to the end of the day of its last visit", async () => {
    await book("2026-12-03T10:00:00+01:00");
    expect(await untilNow()).toBe("2026-12-03T23:00:00.000Z");
    const later = await book("2026-12-08T10:00:00+01:00");
    expect(await untilNow()).toBe("2026-12-08T23:00:00.000Z");
    await cancelVisit(app)(later, "resident");
    expect(await untilNow()).toBe("2026-12-03T23:00:00.000Z");
  });

  it("without a visit is needed no longer than now", async () => {
    expect(await neededUntil(app)(device)).toBeLessThanOrEqual(app.clock.now());
  });

  it("keeps its cookie for a day at least, and in whole seconds as long as it is needed", () => {
    expect(ageOf()).toBe(DAY_SECONDS);
    expect(ageOf(DAY_SECONDS - 0.5)).toBe(DAY_SECONDS);
    expect(ageOf(DAY_SECONDS + 0.5)).toBe(DAY_SECONDS + 1);
    expect(ageOf(10 * DAY_SECONDS)).toBe(10 * DAY_SECONDS);
  });
});
