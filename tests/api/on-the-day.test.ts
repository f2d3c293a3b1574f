import ICAL from "ical.js";
import { describe, expect, it, vi } from "vitest";
import { documents } from "@/app/(resident)/documents";
import { GET } from "@/app/dane/[file]/route";
import { findRoute } from "@/lib/address/find";
import { loadOffer } from "@/lib/pages/scan/offer-view";
import type { Application } from "@/lib/server/compose";
import { documentsWith } from "@/lib/server/render/document";
import { makeSharedPages } from "@/lib/server/render/shared-pages";
import { begin, eachItsOwn } from "./stage";

const PARTS = { style: "", script: "/_next/static/documents/document-0123456789abcdef.js" };
/** A Monday: the last hour of the matter has begun. */
const LATE = "2026-11-23T16:43:00+01:00";
const PATH = "/q/gronowa/prawo-jazdy-zagraniczne";
const ASKED = {
  ...{ locationId: "gronowa", caseGroupId: "prawo-jazdy-zagraniczne", cases: 1 },
  ...{ chosen: null, withHours: false, procedure: null, hold: null },
};

async function textAt(app: Application, path: string): Promise<string> {
  const pages = makeSharedPages(app, "http://127.0.0.1:9", documentsWith(documents, PARTS));
  const answer = await pages.answer({ method: "GET", path, route: findRoute(path).route, headers: {} }, "");
  return answer?.body.toString().replaceAll("\u00a0", " ") ?? "";
}

const fileOf = (language: string, location = "gronowa", caseGroup = "prawo-jazdy-zagraniczne") =>
  GET(new Request(`http://okienko.test/dane/termin-${language}.ics?location=${location}&caseGroup=${caseGroup}`));

eachItsOwn();

describe("a matter without a calendar, and nothing free today", () => {
  it("says from when this very page has times again, and the page keeps its word to the second", async () => {
    const app = begin(LATE);
    const view = await loadOffer(app, ASKED);
    expect(view?.offered).toBeNull();
    const { date, from, first } = view?.nothing?.onTheDay ?? {};
    expect([date, from]).toEqual(["2026-11-24", Date.parse("2026-11-24T00:00:00+01:00")]);
    const clock = vi.spyOn(app.clock, "now");
    clock.mockReturnValue(Number(from) - 1);
    expect((await loadOffer(app, ASKED))?.offered).toBeNull();
    clock.mockReturnValue(Number(from));
    expect((await loadOffer(app, ASKED))?.offered?.at).toBe(first);
  });

  it("tells it in words, with the department's own, each once", async () => {
    const text = await textAt(begin(LATE, { OKIENKO_PUBLIC_URL: "https://wizyty.example.pl" }), PATH);
    for (const once of [
      "Termin na tę sprawę bierze się tylko w dniu wizyty",
      "zaproponuje go jutro od godz. 0:00",
      "wymienisz bez umawiania wizyty: przyjdź na parter",
      `<b class="break-all">https://wizyty.example.pl${PATH}</b>`,
      "mailto:?subject=We%C5%BA%20termin",
      'href="/dane/termin-pl.ics?location=gronowa&amp;caseGroup=prawo-jazdy-zagraniczne"',
    ])
      expect(text.split(once), once).toHaveLength(2);
    expect(text).not.toContain('href="/rezerwacja');
  });

  it("names the day where it is not tomorrow, and says nothing while times are given", async () => {
    const friday = "2026-11-27T16:43:00+01:00";
    expect(await textAt(begin(friday), PATH)).toContain("zaproponuje go w poniedziałek, 30 listopada od godz. 0:00");
  });

  it("control: a matter with a calendar has none of it, nor has this one while a time is free", async () => {
    const app = begin(LATE);
    expect((await loadOffer(app, { ...ASKED, caseGroupId: "prawo-jazdy" }))?.nothing?.onTheDay).toBeNull();
    expect(await textAt(app, "/q/gronowa/prawo-jazdy")).not.toContain("data-on-the-day");
    vi.spyOn(app.clock, "now").mockReturnValue(Date.parse("2026-11-23T09:00:00+01:00"));
    expect((await loadOffer(app, ASKED))?.nothing).toBeNull();
  });

  it("is an entry for that minute, in the page's language", async () => {
    begin(LATE, { OKIENKO_PUBLIC_URL: "https://wizyty.example.pl" });
    for (const [language, url] of [
      ["pl", `https://wizyty.example.pl/pl${PATH}`],
      ["uk", `https://wizyty.example.pl/uk${PATH}`],
    ] as const) {
      const file = await fileOf(language);
      expect(file.headers.get("content-type")).toBe("text/calendar; charset=utf-8; method=PUBLISH");
      const [entry] = new ICAL.Component(ICAL.parse(await file.text())).getAllSubcomponents("vevent");
      if (!entry) throw new Error("The file holds no entry.");
      expect(new ICAL.Event(entry).startDate.toJSDate().toISOString()).toBe("2026-11-23T23:00:00.000Z");
      expect(entry.getFirstPropertyValue("url")).toBe(url);
    }
    for (const [location, group] of [
      ["gronowa", "prawo-jazdy"],
      ["nowhere", "meldunki"],
      ["", ""],
    ] as const)
      expect((await fileOf("pl", location, group)).status).toBe(404);
  });
});

describe("what can be done without a visit", () => {
  it("stands once where nothing is free", async () => {
    const text = await textAt(begin(LATE), "/q/28-czerwca/ceidg");
    expect(text).not.toContain("Tę sprawę załatwisz też przez internet, bez wizyty.");
    expect(text).toContain("bez wizyty");
  });
});
