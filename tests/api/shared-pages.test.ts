import { createServer, type Server } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openClient } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import { findRoute } from "@/lib/address/find";
import { loadOffer } from "@/lib/pages/scan/offer-view";
import type { Application } from "@/lib/server/compose";
import type { Incoming } from "@/lib/server/guard/fair-use";
import { polishHolidays } from "@/lib/server/holidays";
import { makeSharedPages, type SharedPages } from "@/lib/server/render/shared-pages";
import { deviceCookie, newDevice, readDeviceCookie } from "@/lib/server/who/device";
import { holdHour } from "@/lib/use-cases/resident/book-visit";
import { acceptOffer } from "@/lib/use-cases/visit/claim-visit";
import { claimsWith } from "../support/claims";
import { testSeal } from "../support/make";
import { get, post } from "./call";
import { begin, bookNext, eachItsOwn, key, MONDAY, offerFor, startOf, VISITS } from "./stage";

const CAR = "/q/gronowa/rejestracja-pojazdow";
const MONTH = "/rezerwacja/WSOiUK/rejestracja-pojazdow/gronowa";
const DAY = `${MONTH}/2026-11-24`;
const SCRIPT = "self.__next_f=[]";

let app: Application;
let pages: SharedPages;
let door: Server;
/** The paths that were rendered. */
let rendered: string[];

/** Renders what it is given as the application does, only shorter. */
async function openDoor(): Promise<string> {
  rendered = [];
  door = createServer((request, response) => {
    const given = pages.given(request.headers);
    rendered.push(request.url ?? "");
    const language = request.headers["accept-language"];
    response.end(`<p>${language} ${given ? JSON.stringify(given.page) : "nothing given"}<script>${SCRIPT}</script>`);
  });
  await new Promise<void>((done) => door.listen(0, "127.0.0.1", done));
  const address = door.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const asked = (headers: Incoming["headers"] = {}, path = CAR, method = "GET"): Incoming => ({
  method,
  path,
  route: findRoute(path).route,
  headers,
});

async function textOf(request: Incoming = asked(), search = ""): Promise<string | null> {
  return (await pages.answer(request, search))?.body.toString() ?? null;
}

async function offeredIn(text: string | null): Promise<number> {
  return Number(/"offered":\{"start":(\d+)/.exec(text ?? "")?.[1]);
}

describe("pages of hours that one rendering serves to many", () => {
  eachItsOwn();

  beforeEach(async () => {
    app = begin(MONDAY);
    const origin = await openDoor();
    pages = makeSharedPages(app, origin, null);
  });
  afterEach(() => {
    door.close();
    door.closeAllConnections();
  });

  it("renders once for fifty who see the same, also at once", async () => {
    const texts = await Promise.all(Array.from({ length: 50 }, () => textOf()));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('"offered":{"start"');
    expect(rendered).toEqual([CAR]);
  });

  it("never shows an hour that has just been won: a claim makes another page of it, a cancel the first one again", async () => {
    const before = await textOf();
    const first = await offeredIn(before);
    let last = await bookNext();
    // The hour stands at several counters: it is gone with the last of them.
    while (Date.parse((await offerFor()).start) / 300_000 === first) {
      expect(await textOf()).toBe(before);
      last = await bookNext();
    }
    expect(Date.parse(last.start) / 300_000).toBe(first);
    expect(await offeredIn(await textOf())).toBeGreaterThan(first);
    await app.visits.cancel(app.seal.hashToken(last.token), app.clock.now(), "resident");
    expect(await textOf()).toBe(before);
    expect(rendered).toHaveLength(2);
  });

  describe("within one second", () => {
    const TAXES = "location=slowackiego&caseGroup=ulgi";
    /** How often a building's day was read since it was asked last. */
    let reads: () => number;

    beforeEach(async () => {
      vi.spyOn(app.clock, "now").mockReturnValue(app.clock.now());
      const ofDay = vi.spyOn(app.visits, "ofDay");
      reads = () => {
        const { length } = ofDay.mock.calls;
        ofDay.mockClear();
        return length;
      };
      await textOf();
      expect(reads()).toBeGreaterThan(0);
    });

    it("is read anew for a change at its own building, and not for one at another", async () => {
      const { offer } = await offerFor(TAXES);
      reads();
      expect((await post(VISITS, { offer })).status).toBe(201);
      reads();
      await textOf();
      expect(reads()).toBe(0);
      const own = await bookNext();
      reads();
      await textOf();
      expect(reads()).toBeGreaterThan(0);
      await app.visits.cancel(app.seal.hashToken(own.token), app.clock.now(), "resident");
      await textOf();
      expect(reads()).toBeGreaterThan(0);
      await textOf();
      expect(reads()).toBe(0);
    });

    it("is not read anew because somebody asks whether the server is ready", async () => {
      for (let ask = 0; ask < 3; ask++) expect((await get("/readyz")).body).toEqual({ ready: true });
      await textOf();
      expect([reads(), rendered]).toEqual([0, [CAR]]);
    });

    it("is read anew for a setting, and for whatever another program has written", async () => {
      await app.plan.changeSetting("leadMinutes", 7, "command", app.clock.now());
      await textOf();
      expect(reads()).toBeGreaterThan(0);
      const other = new Database(app.env.databaseFile);
      other.exec("INSERT INTO audit (at, visit_id, actor, what) VALUES (0, NULL, 'system', 'test')");
      other.close();
      await textOf();
      expect(reads()).toBeGreaterThan(0);
      await textOf();
      expect(reads()).toBe(0);
    });

    it("shows what another program has taken, at once", async () => {
      const start = await offeredIn(await textOf());
      const other = sqliteStore(openClient(app.env.databaseFile), polishHolidays());
      const claims = claimsWith(testSeal());
      const made = { locationId: "gronowa", group: "rejestracja-pojazdow", start, now: app.clock.now() };
      // The hour stands at several counters: it is gone with the last of them.
      for (let counter = 0; (await offeredIn(await textOf())) === start; counter++)
        expect((await other.visits.claim(claims.byDevice(`device ${counter}`, made))).kind).toBe("booked");
      await other.close();
      expect(await offeredIn(await textOf())).toBeGreaterThan(start);
    });
  });

  it("shows what is true at the second at which it is asked", async () => {
    const offered: number[] = [await offeredIn(await textOf())];
    for (let minute = 0; minute < 30; minute++) {
      app.clock.advance(60_000);
      const text = await textOf();
      const fresh = await loadOffer(app, {
        ...{ locationId: "gronowa", caseGroupId: "rejestracja-pojazdow", cases: 1 },
        ...{ chosen: null, withHours: false, procedure: null, hold: null },
      });
      expect(await offeredIn(text)).toBe(fresh?.offered?.start);
      offered.push(await offeredIn(text));
    }
    expect(new Set(offered).size).toBeGreaterThan(3);
    expect(rendered.length).toBeLessThan(30);
  });

  it("says at eight in the evening that the hotline has closed, and at the next turn of a setting what it changes", async () => {
    const clock = vi.spyOn(app.clock, "now");
    const eight = Date.parse("2026-11-23T20:00:00+01:00");
    for (const now of [eight - 1, eight]) {
      clock.mockReturnValue(now);
      await textOf();
    }
    expect(rendered).toHaveLength(2);
    await app.plan.changeSetting("exampleDataConfirmed", true, "command", app.clock.now());
    expect(await textOf()).toContain('"exampleData":false');
  });

  it("reads a page's data once a minute while nothing changes, and at the very end of somebody's hold", async () => {
    let now = Date.parse(MONDAY) + 1;
    vi.spyOn(app.clock, "now").mockImplementation(() => now);
    const reads = vi.spyOn(app.visits, "ofDay");
    const read = async (): Promise<number> => {
      reads.mockClear();
      await textOf(asked({}, DAY));
      return reads.mock.calls.length;
    };
    expect(await read()).toBeGreaterThan(0);
    now += 59_998;
    expect(await read()).toBe(0);
    now += 1;
    expect(await read()).toBeGreaterThan(0);
    // Some rules turn just after a minute has begun.
    now += 1;
    expect(await read()).toBeGreaterThan(0);
    now += 1;
    expect(await read()).toBe(0);

    const [, first = ""] = /"starts":\[(\d+)/.exec((await textOf(asked({}, DAY))) ?? "") ?? [];
    const { settings } = await app.plan.book();
    now += 7_300;
    // Every counter's first hour is held, each for another device; then the clock alone lets them go.
    const start = Number(first) / 300_000;
    const wanted = { locationId: "gronowa", caseGroupId: "rejestracja-pojazdow", cases: 1, start };
    const held = async (device: string) => holdHour(app)(wanted, { device, address: "192.0.2.1" }, false);
    while ((await held(newDevice())).kind === "held");
    const without = await textOf(asked({}, DAY));
    expect(without).not.toContain(`"starts":[${first}`);
    now += settings.formHoldSeconds * 1_000 - 1;
    expect(await textOf(asked({}, DAY))).not.toContain(`"starts":[${first}`);
    now += 1;
    expect(await textOf(asked({}, DAY))).toContain(`"starts":[${first}`);
  });

  it("keeps the languages apart, prefixed or asked for by the browser", async () => {
    const uk = await textOf(asked({ "accept-language": "uk" }));
    const en = await textOf(asked({}, `/en${CAR}`));
    expect(uk).toMatch(/^<p>uk /);
    expect(en).toMatch(/^<p>en /);
    expect(await textOf()).toMatch(/^<p>pl /);
    expect(rendered).toEqual([CAR, `/en${CAR}`, CAR]);
    expect((await pages.answer(asked(), ""))?.headers.vary).toBe("Accept-Language, Accept-Encoding");
    expect((await pages.answer(asked({}, `/en${CAR}`), ""))?.headers.vary).toBe("Accept-Encoding");
  });

  it("sends it as the browser wants it, and the policy knows its scripts by their hashes", async () => {
    const plain = await textOf();
    const br = await pages.answer(asked({ "accept-encoding": "gzip, deflate, br" }), "");
    const gzip = await pages.answer(asked({ "accept-encoding": "gzip" }), "");
    expect(br?.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(br?.body ?? "").toString()).toBe(plain);
    expect(gunzipSync(gzip?.body ?? "").toString()).toBe(plain);
    expect(br?.headers["content-security-policy"]).toContain(
      "script-src 'self' 'sha256-MtNathcL7FFo76nJ83KzxKslrQM9BY73dB09RyHWaLo='",
    );
    expect(br?.headers["cache-control"]).toBe("private, no-store");
  });

  it("leaves to each device its own page as long as it holds something", async () => {
    const device = newDevice();
    const cookie = deviceCookie(app.env, device).split(";")[0] ?? "";
    expect(readDeviceCookie(app.env, cookie)).toBe(device);
    const start = await offeredIn(await textOf(asked({ cookie })));
    const asker = { device, address: "192.0.2.1" };
    const wanted = { locationId: "gronowa", caseGroupId: "rejestracja-pojazdow", cases: 1, start };
    expect(await acceptOffer(app)(wanted, asker, 0)).toMatchObject({ kind: "booked" });
    expect(await textOf(asked({ cookie }))).toBeNull();
    expect(await textOf()).not.toBeNull();
  });

  it.each([
    ["a form", asked({}, CAR, "POST"), ""],
    ["a page's script", asked({ rsc: "1" }), ""],
    ["a form that came too often", asked(), "?wait=40"],
    ["an hour that cannot be", asked(), "?lost=1"],
    ["an unusual order", asked(), "?notice=past&cases=2"],
    ["an address that we do not write so", asked(), "?cases=1"],
    ["something added", asked(), "?utm_source=x"],
    ["an unknown building", asked({}, "/q/nowhere"), ""],
    ["an unknown matter", asked({}, "/q/gronowa/nothing"), ""],
    ["a ticket", asked({}, "/wizyta/AAAAAAAAAAAAAAAAAAAAAA"), ""],
  ])("leaves %s to the page itself", async (_, request, search) => {
    expect(await textOf(request, search)).toBeNull();
    expect(rendered).toEqual([]);
  });

  it("shares what many are told alike: that an hour is lost, or what else came of their form", async () => {
    for (const search of ["?lost=5984737", "?notice=past", "?cases=2&start=5984740&ordinal=1&view=hours"])
      expect(await textOf(asked(), search)).not.toBeNull();
    expect(rendered).toHaveLength(3);
  });

  it("renders a month and a day of the calendar once as well, and anew when a time of theirs is taken", async () => {
    for (const path of [MONTH, DAY]) {
      const texts = await Promise.all(Array.from({ length: 16 }, () => textOf(asked({}, path))));
      expect(new Set(texts).size).toBe(1);
    }
    expect(rendered).toEqual([MONTH, DAY]);
    const before = await textOf(asked({}, DAY));
    const [, first = ""] = /"starts":\[(\d+)/.exec(before ?? "") ?? [];
    const start = new Date(Number(first)).toISOString();
    for (let taken = 0, status = 201; status === 201; taken++) {
      const wanted = startOf("gronowa", "rejestracja-pojazdow", start, { contact: `ala${taken}@example.pl` });
      ({ status } = await post(VISITS, wanted, key(`one of all counters ${taken}`)));
    }
    const after = await textOf(asked({}, DAY));
    expect(after).not.toBe(before);
    expect(after).not.toContain(`"starts":[${first}`);
    expect(await textOf(asked({}, MONTH))).toContain('"kind":"free"');
    expect(rendered.slice(2)).toEqual([DAY, MONTH]);
  });

  it("shares of the calendar what many are told alike, by its address and language", async () => {
    for (const search of ["?cases=2", "?month=2026-12", "?lost=5984737", "?cases=2&notice=closed"])
      expect(await textOf(asked({}, MONTH), search)).not.toBeNull();
    expect(await textOf(asked({}, `/uk${DAY}`))).toMatch(/^<p>uk /);
    expect(rendered).toHaveLength(5);
  });

  it("leaves a day of the calendar to whoever holds an hour of it", async () => {
    const device = newDevice();
    const cookie = deviceCookie(app.env, device).split(";")[0] ?? "";
    expect(await textOf(asked({ cookie }, DAY))).not.toBeNull();
    const [, first = ""] = /"starts":\[(\d+)/.exec((await textOf(asked({}, DAY))) ?? "") ?? [];
    const wanted = {
      locationId: "gronowa",
      caseGroupId: "rejestracja-pojazdow",
      cases: 1,
      start: Number(first) / 300_000,
    };
    expect(await holdHour(app)(wanted, { device, address: "192.0.2.1" }, false)).toMatchObject({ kind: "held" });
    expect(await textOf(asked({ cookie }, DAY))).toBeNull();
    expect(await textOf(asked({}, DAY))).not.toBeNull();
  });

  it.each([
    ["another question of the calendar", "/rezerwacja/WSOiUK/rejestracja-pojazdow/budynek", ""],
    ["the form of the calendar", `${MONTH}/dane`, "?start=5984737"],
    ["a form of the calendar that came too often", DAY, "?wait=40"],
    ["a month as we do not write it", MONTH, "?month=2026-12&cases=2"],
    ["a matter that the building does not serve", "/rezerwacja/WSOiUK/rejestracja-pojazdow/slowackiego", ""],
    ["a day that there is not", `${MONTH}/2026-02-30`, ""],
  ])("leaves %s to the page itself", async (_, path, search) => {
    expect(await textOf(asked({}, path), search)).toBeNull();
    expect(rendered).toEqual([]);
  });

  it("gives a rendering nothing that nobody has asked for", () => {
    expect(pages.given({ "x-okienko-rendering": "guessed" })).toBeNull();
  });
});
