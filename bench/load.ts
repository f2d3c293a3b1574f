// A client process of the bench: `load.ts HOW ORIGIN`; each order is one round, answered with what came of it.
import { randomBytes } from "node:crypto";
import { acceptFormOf, type Form, MULTIPART, multipart, phoneOf, tokenOf } from "../tests/race/phone";
import { ask, connections } from "../tests/race/wire";
import { type BenchClaim, buildings, claimsLater, claimsToday, DEPARTMENT, GROUPS, MONTHS, scattered } from "./city";
import { quantile } from "./quantile";

/** What a client process does: read next-free or months, or claim in one of three ways. */
export type How = "next-free" | "months" | "json" | "action" | "floor";

/** One round: so many connections, for so many seconds. */
export interface Order {
  readonly hands: number;
  readonly seconds: number;
}

export interface Round {
  readonly won: number;
  readonly refused: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const TICK_MS = 300_000;
/** Nobody books hundreds of visits for one contact: each is somebody else's. */
const personOf = (index: number) => ({ name: "Ala Nowak", contact: `ala-${run}-${index}@example.pl` });

const [how = "", origin = ""] = process.argv.slice(2);
const agent = connections(64);
const run = randomBytes(6).toString("hex");

/** Does the request with this number; true when it was won. */
type Request = (index: number) => Promise<boolean>;

function exhausted(what: string): never {
  throw new Error(`The bench has no ${what} left: make its city larger or its rounds shorter.`);
}

function readNextFree(): Request {
  const matters = scattered(buildings.flatMap(({ id }) => GROUPS.map((group) => ({ id, group }))));
  return async (index) => {
    const { id, group } = matters[index % matters.length] ?? exhausted("building");
    const { status } = await ask(agent, `${origin}/api/v1/next-free?location=${id}&caseGroup=${group}`);
    return status === 200;
  };
}

/** Opens the page of a month: the rest of this one, then the next as far as one can book. */
function readMonths(): Request {
  const pages = buildings.flatMap(({ id }) => GROUPS.flatMap((group) => MONTHS.map((month) => ({ id, group, month }))));
  return async (index) => {
    const { id, group, month } = pages[index % pages.length] ?? exhausted("building");
    const { status } = await ask(agent, `${origin}/rezerwacja/${DEPARTMENT}/${group}/${id}?month=${month}`);
    return status === 200;
  };
}

function claimByJson(claims: readonly BenchClaim[], path: string, withCounter: boolean): Request {
  return async (index) => {
    const { location, caseGroup, start, counter } = claims[index] ?? exhausted("claim");
    const wanted = { location, caseGroup, start: new Date(start * TICK_MS).toISOString(), ...personOf(index) };
    const headers = { "content-type": "application/json", "idempotency-key": `bench, claim ${run} ${index}` };
    const body = JSON.stringify(withCounter ? { ...wanted, counter } : wanted);
    return (await ask(agent, origin + path, { method: "POST", headers, body })).status === 201;
  };
}

async function openForm(): Promise<Form> {
  const page = await phoneOf(origin, agent).open(`/q/${buildings[0]?.id}/${GROUPS[0]}`);
  return acceptFormOf(page) ?? exhausted("page with an offer");
}

/** Posts the form of the page as a phone without scripts does, each time from a device of its own. */
async function claimByAction(claims: readonly BenchClaim[]): Promise<Request> {
  const form = await openForm();
  return async (index) => {
    const { location, caseGroup, start } = claims[index] ?? exhausted("claim");
    const own: Readonly<Record<string, string>> = { location, caseGroup, start: String(start) };
    const fields = form.fields.map(([name, value]) => [name, own[name] ?? value] as const);
    const cookie = `okienko=${randomBytes(16).toString("base64url")}`;
    const headers = { cookie, origin, "content-type": MULTIPART };
    const path = `/q/${location}/${caseGroup}`;
    const answer = await ask(agent, origin + path, { method: "POST", headers, body: multipart(fields) });
    return tokenOf({ path: answer.headers.location ?? "" }) !== null;
  };
}

function requestsFor(what: How): Request | Promise<Request> {
  switch (what) {
    case "next-free":
      return readNextFree();
    case "months":
      return readMonths();
    case "json":
      return claimByJson(claimsLater(), "/api/v1/visits", false);
    case "floor":
      return claimByJson(claimsLater(), "/", true);
    case "action":
      return claimByAction(claimsToday());
  }
}

let next = 0;

async function round(request: Request, { hands, seconds }: Order): Promise<Round> {
  const spent: number[] = [];
  let won = 0;
  const began = performance.now();
  const end = began + seconds * 1_000;
  const hand = async (): Promise<void> => {
    while (performance.now() < end) {
      const asked = performance.now();
      if (await request(next++)) won++;
      spent.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  const took = (performance.now() - began) / 1_000;
  const at = (share: number) => quantile(spent, share);
  return { won, refused: spent.length - won, perSecond: won / took, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const request = await requestsFor(how as How);
process.on("message", (order: Order) => {
  round(request, order).then(
    (result) => process.send?.(result),
    (cause: unknown) => {
      console.error(cause);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
