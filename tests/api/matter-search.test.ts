import { beforeEach, describe, expect, it } from "vitest";
import { documents } from "@/app/(resident)/documents";
import { findRoute } from "@/lib/address/find";
import { loadDepartments } from "@/lib/pages/booking/choice";
import { loadFound } from "@/lib/pages/booking/found";
import { loadSearchFile } from "@/lib/pages/reading/search-page";
import { loadLocation } from "@/lib/pages/scan/location-view";
import type { Application } from "@/lib/server/compose";
import { documentsWith } from "@/lib/server/render/document";
import { makeSharedPages } from "@/lib/server/render/shared-pages";
import { begin, eachItsOwn, MONDAY } from "./stage";

const PARTS = { style: "", script: "/_next/static/documents/document-0123456789abcdef.js" };

let app: Application;

eachItsOwn();
beforeEach(() => {
  app = begin(MONDAY);
});

describe("the calendar's search", () => {
  it("leads to a matter with its description, and says who does what nobody here does", async () => {
    const lost = await loadFound(app, "zgubiłem dowód");
    expect(lost?.matters[0]).toMatchObject({ procedure: "utrata-dowodu", group: { departmentId: "WSOiUK" } });
    const bare = await loadFound(app, "odbiór dowodu");
    expect(bare?.matters[0]).toMatchObject({ procedure: null, group: { id: "dowody-odbior" } });
    const passport = await loadFound(app, "paszport");
    expect(passport?.matters).toEqual([]);
    expect(passport?.elsewhere.map(({ text }) => text.pl)).toEqual([
      expect.stringMatching(/^Paszport wydaje wojewoda/),
    ]);
    expect(await loadFound(app, "")).toBeNull();
  });

  it("is known to a browser that searches by itself", async () => {
    for (const language of ["pl", "en", "uk"] as const) {
      const { elsewhere } = await loadSearchFile(app, language);
      expect(elsewhere).toHaveLength(app.guides.elsewhere.length);
      expect(new Set(elsewhere.map(({ text }) => text)).size).toBe(elsewhere.length);
    }
  });

  it("has the commonest beside it, and none that cannot be booked", async () => {
    const { often } = await loadDepartments(app);
    expect(often).toHaveLength(5);
    const { locations, caseGroups } = (await app.plan.book()).city;
    for (const { id } of often) {
      expect(locations.some(({ topGroups }) => topGroups.includes(id))).toBe(true);
      expect(caseGroups.find((group) => group.id === id)?.walkInOnly).toBe(false);
    }
  });
});

describe("the scan page", () => {
  it("has the Polish name beside a matter's, in another language only", async () => {
    const pages = makeSharedPages(app, "http://127.0.0.1:9", documentsWith(documents, PARTS));
    const textAt = async (path: string) =>
      (await pages.answer({ method: "GET", path, route: findRoute(path).route, headers: {} }, ""))?.body.toString();
    const beside = /<small[^>]* lang="pl">Meldunek[^<]*<\/small>/;
    for (const path of ["/uk/q/libelta", "/en/q/libelta", "/uk/q/libelta/meldunki"])
      expect(await textAt(path), path).toMatch(beside);
    expect(await textAt("/pl/q/libelta")).not.toMatch(beside);
  });

  it("has the search where more than ten matters stand, as a plain form", async () => {
    const pages = makeSharedPages(app, "http://127.0.0.1:9", documentsWith(documents, PARTS));
    const seen = new Set<boolean>();
    for (const { id } of (await app.plan.book()).city.locations) {
      const path = `/q/${id}`;
      const answer = await pages.answer({ method: "GET", path, route: findRoute(path).route, headers: {} }, "");
      const html = answer?.body.toString() ?? "";
      const count = (await loadLocation(app, id))?.departments.flatMap(({ rows }) => rows).length ?? 0;
      expect(/<search><form [^>]*action="\/sprawy" method="get"/.test(html), `${id}: ${count}`).toBe(count > 10);
      expect(html.match(/<script[^>]+src/g)).toHaveLength(1);
      seen.add(count > 10);
    }
    expect(seen).toEqual(new Set([true, false]));
  });
});
