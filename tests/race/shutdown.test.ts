import { mkdirSync, rmdirSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, aHall, RATUSZ } from "../support/make";
import { missingFrom } from "./acknowledged";
import { monotonic, type OneClaim } from "./claim-once";
import { startCrowd } from "./crowd";
import { faultsOf, visitsByState } from "./database";
import { type Office, openOffice } from "./office";

const GROUPS = ["akta", "bilety", "ceidg", "dowody"];
const PROCESSES = 4;
const PEOPLE = 70;
const ON_PAGE = 10;

/** Room for everybody: four groups, four counters each, no limit on waiting. */
const CITY = aCity({
  halls: [aHall("parter", null)],
  groups: GROUPS.map((id) => aGroup(id)),
  counters: GROUPS.flatMap((id, index) =>
    [1, 2, 3, 4].map((desk) => aCounter(index * 4 + desk, { groups: [id], windows: ["09:30-16:30"] })),
  ),
});

/** A connection that has sent something and waits. */
function openSocket({ port }: Office, sent: string): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", fail);
    socket.on("connect", () => {
      socket.write(sent);
      done(socket);
    });
  });
}

const HALF_A_CLAIM = [
  "POST /api/v1/visits HTTP/1.1",
  "Host: 127.0.0.1",
  "Content-Type: application/json",
  "Content-Length: 1000",
  "",
  '{"offer":"',
].join("\r\n");

const ONE_QUESTION = "GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

interface Ended {
  readonly claims: readonly OneClaim[];
  readonly inFlight: number;
  readonly code: number | null;
  readonly took: number;
}

/** Lets everybody claim at once, and ends the server as soon as the first answers come. */
async function endDuringClaims(office: Office, onPage: number): Promise<Ended> {
  const { origin } = office;
  const matters = GROUPS.map((caseGroup) => ({ location: RATUSZ, caseGroup }));
  const inputs = Array.from({ length: PROCESSES }, (_, seed) => {
    return { origin, seed, people: PEOPLE, onPage, matters, date: "2026-11-24" };
  });
  const crowd = await startCrowd("claimOnce", inputs);
  await crowd.untilTold(1);
  const endedAt = monotonic();
  const { code, took } = await office.stop();
  const claims = (await crowd.results()).flat();
  const inFlight = claims.filter((claim) => claim.askedAt < endedAt && claim.answeredAt > endedAt).length;
  return { claims, inFlight, code, took };
}

const countOf = (claims: readonly OneClaim[], end: OneClaim["end"]): number =>
  claims.filter((claim) => claim.end === end).length;

describe("SIGTERM while more than 200 claims are in flight", () => {
  it("answers every one of them, keeps what it acknowledged and nothing else, and ends with 0 in time", async () => {
    const office = await openOffice({ city: CITY });
    const { claims, inFlight, code, took } = await endDuringClaims(office, ON_PAGE);
    const tickets = claims.flatMap(({ token }) => token ?? []);
    console.log(
      `SIGTERM: ${inFlight} in flight, ${tickets.length} tickets, ${countOf(claims, "no")} other answers, ` +
        `${countOf(claims, "refused")} refused, ${countOf(claims, "cut")} cut, ended after ${took.toFixed(0)} ms`,
    );
    expect(inFlight).toBeGreaterThan(200);
    expect(claims.filter((claim) => claim.end === "cut")).toEqual([]);
    expect(code).toBe(0);
    expect(took).toBeLessThan(10_000);
    expect(faultsOf(office.databaseFile)).toEqual([]);
    expect(visitsByState(office.databaseFile).booked ?? 0).toBe(tickets.length);
    await office.restart();
    const acknowledged = tickets.map((token) => [token, "booked"] as const);
    expect(await missingFrom(office.origin, acknowledged)).toEqual([]);
  });

  it("control: a server that ends at once cuts claims, and the test sees it", async () => {
    const office = await openOffice({ city: CITY, fault: "ends at once" });
    const { claims } = await endDuringClaims(office, 0);
    expect(countOf(claims, "cut")).toBeGreaterThan(0);
  });
});

describe("SIGTERM with connections that stay open", () => {
  it("ends with 0 in time beside an idle connection and a claim that was only half sent", async () => {
    const office = await openOffice({ city: CITY });
    const idle = await openSocket(office, ONE_QUESTION);
    const half = await openSocket(office, HALF_A_CLAIM);
    await new Promise((answered) => idle.once("data", answered));
    const { code, took } = await office.stop();
    for (const socket of [idle, half]) socket.destroy();
    console.log(`SIGTERM beside open connections: ended with ${code} after ${took.toFixed(0)} ms`);
    expect(took).toBeLessThan(10_000);
    expect(code).toBe(0);
    expect(visitsByState(office.databaseFile)).toEqual({});
  });

  it("ends with 0 where its files cannot be put away any more, and its place is free again", async () => {
    const office = await openOffice({ city: CITY });
    const address = `${office.databaseFile}.address`;
    rmSync(address);
    mkdirSync(address);
    const { code, took } = await office.stop();
    expect(code).toBe(0);
    expect(took).toBeLessThan(10_000);
    rmdirSync(address);
    await office.restart();
    expect((await fetch(`${office.origin}/livez`)).status).toBe(200);
  });

  it("ends with 0 in time though a claim is half sent and clients never cease to ask", async () => {
    const office = await openOffice({ city: CITY });
    const half = await openSocket(office, HALF_A_CLAIM);
    let stopped = false;
    const ask = async (): Promise<void> => {
      while (!stopped)
        await fetch(`${office.origin}/livez`, { headers: { connection: "close" } }).catch(() => undefined);
    };
    const asking = Promise.all(Array.from({ length: 16 }, ask));
    const { code, took } = await office.stop();
    stopped = true;
    half.destroy();
    await asking;
    expect(took).toBeLessThan(10_000);
    expect(code).toBe(0);
  });
});
