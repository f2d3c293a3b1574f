import { describe, expect, it } from "vitest";
import { get, post } from "./call";
import {
  ALA,
  BARTEK,
  begin,
  bookNext,
  eachItsOwn,
  expectProblem,
  fieldsOf,
  key,
  MONDAY,
  offerFor,
  startOf,
  TUESDAY,
  VISITS,
} from "./stage";

const MINUTE_MS = 60_000;
const at = (time: string, date = "2026-11-24"): string => new Date(`${date}T${time}:00+01:00`).toISOString();
const utc = (time: string, date?: string): string => at(time, date).replace(".000", "");
const moveOf = (token: string): string => `${VISITS}/${token}/move`;

/** A visit on Tuesday at 7:40 at Słowackiego. */
async function bookTuesday(by = "tuesday", more: object = {}) {
  const { status, body } = await post(VISITS, { ...TUESDAY, ...more }, key(by));
  expect(status).toBe(201);
  return body;
}

describe("POST /visits/{token}/move", () => {
  eachItsOwn();

  it("gives the visit another start, and the same answer when it is asked again", async () => {
    begin(MONDAY);
    const visit = await bookTuesday();
    const moved = await post(moveOf(visit.token), { start: at("08:20") });
    expect(moved.status).toBe(200);
    expect(moved.body).toEqual({ ...visit, start: utc("08:20"), end: utc("08:40"), counter: moved.body.counter });
    expect((await post(moveOf(visit.token), { start: at("08:20") })).body).toEqual(moved.body);
    expect((await get(`${VISITS}/${visit.token}`)).body).toEqual(moved.body);
  });

  it("leaves the old start untouched where the new one is taken, and names the next", async () => {
    begin(MONDAY);
    const visit = await bookTuesday();
    const path = "/api/v1/free-starts?location=slowackiego&caseGroup=ulgi&date=2026-11-24";
    const before: string[] = (await get(path)).body.starts;
    const wanted = before.at(-1) ?? "";
    let taken = 0;
    while (((await get(path)).body.starts as string[]).includes(wanted)) {
      const person = { start: wanted, name: BARTEK.name, contact: `bartek${taken}@example.pl` };
      await bookTuesday(`bartek ${taken++}`, person);
    }
    expect(taken).toBeGreaterThan(0);
    const lost = await post(moveOf(visit.token), { start: wanted });
    expectProblem(lost, 409, "taken");
    expect(lost.body.next).toMatchObject({ offer: null });
    expect((await get(`${VISITS}/${visit.token}`)).body).toEqual(visit);
  });

  it.each([
    ["closed", at("09:00", "2026-11-28")],
    ["no-such-start", at("07:42")],
    ["no-such-start", "2026-11-24T06:40:30Z"],
    ["past", at("08:00", "2026-11-23")],
    ["too-far", at("09:00", "2027-02-01")],
  ])("is refused: %s (%s)", async (reason, start) => {
    begin(MONDAY);
    const visit = await bookTuesday();
    expectProblem(await post(moveOf(visit.token), { start }), 422, reason);
    expect((await get(`${VISITS}/${visit.token}`)).body).toEqual(visit);
  });

  it("refuses what cannot be read, by field, in the caller's language", async () => {
    begin(MONDAY);
    const { token } = await bookTuesday();
    for (const [field, body] of [
      ["start", {}],
      ["start", { start: "tomorrow" }],
      ["offer", { offer: "" }],
      ["offer", { offer: "a.b" }],
      ["location", { start: at("08:20"), location: "gronowa" }],
      ["body", []],
    ] as const) {
      const refused = await post(moveOf(token), body, { "accept-language": "uk" });
      expectProblem(refused, 422, "invalid", "uk");
      expect(fieldsOf(refused)).toContain(field);
    }
  });

  it("knows no visit behind a wrong token", async () => {
    begin(MONDAY);
    expectProblem(await post(moveOf("AAAAAAAAAAAAAAAAAAAAAA"), { start: at("08:20") }), 404, "unknown-visit");
  });

  it("is too late from the visit's own hour on", async () => {
    const app = begin(MONDAY);
    const { token } = await bookTuesday();
    app.clock.advance(Date.parse(at("07:40")) - Date.parse(MONDAY));
    expectProblem(await post(moveOf(token), { start: at("08:20") }), 409, "too-late");
  });

  it("refuses a foreign origin, and changes nothing", async () => {
    begin(MONDAY);
    const visit = await bookTuesday();
    const foreign = { origin: "https://evil.example" };
    expectProblem(await post(moveOf(visit.token), { start: at("08:20") }, foreign), 403, "foreign-origin");
    expect((await get(`${VISITS}/${visit.token}`)).body).toEqual(visit);
  });

  it("moves a ticket of today by an offer for the same matter, and not to another day", async () => {
    begin(MONDAY);
    const first = await offerFor();
    const visit = await bookNext();
    while ((await offerFor()).start === first.start) await bookNext();
    const { offer, start } = await offerFor();
    expect([visit.start, start]).toEqual([first.start, expect.stringMatching(/^2026-11-23T/)]);
    const moved = await post(moveOf(visit.token), { offer });
    expect([moved.status, moved.body.start, moved.body.code]).toEqual([200, start, visit.code]);
    expectProblem(await post(moveOf(visit.token), { start: at("10:00") }), 422, "no-such-start");
  });

  it("refuses an offer for another matter, and one that has expired with a fresh one", async () => {
    const app = begin(MONDAY);
    const visit = await bookNext();
    const other = await offerFor("location=libelta&caseGroup=meldunki");
    const refused = await post(moveOf(visit.token), { offer: other.offer });
    expectProblem(refused, 422, "invalid");
    expect(fieldsOf(refused)).toEqual(["offer"]);
    const { offer } = await offerFor();
    app.clock.advance(3 * MINUTE_MS);
    const late = await post(moveOf(visit.token), { offer });
    expectProblem(late, 409, "expired");
    expect((await post(moveOf(visit.token), { offer: late.body.next.offer })).status).toBe(200);
  });
});

describe("one contact", () => {
  eachItsOwn();

  it.each([
    ["600 700 800", "+48 600-700-800", "0048600700800"],
    ["Ala@Example.PL", "ala@example.pl", " ala@example.PL "],
  ])("is one however it is written: %s, %s, %s", async (...contacts) => {
    begin(MONDAY);
    const answers = [];
    for (const [index, contact] of contacts.entries()) {
      const wish = startOf("slowackiego", "ulgi", at(`08:${20 * index || "00"}`), { name: ALA.name, contact });
      answers.push(await post(VISITS, wish, key(contact)));
    }
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual([201, 201]);
    const [, , refused] = answers;
    if (!refused) throw new Error("Three were asked.");
    expectProblem(refused, 422, "contact-limit");
    expect(refused.body.detail).toContain("61 646 33 44");
  });
});
