import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { GET } from "@/app/(resident)/[lang]/wizyta/[token]/wizyta.ics/route";
import { post } from "./call";
import { begin, bookNext, eachItsOwn, key, MONDAY, startOf, VISITS } from "./stage";

const SUMMER = "2026-06-15T09:00:00+02:00";

async function fileOf(token: string, lang = "pl"): Promise<Response> {
  const path = `http://okienko.test/${lang}/wizyta/${token}/wizyta.ics`;
  return GET(new Request(path), { params: Promise.resolve({ lang, token }) });
}

/** The one entry of a file, read by a library that did not write it. */
function entryOf(text: string): ICAL.Event {
  const [entry, ...more] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  if (!entry || more.length > 0) throw new Error("A file holds one visit.");
  return new ICAL.Event(entry);
}

const inCity = (time: ICAL.Time): string =>
  time.toJSDate().toLocaleString("pl-PL", { timeZone: "Europe/Warsaw", dateStyle: "short", timeStyle: "short" });

async function bookAt(start: string): Promise<string> {
  const { status, body } = await post(VISITS, startOf("slowackiego", "ulgi", start), key(start));
  expect(status).toBe(201);
  return body.token;
}

describe("a visit as a file for a calendar", () => {
  eachItsOwn();

  it.each([
    ["in summer", SUMMER, "2026-06-16T09:00:00+02:00", "16.06.2026, 09:00", "16.06.2026, 09:20"],
    ["in winter", MONDAY, "2026-11-24T09:00:00+01:00", "24.11.2026, 09:00", "24.11.2026, 09:20"],
  ])("opens at the right hour %s", async (_when, now, start, from, to) => {
    begin(now, { OKIENKO_PUBLIC_URL: "https://wizyty.example.pl" });
    const token = await bookAt(start);
    const file = await fileOf(token);
    expect([file.status, file.headers.get("content-type")]).toEqual([
      200,
      "text/calendar; charset=utf-8; method=PUBLISH",
    ]);
    expect(file.headers.get("cache-control")).toBe("no-store");
    const text = await file.text();
    const { startDate, endDate, component } = entryOf(text);
    expect([inCity(startDate), inCity(endDate)]).toEqual([from, to]);
    expect(text).not.toMatch(/TZID|VTIMEZONE/);
    expect(component.getFirstPropertyValue("url")).toBe(`https://wizyty.example.pl/wizyta/${token}`);
    expect(component.getFirstPropertyValue("status")).toBe("CONFIRMED");
    expect(component.getFirstSubcomponent("valarm")?.getFirstPropertyValue("trigger")?.toString()).toBe("-PT2H");
  });

  it("tells matter, hall and who organises it, and every line of it has an end", async () => {
    begin(MONDAY, { OKIENKO_MAIL_FROM: "Urząd <wizyty@example.pl>" });
    const text = await (await fileOf(await bookAt("2026-11-24T09:00:00+01:00"))).text();
    const { component, description, location } = entryOf(text);
    expect(description).toMatch(
      /^Sprawa: Ulgi.*\nGdzie: sala obsługi, parter\nKod wizyty: \w{3} \w{3}\. Możesz wejść od /,
    );
    expect(location).toMatch(/^ul\.\sSłowackiego\s22, /);
    const organizer = component.getFirstProperty("organizer");
    expect([organizer?.getFirstValue(), organizer?.getParameter("cn")]).toEqual([
      "mailto:wizyty@example.pl",
      "Urząd Miasta Poznania",
    ]);
    expect(text).toMatch(/^METHOD:PUBLISH\r$/m);
    expect(text.endsWith("\r\nEND:VCALENDAR\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("tells nobody's name, and keeps its id when the visit is moved", async () => {
    begin(MONDAY);
    const token = await bookAt("2026-11-24T09:00:00+01:00");
    const before = entryOf(await (await fileOf(token)).text());
    expect((await post(`${VISITS}/${token}/move`, { start: "2026-11-24T10:00:00+01:00" })).status).toBe(200);
    const text = await (await fileOf(token, "uk")).text();
    const after = entryOf(text);
    expect([after.uid, inCity(after.startDate)]).toEqual([before.uid, "24.11.2026, 10:00"]);
    expect(after.summary).toMatch(/^Візит до міської ради, ul\.\sSłowackiego\s22$/);
    expect(text).not.toMatch(/Żółć|ala@/);
    expect(before.uid).not.toContain(token);
  });

  it.each([
    ["of nothing, two hours before it", "2026-11-23T11:00:00+01:00", false],
    ["of a visit that is further away", "2026-11-23T11:05:00+01:00", true],
  ])("reminds %s", async (_when, start, reminds) => {
    begin("2026-11-23T09:00:00+01:00");
    const { component } = entryOf(await (await fileOf(await bookAt(start))).text());
    expect(component.getFirstSubcomponent("valarm") !== null).toBe(reminds);
  });

  it("says of a visit that was called off that it is", async () => {
    begin(MONDAY);
    const { token } = await bookNext();
    const { DELETE } = await import("@/app/api/v1/visits/[token]/route");
    await DELETE(new Request("http://okienko.test/", { method: "DELETE" }), { params: Promise.resolve({ token }) });
    const file = await fileOf(token);
    expect(file.headers.get("content-type")).toBe("text/calendar; charset=utf-8; method=CANCEL");
    const text = await file.text();
    const { component, summary, description } = entryOf(text);
    expect(text).toMatch(/^METHOD:CANCEL\r$/m);
    expect(component.getFirstProperty("organizer")).not.toBeNull();
    expect(summary).toMatch(/^Odwołana: Wizyta w urzędzie, /);
    expect(description).toMatch(/\nTa wizyta jest odwołana\. /);
    expect(description).not.toContain("Możesz wejść");
    expect(component.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect(component.getFirstSubcomponent("valarm")).toBeNull();
  });

  it("knows no visit behind a wrong token", async () => {
    begin(MONDAY);
    for (const token of ["x", "AAAAAAAAAAAAAAAAAAAAAA"]) expect((await fileOf(token)).status).toBe(404);
  });
});
