import { brotliDecompressSync } from "node:zlib";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { documents } from "@/app/(resident)/documents";
import { findRoute } from "@/lib/address/find";
import { codeInGroups } from "@/lib/domain/visit/ticket";
import type { Application } from "@/lib/server/compose";
import type { Incoming } from "@/lib/server/guard/fair-use";
import { renderedRequest } from "@/lib/server/render/answer";
import { type Documents, documentsWith } from "@/lib/server/render/document";
import { makeSharedPages, type SharedPages } from "@/lib/server/render/shared-pages";
import { deviceCookie, newDevice } from "@/lib/server/who/device";
import { LANGUAGES } from "@/lib/text/language";
import { acceptOffer, type ClaimAnswer } from "@/lib/use-cases/visit/claim-visit";
import { findVisit } from "@/lib/use-cases/visit/own-visit";
import { begin, bookNext, eachItsOwn, MONDAY, offerFor } from "./stage";

const PARTS = { style: "body { color: #000 }", script: "/_next/static/documents/document-0123456789abcdef.js" };
const NO_DOOR = "http://127.0.0.1:9";
const PLACE = { locationId: "gronowa", caseGroupId: "rejestracja-pojazdow", cases: 1 };
const OFFER = "/q/gronowa/rejestracja-pojazdow";
const PAGES = ["/", "/q/gronowa", OFFER, `${OFFER}?view=hours`, `${OFFER}?notice=past`, `${OFFER}?wait=7`];

let app: Application;
let pages: SharedPages;

interface Device {
  readonly id: string;
  readonly cookie: string;
}

function aDevice(): Device {
  const id = newDevice();
  return { id, cookie: deviceCookie(app.env, id).split(";")[0] ?? "" };
}

async function htmlAt(address: string, headers: Incoming["headers"] = {}, of = pages): Promise<string> {
  const [path = "", query] = address.split("?");
  const search = query === undefined ? "" : `?${query}`;
  const answer = await of.answer({ method: "GET", path, route: findRoute(path).route, headers }, search);
  return answer?.body.toString() ?? "";
}

/** Has a device take the next hour of the matter that the tests are about. */
async function take(device: Device, start?: number): Promise<ClaimAnswer> {
  const next = start ?? Date.parse((await offerFor()).start) / 300_000;
  return acceptOffer(app)({ ...PLACE, start: next }, { device: device.id, address: "192.0.2.1" }, 0);
}

interface Owner extends Device {
  readonly token: string;
  /** What of its ticket nobody else may see. */
  readonly secrets: readonly string[];
}

async function anOwner(): Promise<Owner> {
  const device = aDevice();
  const answer = await take(device);
  if (answer.kind !== "booked") throw new Error(`The ticket was not taken: ${answer.kind}`);
  const visit = await findVisit(app)(answer.token);
  return { ...device, token: answer.token, secrets: [answer.token, codeInGroups(visit?.code ?? "none")] };
}

/** Whose secrets stand on a page that was asked for by somebody. */
const seenBy = (html: string, owners: readonly Owner[]): string[] =>
  owners.filter(({ secrets }) => secrets.some((secret) => html.includes(secret))).map(({ id }) => id);

describe("a document", () => {
  eachItsOwn();
  beforeEach(() => {
    app = begin(MONDAY);
    pages = makeSharedPages(app, NO_DOOR, documentsWith(documents, PARTS));
  });

  it.each(LANGUAGES)("says in %s what Next's page said in its head, and runs one script", async (language) => {
    for (const page of PAGES) {
      const html = await htmlAt(`/${language}${page === "/" ? "" : page}`);
      expect(html).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${language}"><head><meta charSet="utf-8"/>`));
      expect(html.match(/<script\b/g)).toHaveLength(1);
      expect(html).toContain(`<script src="${PARTS.script}" defer=""></script>`);
      expect(html).toContain(`<style>${PARTS.style}</style>`);
      for (const name of ["viewport", "theme-color", "description", "robots", "format-detection"])
        expect(html).toContain(`<meta name="${name}"`);
      expect(html).toMatch(/<link rel="preload" href="\/fonts\/source-sans-3a\.woff2" as="font"[^>]* crossorigin/);
      expect(html).toContain(`<link rel="manifest" href="/dane/aplikacja-${language}.webmanifest"/>`);
      expect(html).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it("is called as before, and says which page must not be found by searching", async () => {
    const titleOf = async (address: string, headers = {}) => {
      const html = await htmlAt(address, headers);
      return [/<title>(.*?)<\/title>/.exec(html)?.[1], /<meta name="robots" content="(.*?)"/.exec(html)?.[1]];
    };
    expect(await titleOf("/")).toEqual(["Okienko", "index"]);
    expect(await titleOf("/?notice=unreadable")).toEqual(["Błąd: Okienko – Okienko", "noindex"]);
    expect(await titleOf("/en/q/gronowa")).toEqual(["ul. Gronowa 22A – Okienko", "index"]);
    expect(await titleOf("/en/q/gronowa/prawo-jazdy?wait=9")).toEqual([
      expect.stringMatching(/^Error: .*, ul\. Gronowa 22A – Okienko$/),
      "index",
    ]);
    const { token, cookie } = await anOwner();
    expect(await titleOf(`/wizyta/${token}`, { cookie })).toEqual(["Twój bilet – Okienko", "noindex, nofollow"]);
    expect((await titleOf(`/wizyta/${token}?notice=not-saved`))[0]).toBe("Błąd: Twój bilet – Okienko");
  });

  it("is packed for one reader as for many, and its policy knows its style alone", async () => {
    const { cookie } = await anOwner();
    for (const headers of [{}, { cookie }]) {
      const request = { method: "GET", path: OFFER, route: findRoute(OFFER).route, headers };
      const plain = await pages.answer(request, "");
      const br = await pages.answer({ ...request, headers: { ...headers, "accept-encoding": "gzip, br" } }, "");
      expect(brotliDecompressSync(br?.body ?? "").toString()).toBe(plain?.body.toString());
      expect(br?.headers).toMatchObject({
        "content-encoding": "br",
        "cache-control": "private, no-store",
        vary: "Accept-Language, Accept-Encoding",
      });
      expect(br?.headers["content-security-policy"]).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'sha256-OZOMrIWPV0BDX8EWWTOMk08GbzlMlvxblqN5qufb7Jc='; /,
      );
    }
  });

  it("is no answer to a form, a page's router, an unknown address or one that is mistyped", async () => {
    const post = { method: "POST", path: OFFER, route: findRoute(OFFER).route, headers: {} };
    expect(await pages.answer(post, "")).toBeNull();
    for (const address of [
      "/q/nowhere",
      "/q/gronowa/nothing",
      "/q/Gronowa",
      "/q/gronowa/",
      "/wizyta/AAAAAAAAAAAAAAAAAAAAAA",
    ])
      expect(await htmlAt(address)).toBe("");
    expect(await htmlAt(OFFER, { rsc: "1" })).toBe("");
    // What is added to an address is read as Next reads it, and such a page is nobody else's.
    expect(await htmlAt(`${OFFER}?cases=2&cases=3&utm_source=x`)).toContain('name="cases" value="1"');
  });
});

describe("who sees whose ticket", () => {
  eachItsOwn();
  beforeEach(() => {
    app = begin(MONDAY, { OKIENKO_LIMITS: "off" });
    pages = makeSharedPages(app, NO_DOOR, documentsWith(documents, PARTS));
  });

  /** Everybody opens every page at once, in an order of chance; says whose secrets somebody else has seen. */
  async function leaks(of: SharedPages, owners: readonly Owner[]): Promise<string[]> {
    const strangers = [aDevice(), aDevice()].map(({ cookie }) => ({ id: "a stranger", cookie }));
    const readers = [...owners, ...strangers, { id: "nobody", cookie: "" }];
    const asked = readers.flatMap((reader) =>
      LANGUAGES.flatMap((language) =>
        PAGES.map((page) => ({ ...reader, address: `/${language}${page === "/" ? "" : page}` })),
      ),
    );
    asked.sort(() => Math.random() - 0.5);
    const seen = await Promise.all(
      asked.map(async ({ id, cookie, address }) => {
        const html = await htmlAt(address, { cookie }, of);
        if (html === "") return [`${id} got nothing at ${address}`];
        return seenBy(html, owners).flatMap((owner) => (owner === id ? [] : [`${id} saw ${owner}'s at ${address}`]));
      }),
    );
    return seen.flat();
  }

  it("only its own device, on whatever page, however many read at once", async () => {
    const owners = [await anOwner(), await anOwner(), await anOwner()];
    for (const { cookie, secrets } of owners) expect(await htmlAt("/q/gronowa", { cookie })).toContain(secrets[0]);
    for (let round = 0; round < 3; round++) expect(await leaks(pages, owners)).toEqual([]);
  });

  it("control: pages that are shared by their address alone show one's ticket to others", async () => {
    const owners = [await anOwner(), await anOwner()];
    const kept = new Map<string, ReturnType<SharedPages["answer"]>>();
    const careless: SharedPages = {
      ...pages,
      answer(request, search) {
        const known = kept.get(request.path + search) ?? pages.answer(request, search);
        kept.set(request.path + search, known);
        return known;
      },
    };
    expect((await leaks(careless, owners)).length).toBeGreaterThan(0);
  });

  it("nobody by a page for many: while that is rendered, nothing of who asks can be read", async () => {
    const asked: { readonly cookie: unknown; readonly tickets: number }[] = [];
    const watching: Documents = {
      ...documents,
      hours(shown, parts) {
        asked.push({ cookie: renderedRequest().headers.cookie, tickets: shown.own.tickets.length });
        return documents.hours(shown, parts);
      },
    };
    const watched = makeSharedPages(app, NO_DOOR, documentsWith(watching, PARTS));
    const owner = await anOwner();
    const { cookie } = aDevice();
    await htmlAt("/q/gronowa", { cookie, "user-agent": "somebody's" }, watched);
    await htmlAt("/q/gronowa", { cookie: owner.cookie }, watched);
    await htmlAt("/q/gronowa", { cookie }, watched);
    expect(asked).toEqual([
      { cookie: undefined, tickets: 0 },
      { cookie: owner.cookie, tickets: 1 },
    ]);
  });

  it("shows a held hour and its seconds to its device alone", async () => {
    const loser = aDevice();
    const start = Date.parse((await offerFor()).start) / 300_000;
    while (Date.parse((await offerFor()).start) / 300_000 === start) await bookNext();
    expect((await take(loser, start)).kind).toBe("held");
    const address = `${OFFER}?lost=${start}`;
    const own = await htmlAt(address, { cookie: loser.cookie });
    expect(own).toMatch(/data-left="1(19|20)" data-label="Jeszcze"/);
    expect(own).toContain('name="form" value="letGo"');
    for (const cookie of ["", aDevice().cookie]) {
      const other = await htmlAt(address, { cookie });
      expect(other).not.toContain("data-left");
      expect(other).not.toContain('value="letGo"');
    }
  });
});

describe("what people and the city write", () => {
  eachItsOwn();
  beforeEach(() => {
    app = begin(MONDAY);
    pages = makeSharedPages(app, NO_DOOR, documentsWith(documents, PARTS));
  });

  const HOSTILE = `</style></title><script>alert(1)</script>"'><img src=x onerror=alert(1)>{{}}\${1}&lt;`;

  it("never becomes a part of the page: a notice, a contact, an address, a language, a cookie", async () => {
    const notices = [{ location: null, from: "2026-01-01", until: "2026-12-31", text: { pl: HOSTILE, en: HOSTILE } }];
    await app.plan.changeSetting("notices", notices, "command", app.clock.now());
    const owner = await anOwner();
    const hostile = encodeURIComponent(HOSTILE);
    const addresses = [
      ...PAGES,
      `/wizyta/${owner.token}`,
      `/q/gronowa?x=${hostile}`,
      `${OFFER}?procedure=${hostile}&lost=${hostile}&notice=${hostile}`,
      `/wizyta/${owner.token}?says=${hostile}`,
    ];
    for (const address of addresses) {
      for (const language of ["", "/en"]) {
        const html = await htmlAt(`${language}${address}`.replace(/^\/en\/$/, "/en"), {
          cookie: `${owner.cookie}; other=${HOSTILE.replaceAll(";", "")}`,
          "accept-language": HOSTILE,
        });
        expect(html.length).toBeGreaterThan(1_000);
        expect(html.match(/<script\b/g)).toHaveLength(1);
        expect(html).not.toMatch(/<img|alert\(1\)<\/script>|<[^>]*\sonerror/);
      }
    }
    expect(await htmlAt("/q/gronowa")).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });

  it("control: a document that writes a text as it is, is found", async () => {
    const html = `<p>${HOSTILE}</p>`;
    expect(html.match(/<script\b/g)).toHaveLength(1);
    expect(html).toMatch(/<img/);
  });

  it("a document that cannot be rendered is Next's to try, and is logged", async () => {
    const failing: Documents = {
      ...documents,
      hours() {
        throw new Error("as if a component failed");
      },
    };
    const told = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
    const broken = makeSharedPages(app, NO_DOOR, documentsWith(failing, PARTS));
    expect(await htmlAt("/q/gronowa", {}, broken)).toBe("");
    told.mockRestore();
    expect(await htmlAt("/q/gronowa")).toContain("<h1");
  });
});
