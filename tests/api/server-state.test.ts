import { describe, expect, it, vi } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/tick";
import { NotSavedError } from "@/lib/ports/faults";
import { call, get, post } from "./call";
import { begin, bookNext, eachItsOwn, expectProblem, fieldsOf, key, MONDAY, offerFor, TUESDAY, VISITS } from "./stage";

describe("the server's own state", () => {
  eachItsOwn();

  it("turns and is ready", async () => {
    const app = begin(MONDAY);
    const probe = vi.spyOn(app.health, "probe");
    expect((await get("/livez")).body).toBe("ok");
    expect(probe).not.toHaveBeenCalled();
    expect((await get("/readyz")).body).toEqual({ ready: true });
    expect(probe).toHaveBeenCalledTimes(1);
  });

  it("is not ready when the store could take no booking, and says no more than that", async () => {
    const app = begin(MONDAY);
    const logged = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    vi.spyOn(app.health, "probe").mockRejectedValue(new Error("/srv/okienko.db: disk I/O error"));
    const { status, body } = await get("/readyz");
    expect([status, body]).toEqual([503, { ready: false, reason: "database" }]);
    expect(logged).toHaveBeenCalledTimes(1);
    expect((await get("/livez")).status).toBe(200);
  });

  it("promises no more bookings while it stops, and still shows and cancels", async () => {
    const app = begin(MONDAY);
    const visit = await bookNext();
    const { offer } = await offerFor();
    app.stopping = true;
    expectProblem(await post(VISITS, { offer }), 503, "stopping");
    expect((await get("/readyz")).body).toEqual({ ready: false, reason: "stopping" });
    expect((await get(`${VISITS}/${visit.token}`)).status).toBe(200);
    expect((await call("DELETE", `${VISITS}/${visit.token}`)).status).toBe(200);
  });

  it("answers its own failure without details and logs it by name, without what was sent", async () => {
    const app = begin(MONDAY);
    const logged = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    vi.spyOn(app.visits, "claim").mockRejectedValue(new RangeError("params: Ala, ala@example.pl"));
    const answer = await post(VISITS, TUESDAY, key("broken"));
    expectProblem(answer, 500, "internal");
    expect(JSON.stringify(answer.body)).not.toContain("RangeError");
    const [line] = logged.mock.calls[0] ?? [];
    expect(JSON.parse(String(line))).toMatchObject({
      ...{ level: "error", event: "failure", operation: "POST /visits", error: "RangeError" },
    });
    expect(line).not.toContain("ala@example.pl");
  });
});

describe("a store that cannot save", () => {
  eachItsOwn();

  const LANGUAGES = { pl: "nic się nie zmieniło", en: "nothing has changed", uk: "нічого не змінилося" };
  for (const [language, words] of Object.entries(LANGUAGES)) {
    it(`refuses claims and cancels in words that name the hotline, and still shows: ${language}`, async () => {
      const app = begin(MONDAY);
      const visit = await bookNext();
      const { offer } = await offerFor();
      const logged = vi.spyOn(process.stdout, "write").mockReturnValue(true);
      const full = new NotSavedError("SQLITE_FULL", { cause: new Error("database or disk is full: Ala") });
      vi.spyOn(app.visits, "claim").mockRejectedValue(full);
      vi.spyOn(app.visits, "cancel").mockRejectedValue(full);
      const headers = { "accept-language": language };
      const refused = [
        await post(VISITS, { offer }, headers),
        await call("DELETE", `${VISITS}/${visit.token}`, { headers }),
      ];
      for (const answer of refused) {
        expectProblem(answer, 503, "not-saved", language);
        expect(answer.headers.get("retry-after")).toBe("10");
        expect(answer.body.detail).toContain(words);
        expect(answer.body.detail).toContain("61 646 33 44");
      }
      expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({
        ...{ event: "failure", operation: "POST /visits", error: "NotSavedError: Nothing was saved: SQLITE_FULL." },
      });
      expect((await get(`${VISITS}/${visit.token}`)).body.state).toBe("booked");
    });
  }
});

describe("POST /demo/clock", () => {
  eachItsOwn();

  const LOCAL = { "x-okienko-peer": "127.0.0.1" };
  const advance = (by: unknown, headers: Readonly<Record<string, string>> = LOCAL) =>
    post("/demo/clock", { advance: by }, headers);

  it("moves the clock forward for all", async () => {
    begin(MONDAY);
    const { status, body } = await advance("PT10M");
    expect([status, body.now]).toEqual([200, "2026-11-23T08:10:00Z"]);
    expect((await offerFor()).start).toBe("2026-11-23T08:15:00Z");
  });

  it.each(["-PT1M", "P1M", "PT0.0001S", "P367D", "10", "", 10])("refuses %j", async (by) => {
    begin(MONDAY);
    const answer = await advance(by);
    expectProblem(answer, 422, "invalid");
    expect(fieldsOf(answer)).toEqual(["advance"]);
  });

  it("sets the clock forward or back, and nothing else with it", async () => {
    const app = begin(MONDAY);
    const { steady } = app.clock.reading();
    const step = (by: string) => post("/demo/clock", { step: by }, LOCAL);
    expect((await step("PT2H")).body.now).toBe("2026-11-23T10:00:00Z");
    expect((await offerFor()).start).toBe("2026-11-23T10:05:00Z");
    expect((await step("-PT2H")).body.now).toBe("2026-11-23T08:00:00Z");
    expect((await offerFor()).start).toBe("2026-11-23T08:05:00Z");
    expect(app.clock.reading().steady - steady).toBeLessThan(MINUTE_MS);
    for (const by of ["P1M", "-P367D", "2h", ""]) {
      const answer = await step(by);
      expectProblem(answer, 422, "invalid");
      expect(fieldsOf(answer)).toEqual(["step"]);
    }
    expectProblem(await post("/demo/clock", { step: "PT1H", advance: "PT1H" }, LOCAL), 422, "invalid");
  });

  it("obeys this machine alone, from its own pages", async () => {
    const app = begin(MONDAY);
    expect((await advance("PT1S", { "x-okienko-peer": "::1" })).status).toBe(200);
    expect(
      (await advance("PT1S", { "x-okienko-peer": "::ffff:127.0.0.1", "x-forwarded-for": "127.0.0.1" })).status,
    ).toBe(200);
    const elsewhere: readonly Readonly<Record<string, string>>[] = [
      { "x-okienko-peer": "192.0.2.10" },
      { "x-okienko-peer": "192.0.2.10", "x-forwarded-for": "127.0.0.1" },
      { "x-okienko-peer": "127.0.0.1", "x-forwarded-for": "192.0.2.10" },
      { "x-okienko-peer": "" },
    ];
    for (const headers of elsewhere) expectProblem(await advance("PT1H", headers), 403, "not-local");
    expectProblem(await advance("PT1H", { ...LOCAL, origin: "https://evil.example" }), 403, "foreign-origin");
    expect(app.clock.now()).toBeLessThan(Date.parse(MONDAY) + 10 * MINUTE_MS);
  });

  it("is not there outside a demo, whatever is sent", async () => {
    const app = begin(MONDAY);
    Object.assign(app, { env: { ...app.env, demo: false } });
    expectProblem(await advance("PT1H"), 404, "not-found");
    expectProblem(await call("POST", "/demo/clock", { raw: "{", headers: LOCAL }), 404, "not-found");
  });
});

describe("GET /openapi.json", () => {
  eachItsOwn();

  it("is OpenAPI 3.1 for every route, and may be kept", async () => {
    begin(MONDAY);
    const { status, body, headers } = await get("/api/v1/openapi.json");
    expect([status, body.openapi]).toEqual([200, "3.1.0"]);
    expect(headers.get("cache-control")).toBe("public, max-age=3600");
    expect(Object.keys(body.paths)).toEqual([
      "/locations",
      "/next-free",
      "/free-starts",
      "/visits",
      "/visits/{token}",
      "/visits/{token}/move",
      "/openapi.json",
      "/livez",
      "/readyz",
      "/demo/clock",
    ]);
  });
});
