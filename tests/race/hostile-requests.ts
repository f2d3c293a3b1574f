import fc from "fast-check";
import { findRoute } from "@/lib/address/find";
import { advanceBody } from "@/lib/forms/api";
import { FORM_FIELD, FORM_HEADER } from "@/lib/offline/protocol";
import { almost, almostText, HOSTILE_TEXTS, hostileText } from "../fuzz/malformed";
import { actionIds } from "../support/actions";
import type { Question } from "./wire";

/** A request that nobody should send, by what it is aimed at. */
export interface HostileRequest extends Question {
  readonly path: string;
}

type Hostile = fc.Arbitrary<HostileRequest>;
type Headers = Readonly<Record<string, string>>;

const TICK_MS = 300_000;
const PLACES = ["libelta", "gronowa", "28-czerwca"];
const GROUPS = ["meldunki", "rejestracja-pojazdow", "zgony"];
const LANGUAGES = ["pl", "en-GB,en;q=0.9", "uk", "xx", "en;q=abc", "*", ";;;=,,", "pl,".repeat(400)];

/** What Node's own client lets through in a header. */
const inHeader = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "?");
const inAddress = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Cs}/gu, "\ufffd"));
const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

const rarely = <T>(usual: T, ...odd: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 10 }, { arbitrary: fc.constantFrom(usual, ...odd), weight: 2 });

/** Headers with which Next and proxies speak to themselves, and those that a browser would never send so. */
const oddHeaders: fc.Arbitrary<Headers> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 4 },
  {
    arbitrary: fc.constantFrom<Headers>(
      ...[
        { rsc: "1" },
        { rsc: "1", "next-router-prefetch": "1" },
        { rsc: "1", "next-router-segment-prefetch": "/_tree" },
      ],
      ...["garbage", "%", "%5B1", "[1,2]", encodeURIComponent('["",{},null,null,true]')].map((tree) => ({
        rsc: "1",
        "next-router-state-tree": tree,
      })),
      ...[
        { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
        { "x-nextjs-data": "1" },
        { "next-url": "//evil.example" },
      ],
      ...[{ range: "bytes=0-,5-1" }, { "if-none-match": "*" }, { expect: "200-maybe" }, { "content-encoding": "gzip" }],
      ...[
        { "x-forwarded-for": "::ffff:999.1.1.1,,;" },
        { "x-forwarded-host": "evil.example" },
        { "x-forwarded-proto": "gopher" },
      ],
      ...[
        { "x-okienko-peer": "127.0.0.1" },
        { "x-okienko-rendering": "\u00ff" },
        { "x-okienko-form": "//evil.example" },
      ],
      ...[
        { "content-security-policy": "default-src *" },
        { "x-action-revalidated": "[[],1,1]" },
        { "x-long": "x".repeat(12_000) },
      ],
      ...[
        { range: "bytes=5-2" },
        { range: "bytes=9999999999-" },
        { "if-match": '"x"' },
        { "if-unmodified-since": "Sat, 01 Jan 2000 00:00:00 GMT" },
      ],
      ...[
        { authorization: "Bearer x" },
        { "sec-fetch-site": "cross-site" },
        { te: "trailers" },
        { accept: "text/x-component" },
      ],
    ),
    weight: 3,
  },
);

const cookies: fc.Arbitrary<Headers> = fc.oneof(
  fc.constant({}),
  fc
    .constantFrom(
      "okienko=AlaAlaAlaAlaAlaAlaAla0",
      "okienko=",
      "okienko=%E0%A4%A",
      "=;=;=",
      `okienko=${"x".repeat(4_000)}`,
      "__proto__=1; okienko[]=1",
    )
    .map((cookie) => ({ cookie })),
  hostileText.map((text) => ({ cookie: `okienko=${inHeader(text)}`.slice(0, 4_000) })),
);

const around: fc.Arbitrary<Headers> = fc
  .record({ odd: oddHeaders, cookie: cookies, language: fc.constantFrom(...LANGUAGES) })
  .map(({ odd, cookie, language }) => ({ ...odd, ...cookie, "accept-language": language }));

/** Yesterday, at night, on Saturday, far away: from a Monday at nine nobody can have them, in the calendar neither. */
const refusedTicks = (now: number): readonly string[] =>
  [-288, 288 - 72, 288 * 5, 288 * 40, -288 * 40].map((more) => String(Math.floor(now / TICK_MS) + more));

const CALENDAR_DAYS = 60;
const isAhead = (tick: number, now: number): boolean =>
  tick * TICK_MS >= now && tick * TICK_MS < now + CALENDAR_DAYS * 86_400_000;

const refusedStarts = [
  "2026-11-22T10:00:00Z",
  "2026-11-28T10:00:00Z",
  "2026-12-25T10:00:00Z",
  "2026-11-24T03:00:00Z",
  "2199-12-31T23:55:00Z",
];

const json = (path: string, body: fc.Arbitrary<unknown>): Hostile =>
  fc
    .record({
      body: body.map((value) => JSON.stringify(value) ?? ""),
      cut: rarely(1, 0.5, 0),
      type: rarely("application/json", "text/plain", "", "application/json; charset=\u00ff"),
      key: rarely("a-key-of-sixteen", "", "a-key", "\u00ff".repeat(300), "x".repeat(300)),
      around,
    })
    .map(({ body: text, cut, type, key, around: headers }) => ({
      method: "POST",
      path,
      headers: { ...headers, "content-type": type, "idempotency-key": key },
      body: text.slice(0, Math.ceil(text.length * cut)),
    }));

const asked = (method: string, path: string, fields: Readonly<Record<string, readonly string[]>>): Hostile => {
  const valid = fc.record(
    Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, fc.constantFrom(...values)])),
  );
  return fc.record({ query: almost(valid), around }).map(({ query, around: headers }) => {
    const parts = Object.entries(Object(query)).map(
      ([name, value]) => `${inAddress(name)}=${inAddress(textOf(value).slice(0, 3_000))}`,
    );
    return { method, path: `${path}?${parts.join("&").slice(0, 6_000)}`, headers };
  });
};

const visit = (method: string, token: string): Hostile =>
  fc
    .record({ token: almostText(fc.constant(token)).filter((one) => one !== token), around })
    .map(({ token: guess, around: headers }) => ({
      method,
      path: `/api/v1/visits/${inAddress(textOf(guess).slice(0, 2_000))}`,
      headers,
    }));

const CASES = ["1", "2", "99"];

/** What is aimed at the API. */
export const apiTargets = (token: string): Readonly<Record<string, Hostile>> => ({
  "GET /locations": asked("GET", "/api/v1/locations", { location: PLACES }),
  "GET /openapi.json": asked("GET", "/api/v1/openapi.json", { location: PLACES }),
  "GET /next-free": asked("GET", "/api/v1/next-free", { location: PLACES, caseGroup: GROUPS, cases: CASES }),
  "GET /free-starts": asked("GET", "/api/v1/free-starts", {
    location: PLACES,
    caseGroup: GROUPS,
    cases: CASES,
    date: ["2026-11-24", "2199-12-31"],
  }),
  "POST /visits by a start": json(
    "/api/v1/visits",
    almost(
      fc.record({
        ...{
          location: fc.constantFrom(...PLACES),
          caseGroup: fc.constantFrom(...GROUPS),
          start: fc.constantFrom(...refusedStarts),
        },
        ...{ cases: fc.constantFrom(1, 2), name: fc.constant("Ala Żółć"), contact: fc.constant("ala@example.pl") },
      }),
    ),
  ),
  "POST /visits by an offer": json(
    "/api/v1/visits",
    almost(fc.record({ offer: fc.constantFrom("a.b", `${"A".repeat(200)}.${"B".repeat(22)}`) })),
  ),
  "GET /visits/{token}": visit("GET", token),
  "DELETE /visits/{token}": visit("DELETE", token),
  // A clock that was moved by a wish that happened to be right would make every copy and refused hour another one.
  "POST /demo/clock": json(
    "/demo/clock",
    almost(fc.constant({ advance: "P400D" })).filter((body) => !advanceBody.safeParse(body).success),
  ),
});

const BOUNDARY = "x";
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

const part = (name: string, value: string, more = ""): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replaceAll(/[\r\n"]/g, "_")}"${more}\r\n\r\n${value}\r\n`;

type Fields = readonly (readonly [string, string])[];

/** The fields of a form with one thing broken, as texts, and now and then one of them twice. */
const brokenFields = (fields: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Fields> => {
  const valid = fc.record(
    Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, fc.constantFrom(...values)])),
  );
  return fc.tuple(almost(valid), rarely(false, true)).map(([broken, twice]) => {
    const texts = Object.entries(Object(broken)).map(([name, value]): [string, string] => [
      name.slice(0, 200),
      textOf(value).slice(0, 5_000),
    ]);
    return twice ? [...texts, ...texts.slice(0, 1)] : texts;
  });
};

const ends = rarely(`--${BOUNDARY}--\r\n`, "", "--x", "\r\n\r\n--y--");
const types = rarely(
  MULTIPART,
  "multipart/form-data",
  "application/x-www-form-urlencoded",
  "text/plain;charset=UTF-8",
  `${MULTIPART}; charset=utf-16`,
);

const withoutScripts = (page: string, origin: string, action: string, fields: fc.Arbitrary<Fields>): Hostile =>
  fc
    .record({
      ...{ fields, around, end: ends, type: types },
      special: rarely(
        part(`$ACTION_ID_${action}`, ""),
        ...["$ACTION_ID_", `$ACTION_ID_${action}x`, `$ACTION_ID_${"0".repeat(42)}`, "$ACTION_REF_1"].map((name) =>
          part(name, ""),
        ),
        part("$ACTION_REF_1", "") +
          part("$ACTION_1:0", `{"id":"${action}","bound":"$@1"}`) +
          part("$ACTION_1:1", '["$F1"]'),
        part(`$ACTION_ID_${action}`, "", '; filename="a.txt"'),
      ),
    })
    .map(({ fields: texts, around: headers, end, type, special }) => ({
      method: "POST",
      path: page,
      headers: { ...headers, origin, "content-type": type },
      body: special + texts.map(([name, value]) => part(name, value)).join("") + end,
    }));

const ARGUMENTS = [
  '["$K1","$K1"]',
  "[]",
  '{"then":"$1:then"}',
  '["$F9"]',
  '["$B1"]',
  '["$undefined"]',
  '["$1:__proto__:then"]',
  "1e309",
  "[".repeat(20_000),
  "null",
];

const withScripts = (page: string, origin: string, action: string, fields: fc.Arbitrary<Fields>): Hostile =>
  fc
    .record({
      fields,
      around,
      end: ends,
      type: types,
      id: rarely(action, `${action}0`, "0".repeat(42), "x", "constructor"),
      first: rarely('["$K1"]', ...ARGUMENTS),
    })
    .map(({ fields: texts, around: headers, end, type, id, first }) => ({
      method: "POST",
      path: page,
      headers: { ...headers, origin, "content-type": type, "next-action": id, accept: "text/x-component" },
      body: texts.map(([name, value]) => part(`_1_${name}`, value)).join("") + part("0", first) + end,
    }));

/** What is aimed at a form of a document, which names itself. */
const namedForm = (page: string, origin: string, name: string, fields: fc.Arbitrary<Fields>): Hostile =>
  fc
    .record({
      ...{ fields, around, end: ends, type: types },
      script: rarely<Headers>({ [FORM_HEADER]: "1" }, {}),
      named: rarely(
        part(FORM_FIELD, name),
        part(FORM_FIELD, "constructor"),
        part(FORM_FIELD, "__proto__"),
        part(FORM_FIELD, "book"),
        part(FORM_FIELD, name) + part(FORM_FIELD, name),
        part(FORM_FIELD, name) + part("$ACTION_REF_1", ""),
        part(FORM_FIELD, name, '; filename="a.txt"'),
      ),
    })
    .map(({ fields: texts, around: headers, end, type, script, named }) => ({
      method: "POST",
      path: page,
      headers: { ...headers, ...script, origin, "content-type": type },
      body: named + texts.map(([field, value]) => part(field, value)).join("") + end,
    }));

const ENDPOINTS = ["https://fcm.googleapis.com/fcm/send/x", "http://127.0.0.1:9/x", "https://evil.example/x"];

/** What is aimed at the actions of the build, whichever they are: every form to every action, twice. */
export function actionTargets(origin: string, now: number): Readonly<Record<string, Hostile>> {
  const ticks = refusedTicks(now);
  const hour = { location: PLACES, caseGroup: GROUPS, start: ticks, cases: CASES };
  const person = { name: ["Ala Żółć"], contact: ["ala@example.pl", "600 700 800"], language: ["pl", "uk"] };
  const token = ["AAAAAAAAAAAAAAAAAAAAAA", "_".repeat(22)];
  // A tick that was broken may be another one, which somebody could have.
  const isRefused = (fields: Fields): boolean =>
    fields.every(([name, text]) => name !== "start" || ticks.includes(text) || !isAhead(Number(text), now));
  const fields = fc
    .oneof(
      brokenFields({ ...hour, ordinal: ["0", "9"] }),
      brokenFields({ ...hour, ...person }),
      brokenFields({ token }),
      brokenFields({ token, start: ticks }),
      brokenFields({ code: ["AB1 2CD", "ab12cd"], contact: ["ala@example.pl", "600 700 800"] }),
      brokenFields({ token, endpoint: ENDPOINTS, p256dh: ["B".repeat(87)], auth: ["A".repeat(22)], language: ["pl"] }),
    )
    .filter(isRefused);
  const page = "/q/libelta/meldunki";
  const ticket = `/wizyta/${token[0]}`;
  const named = [page, ticket].flatMap((path) => findRoute(path).route.forms.map((name) => [path, name] as const));
  return Object.fromEntries([
    ...named.map(([path, name]) => [`form ${name}`, namedForm(path, origin, name, fields)] as const),
    ...actionIds().flatMap((action, index) => [
      [`action ${index + 1} without scripts`, withoutScripts(page, origin, action, fields)] as const,
      [`action ${index + 1} with scripts`, withScripts(page, origin, action, fields)] as const,
    ]),
  ]);
}

const ROADS = [
  "/",
  "/q/libelta",
  "/q/libelta/meldunki",
  "/en/q/gronowa",
  "/uk/q/gronowa/rejestracja-pojazdow",
  "/wizyta/AAAAAAAAAAAAAAAAAAAAAA",
  "/wizyta",
  "/sprawy/dowod-osobisty-dorosly",
  "/en/budynki/libelta",
  "/uk/prywatnosc",
  "/dane/sprawy-pl.json",
  "/dane/kopie.json",
  "/livez",
  "/icon.svg",
];
const DETOURS = [
  "",
  "/",
  "//",
  "/..",
  "/%2e%2e/%2e%2e",
  "%00",
  "%2f",
  ".rsc",
  ".txt",
  "/;x",
  "/\\",
  "%ff",
  "%",
  "/__proto__",
  ".segments/_tree.segment.rsc",
];

/** What is aimed at the pages' addresses. */
export const addressTargets = (): Readonly<Record<string, Hostile>> => ({
  "pages by their addresses": fc
    .record({
      road: fc.constantFrom(...ROADS),
      detour: fc.oneof(
        fc.constantFrom(...DETOURS),
        hostileText.map((text) => `/${inAddress(text.slice(0, 500))}`),
      ),
      method: rarely("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"),
      around,
    })
    .map(({ road, detour, method, around: headers }) => ({ method, path: road + detour, headers })),
  "a matter's page by its query": asked("GET", "/q/libelta/meldunki", {
    ...{ cases: CASES, start: ["5968320"], lost: ["5968320"], ordinal: ["0"] },
    ...{ view: ["hours"], notice: ["limit", "not-saved", ...HOSTILE_TEXTS.slice(0, 3)] },
  }),
});
