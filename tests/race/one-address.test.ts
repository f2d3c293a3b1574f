import { expect, it } from "vitest";
import { aCity, aCounter, aGroup, aHall, PARTER, RATUSZ } from "../support/make";
import { crowdDoes } from "./crowd";
import { faultsOf, visitsByState } from "./database";
import { openOffice } from "./office";
import { acceptFormOf, MULTIPART, multipart, type Page, phoneOf } from "./phone";
import { ask, connections } from "./wire";

const PEOPLE = 200;
const PROCESSES = 4;
const TRIES = 9;
const HAMMERED = 60;
const DOWODY = { location: RATUSZ, caseGroup: "dowody" };

/** A hall in which two hundred people find a start within the hours that today's visits may begin. */
const CITY = aCity({
  groups: [aGroup("dowody")],
  halls: [aHall(PARTER, null)],
  counters: Array.from({ length: 12 }, (_, index) =>
    aCounter(index + 1, { groups: ["dowody"], windows: ["10:00-16:00"] }),
  ),
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

it("two hundred people behind one address all get tickets, while the one of them that hammers is made to wait", async () => {
  const { origin, databaseFile } = await openOffice({ city: CITY, limits: "on" });
  const share = { origin, matter: DOWODY, people: PEOPLE / PROCESSES, by: "page" as const };
  const [rush, hammered] = await Promise.all([
    crowdDoes(
      "raceForStarts",
      Array.from({ length: PROCESSES }, () => share),
    ),
    hammer(origin),
  ]);
  const ends = rush.flatMap((result) => result.ends);
  expect(ends.filter(({ kind }) => kind === "ticket")).toHaveLength(PEOPLE);
  expect(new Set(rush.flatMap((result) => result.statuses))).toEqual(new Set([200, 303]));
  expect(hammered.statuses.slice(0, TRIES)).toEqual(Array(TRIES).fill(303));
  expect(new Set(hammered.statuses.slice(TRIES))).toEqual(new Set([429]));
  for (const seconds of hammered.waits) {
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
  }
  const { booked = 0, held = 0 } = visitsByState(databaseFile);
  expect(booked + held).toBeLessThanOrEqual(PEOPLE + 1);
  expect(booked).toBeGreaterThanOrEqual(PEOPLE);
  expect(faultsOf(databaseFile)).toEqual([]);
});

it("control: without limits the one that hammers is always answered", async () => {
  const { origin } = await openOffice({ city: CITY, limits: "off" });
  expect(new Set((await hammer(origin)).statuses)).toEqual(new Set([303]));
});
