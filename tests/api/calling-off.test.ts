import { beforeEach, describe, expect, it } from "vitest";
import { documents } from "@/app/(resident)/documents";
import { findRoute } from "@/lib/address/find";
import { afterUndo } from "@/lib/pages/scan/after-claim";
import { loadTicket } from "@/lib/pages/ticket/ticket-view";
import type { Application } from "@/lib/server/compose";
import { documentsWith } from "@/lib/server/render/document";
import { makeSharedPages, type SharedPages } from "@/lib/server/render/shared-pages";
import { newDevice } from "@/lib/server/who/device";
import { bookVisit } from "@/lib/use-cases/resident/book-visit";
import { acceptOffer } from "@/lib/use-cases/visit/claim-visit";
import { cancelVisit, findVisit, undoCancel } from "@/lib/use-cases/visit/own-visit";
import { begin, eachItsOwn, MONDAY } from "./stage";

const PARTS = { style: "", script: "/_next/static/documents/document-0123456789abcdef.js" };
const ALA = { name: "Ala Nowak", contact: "ala@example.pl", language: "pl" } as const;
const BARTEK = { name: "Bartek Nowak", contact: "bartek@example.pl", language: "pl" } as const;
const PLACE = { locationId: "slowackiego", caseGroupId: "ulgi", cases: 1 };
const tickOf = (instant: string): number => Date.parse(instant) / 300_000;
const TODAY_AT_TEN = tickOf("2026-11-23T10:00:00+01:00");
const TUESDAY_AT_TEN = tickOf("2026-11-24T10:00:00+01:00");
const DAY_TICKS = 288;

let app: Application;
let pages: SharedPages;

const asker = (device = newDevice()) => ({ device, address: "192.0.2.1" });

async function book(start: number, person: typeof ALA | typeof BARTEK = ALA, device = newDevice()) {
  const answer = await bookVisit(app)({ ...PLACE, start }, person, asker(device));
  return answer.kind === "booked" ? answer.token : answer.kind;
}

async function take(start: number): Promise<string> {
  const answer = await acceptOffer(app)({ ...PLACE, start }, asker(), 0);
  return answer.kind === "booked" ? answer.token : answer.kind;
}

const ofVisit = async (token: string) => {
  const visit = await findVisit(app)(token);
  if (!visit) throw new Error("No visit has this token.");
  return visit;
};

const mayUndo = async (token: string): Promise<boolean> => (await loadTicket(app, await ofVisit(token))).mayUndo;

/** The ticket's page, as whoever has its address sees it. */
async function pageOf(token: string, search = ""): Promise<string> {
  const path = `/wizyta/${token}`;
  const answer = await pages.answer({ method: "GET", path, route: findRoute(path).route, headers: {} }, search);
  return answer?.body.toString() ?? "";
}

async function undo(token: string, device = newDevice()): Promise<string> {
  const undone = await undoCancel(app)(token, asker(device));
  if (!undone) throw new Error("Nothing was there to take back.");
  return undone.answer.kind === "booked" ? undone.answer.token : undone.answer.kind;
}

eachItsOwn();
beforeEach(() => {
  app = begin(MONDAY);
  pages = makeSharedPages(app, "http://127.0.0.1:9", documentsWith(documents, PARTS));
});

describe("what a ticket is called", () => {
  const titleOf = async (token: string) => /<title>(.*?) – Okienko<\/title>/.exec(await pageOf(token))?.[1];

  it("follows what has become of it", async () => {
    const token = await take(TODAY_AT_TEN);
    const other = await book(TODAY_AT_TEN + 24);
    expect(await titleOf(token)).toBe("Twój bilet");
    await cancelVisit(app)(token, "resident");
    expect(await titleOf(token)).toBe("Wizyta odwołana");
    app.clock.advance(DAY_TICKS * 300_000);
    expect(await titleOf(other)).toBe("Ta wizyta już się skończyła");
  });

  it("the way of a confirmation stands once on the page of a visit just booked, and on every other", async () => {
    const token = await book(TUESDAY_AT_TEN);
    const said = "Potwierdzenie i przypomnienia wysyłamy na adres";
    for (const search of ["?booked=1", ""]) {
      const page = await pageOf(token, search);
      expect(page.split(said)).toHaveLength(2);
      expect(page.split("Ostatnia wiadomość jest ")).toHaveLength(2);
    }
  });
});

describe("calling off", () => {
  const KINDS = [
    ["a ticket without a name", () => take(TODAY_AT_TEN)],
    ["a visit booked for today", () => book(TODAY_AT_TEN)],
    ["a visit booked for a later day, whose hour rests", () => book(TUESDAY_AT_TEN)],
  ] as const;

  it.each(KINDS)("%s is asked about first, and taken back with its hour", async (_kind, have) => {
    const token = await have();
    expect(await pageOf(token)).toContain(`href="/wizyta/${token}/odwolaj"`);
    expect(await pageOf(token)).not.toContain('name="form" value="cancel"');
    await cancelVisit(app)(token, "resident");
    expect(await mayUndo(token)).toBe(true);
    expect(await pageOf(token)).toContain('name="form" value="undo"');

    const again = await undo(token);
    const [was, is] = [await ofVisit(token), await ofVisit(again)];
    expect(is).toMatchObject({ ...PLACE, state: "booked", start: was.start, channel: was.channel });
    expect(again).not.toBe(token);
  });

  it.each(KINDS)("%s that was taken back is not offered again, and leads to its ticket", async (_kind, have) => {
    const token = await have();
    await cancelVisit(app)(token, "resident");
    const again = await undo(token);
    const old = await pageOf(token);
    expect(old).not.toContain('name="form" value="undo"');
    expect(old).toContain("Odwołanie zostało cofnięte: ta wizyta ma nowy bilet.");
    expect(old).toContain(`href="/wizyta/${again}"`);
    // Pressed once more, on whatever device: the same ticket.
    expect(await undo(token)).toBe(again);
  });

  it("the person comes back with the visit", async () => {
    const token = await book(TUESDAY_AT_TEN);
    await cancelVisit(app)(token, "resident");
    const again = await ofVisit(await undo(token));
    expect(await app.visits.byCode(again.code, ALA.contact)).toMatchObject({ visit: { id: again.id } });
    expect(await app.visits.byCode(again.code, BARTEK.contact)).toBeNull();
  });

  it("an hour that rests is nobody else's meanwhile, nor after it came back", async () => {
    const token = await book(TUESDAY_AT_TEN);
    await cancelVisit(app)(token, "resident");
    const { counterId } = await ofVisit(token);
    const again = await ofVisit(await undo(token));
    expect(again).toMatchObject({ counterId, start: TUESDAY_AT_TEN });
    const ofDay = await app.visits.ofDay(PLACE.locationId, "2026-11-24");
    expect(ofDay.filter(({ restUntil }) => restUntil !== null)).toEqual([]);
    expect(ofDay.filter(({ state }) => state === "booked")).toHaveLength(1);
  });

  it("is not taken back once the hour is somebody else's, or past", async () => {
    const token = await book(TODAY_AT_TEN);
    await cancelVisit(app)(token, "resident");
    // Every counter that serves the matter is taken at that hour.
    while ((await take(TODAY_AT_TEN)).length === 22);
    expect(await mayUndo(token)).toBe(false);
    const undone = await undoCancel(app)(token, asker());
    expect(undone?.answer.kind).not.toBe("booked");
    expect(undone && afterUndo(token, undone.visit, undone.answer, true)).toBe(`/wizyta/${token}?notice=not-undone`);
    const other = await take(TODAY_AT_TEN + 24);
    await cancelVisit(app)(other, "resident");
    app.clock.advance((TODAY_AT_TEN + 24) * 300_000 - 60_000 - app.clock.now());
    expect(await mayUndo(other)).toBe(true);
    app.clock.advance(60_000);
    expect(await mayUndo(other)).toBe(false);
    // What the page no longer offers is not done either; whoever has the page still open is held the next hour.
    expect(await undo(other)).toBe("held");
    const booked = await undoCancel(app)(token, asker());
    expect(booked?.answer).toEqual({ kind: "lost", next: null });
  });

  it("a visit of a day that is over is not looked up", async () => {
    const token = await book(TUESDAY_AT_TEN);
    await cancelVisit(app)(token, "resident");
    app.clock.advance(2 * DAY_TICKS * 300_000);
    expect(await mayUndo(token)).toBe(false);
  });
});
