import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bookingPath } from "@/lib/address/booking-step";
import * as files from "@/lib/address/files";
import { finderOf, findRoute } from "@/lib/address/find";
import { inOtherLanguage, readAddress } from "@/lib/address/language";
import * as paths from "@/lib/address/paths";
import { compilePattern } from "@/lib/address/pattern";
import { type Audience, NOWHERE, ROUTES, type Route } from "@/lib/address/routes";
import { FORMS } from "@/lib/server/forms/forms";
import { LANGUAGES } from "@/lib/text/language";
import { config } from "@/proxy";

const PARTS: Readonly<Record<string, string>> = {
  location: "gronowa",
  caseGroup: "prawo-jazdy",
  slug: "dowod-osobisty",
  department: "WSOiUK",
  date: "2026-11-23",
  language: "uk",
  file: "a.woff2",
  token: "AAAAAAAAAAAAAAAAAAAAAA",
  name: "backup",
  rest: "a/b/c",
};

/** An address of a route. */
const sampleOf = ({ pattern }: Pick<Route, "pattern">): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => PARTS[name] ?? "");

const patternAt = (path: string): string => findRoute(path).route.pattern;

describe("the table of routes", () => {
  it.each(ROUTES.map((route) => [route.pattern, route] as const))("finds %s by an address of it", (_, route) => {
    expect(findRoute(sampleOf(route)).route).toBe(route);
  });

  it("has no address twice", () => {
    expect(new Set(ROUTES.map(({ pattern }) => pattern)).size).toBe(ROUTES.length);
  });

  it("finds what has a language in each of them, with a slash at its end too", () => {
    for (const route of ROUTES) {
      const path = sampleOf(route);
      const spoken = route.language !== "none";
      for (const language of LANGUAGES)
        expect(findRoute(`/${language}${path === "/" ? "" : path}`).route).toBe(spoken ? route : NOWHERE);
      if (spoken && path !== "/") expect(findRoute(`${path}/`).route).toBe(route);
    }
  });

  it("gives the parts of an address as they stand in it", () => {
    expect(findRoute("/uk/q/gronowa/prawo-jazdy").parts).toEqual({ location: "gronowa", caseGroup: "prawo-jazdy" });
    expect(findRoute("/wizyta/a%20b/termin/2026-11-23").parts).toEqual({ token: "a%20b", date: "2026-11-23" });
    expect(findRoute("/").parts).toEqual({});
  });

  it.each([
    ["/q", "other"],
    ["/q/", "other"],
    ["/q/Gronowa", "/q/{rest}"],
    ["/q/a/b/c", "/q/{rest}"],
    ["/wizyta/token/cos/dalej", "/wizyta/{token}/{rest}"],
    ["/wizytacja", "other"],
    ["/sprawy/a/b", "other"],
    ["/API/v1/visits", "other"],
    ["/api/v1/visits/", "/api/{rest}"],
    ["/api/v1/visits/token/move", "/api/v1/visits/{token}/move"],
    ["/livez/", "other"],
    ["/_next/image", "/_next/{rest}"],
    ["/_nextish", "other"],
    ["/urzad", "other"],
  ])("knows %s as %s", (path, pattern) => {
    expect(patternAt(path)).toBe(pattern);
  });

  it("and the reading of addresses agree on whose language the browser decides", () => {
    for (const route of ROUTES)
      expect([route.pattern, readAddress(sampleOf(route), null).negotiated]).toEqual([
        route.pattern,
        route.language === "negotiated",
      ]);
  });

  it.each(Object.entries(FORMS))("has every form of %s that there is, and no other", (audience, forms) => {
    const named = new Set(ROUTES.filter((route) => route.audience === audience).flatMap((route) => route.forms));
    expect([...named].sort()).toEqual(Object.keys(forms).sort());
  });

  it("names forms only where its audience has some", () => {
    for (const { pattern, audience, forms } of ROUTES)
      expect([pattern, forms.length === 0 || FORMS[audience] !== undefined]).toEqual([pattern, true]);
  });
});

describe("every address that we write ourselves", () => {
  const place = { department: "WSOiUK", caseGroup: "dowody-wniosek", location: "libelta" };

  const WRITTEN: readonly (readonly [string, string])[] = [
    [paths.locationPath("libelta"), "/q/{location}"],
    [paths.offerPath("libelta", "dowody-wniosek"), "/q/{location}/{caseGroup}"],
    [paths.ownTicketsPath, "/wizyta"],
    [paths.ticketPath("t"), "/wizyta/{token}"],
    [paths.cancelPath("t"), "/wizyta/{token}/odwolaj"],
    [paths.calendarFilePath("t"), "/wizyta/{token}/wizyta.ics"],
    [paths.moveDaysPath("t"), "/wizyta/{token}/termin"],
    [paths.moveHoursPath("t", "2026-11-23"), "/wizyta/{token}/termin/{date}"],
    [paths.moveCheckPath("t", 5).split("?")[0] ?? "", "/wizyta/{token}/termin/sprawdz"],
    [paths.mattersPath, "/sprawy"],
    [paths.matterPath("dowod"), "/sprawy/{slug}"],
    [paths.buildingPath("libelta"), "/budynki/{location}"],
    [paths.departmentPath("WSOiUK"), "/wydzialy/{department}"],
    [paths.withoutVisitPath, "/bez-wizyty"],
    ...Object.values(paths.longPagePaths).map((path) => [path, path] as const),
    [bookingPath({ at: "departments" }), "/rezerwacja"],
    [bookingPath({ at: "groups", department: "WF" }), "/rezerwacja/{department}"],
    [bookingPath({ at: "matter", department: "WF", caseGroup: "ulgi" }), "/rezerwacja/{department}/{caseGroup}"],
    [bookingPath({ at: "days", ...place }), "/rezerwacja/{department}/{caseGroup}/{location}"],
    [bookingPath({ at: "buildings", ...place }), "/rezerwacja/{department}/{caseGroup}/{location}"],
    [
      bookingPath({ at: "hours", ...place, date: "2026-11-23" }),
      "/rezerwacja/{department}/{caseGroup}/{location}/{date}",
    ],
    [bookingPath({ at: "details", ...place }), "/rezerwacja/{department}/{caseGroup}/{location}/dane"],
    [bookingPath({ at: "check", ...place }), "/rezerwacja/{department}/{caseGroup}/{location}/sprawdz"],
    [files.WORKER_PATH, "/sw.js"],
    [files.COPIES_PATH, "/dane/kopie.json"],
    [files.FIRST_COPIES_PATH, "/dane/pierwsze.json"],
    [files.OFFLINE_PATH, "/bez-sieci"],
    [files.PLAIN_STYLE, "/plain.css"],
    [files.ICON_PATH, "/icon.svg"],
    [files.LIVE_PATH, "/livez"],
    [files.searchFilePath("pl"), "/dane/sprawy-{language}.json"],
    [files.onTheDayFile("en"), "/dane/termin-{language}.ics"],
    [files.appManifestPath("uk"), "/dane/aplikacja-{language}.webmanifest"],
    [files.apiVisitPath("t"), "/api/v1/visits/{token}"],
    [`${files.BUILT_FILES}x.js`, "/_next/static/{rest}"],
    [`${files.FONTS}x.woff2`, "/fonts/{rest}"],
    [`${files.ICONS}x.png`, "/icons/{rest}"],
    [`${files.API_PATH}x`, "/api/{rest}"],
  ];

  it.each(WRITTEN)("%s is found as %s", (path, pattern) => {
    expect(patternAt(path)).toBe(pattern);
    const { language } = findRoute(path).route;
    if (language !== "none") expect(patternAt(inOtherLanguage(path, "uk"))).toBe(pattern);
  });
});

/** An address at which Next finds a page or handler, and the folder of its file. */
interface Folder {
  readonly address: string;
  readonly folder: string;
}

function foldersOf(folder: string, address = ""): Folder[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (/^(page|route)\.tsx?$/.test(entry.name)) return [{ address: address || "/", folder }];
    if (!entry.isDirectory() || entry.name === "ui") return [];
    const isNoPart = entry.name.startsWith("(") || entry.name === "[lang]" || /^\[\[?\.\.\./.test(entry.name);
    const part = entry.name.replace(/^\[(\w+)\]$/, (_, name: string) => PARTS[name] ?? "x");
    return foldersOf(join(folder, entry.name), isNoPart ? address : `${address}/${part}`);
  });
}

/** Whose pages lie in a folder under `app/`; what is beside them is for operators, or a file. */
const ROOMS: Readonly<Record<string, readonly Audience[]>> = {
  "(resident)": ["resident"],
  urzad: ["staff"],
  tablica: ["staff"],
  api: ["program"],
};

/** Pages that lie in another audience's folder, or with a language where they have none, or the other way round. */
function misplaced(folders: readonly Folder[], find: (path: string) => { readonly route: Route }): string[] {
  return folders.flatMap(({ address, folder }) => {
    const { audience, language } = find(address).route;
    const [, room = ""] = folder.split("/");
    const fits = (ROOMS[room] ?? ["operator", "file"]).includes(audience);
    const isTranslated = folder.split("/").includes("[lang]");
    return fits && isTranslated === (language !== "none") ? [] : [folder];
  });
}

describe("the folders of pages", () => {
  // A handler for whatever the API lacks lies at its root.
  const found = foldersOf("app").filter(({ address }) => address !== "/api");

  it("lie at addresses of the table", () => {
    expect(found.length).toBeGreaterThan(15);
    const unknown = found.filter(({ address }) => findRoute(address).route === NOWHERE);
    expect(unknown).toEqual([]);
  });

  it("lie in the room of their audience, and under a language where they have one", () => {
    expect(misplaced(found, findRoute)).toEqual([]);
  });

  it("control: a page without a row, and one in another audience's room, are found", () => {
    const without = finderOf(
      ROUTES.filter(({ pattern }) => pattern !== "/kontakt" && !pattern.startsWith("/wydzialy")),
    );
    const lost = found.filter(({ address }) => without(address).route === NOWHERE);
    expect(lost.map(({ address }) => address)).toEqual([expect.stringMatching(/^\/wydzialy\//)]);

    const [sample] = ROUTES.filter(({ pattern }) => pattern === "/wizyta");
    if (!sample) throw new Error("There is a page of tickets.");
    const counter: Route = { ...sample, pattern: "/urzad/stanowisko", audience: "staff", language: "none" };
    const find = finderOf([counter]);
    const at = (folder: string): Folder => ({ address: "/urzad/stanowisko", folder });
    expect(misplaced([at("app/urzad/stanowisko")], find)).toEqual([]);
    for (const wrong of ["app/(resident)/[lang]/urzad/stanowisko", "app/stanowisko", "app/urzad/[lang]/stanowisko"])
      expect(misplaced([at(wrong)], find)).toEqual([wrong]);
    expect(misplaced([at("app/urzad/stanowisko")], finderOf([{ ...counter, language: "prefix" }]))).toHaveLength(1);
  });
});

describe("Next's list of what the proxy guards", () => {
  const [matcher = ""] = config.matcher;
  const guarded = (path: string): boolean => new RegExp(`^${matcher}$`).test(path);

  it("is every page of the table and nothing else", () => {
    for (const route of ROUTES) {
      const path = route.pattern.startsWith("/fonts") ? "/fonts/a.woff2" : sampleOf(route);
      // What our own server refuses never comes so far.
      if (route.pattern === "/internal/{rest}" || route.pattern === "/demo/{rest}") continue;
      expect([route.pattern, guarded(path)]).toEqual([route.pattern, route.policy === "page"]);
    }
    expect(guarded("/nowhere")).toBe(true);
  });
});

describe("a pattern", () => {
  it("takes its plain letters literally", () => {
    const read = compilePattern("/dane/sprawy-{language}.json");
    expect(read("/dane/sprawy-pl.json")).toEqual({ language: "pl" });
    expect(read("/dane/sprawy-plxjson")).toBeNull();
    expect(read("/dane/sprawy-de.json")).toBeNull();
  });
});
