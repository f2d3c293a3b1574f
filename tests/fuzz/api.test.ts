import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as advanceClock } from "@/app/demo/clock/route";
import { TICK_MS } from "@/lib/domain/time/tick";
import { idOf, type Nonce } from "@/lib/domain/who/ids";
import { answerApi } from "@/lib/server/api/router";
import { type Application, startApplication } from "@/lib/server/compose";
import type { Language } from "@/lib/text/language";
import { PATIENCE, runs } from "../support/runs";
import { expectSentence, expectUnpolluted, fuzz, INPUTS } from "./fuzz";
import { almost, almostText, HOSTILE_TEXTS, hostileText } from "./malformed";
import { type Watch, watchFile } from "./watched";

const MONDAY = "2026-11-23T09:00:00+01:00";
const HOST = "okienko.test";
const SLOW_MS = 1_000;

let app: Application;
let watch: Watch;
const folder = mkdtempSync(join(tmpdir(), "okienko-fuzz-"));
const failures = vi.spyOn(process.stdout, "write");

beforeAll(async () => {
  app = startApplication({
    DATABASE_URL: `file:${join(folder, "okienko.db")}`,
    OKIENKO_DEMO: "1",
    OKIENKO_CLOCK: MONDAY,
    OKIENKO_LIMITS: "off",
  });
  // Time stands still, so that no hold or offer ends by itself while nothing may change.
  const now = app.clock.now();
  vi.spyOn(app.clock, "now").mockImplementation(() => now);
  await prepare();
  watch = watchFile(app.env.databaseFile);
});

beforeEach(() => {
  failures.mockReset();
});

afterAll(async () => {
  failures.mockRestore();
  watch.close();
  await app.close();
  rmSync(folder, { recursive: true });
});

const LANGUAGE_OF: Readonly<Record<string, Language>> = {
  pl: "pl",
  "en-GB,en;q=0.9": "en",
  uk: "uk",
  "xx, en;q=abc, uk;q=0.1": "uk",
  ["en,".repeat(500)]: "en",
  "\u00ff;q=": "pl",
  "": "pl",
};

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const languages = fc.constantFrom(...Object.keys(LANGUAGE_OF));

/** Only what HTTP lets through: what it does not never becomes a request. */
const headerText = (value: unknown): string =>
  String(JSON.stringify(value) ?? "").replaceAll(/[^\x20-\x7e\x80-\xff]/g, "?");

const ticket = { url: "", booked: "", cancelled: "" };
let offer = "";

async function ask({ method, path, body, headers = {} }: Sent): Promise<Response> {
  const init = { method, headers: { host: HOST, "x-okienko-peer": "127.0.0.1", ...headers } };
  const request = new Request(`http://${HOST}${path}`, body === undefined ? init : { ...init, body: body as BodyInit });
  return path.startsWith("/demo/") ? advanceClock(request) : answerApi(request);
}

const JSON_TYPE = { "content-type": "application/json" };

async function prepare(): Promise<void> {
  const next = async () =>
    (await ask({ method: "GET", path: "/api/v1/next-free?location=gronowa&caseGroup=rejestracja-pojazdow" })).json();
  const book = async () => {
    const body = JSON.stringify({ offer: (await next()).offer });
    return (await (await ask({ method: "POST", path: "/api/v1/visits", body, headers: JSON_TYPE })).json()).token;
  };
  ticket.booked = await book();
  ticket.cancelled = await book();
  await ask({ method: "DELETE", path: `/api/v1/visits/${ticket.cancelled}` });
  offer = (await next()).offer;
}

/** Refusals of the first look: the request could not be read at all. */
const SHALLOW = ["invalid", "malformed-json", "not-json", "too-large", "foreign-origin", "not-found"];

/** To what end a request came; throws where a refusal changed something, was not in words, or told too much. */
async function endOf(sent: Sent): Promise<string> {
  const accepted = sent.headers?.["accept-language"] ?? "";
  const began = performance.now();
  const response = await ask(sent);
  const text = await response.text();
  assert.ok(performance.now() - began < SLOW_MS, "it took long");
  const failure = failures.mock.calls.find(([line]) => String(line).includes('"level":"error"'));
  if (failure) throw new Error(`A failure was logged: ${String(failure[0])}`);
  if (response.status < 400) {
    watch.changed();
    return String(response.status);
  }
  assert.ok(response.status < 500, String(response.status));
  watch.expectUnchanged();
  const problem = JSON.parse(text);
  const language = LANGUAGE_OF[accepted] ?? "pl";
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  assert.equal(response.headers.get("content-language"), language);
  const words: string[] = [problem.detail, ...(problem.errors ?? []).map((one: { detail: string }) => one.detail)];
  for (const one of words) expectSentence(one, language);
  return problem.reason;
}

/** A body as text: mostly JSON, sometimes with a key twice, cut off, in another coding, or as deep as it is long. */
const bodyText = (body: fc.Arbitrary<unknown>): fc.Arbitrary<string | Uint8Array> =>
  fc.oneof(
    { arbitrary: body.map((value) => JSON.stringify(value) ?? ""), weight: 14 },
    {
      arbitrary: body.map((value) => (JSON.stringify(value) ?? "").replace(/^\{"(\w+)":/, '{"$1":1,"$1":')),
      weight: 2,
    },
    {
      arbitrary: fc.tuple(body, fc.nat({ max: 60 })).map(([value, at]) => (JSON.stringify(value) ?? "").slice(0, at)),
      weight: 1,
    },
    {
      arbitrary: fc.constantFrom<string | Uint8Array>(
        ...[
          "",
          "null",
          "[]",
          "1e309",
          '"\\ud800"',
          "[".repeat(60_000),
          '{"a":'.repeat(9_000),
          "\ufeff{}",
          "{'offer':1}",
        ],
        ...[new Uint8Array([0xff, 0xfe, 0x7b]), new Uint8Array(70_000), new Uint8Array([0xc0, 0x80])],
      ),
      weight: 1,
    },
  );

const types = fc.oneof(
  { arbitrary: fc.constant("application/json"), weight: 20 },
  {
    arbitrary: fc.constantFrom(
      "text/plain",
      "",
      "application/json;charset=utf-16",
      "application/jsonx",
      "multipart/form-data; boundary=x",
    ),
    weight: 1,
  },
);

const origins = fc.oneof(
  { arbitrary: fc.constant({}), weight: 20 },
  {
    arbitrary: fc
      .constantFrom("null", "https://evil.example", `http://${HOST}`, "\u00ff", "")
      .map((origin) => ({ origin })),
    weight: 1,
  },
);

const posts = (path: string, body: fc.Arbitrary<unknown>, key: fc.Arbitrary<unknown>): fc.Arbitrary<Sent> =>
  fc.record({ body: bodyText(body), type: types, key, language: languages, origin: origins }).map((drawn) => ({
    method: "POST",
    path,
    body: drawn.body,
    headers: {
      "content-type": drawn.type,
      "accept-language": drawn.language,
      ...(drawn.key === undefined
        ? {}
        : { "idempotency-key": typeof drawn.key === "string" ? headerText(drawn.key) : "" }),
      ...drawn.origin,
    },
  }));

const PLACES = ["gronowa", "libelta", "28-czerwca", "slowackiego"];
const GROUPS = ["rejestracja-pojazdow", "dowody-wniosek", "meldunki", "zgony", "ulgi", "prawo-jazdy"];

/** Starts that all read well, of which hardly one is free: off the grid, past, closed, too far, taken. */
const STARTS = [
  ...[
    "2026-11-23T08:00:00Z",
    "2026-11-23T07:55:00Z",
    "2026-11-24T09:07:00Z",
    "2026-11-24T09:10:00.001Z",
    "2026-11-24T03:00:00Z",
  ],
  ...[
    "2026-11-28T10:00:00Z",
    "2026-12-25T10:00:00Z",
    "2027-01-20T10:00:00Z",
    "2000-01-01T00:00:00Z",
    "2199-12-31T23:55:00Z",
  ],
  ...[
    "2026-11-29T10:00:00Z",
    "2026-11-24T23:00:00Z",
    "2028-02-29T10:00:00Z",
    "2026-10-25T01:30:00Z",
    "2026-12-31T22:55:00Z",
  ],
];

const query = (path: string, fields: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Sent> => {
  const valid = fc.record(
    Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, fc.constantFrom(...values)])),
  );
  const texts = almost(valid).map((broken) =>
    Object.entries(Object(broken)).map(
      ([name, value]) => `${encoded(name)}=${encoded(String(headerText(value)).replaceAll('"', ""))}`,
    ),
  );
  return fc
    .record({
      texts,
      again: fc.constantFrom("", "", "", "&location=x", "&__proto__=1", "&%ff=%", `&${"x".repeat(5_000)}`),
      language: languages,
    })
    .map(({ texts: parts, again, language }) => ({
      method: "GET",
      path: `${path}?${parts.join("&")}${again}`,
      headers: { "accept-language": language },
    }));
};

const encoded = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Cs}/gu, "\ufffd"));

const CASES = ["1", "2", "3", "9", "99"];
const person = {
  name: fc.constantFrom("Ala Żółć", "李小龍"),
  contact: fc.constantFrom("ala@example.pl", "+48 600 700 800"),
};

/** Starts that are refused whatever else is right, so that the deep code is reached and nothing is won. */
const refusedClaim = fc.record({
  location: fc.constantFrom(...PLACES),
  caseGroup: fc.constantFrom(...GROUPS),
  start: fc.constantFrom(...STARTS),
  cases: fc.constantFrom(1, 2, 50),
  ...person,
});
const claims = fc.oneof(refusedClaim, almost(refusedClaim));

/** Offers with one sign changed, of another secret, expired or won: none of them may win. */
const offers = () =>
  fc.oneof(
    {
      arbitrary: fc
        .tuple(fc.nat({ max: 200 }), fc.constantFrom("A", "_", ".", "="))
        .map(([at, sign]) => offer.slice(0, at) + sign + offer.slice(at + 1)),
      weight: 2,
    },
    { arbitrary: signedOffers(), weight: 16 },
    { arbitrary: hostileText, weight: 1 },
  );

/** What the server itself might have signed under another plan, at another time, with another city. */
const signedOffers = (): fc.Arbitrary<string> => {
  const now = app.clock.now();
  return fc
    .record({
      locationId: fc.constantFrom(...PLACES, ...PLACES, ...HOSTILE_TEXTS.slice(0, 4)),
      caseGroupId: fc.constantFrom(...GROUPS, "nieznana", "__proto__"),
      cases: fc.constantFrom(1, 2, 3, 99),
      start: fc.constantFrom(
        ...[3_155_616, 24_193_727],
        ...[-12, -1, 0, 1, 200, 288, 288 * 5, 288 * 30].map((more) => Math.floor(now / TICK_MS) + more),
      ),
      expires: fc.constantFrom(0, now - 1, now, now + 60_000, 8.64e15),
      stretch: fc.constantFrom("", "of another process", app.clock.stretch()),
      nonce: fc.constantFrom<Nonce>(...[new Uint8Array(), randomBytes(16), randomBytes(4_000)].map(idOf<Nonce>)),
    })
    .map((terms) => app.seal.signOffer(terms));
};

const tokens = () =>
  fc.oneof(almostText(fc.constantFrom(ticket.booked)), almostText(fc.constantFrom(ticket.cancelled)));
const tokenPaths = (method: string): fc.Arbitrary<Sent> =>
  fc.record({ token: tokens(), language: languages, origin: origins }).map(({ token, language, origin }) => ({
    method,
    path: `/api/v1/visits/${encoded(typeof token === "string" ? token : String(headerText(token)))}`,
    headers: { "accept-language": language, ...origin },
  }));

const keys = fc.oneof(
  { arbitrary: fc.string({ minLength: 18, maxLength: 36 }), weight: 20 },
  { arbitrary: almostText(fc.constant("a-key-of-sixteen")), weight: 2 },
  { arbitrary: fc.constant(undefined), weight: 1 },
);

const expectDeep = (met: ReadonlyMap<string, number>, least: number): void => {
  const all = [...met.values()].reduce((sum, one) => sum + one, 0);
  const shallow = SHALLOW.reduce((sum, end) => sum + (met.get(end) ?? 0), 0);
  console.log(`  ${(((all - shallow) / all) * 100).toFixed(0)} % got past the first look`);
  expect((all - shallow) / all).toBeGreaterThan(least);
};

describe("10,000 malformed requests", () => {
  it("for the list of buildings (2,000, with FULL=1 10,000)", PATIENCE, async () => {
    const listed = query("/api/v1/locations", { location: PLACES });
    expectDeep((await fuzz("locations", listed, endOf, runs(2_000, INPUTS))).met, 0.9);
  });

  it("for the next free start", PATIENCE, async () => {
    const asked = query("/api/v1/next-free", { location: PLACES, caseGroup: GROUPS, cases: CASES });
    expectDeep((await fuzz("next-free", asked, endOf)).met, 0.4);
  });

  it("for the free starts of a day", PATIENCE, async () => {
    const dates = ["2026-11-24", "2026-11-29", "2026-12-25", "2027-11-24", "2000-01-01", "2199-12-31"];
    const asked = query("/api/v1/free-starts", { location: PLACES, caseGroup: GROUPS, cases: CASES, date: dates });
    expectDeep((await fuzz("free-starts", asked, endOf)).met, 0.4);
  });

  it("for a claim by a start", PATIENCE, async () => {
    const { met } = await fuzz("claim by start", posts("/api/v1/visits", claims, keys), endOf);
    expectDeep(met, 0.3);
  });

  it("for a claim by an offer", PATIENCE, async () => {
    const right = offers().map((one) => ({ offer: one }));
    const body = fc.oneof(right, right, almost(right));
    expectDeep((await fuzz("claim by offer", posts("/api/v1/visits", body, keys), endOf)).met, 0.3);
  });

  it("for a visit", PATIENCE, async () => {
    expectDeep((await fuzz("visit", tokenPaths("GET"), endOf)).met, 0.5);
  });

  it("for calling a visit off", PATIENCE, async () => {
    const { met } = await fuzz("cancel", tokenPaths("DELETE"), endOf);
    expectDeep(met, 0.5);
  });

  it("for the demo's clock, without moving it by what was refused", PATIENCE, async () => {
    const { met } = await fuzz(
      "clock",
      posts("/demo/clock", almost(fc.constant({ advance: "PT0S" })), fc.constant(undefined)),
      endOf,
    );
    expect(met.get("200") ?? 0).toBeGreaterThan(500);
    expectUnpolluted();
  });
});

/** Why a fuzz failed. */
const whyFailed = (fuzzed: Promise<unknown>): Promise<string> =>
  fuzzed.then(
    () => "it did not",
    (failure: Error) => String(failure.cause),
  );

describe("controls", () => {
  const careless = () => whyFailed(fuzz("careless", posts("/api/v1/visits", claims, keys), endOf, 200));

  it("a claim that writes and then refuses is caught", async () => {
    const { claim } = app.visits;
    const spy = vi.spyOn(app.visits, "claim").mockImplementation(async (request) => {
      await app.plan.changeSetting("leadMinutes", 2, "command", request.now);
      return claim(request);
    });
    expect(await careless()).toContain("something was written");
    spy.mockRestore();
    watch.changed();
  });

  it("a claim that fails is caught", async () => {
    failures.mockReturnValue(true);
    const spy = vi.spyOn(app.visits, "claim").mockRejectedValue(new TypeError("no such column"));
    expect(await careless()).toMatch(/POST \/visits.*TypeError/s);
    spy.mockRestore();
  });

  it("a refusal that is no sentence of the language, or tells too much, is caught", () => {
    expect(() => expectSentence("internal", "pl")).toThrow();
    expect(() => expectSentence("Nie ma takiej wizyty.", "uk")).toThrow();
    for (const told of ["SqliteError: x.", "At f at /srv/lib/a.ts:1:2.", "SELECT id FROM visit.", "A [object Object]."])
      expect(() => expectSentence(told, "en")).toThrow();
  });
});
