import { describe, expect, it } from "vitest";
import type { Settings } from "@/lib/domain/city/settings";
import type { Application } from "@/lib/server/compose";
import { type Answer, type Body, post } from "./call";
import { begin, CAR, eachItsOwn, expectProblem, key, MONDAY, offerFor, startOf, VISITS } from "./stage";

const from = (address: string) => ({ "x-okienko-peer": address });
const HOME = from("192.0.2.7");
const MOBILE = from("198.51.100.1");

const changed = async (app: Application, changes: Partial<Settings>): Promise<void> => {
  for (const [name, value] of Object.entries(changes))
    await app.plan.changeSetting(name as keyof Settings, value, "command", app.clock.now());
};

/** Of 1,081 counter ticks of Gronowa at nine a network may have ten: three tickets. */
const NARROW: Partial<Settings> = { networkSharePercent: 1, networkTicketsLeast: 2, groupSharePercent: 1 };

async function take(headers: Readonly<Record<string, string>>, query = CAR): Promise<Answer> {
  const { offer } = await offerFor(query);
  return post(VISITS, { offer }, headers);
}

/** Somebody's visit on Tuesday at Słowackiego, under a mailbox of its own. */
function bookTuesday(who: number, time: string, headers: Readonly<Record<string, string>>, date = "2026-11-24") {
  const person = { contact: `somebody${who}@example.pl` };
  const wanted = startOf("slowackiego", "ulgi", new Date(`${date}T${time}:00+01:00`).toISOString(), person);
  return post(VISITS, wanted, { ...key(`somebody ${who} at ${time}`), ...headers });
}

const moveTo = ({ token }: Body, time: string, headers: Readonly<Record<string, string>>, date = "2026-11-24") =>
  post(`${VISITS}/${token}/move`, { start: new Date(`${date}T${time}:00+01:00`).toISOString() }, headers);

describe("a network's share over the API", () => {
  eachItsOwn();

  it.each([
    ["pl", "Z tej sieci jest już tyle biletów na dziś", "wyłączyć Wi-Fi", "pn.–pt. 07:30–20:00"],
    ["en", "This network has as many tickets for today", "switch Wi-Fi off", "Mon–Fri 07:30–20:00"],
    ["uk", "З цієї мережі вже є стільки талонів", "вимкнути Wi-Fi", "пн–пт 07:30–20:00"],
  ])("ends with 429 and what helps at once, in words (%s), and another network goes on", async (language, ...words) => {
    await changed(begin(MONDAY), NARROW);
    for (let one = 0; one < 3; one++) expect((await take(HOME)).status).toBe(201);
    const refused = await take({ ...HOME, "accept-language": language });
    expectProblem(refused, 429, "network-share", language);
    for (const part of [...words, "61 646 33 44"]) expect(refused.body.detail).toContain(part);
    expect((await take(MOBILE)).status).toBe(201);
  });

  it("is one for all networks of an IPv6 /48", async () => {
    await changed(begin(MONDAY), NARROW);
    const lans = ["2001:db8:1:1::1", "2001:db8:1:2::1", "2001:db8:1:ffff::9", "2001:db8:1:0::2"];
    const statuses = [];
    for (const lan of lans) statuses.push((await take(from(lan))).status);
    expect(statuses).toEqual([201, 201, 201, 429]);
    expect((await take(from("2001:db8:2::1"))).status).toBe(201);
  });

  it("is larger for the networks of the setting, and no share holds without limits", async () => {
    await changed(begin(MONDAY), { ...NARROW, sharedNetworks: ["198.51.100.0/24"] });
    const statuses = [];
    for (let one = 0; one < 4; one++) statuses.push((await take(MOBILE)).status);
    expect(statuses).toEqual([201, 201, 201, 201]);
  });

  it("control: without limits everything is had from one address", async () => {
    await changed(begin(MONDAY, { OKIENKO_LIMITS: "off" }), NARROW);
    for (let one = 0; one < 4; one++) expect((await take(HOME)).status).toBe(201);
  });

  it("in the calendar is so many bookings in a day", async () => {
    await changed(begin(MONDAY), { networkBookings: 2 });
    expect((await bookTuesday(1, "07:40", HOME)).status).toBe(201);
    expect((await bookTuesday(2, "08:00", HOME)).status).toBe(201);
    const refused = await bookTuesday(3, "08:20", HOME);
    expectProblem(refused, 429, "network-share");
    expect(refused.body.detail).toContain("umówiono w ciągu doby");
    expect((await bookTuesday(2, "08:00", HOME)).status).toBe(201);
    expect((await bookTuesday(3, "08:20", MOBILE)).status).toBe(201);
  });

  it("in the calendar is a part of each day, and another day is free", async () => {
    await changed(begin(MONDAY), {
      networkTicketsLeast: 2,
      networkSharePercent: 1,
      groupTicketsLeast: 2,
      groupSharePercent: 1,
    });
    expect((await bookTuesday(1, "07:40", HOME)).status).toBe(201);
    expect((await bookTuesday(2, "08:00", HOME)).status).toBe(201);
    const refused = await bookTuesday(3, "08:20", HOME);
    expectProblem(refused, 429, "network-share");
    expect(refused.body.detail).toContain("Z tej sieci umówiono na ten dzień już tyle wizyt, ile można.");
    expect((await bookTuesday(3, "08:20", MOBILE)).status).toBe(201);
    const onWednesday = await bookTuesday(4, "08:20", HOME, "2026-11-25");
    expect(onWednesday.status).toBe(201);
    expectProblem(await moveTo(onWednesday.body, "08:40", HOME), 429, "network-share");
    expect((await moveTo(onWednesday.body, "08:40", MOBILE)).status).toBe(200);
  });

  it("ends for hours of today that are left late: the ticket stands, and a call helps", async () => {
    const app = begin(MONDAY);
    const today = "2026-11-23";
    const { body } = await bookTuesday(1, "09:20", HOME, today);
    await changed(app, { networkTicketsLeast: 2, networkSharePercent: 1, groupTicketsLeast: 2, groupSharePercent: 1 });
    app.clock.advance(10 * 60_000);
    expect((await moveTo(body, "09:40", MOBILE, today)).status).toBe(200);
    app.clock.advance(20 * 60_000);
    const refused = await moveTo(body, "10:00", MOBILE, today);
    expectProblem(refused, 429, "network-share");
    expect(refused.body.detail).toContain("Termin się nie zmienił. Pomaga telefon: Poznań Kontakt, 61 646 33 44");
    expect(refused.body.detail).not.toContain("Wi-Fi");
  });

  it("holds for who moves to today, as the number of tickets of one network without a cookie does", async () => {
    const app = begin(MONDAY);
    const today = "2026-11-23";
    const [one, two] = [await bookTuesday(1, "07:40", HOME), await bookTuesday(2, "08:00", HOME)];
    await changed(app, { networkTicketsLeast: 1, networkSharePercent: 1, groupTicketsLeast: 1, groupSharePercent: 1 });
    expect((await moveTo(one.body, "12:00", HOME, today)).status).toBe(200);
    expectProblem(await moveTo(two.body, "12:20", HOME, today), 429, "network-share");
    await changed(app, { networkSharePercent: 100, networkLimit: 1 });
    expectProblem(await moveTo(two.body, "12:20", HOME, today), 429, "limit");
    await changed(app, { networkLimit: 2 });
    expect((await moveTo(two.body, "12:20", HOME, today)).status).toBe(200);
  });

  it("is no way round by moving on and on: a third hour does not rest for one visit", async () => {
    const app = begin(MONDAY);
    const { body } = await bookTuesday(1, "07:40", HOME);
    expect((await moveTo(body, "08:00", HOME)).status).toBe(200);
    expect((await moveTo(body, "08:20", HOME)).status).toBe(200);
    const refused = await moveTo(body, "08:40", HOME);
    expectProblem(refused, 429, "moved-too-often");
    expect(refused.body.detail).toMatch(/można od: poniedziałek, 23 listopada 2026, godz. 9:\d\d/);
    expect((await bookTuesday(2, "07:40", MOBILE)).body.reason).toBe("taken");
    app.clock.advance(30 * 60_000);
    expect((await moveTo(body, "08:40", HOME)).status).toBe(200);
    expect((await bookTuesday(2, "07:40", MOBILE)).status).toBe(201);
  });
});
