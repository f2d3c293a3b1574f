import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/tick";
import { type Body, call, get, post } from "./call";
import {
  BARTEK,
  begin,
  bookNext,
  CAR,
  eachItsOwn,
  expectProblem,
  fieldsOf,
  key,
  MONDAY,
  offerFor,
  SPRING,
  startOf,
  TUESDAY,
  VISITS,
} from "./stage";

/** Every answer here is also held against the OpenAPI document: see `call`. */

/** Takes what is next until nothing is left; the last offer, still unclaimed, is given back. */
async function sellOut(query: string): Promise<{ sold: number; spare: string }> {
  for (let sold = 0, spare = ""; ; sold++) {
    const { start, offer } = await offerFor(query);
    if (start === null) return { sold, spare };
    spare = (await offerFor(query)).offer;
    expect((await post(VISITS, { offer })).status).toBe(201);
  }
}

describe("GET /locations", () => {
  eachItsOwn();

  it("lists four buildings with doors, halls, waiting rooms and case groups", async () => {
    begin(MONDAY);
    const { status, body, headers } = await get("/api/v1/locations");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body.locations.map((one: Body) => one.id)).toEqual(["libelta", "gronowa", "28-czerwca", "slowackiego"]);
    const gronowa = body.locations[1];
    expect(gronowa.address).toBe("ul. Gronowa 22A, 61-655 Poznań");
    expect(gronowa.hours.monday).toEqual({ from: "07:30", to: "17:00" });
    expect(gronowa.hours.sunday).toBeNull();
    expect(gronowa.halls).toEqual([
      {
        id: "gronowa-parter",
        name: "sala obsługi, parter",
        rule: { kind: "per_area", amount: 15, validFrom: "2020-01-01" },
        capacity: 5,
      },
      {
        id: "gronowa-pietro",
        name: "sala obsługi, I piętro",
        rule: { kind: "per_area", amount: 15, validFrom: "2020-01-01" },
        capacity: 3,
      },
    ]);
    const group = (id: string) => gronowa.caseGroups.find((one: Body) => one.id === id);
    expect(group("rejestracja-pojazdow")).toEqual({
      id: "rejestracja-pojazdow",
      name: "Rejestracja pojazdu (także tablice czasowe, wtórniki)",
      department: "WSOiUK",
      hall: "gronowa-parter",
      minutes: 15,
      maxCases: 3,
      bookableFrom: "2020-04-27",
    });
    expect(group("prawo-jazdy").hall).toBe("gronowa-pietro");
    expect(group("odpisy")).toBeUndefined();
  });

  it("knows no capacity on a closed day", async () => {
    begin("2026-11-22T09:00:00+01:00");
    const { body } = await get("/api/v1/locations");
    expect(body.locations.flatMap((one: Body) => one.halls.map((hall: Body) => hall.capacity))).toEqual(
      Array(6).fill(null),
    );
  });
});

describe("GET /next-free", () => {
  eachItsOwn();

  it("offers the next start of today in UTC, for three minutes", async () => {
    begin(MONDAY);
    expect(await offerFor()).toEqual({
      offer: expect.any(String),
      expires: "2026-11-23T08:03:00Z",
      start: "2026-11-23T08:05:00Z",
      end: "2026-11-23T08:20:00Z",
      hall: "gronowa-parter",
      comeInAt: "2026-11-23T08:00:00Z",
    });
  });

  it("lets an offer live at most until its start", async () => {
    begin("2026-11-23T09:02:30+01:00");
    const { start, expires } = await offerFor();
    expect([start, expires]).toEqual(["2026-11-23T08:05:00Z", "2026-11-23T08:05:00Z"]);
  });

  it("offers a longer visit for several cases", async () => {
    begin(MONDAY);
    const offered = await offerFor(`${CAR}&cases=3`);
    expect(Date.parse(offered.end) - Date.parse(offered.start)).toBe(45 * MINUTE_MS);
    const { body } = await post(VISITS, { offer: offered.offer });
    expect([body.start, body.end]).toEqual([offered.start, offered.end]);
  });

  it("gives every reader an offer of its own", async () => {
    begin(MONDAY);
    const [one, other] = [await offerFor(), await offerFor()];
    expect(one.start).toBe(other.start);
    expect(one.offer).not.toBe(other.offer);
  });

  it("names other buildings today and later days here once nothing is left", async () => {
    begin(MONDAY, { OKIENKO_LIMITS: "off" });
    const query = "location=gronowa&caseGroup=podatek-nieruchomosci";
    const { sold, spare } = await sellOut(query);
    expect(sold).toBeGreaterThan(3);

    const { start, reason, alternatives } = await offerFor(query);
    expect([start, reason]).toEqual([null, "sold-out"]);
    expect(alternatives).toHaveLength(5);
    expect(
      alternatives
        .slice(0, 3)
        .map((one: Body) => one.location)
        .toSorted(),
    ).toEqual(["28-czerwca", "libelta", "slowackiego"]);
    const starts = alternatives.map((one: Body) => one.start);
    expect(starts).toEqual(starts.toSorted());
    expect(alternatives.map((one: Body) => one.date)).toEqual([
      "2026-11-23",
      "2026-11-23",
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
    ]);
    expect(alternatives[3].location).toBe("gronowa");

    const lost = await post(VISITS, { offer: spare });
    expectProblem(lost, 409, "sold-out");
    expect(lost.body.next).toBeNull();
  });

  it("says where else a case group is served", async () => {
    begin(MONDAY);
    const { reason, alternatives } = await offerFor("location=gronowa&caseGroup=odpisy");
    expect(reason).toBe("not-served-here");
    expect(alternatives).toEqual([
      { location: "libelta", caseGroup: "odpisy", date: "2026-11-23", start: "2026-11-23T08:05:00Z" },
    ]);
  });

  it.each([
    ["closed", "2026-11-22T09:00:00+01:00", CAR],
    ["over-today", "2026-11-23T18:00:00+01:00", CAR],
    ["not-open-yet", SPRING, "location=slowackiego&caseGroup=ulgi"],
  ])("has no start today: %s", async (expected, clock, query) => {
    begin(clock);
    const { start, reason, alternatives } = await offerFor(query);
    expect([start, reason]).toEqual([null, expected]);
    expect(alternatives).toHaveLength(5);
  });

  it("offers a walk-in group today and never a later day", async () => {
    const app = begin(MONDAY);
    const query = "location=gronowa&caseGroup=prawo-jazdy-zagraniczne";
    expect((await offerFor(query)).offer).toEqual(expect.any(String));
    app.clock.advance(10 * 60 * MINUTE_MS);
    expect(await offerFor(query)).toEqual({ start: null, reason: "over-today", alternatives: [] });
  });

  it("refuses what it cannot read, field by field", async () => {
    begin(MONDAY);
    const answer = await get("/api/v1/next-free?location=gronowa&cases=0");
    expectProblem(answer, 422, "invalid");
    expect(answer.body.errors).toEqual([
      { field: "caseGroup", detail: "Podaj identyfikator grupy spraw." },
      { field: "cases", detail: "Podaj liczbę spraw albo osób: liczbę całkowitą od 1 do 99." },
    ]);
  });

  it("knows no other building or case group, and no visit for too many", async () => {
    begin(MONDAY);
    expectProblem(await get("/api/v1/next-free?location=ratusz&caseGroup=pesel"), 404, "unknown-place");
    expectProblem(await get("/api/v1/next-free?location=gronowa&caseGroup=paszporty"), 404, "unknown-place");
    const tooMany = await get(`/api/v1/next-free?${CAR}&cases=4`);
    expectProblem(tooMany, 422, "too-many-cases");
    expect(tooMany.body.detail).toContain("najwyżej 3");
  });
});

describe("GET /free-starts", () => {
  eachItsOwn();

  const on = (date: string, query = CAR) => get(`/api/v1/free-starts?${query}&date=${date}`);

  it("lists a later day's starts, each of which can be claimed", async () => {
    begin(MONDAY);
    const { body } = await on("2026-11-24");
    expect(body.starts[0]).toBe("2026-11-24T06:30:00Z");
    const last = body.starts.at(-1);
    const { status } = await post(VISITS, startOf("gronowa", "rejestracja-pojazdow", last), key("last"));
    expect(status).toBe(201);
  });

  it.each([
    ["yesterday", "2026-11-22"],
    ["a Sunday", "2026-11-29"],
    ["Christmas Eve", "2026-12-24"],
    ["beyond the horizon", "2026-12-15"],
    ["centuries away", "2199-12-31"],
  ])("has none: %s", async (_name, date) => {
    begin(MONDAY);
    const { status, body } = await on(date);
    expect([status, body]).toEqual([200, { starts: [] }]);
  });

  it("still has some on the last day of the horizon", async () => {
    begin(MONDAY);
    expect((await on("2026-12-14")).body.starts.length).toBeGreaterThan(0);
  });

  it.each(["2026-02-30", "24.11.2026", "2026-11-24T00:00:00Z", "", "0001-01-01", "9999-12-31"])(
    "refuses the day %j",
    async (date) => {
      begin(MONDAY);
      const answer = await on(date);
      expectProblem(answer, 422, "invalid");
      expect(fieldsOf(answer)).toEqual(["date"]);
    },
  );

  it("knows no other building, and no visit for too many", async () => {
    begin(MONDAY);
    expectProblem(await on("2026-11-24", "location=ratusz&caseGroup=pesel"), 404, "unknown-place");
    expectProblem(await on("2026-11-24", `${CAR}&cases=4`), 422, "too-many-cases");
  });
});

describe("POST /visits with an offer", () => {
  eachItsOwn();

  it("wins the offered hour, with number, code and token", async () => {
    begin(MONDAY);
    const { offer, start, end, hall } = await offerFor();
    const { status, body, headers } = await post(VISITS, { offer });
    expect(status).toBe(201);
    expect(body).toEqual({
      token: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{6}$/),
      number: "R01",
      start,
      end,
      location: "gronowa",
      hall,
      caseGroup: "rejestracja-pojazdow",
      counter: expect.stringMatching(/^gronowa-/),
      state: "booked",
    });
    expect(headers.get("location")).toBe(`/api/v1/visits/${body.token}`);
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  it("loses to whoever was faster and names what is next, with an offer that can be won", async () => {
    begin(MONDAY, { OKIENKO_LIMITS: "off" });
    const query = "location=slowackiego&caseGroup=ulgi";
    const offers = await Promise.all([0, 1, 2].map(() => offerFor(query)));
    const [first, second, third] = await Promise.all(offers.map(({ offer }) => post(VISITS, { offer })));
    expect([first?.status, second?.status]).toEqual([201, 201]);
    if (!third) throw new Error("Three were sent.");
    expectProblem(third, 409, "taken");
    expect(third.body.next.start > offers[2].start).toBe(true);
    const { status, body } = await post(VISITS, { offer: third.body.next.offer });
    expect([status, body.start]).toEqual([201, third.body.next.start]);
  });

  it("refuses an offer that has won, whatever the key, and after its time and its cancel too", async () => {
    const app = begin(MONDAY);
    const { offer, start } = await offerFor();
    const { body: visit } = await post(VISITS, { offer }, key("first"));
    for (const headers of [{}, key("other")]) {
      const lost = await post(VISITS, { offer }, headers);
      expectProblem(lost, 409, "taken");
      expect(lost.body.next.offer).not.toBe(offer);
    }
    await call("DELETE", `${VISITS}/${visit.token}`);
    const afterCancel = await post(VISITS, { offer });
    expectProblem(afterCancel, 409, "taken");
    expect(afterCancel.body.next.start).toBe(start);
    app.clock.advance(3 * MINUTE_MS);
    expectProblem(await post(VISITS, { offer }), 409, "taken");
  });

  it("refuses an expired offer and gives a fresh one", async () => {
    const app = begin(MONDAY);
    const { offer } = await offerFor();
    app.clock.advance(3 * MINUTE_MS);
    const late = await post(VISITS, { offer });
    expectProblem(late, 409, "expired");
    expect(late.body.next).toMatchObject({ start: "2026-11-23T08:10:00Z", expires: "2026-11-23T08:06:00Z" });
    expect((await post(VISITS, { offer: late.body.next.offer })).status).toBe(201);
  });

  it("has nothing next when an offer expires after the day's end", async () => {
    const app = begin(MONDAY);
    const { offer } = await offerFor();
    app.clock.advance(12 * 60 * MINUTE_MS);
    const late = await post(VISITS, { offer });
    expectProblem(late, 409, "expired");
    expect(late.body.next).toBeNull();
  });

  it("stops at the network's limit, names the telephone, and lets another network book", async () => {
    begin(MONDAY);
    for (let one = 0; one < 20; one++) await bookNext();
    const { offer } = await offerFor();
    const refused = await post(VISITS, { offer });
    expectProblem(refused, 429, "limit");
    expect(refused.body.detail).toContain("61 646 33 44");
    const { status } = await post(VISITS, { offer }, { "x-okienko-peer": "192.0.2.11" });
    expect(status).toBe(201);
  });
});

describe("POST /visits with a start", () => {
  eachItsOwn();

  it("books a later day for a person, whose name and contact never come back", async () => {
    begin(MONDAY);
    const wanted = startOf("slowackiego", "ulgi", "2026-11-24T07:40:00+01:00", BARTEK);
    const { status, body } = await post(VISITS, wanted, key("bartek"));
    expect(status).toBe(201);
    expect(body).toMatchObject({ start: "2026-11-24T06:40:00Z", end: "2026-11-24T07:00:00Z", number: null });
    for (const own of [BARTEK.name, BARTEK.contact]) expect(JSON.stringify(body)).not.toContain(own);
  });

  it("takes several cases as one longer visit", async () => {
    begin(MONDAY);
    const wanted = startOf("gronowa", "rejestracja-pojazdow", "2026-11-24T08:05:00Z", { cases: 3 });
    const { body } = await post(VISITS, wanted, key("three"));
    expect([body.start, body.end]).toEqual(["2026-11-24T08:05:00Z", "2026-11-24T08:50:00Z"]);
  });

  it("gives the same answer to the same key and body, in any order of fields", async () => {
    begin(MONDAY);
    const first = await post(VISITS, TUESDAY, key("again"));
    const turned = Object.fromEntries(Object.entries(TUESDAY).toReversed());
    const again = await post(VISITS, turned, key("again"));
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  });

  it("answers fifty parallel posts of one key with one visit", async () => {
    const app = begin(MONDAY);
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(VISITS, TUESDAY, key("fifty"))));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await app.visits.ofDay("slowackiego", "2026-11-24")).toHaveLength(1);
  });

  it("answers fifty parallel posts of one keyed offer with one visit, and again after it expired", async () => {
    const app = begin(MONDAY);
    const { offer } = await offerFor();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(VISITS, { offer }, key("fifty"))));
    app.clock.advance(10 * MINUTE_MS);
    answers.push(await post(VISITS, { offer }, key("fifty")));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(await app.visits.ofDay("gronowa", "2026-11-23")).toHaveLength(1);
  });

  it("refuses a used key with another body, also after the visit was cancelled", async () => {
    begin(MONDAY);
    const { body: visit } = await post(VISITS, TUESDAY, key("used"));
    expectProblem(await post(VISITS, { ...TUESDAY, name: "Bartek" }, key("used")), 422, "key-reused");
    await call("DELETE", `${VISITS}/${visit.token}`);
    expectProblem(await post(VISITS, { ...TUESDAY, cases: 1 }, key("used")), 422, "key-reused");
    const again = await post(VISITS, TUESDAY, key("used"));
    expect([again.status, again.body]).toEqual([201, { ...visit, state: "cancelled" }]);
    expect((await post(VISITS, TUESDAY, key("anew"))).body.token).not.toBe(visit.token);
  });

  it("does not use up the key of a refusal", async () => {
    begin(MONDAY);
    expectProblem(await post(VISITS, { ...TUESDAY, start: "2026-11-23T06:40:00Z" }, key("kept")), 422, "past");
    expect((await post(VISITS, TUESDAY, key("kept"))).status).toBe(201);
  });

  it("names the next start of a later day without an offer when the wanted one is taken", async () => {
    begin(MONDAY);
    const wanted = startOf("libelta", "oplata-skarbowa", "2026-11-24T06:30:00Z");
    expect((await post(VISITS, wanted, key("one"))).status).toBe(201);
    const lost = await post(VISITS, wanted, key("two"));
    expectProblem(lost, 409, "taken");
    expect(lost.body.next).toEqual({
      offer: null,
      start: "2026-11-24T06:45:00Z",
      end: "2026-11-24T07:00:00Z",
      hall: "libelta-parter",
      comeInAt: "2026-11-24T06:35:00Z",
    });
    expect((await post(VISITS, { ...wanted, start: lost.body.next.start }, key("two"))).status).toBe(201);
  });

  it("names the next start of today with an offer when the wanted one is taken", async () => {
    begin(MONDAY);
    const { start } = await offerFor("location=libelta&caseGroup=oplata-skarbowa");
    const wanted = startOf("libelta", "oplata-skarbowa", start);
    const won = await post(VISITS, wanted, key("one"));
    expect([won.status, won.body.number]).toEqual([201, "S01"]);
    const lost = await post(VISITS, wanted, key("two"));
    expectProblem(lost, 409, "taken");
    expect((await post(VISITS, { offer: lost.body.next.offer })).body.start).toBe(lost.body.next.start);
  });
});

describe("spring 2020", () => {
  eachItsOwn();

  it("refuses a forged start before a department's first day, with the date in words", async () => {
    begin(SPRING);
    const early = await post(VISITS, startOf("slowackiego", "ulgi", "2020-04-30T07:40:00+02:00"), key("early"));
    expectProblem(early, 422, "not-open-yet");
    expect(early.body.detail).toBe("Wydział Finansowy przyjmuje od poniedziałku, 4 maja 2020.");
    const registry = await post(VISITS, startOf("libelta", "odpisy", "2020-05-04T09:00:00+02:00"), key("usc"));
    expectProblem(registry, 422, "not-open-yet");
    expect(registry.body.detail).toBe("Urząd Stanu Cywilnego przyjmuje od poniedziałku, 11 maja 2020.");
  });

  it("books the first day itself already in April", async () => {
    begin(SPRING);
    const first = startOf("slowackiego", "ulgi", "2020-05-04T07:40:00+02:00");
    const { status, body } = await post(VISITS, first, key("first-day"));
    expect([status, body.start, body.number]).toEqual([201, "2020-05-04T05:40:00Z", null]);
  });

  it("has times at once where visits have begun, none on 1 May, none beyond the horizon", async () => {
    begin(SPRING);
    expect((await offerFor()).start).toBe("2020-04-29T08:05:00Z");
    const holiday = await post(VISITS, startOf("gronowa", "rejestracja-pojazdow", "2020-05-01T08:00:00Z"), key("a"));
    expectProblem(holiday, 422, "closed");
    expect(holiday.body.detail).toMatch(/^Urząd jest nieczynny w dniu: piątek, 1 maja 2020 \(.+\)\.$/);
    const far = await post(VISITS, startOf("gronowa", "rejestracja-pojazdow", "2020-05-21T08:00:00Z"), key("b"));
    expectProblem(far, 422, "too-far");
    expect(far.body.detail).toContain("środa, 20 maja 2020");
  });

  it("names the first day's times where there are none before", async () => {
    begin(SPRING);
    const { reason, alternatives } = await offerFor("location=slowackiego&caseGroup=ulgi");
    expect(reason).toBe("not-open-yet");
    expect(alternatives[0]).toMatchObject({ location: "slowackiego", date: "2020-05-04" });
  });
});

describe("GET and DELETE /visits/{token}", () => {
  eachItsOwn();

  it("shows and cancels a visit, again with the same answer, and frees its hour", async () => {
    begin(MONDAY);
    const visit = await bookNext();
    const path = `${VISITS}/${visit.token}`;
    expect((await get(path)).body).toEqual(visit);
    const cancelled = { ...visit, state: "cancelled" };
    for (let times = 0; times < 2; times++) {
      const { status, body } = await call("DELETE", path);
      expect([status, body]).toEqual([200, cancelled]);
    }
    expect((await get(path)).body).toEqual(cancelled);
    expect((await bookNext()).start).toBe(visit.start);
  });

  it("does not cancel a visit that is over", async () => {
    const app = begin(MONDAY);
    const visit = await bookNext();
    app.clock.advance(20 * MINUTE_MS);
    expectProblem(await call("DELETE", `${VISITS}/${visit.token}`), 409, "too-late");
  });

  it.each(["AAAAAAAAAAAAAAAAAAAAAA", "x", "..%2F..", "%00", "ż".repeat(500)])("knows no visit %j", async (token) => {
    begin(MONDAY);
    expectProblem(await get(`${VISITS}/${token}`), 404, "unknown-visit");
    expectProblem(await call("DELETE", `${VISITS}/${token}`), 404, "unknown-visit");
  });
});
