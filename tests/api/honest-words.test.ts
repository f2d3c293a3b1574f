import { beforeEach, describe, expect, it } from "vitest";
import { documents } from "@/app/(resident)/documents";
import { findRoute } from "@/lib/address/find";
import { codeInGroups } from "@/lib/domain/visit/ticket";
import { type GroupRow, loadLocation, nearestOf } from "@/lib/pages/scan/location-view";
import type { Application } from "@/lib/server/compose";
import { documentsWith } from "@/lib/server/render/document";
import { makeSharedPages, type SharedPages } from "@/lib/server/render/shared-pages";
import { deviceCookie, newDevice } from "@/lib/server/who/device";
import { inLanguage } from "@/lib/text/texts";
import { bookVisit } from "@/lib/use-cases/resident/book-visit";
import { acceptOffer } from "@/lib/use-cases/visit/claim-visit";
import { findVisit } from "@/lib/use-cases/visit/own-visit";
import { begin, eachItsOwn, MONDAY } from "./stage";

const PARTS = { style: "", script: "/_next/static/documents/document-0123456789abcdef.js" };
const ALA = { name: "Ala Nowak", contact: "ala@example.pl", language: "pl" } as const;
const GROUP = "dowody-wniosek";
const TUESDAY_AT_TEN = Date.parse("2026-11-24T10:00:00+01:00") / 300_000;

let app: Application;
let pages: SharedPages;
let device: string;

/** The page as the device sees it. */
async function htmlAt(address: string): Promise<string> {
  const [path = "", query] = address.split("?");
  const headers = { cookie: deviceCookie(app.env, device).split(";")[0] ?? "" };
  const answer = await pages.answer(
    { method: "GET", path, route: findRoute(path).route, headers },
    query ? `?${query}` : "",
  );
  return answer?.body.toString() ?? "";
}

const asker = () => ({ device, address: "192.0.2.1" });

/** The first hour of the matter that a building has today, as the device's own ticket; gives its token and start. */
async function take(locationId: string, start: number): Promise<string> {
  const answer = await acceptOffer(app)({ locationId, caseGroupId: GROUP, cases: 1, start }, asker(), 0);
  if (answer.kind !== "booked") throw new Error(`The ticket was not taken: ${answer.kind}`);
  return answer.token;
}

async function book(locationId: string, start: number): Promise<string> {
  const answer = await bookVisit(app)({ locationId, caseGroupId: GROUP, cases: 1, start }, ALA, asker());
  if (answer.kind !== "booked") throw new Error(`The visit was not booked: ${answer.kind}`);
  return answer.token;
}

async function offeredAt(locationId: string): Promise<number> {
  const [, start] = /name="start" value="(\d+)"/.exec(await htmlAt(`/q/${locationId}/${GROUP}`)) ?? [];
  return Number(start);
}

const count = (html: string, what: string): number => html.split(what).length - 1;

eachItsOwn();
beforeEach(() => {
  app = begin(MONDAY);
  device = newDevice();
  pages = makeSharedPages(app, "http://127.0.0.1:9", documentsWith(documents, PARTS));
});

describe("what one has elsewhere or on another day", () => {
  it("is one line, and the very same hour here still has its button", async () => {
    const start = await offeredAt("gronowa");
    const token = await take("libelta", start);
    const html = await htmlAt(`/q/gronowa/${GROUP}?start=${start}`);
    expect(html).toContain('name="form" value="accept"');
    expect(html).not.toContain("jest już Twój");
    expect(count(html, "data-aside")).toBe(1);
    expect(count(html, token)).toBe(1);
    expect(html).toContain("Masz też wizytę: dziś, 9:05");
    expect(html).toContain("Nachodzi na termin poniżej.");
    expect(count(html, 'class="slip mt-2"')).toBe(0);
  });

  it("is one line where it is here on another day, which is no second ticket", async () => {
    const token = await book("gronowa", TUESDAY_AT_TEN);
    const html = await htmlAt(`/q/gronowa/${GROUP}`);
    expect(html).toContain('name="form" value="accept"');
    expect(html).toContain("Masz też wizytę: 24\u00a0listopada, 10:00");
    expect(html).not.toContain("Masz już bilet do tej sprawy");
    expect(count(html, token)).toBe(1);
  });

  it("control: what one has here today stands first, and its hour has no second button", async () => {
    const start = await offeredAt("gronowa");
    await take("gronowa", start);
    const own = await htmlAt(`/q/gronowa/${GROUP}?start=${start}`);
    expect(own).toContain("jest już Twój");
    expect(own).not.toContain("data-aside");
    expect(count(own, 'class="slip mt-2"')).toBe(1);
    const hours = await htmlAt(`/q/gronowa/${GROUP}?view=hours`);
    const afterwards = [...hours.matchAll(/start=(\d+)/g)].map(([, one]) => Number(one)).find((one) => one > start + 3);
    const later = await htmlAt(`/q/gronowa/${GROUP}?start=${afterwards}`);
    expect(later).toContain("Masz już bilet do tej sprawy na ");
    expect(later).toContain('name="form" value="accept"');
  });
});

describe("the nearest hour of a building", () => {
  it("names its matter where no row below says that hour, and only there", async () => {
    for (const { id } of (await app.plan.book()).city.locations) {
      const view = await loadLocation(app, id);
      const html = await htmlAt(`/q/${id}`);
      if (!view?.nearest) throw new Error(`Nothing is free at ${id}.`);
      const { at, of } = view.nearest;
      const isSaid = view.top.some(({ next }) => next.kind === "today" && next.at === at);
      expect(of.length > 0, id).toBe(!isSaid);
      expect(html.includes("data-nearest"), id).toBe(!isSaid);
      const [first] = of;
      if (first) expect(html).toMatch(new RegExp(`data-nearest[^>]*><a [^>]*>${inLanguage(first.name, "pl")}</a>`));
    }
  });

  it("is that of the matters that have it, and of none where a row on top has it too", () => {
    const row = (id: string, at: number | null): GroupRow => ({
      id,
      name: { pl: id, en: id },
      next: at === null ? { kind: "none" } : { kind: "today", at },
      placeUncertain: false,
    });
    const [early, same, late, none] = [row("early", 10), row("same", 10), row("late", 11), row("none", null)];
    expect(nearestOf([none, late, early, same], [late, none])).toMatchObject({
      at: 10,
      of: [{ id: "early" }, { id: "same" }],
    });
    expect(nearestOf([none, late, early, same], [late, same])).toEqual({ at: 10, of: [] });
    expect(nearestOf([none], [none])).toBeNull();
  });
});

describe("the ticket at its hour", () => {
  it("says where to say the code, and no board is promised", async () => {
    const start = await offeredAt("gronowa");
    const walkIn = await take("gronowa", start);
    const booked = await book("libelta", start);
    app.clock.advance(start * 300_000 - app.clock.now());
    for (const token of [walkIn, booked]) {
      const visit = await findVisit(app)(token);
      const html = await htmlAt(`/wizyta/${token}`);
      expect(html).toContain(`Podaj kod ${codeInGroups(visit?.code ?? "")} w sali obsługi: `);
      expect(html).not.toMatch(/tablic/);
    }
    expect(await htmlAt(`/wizyta/${walkIn}`)).toContain("nie według numeru biletu");
    const tomorrow = await book("28-czerwca", TUESDAY_AT_TEN);
    expect(await htmlAt(`/wizyta/${tomorrow}`)).toContain("Numer biletu dostaniesz na miejscu, gdy podasz kod.");
  });
});
