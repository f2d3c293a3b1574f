import { beforeEach, describe, expect, it } from "vitest";
import { documents } from "@/app/(resident)/documents";
import { findRoute } from "@/lib/address/find";
import { placeConfidence, preferCertain } from "@/lib/domain/city/place";
import { loadDays } from "@/lib/pages/booking/calendar";
import { loadBuildings, nearestOf } from "@/lib/pages/booking/choice";
import { loadHome } from "@/lib/pages/scan/home-view";
import { loadLocation } from "@/lib/pages/scan/location-view";
import { loadOffer } from "@/lib/pages/scan/offer-view";
import type { Application } from "@/lib/server/compose";
import { documentsWith } from "@/lib/server/render/document";
import { makeSharedPages } from "@/lib/server/render/shared-pages";
import { begin, eachItsOwn, MONDAY } from "./stage";

const PARTS = { style: "", script: "/_next/static/documents/document-0123456789abcdef.js" };
const ASKED = { ...{ cases: 1, chosen: null, withHours: false, procedure: null, hold: null } };

let app: Application;

eachItsOwn();
beforeEach(() => {
  app = begin(MONDAY);
});

async function htmlAt(path: string): Promise<string> {
  const pages = makeSharedPages(app, "http://127.0.0.1:9", documentsWith(documents, PARTS));
  const answer = await pages.answer({ method: "GET", path, route: findRoute(path).route, headers: {} }, "");
  return answer?.body.toString() ?? "";
}

describe("a building where a matter is not certain", () => {
  it("is asked about before its hour, with every certain building beside it; a certain one is not", async () => {
    const { city } = await app.plan.book();
    const seen = { uncertain: 0, certain: 0, alone: 0 };
    for (const group of city.caseGroups)
      for (const { locationId } of group.served) {
        const html = await htmlAt(`/q/${locationId}/${group.id}`);
        const asked = html.indexOf("data-place-asked");
        const isUncertain = placeConfidence(group, locationId) === "low";
        expect(asked >= 0, `${locationId}/${group.id}`).toBe(isUncertain);
        seen[isUncertain ? "uncertain" : "certain"]++;
        if (!isUncertain) continue;
        const hour = html.indexOf('value="accept"');
        if (hour >= 0) expect(asked).toBeLessThan(hour);
        const beside = group.served.filter(({ confidence }) => confidence !== "low");
        for (const one of beside) expect(html.slice(asked, hour)).toContain(`/q/${one.locationId}/${group.id}"`);
        if (beside.length === 0) seen.alone++;
      }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it("is not the nearest of the calendar while a certain one has a time, and says so beside its days", async () => {
    const view = await loadBuildings(app, "WSOiUK", "meldunki", 1);
    const nearest = nearestOf(view?.buildings ?? []);
    expect([nearest?.place.id, nearest?.uncertain]).toEqual(["libelta", false]);
    const place = { department: "WSOiUK", caseGroup: "meldunki", location: "gronowa", cases: 1 };
    expect((await loadDays(app, place, null))?.certain.map(({ id }) => id)).toEqual(["libelta"]);
    expect((await loadDays(app, { ...place, location: "libelta" }, null))?.certain).toEqual([]);
  });

  it("is not what another building's page leads to while a certain one has a time today", async () => {
    const view = await loadOffer(app, { ...ASKED, locationId: "slowackiego", caseGroupId: "dowody-wniosek" });
    expect(view?.nothing?.elsewhere.map(({ place, uncertain }) => [place.id, uncertain])).toEqual([["libelta", false]]);
  });

  it("has no share in the nearest hour of a building, at home and at its door alike", async () => {
    const { city } = await app.plan.book();
    const home = await loadHome(app);
    for (const { place, nearest } of home.buildings) {
      const view = await loadLocation(app, place.id);
      expect(view?.nearest?.at ?? null).toBe(nearest);
      const rows = view?.departments.flatMap((one) => one.rows) ?? [];
      const sure = rows.filter(({ id }) => {
        const group = city.caseGroups.find((one) => one.id === id);
        return group && placeConfidence(group, place.id) !== "low";
      });
      const starts = sure.flatMap(({ next }) => (next.kind === "today" ? [next.at] : []));
      expect(nearest, place.id).toBe(Math.min(...starts));
    }
  });

  it("is better than nothing: where none is certain, all are shown with their mark", () => {
    const [sure, unsure] = [{ uncertain: false }, { uncertain: true }];
    expect(preferCertain([unsure, sure])).toEqual([sure]);
    expect(preferCertain([unsure])).toEqual([unsure]);
    expect(preferCertain([])).toEqual([]);
  });
});
