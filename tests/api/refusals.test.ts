import { describe, expect, it } from "vitest";
import { call, get, HOST, post } from "./call";
import {
  begin,
  bookNext,
  CAR,
  eachItsOwn,
  expectProblem,
  fieldsOf,
  key,
  MONDAY,
  offerFor,
  oneForAll,
  startOf,
  TUESDAY,
  VISITS,
} from "./stage";

/** What is refused, and in which words. Every answer is also held against the OpenAPI document: see `call`. */

describe("a start that nobody can have", () => {
  oneForAll(MONDAY);

  it.each([
    [
      "past",
      startOf("gronowa", "rejestracja-pojazdow", "2026-11-23T07:55:00Z"),
      "poniedziałek, 23 listopada 2026, godz. 8:55",
    ],
    [
      "past",
      startOf("gronowa", "rejestracja-pojazdow", "2000-01-03T08:00:00Z"),
      "poniedziałek, 3 stycznia 2000, godz. 9:00",
    ],
    ["too-far", startOf("gronowa", "rejestracja-pojazdow", "2026-12-15T08:00:00Z"), "poniedziałek, 14 grudnia 2026"],
    ["too-far", startOf("gronowa", "rejestracja-pojazdow", "2199-12-31T23:55:00Z"), "poniedziałek, 14 grudnia 2026"],
    ["closed", startOf("gronowa", "rejestracja-pojazdow", "2026-11-29T08:00:00Z"), "niedziela, 29 listopada 2026"],
    ["no-such-start", startOf("slowackiego", "ulgi", "2026-11-24T06:45:00Z"), "wtorek, 24 listopada 2026, godz. 7:45"],
    ["no-such-start", startOf("slowackiego", "ulgi", "2026-11-24T06:41:00Z"), "wtorek, 24 listopada 2026, godz. 7:41"],
    [
      "no-such-start",
      startOf("slowackiego", "ulgi", "2026-11-24T06:40:00.001Z"),
      "wtorek, 24 listopada 2026, godz. 7:40",
    ],
    ["no-such-start", startOf("slowackiego", "ulgi", "2026-11-24T20:00:00Z"), "wtorek, 24 listopada 2026, godz. 21:00"],
    [
      "walk-in-only",
      startOf("gronowa", "prawo-jazdy-zagraniczne", "2026-11-24T08:00:00Z"),
      "wtorek, 24 listopada 2026",
    ],
    ["not-served-here", startOf("gronowa", "odpisy", "2026-11-24T08:00:00Z"), "Gronowa 22A"],
    ["too-many-cases", startOf("gronowa", "rejestracja-pojazdow", "2026-11-24T08:00:00Z", { cases: 4 }), "najwyżej 3"],
  ])("refuses with %s in words", async (reason, wanted, words) => {
    const answer = await post(VISITS, wanted, key("refused"));
    expectProblem(answer, 422, reason);
    expect(answer.body.detail).toContain(words);
  });

  it("knows no other building or case group", async () => {
    const start = "2026-11-24T06:40:00Z";
    expectProblem(await post(VISITS, startOf("ratusz", "ulgi", start), key("a")), 404, "unknown-place");
    expectProblem(await post(VISITS, startOf("slowackiego", "paszporty", start), key("b")), 404, "unknown-place");
    const offTick = startOf("ratusz", "ulgi", "2026-11-24T06:41:00Z");
    expectProblem(await post(VISITS, offTick, key("c")), 404, "unknown-place");
  });
});

describe("a field that is not accepted", () => {
  oneForAll(MONDAY);

  it.each([
    ["location", { location: "" }],
    ["caseGroup", { caseGroup: 7 }],
    ["start", { start: "jutro" }],
    ["start", { start: "2026-11-24T08:00:00" }],
    ["start", { start: "2026-02-30T08:00:00Z" }],
    ["start", { start: "+275760-09-13T00:00:00Z" }],
    ["start", { start: "-200000-01-01T00:00:00Z" }],
    ["start", { start: 1_795_420_800_000 }],
    ["start", { start: undefined }],
    ["cases", { cases: 0 }],
    ["cases", { cases: 1.5 }],
    ["cases", { cases: "2" }],
    ["name", { name: "" }],
    ["name", { name: "   " }],
    ["name", { name: "A".repeat(101) }],
    ["name", { name: "Ala\u0000Kot" }],
    ["name", { name: "Ala\nKot" }],
    ["name", { name: "\ud800" }],
    ["contact", { contact: "ala" }],
    ["contact", { contact: "123 456" }],
    ["contact", { contact: "1234567890123456" }],
    ["contact", { contact: "+123-456 789 012 345" }],
    ["contact", { contact: "600700800a" }],
    ["contact", { contact: `${"a".repeat(260)}@example.pl` }],
    ["language", { language: "de" }],
    ["language", { language: null }],
    ["pesel", { pesel: "00000000000" }],
  ])("refuses the field %s: %j", async (name, change) => {
    const answer = await post(VISITS, { ...TUESDAY, ...change }, key("fields"));
    expectProblem(answer, 422, "invalid");
    expect(fieldsOf(answer)).toEqual([name]);
  });
});

describe("a field that is accepted", () => {
  eachItsOwn();

  it.each([
    ["1 letter in any script", { name: "ゑ" }],
    ["100 letters", { name: "Ż".repeat(100) }],
    ["a number of Poznań without its country", { contact: "61 646-33-44" }],
    ["a number from abroad", { contact: "+380 44 123 45 67" }],
    ["a Ukrainian", { language: "uk" }],
    ["another offset", { start: "2026-11-24T12:10:00+05:30" }],
  ])("accepts %s", async (_name, change) => {
    begin(MONDAY);
    expect((await post(VISITS, { ...TUESDAY, ...change }, key("fields"))).status).toBe(201);
  });

  const keyed = (value: string) => ({ "idempotency-key": value });

  it("requires a key of 16 to 200 printable characters", async () => {
    begin(MONDAY);
    const wrong = ["", "1", "k".repeat(15), "k".repeat(201), `${"k".repeat(15)}\u00e9`];
    for (const headers of [{}, ...wrong.map(keyed)]) {
      const answer = await post(VISITS, TUESDAY, headers);
      expectProblem(answer, 422, "invalid");
      expect(fieldsOf(answer)).toEqual(["Idempotency-Key"]);
    }
    const { offer } = await offerFor();
    expect(fieldsOf(await post(VISITS, { offer }, keyed("k".repeat(201))))).toEqual(["Idempotency-Key"]);
    expect((await post(VISITS, TUESDAY, keyed("k".repeat(200)))).status).toBe(201);
  });

  it("gives nobody another's ticket for a key that anybody would choose", async () => {
    begin(MONDAY);
    for (const chosen of ["1", "test", "k".repeat(15)])
      for (const _ of [1, 2]) {
        const answer = await post(VISITS, TUESDAY, keyed(chosen));
        expectProblem(answer, 422, "invalid");
        expect(JSON.stringify(answer.body)).not.toContain("token");
      }
    expect((await post(VISITS, TUESDAY, keyed("k".repeat(16)))).status).toBe(201);
  });
});

describe("an offer that was not given out here", () => {
  oneForAll(MONDAY);

  it.each([
    ["empty", ""],
    ["a letter", "x"],
    ["unsigned", "WyJncm9ub3dhIl0.AAAAAAAAAAAAAAAAAAAAAA"],
    ["too long", "x".repeat(1_001)],
    ["a number", 5],
    ["null", null],
    ["an object", { a: 1 }],
  ])("is refused: %s", async (_name, offer) => {
    const answer = await post(VISITS, { offer });
    expectProblem(answer, 422, "invalid");
    expect(fieldsOf(answer)).toEqual(["offer"]);
  });

  it("is refused with one letter changed", async () => {
    const { offer } = await offerFor();
    const forged = `${offer[0] === "A" ? "B" : "A"}${offer.slice(1)}`;
    expect(fieldsOf(await post(VISITS, { offer: forged }))).toEqual(["offer"]);
  });
});

describe("origins", () => {
  eachItsOwn();

  const FOREIGN = [
    "https://evil.example",
    "null",
    "http://okienko.test.evil.example",
    "http://okienko.test:81",
    "okienko.test",
  ];

  it.each(FOREIGN)("refuses to claim or cancel for %s", async (origin) => {
    begin(MONDAY);
    const { offer } = await offerFor();
    expectProblem(await post(VISITS, { offer }, { origin }), 403, "foreign-origin");
    expectProblem(await post(VISITS, { offer }, { origin, "x-forwarded-host": "evil.example" }), 403, "foreign-origin");
    const visit = await bookNext();
    const refused = await call("DELETE", `${VISITS}/${visit.token}`, { headers: { origin } });
    expectProblem(refused, 403, "foreign-origin");
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    expect((await get(`${VISITS}/${visit.token}`)).body.state).toBe("booked");
  });

  it("accepts no origin and its own host's", async () => {
    begin(MONDAY);
    const { offer } = await offerFor();
    const { status, body } = await post(VISITS, { offer }, { origin: `http://${HOST}` });
    expect(status).toBe(201);
    const own = { headers: { origin: `http://${HOST}` } };
    expect((await call("DELETE", `${VISITS}/${body.token}`, own)).status).toBe(200);
  });

  it("accepts only the public address once that is known", async () => {
    begin(MONDAY, { OKIENKO_PUBLIC_URL: "https://wizyty.example.pl" });
    const { offer } = await offerFor();
    expectProblem(await post(VISITS, { offer }, { origin: `http://${HOST}` }), 403, "foreign-origin");
    expect((await post(VISITS, { offer }, { origin: "https://wizyty.example.pl" })).status).toBe(201);
  });

  it("lets any page read, errors included, but gives no leave to claim or cancel", async () => {
    begin(MONDAY);
    const visit = await bookNext();
    const readable = [
      "/api/v1/locations",
      `/api/v1/next-free?${CAR}`,
      "/api/v1/next-free",
      `/api/v1/free-starts?${CAR}&date=2026-11-24`,
      `${VISITS}/${visit.token}`,
      `${VISITS}/x`,
      "/api/v1/openapi.json",
    ];
    for (const path of readable) {
      const { headers } = await get(path, { origin: "https://elsewhere.example" });
      expect([path, headers.get("access-control-allow-origin")]).toEqual([path, "*"]);
      const preflight = { "access-control-request-method": "GET", origin: "https://elsewhere.example" };
      const leave = await call("OPTIONS", path, { headers: preflight });
      expect([leave.status, leave.headers.get("access-control-allow-methods")]).toEqual([204, "GET, HEAD"]);
    }
    for (const [path, method] of [
      [VISITS, "POST"],
      [`${VISITS}/${visit.token}`, "DELETE"],
    ] as const) {
      const { headers } = await call("OPTIONS", path, { headers: { "access-control-request-method": method } });
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("allow")).toContain(method);
    }
  });
});

describe("bodies", () => {
  oneForAll(MONDAY);

  it.each([
    ["empty", ""],
    ["cut off", "{"],
    ["not quoted", "{'offer':1}"],
    ["deep and open", "[".repeat(30_000)],
    ["not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ] as const)("refuses what is no JSON: %s", async (_name, raw) => {
    expectProblem(await call("POST", VISITS, { raw }), 400, "malformed-json");
  });

  it.each([
    ["a list", "[1]", ["body", "Idempotency-Key"]],
    ["a text", '"offer"', ["body", "Idempotency-Key"]],
    ["null", "null", ["body", "Idempotency-Key"]],
    ["deep", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, ["body", "Idempotency-Key"]],
    ["an offer and more", '{"offer":"x","start":"y","__proto__":{}}', ["start", "__proto__"]],
    ["deep in a field", `{"offer":"x","a":${"[".repeat(30_000)}${"]".repeat(30_000)}}`, ["a"]],
  ])("refuses JSON of another shape: %s", async (_name, raw, fields) => {
    const answer = await call("POST", VISITS, { raw });
    expectProblem(answer, 422, "invalid");
    expect(fieldsOf(answer)).toEqual(fields);
  });

  it("lists at most twenty faults of a hostile body", async () => {
    const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 1]));
    expect(fieldsOf(await post(VISITS, body))).toHaveLength(20);
  });

  it("refuses a body over 64 kB, announced or not, and reads one of 64 kB", async () => {
    const offer = { offer: "" };
    const filling = 64 * 1_024 - JSON.stringify(offer).length;
    offer.offer = "x".repeat(filling);
    expectProblem(await post(VISITS, offer), 422, "invalid");
    offer.offer += "x";
    expectProblem(await post(VISITS, offer), 413, "too-large");
    expectProblem(await post(VISITS, offer, { "content-length": "65537" }), 413, "too-large");
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])(
    "refuses the content type %j",
    async (type) => {
      const { offer } = await offerFor();
      expectProblem(await post(VISITS, { offer }, { "content-type": type }), 415, "not-json");
    },
  );

  it("reads JSON with a charset", async () => {
    const { offer } = await offerFor();
    const { status } = await post(VISITS, { offer }, { "content-type": "Application/JSON; charset=utf-8" });
    expect(status).toBe(201);
  });
});

describe("languages", () => {
  oneForAll(MONDAY);

  it.each([
    ["pl", "Nie ma takiej wizyty.", "another one's", "de"],
    ["pl", "Nie ma takiej wizyty.", "no Polish", "pl;q=0"],
    ["pl", "Nie ma takiej wizyty.", "any", "*"],
    ["pl", "Nie ma takiej wizyty.", "nothing", ""],
    ["pl", "Nie ma takiej wizyty.", "nonsense", "pl-PL;q=x,;;,"],
    ["pl", "Nie ma takiej wizyty.", "too much", "x".repeat(5_000)],
    ["en", "There is no such visit.", "English", "en"],
    ["uk", "Такого візиту немає.", "a list", "uk-UA,uk;q=0.9,en;q=0.5"],
  ])("answers in %s (%s) to %s", async (language, detail, _name, accepted) => {
    const answer = await get(`${VISITS}/x`, { "accept-language": accepted });
    expectProblem(answer, 404, "unknown-visit", language);
    expect(answer.body.detail).toBe(detail);
  });
});
