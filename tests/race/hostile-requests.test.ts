import { createServer } from "node:http";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptedLanguage } from "@/lib/text/language";
import { digesterWithout } from "../support/digest";
import { runs } from "../support/runs";
import { apiOf } from "./api";
import { actionTargets, addressTargets, apiTargets, type HostileRequest } from "./hostile-requests";
import { type Office, openOffice } from "./office";
import { type Answer, ask, connections, Unanswered } from "./wire";

const REQUESTS = runs(500, 10_000);
const AT_ONCE = 4;
/** Longer than any machine is busy with other things: a request that takes this stops everybody else. */
const SLOW_MS = 10_000;
const NOW = Date.parse("2026-11-23T09:00:00+01:00");
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** Words of a program about itself: where it stands, what it asked its database, what it is made of. */
const INNARDS =
  /\bat \S+ \(\S+:\d+:\d+\)|\bat \S+\.[jt]s:\d+:\d+|SQLITE_|\bSELECT \w|\bINSERT INTO\b|node_modules|\b[A-Z]\w*Error: |ZodError|\.next\/server|\/tmp\//;

/** What one request met. */
interface Met {
  readonly request: HostileRequest;
  readonly answer: Answer;
  readonly took: number;
}

async function meet(agent: ReturnType<typeof connections>, origin: string, request: HostileRequest): Promise<Met> {
  const began = performance.now();
  const answer = await ask(agent, origin, request);
  return { request, answer, took: performance.now() - began };
}

const parsed = (text: string): { detail?: string; errors?: { detail: string }[] } => JSON.parse(text || "{}");

/** What is wrong with the words of a refusal: of the API in the language asked for, of a page in the page's own. */
function wrongWords({ request, answer }: Met): string | null {
  const { status, text, headers } = answer;
  if (INNARDS.test(text)) return `tells about itself: ${INNARDS.exec(text)?.[0]}`;
  if (status < 400 || request.method === "HEAD") return null;
  if (headers["content-type"]?.includes("problem+json")) {
    const language = acceptedLanguage(String(request.headers?.["accept-language"] ?? ""));
    if (headers["content-language"] !== language) return `is in ${headers["content-language"]}, not ${language}`;
    const words = [parsed(text).detail ?? "", ...(parsed(text).errors ?? []).map(({ detail }) => detail)];
    const cyrillic = words.every((one) => /\p{Script=Cyrillic}{3}/u.test(one) === (language === "uk"));
    return words.every((one) => /[.:)]$/.test(one)) && cyrillic ? null : `says ${words.join(" ")}`;
  }
  if (status === 417 || status === 431) return null;
  const isFlight = headers["content-type"]?.includes("text/x-component");
  return /<h1[ >]/.test(text) || isFlight ? null : `has no words: ${text.slice(0, 80)}`;
}

interface Barrage {
  readonly met: readonly Met[];
  readonly faults: readonly string[];
  readonly slowest: number;
}

/** Sends everything over connections that stay open, some at once. */
async function barrage(origin: string, requests: readonly HostileRequest[]): Promise<Barrage> {
  const agent = connections(AT_ONCE);
  const met: Met[] = [];
  const faults: string[] = [];
  const left = [...requests];
  const hand = async (): Promise<void> => {
    for (let request = left.pop(); request; request = left.pop()) {
      try {
        met.push(await meet(agent, origin + request.path, request));
      } catch (cause) {
        if (!(cause instanceof Unanswered)) throw cause;
        faults.push(`${cause.message} ${JSON.stringify(request).slice(0, 600)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  agent.destroy();
  for (const one of met) {
    const wrong = one.answer.status >= 500 ? "fails" : wrongWords(one);
    if (wrong) faults.push(`${one.answer.status} ${wrong} ${JSON.stringify(one.request).slice(0, 600)}`);
  }
  return { met, faults, slowest: Math.max(...met.map(({ took }) => took)) };
}

function statusesOf({ met }: Barrage): string {
  const statuses = met.map(({ answer }) => answer.status);
  return [...new Set(statuses)]
    .map((one) => `${one} × ${statuses.filter((status) => status === one).length}`)
    .join(", ");
}

async function openBusyOffice(): Promise<{ office: Office; token: string }> {
  const office = await openOffice();
  const api = apiOf(office.origin, connections(1));
  const { offer } = (await api.nextFree({ location: "libelta", caseGroup: "meldunki" })).body;
  const { token } = (await api.claimOffer(offer ?? "")).body;
  return { office, token: token ?? "" };
}

const digestOfFile = (file: string): string => {
  const database = new Database(file, { readonly: true });
  try {
    // What somebody typed is kept as it was typed, however odd, for the device that sent it.
    return digesterWithout(database, ["booking_draft"])();
  } finally {
    database.close();
  }
};

/** Where requests were led that does not answer, or is not ours. */
async function followed({ met }: Barrage, origin: string): Promise<string[]> {
  const led = new Set(met.flatMap(({ answer: { headers } }) => headers.location ?? []));
  const wrong: string[] = [];
  for (const location of [...led].slice(0, 50)) {
    const url = new URL(location, origin);
    const { status } = url.origin === origin ? await ask(connections(1), url.href) : { status: 999 };
    if (status >= 500) wrong.push(`${location} ${status}`);
  }
  return wrong;
}

describe(`${REQUESTS} hostile requests for every call of the API, every form and every address`, () => {
  it("are refused in words, change nothing, tell nothing, and leave the server well", {
    timeout: runs(20, 60) * 60_000,
  }, async () => {
    const { office, token } = await openBusyOffice();
    // Made page by page for whoever asks first on a day: how long that takes, the bench tells.
    await ask(connections(1), `${office.origin}/dane/kopie.json`);
    const before = digestOfFile(office.databaseFile);
    const targets = { ...apiTargets(token), ...actionTargets(office.origin, NOW), ...addressTargets() };
    const faults: string[] = [];
    for (const [name, target] of Object.entries(targets)) {
      const began = performance.now();
      // A form is posted in two ways, each by half of its requests.
      const numRuns = name.startsWith("action") ? REQUESTS / 2 : REQUESTS;
      const sent = await barrage(office.origin, fc.sample(target, { numRuns, seed: SEED }));
      const wrong = [...sent.faults, ...(await followed(sent, office.origin)).map((one) => `leads to ${one}`)];
      if (sent.slowest > SLOW_MS) wrong.push(`took ${sent.slowest.toFixed(0)} ms`);
      if (digestOfFile(office.databaseFile) !== before) wrong.push("changed a row");
      faults.push(...wrong.slice(0, 3).map((one) => `${name}: ${one}`));
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      console.log(`${name}, seed ${SEED}, ${seconds} s, slowest ${sent.slowest.toFixed(0)} ms: ${statusesOf(sent)}`);
    }
    expect(faults).toEqual([]);
    expect((await ask(connections(1), `${office.origin}/readyz`)).status).toBe(200);
    expect(office.output()).not.toMatch(/unhandled|uncaught/i);
  });

  it("control: a careless server is caught failing, telling about itself and saying nothing", async () => {
    const server = createServer((request, response) => {
      const fails = request.method === "GET";
      response.writeHead(fails ? 500 : 422, { "content-type": fails ? "text/html" : "application/problem+json" });
      response.end(fails ? "SqliteError: no such table: visit" : '{"detail":"internal"}');
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    for (const target of [apiTargets("x")["GET /next-free"], apiTargets("x")["POST /demo/clock"]]) {
      if (!target) throw new Error("A target is gone.");
      const { faults } = await barrage(origin, fc.sample(target, { numRuns: 20, seed: SEED }));
      // Node itself refuses a header that it does not know.
      expect(faults.length).toBeGreaterThan(15);
    }
    server.close();
    server.closeAllConnections();
  });
});
