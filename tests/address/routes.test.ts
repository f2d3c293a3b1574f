import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bookingPath } from "@/lib/address/booking-step";
import * as files from "@/lib/address/files";
import { finderOf, findRoute } from "@/lib/address/find";
import { inOtherLanguage, readAddress } from "@/lib/address/language";
import * as paths from "@/lib/address/paths";
import { compilePattern } from "@/lib/address/pattern";
import { NOWHERE, ROUTES, type Route } from "@/lib/address/routes";
import { residentForms } from "@/lib/server/forms/resident-forms";
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

  it("has every form that there is, and no other", () => {
    const named = new Set(ROUTES.filter(({ audience }) => audience === "resident").flatMap(({ forms }) => forms));
    expect([...named].sort()).toEqual(Object.keys(residentForms).sort());
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
    [files.OFFLINE_PATH, "/bez-sieci"],
    [files.PLAIN_STYLE, "/plain.css"],
    [files.ICON_PATH, "/icon.svg"],
    [files.LIVE_PATH, "/livez"],
    [files.searchFilePath("pl"), "/dane/sprawy-{language}.json"],
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

/** The addresses at which Next finds its pages and handlers, from the folders under `app/`. */
function foldersOf(folder: string, address = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (/^(page|route)\.tsx?$/.test(entry.name)) return [address || "/"];
    if (!entry.isDirectory() || entry.name === "ui") return [];
    const isNoPart = entry.name.startsWith("(") || entry.name === "[lang]" || /^\[\[?\.\.\./.test(entry.name);
    const part = entry.name.replace(/^\[(\w+)\]$/, (_, name: string) => PARTS[name] ?? "x");
    return foldersOf(join(folder, entry.name), isNoPart ? address : `${address}/${part}`);
  });
}

describe("the folders of pages", () => {
  const found = foldersOf("app");

  it("lie at addresses of the table", () => {
    expect(found.length).toBeGreaterThan(15);
    // A handler for whatever the API lacks lies at its root.
    const unknown = found.filter((path) => path !== "/api" && findRoute(path).route === NOWHERE);
    expect(unknown).toEqual([]);
  });

  it("control: a page without a row is found", () => {
    const without = finderOf(
      ROUTES.filter(({ pattern }) => pattern !== "/kontakt" && !pattern.startsWith("/wydzialy")),
    );
    expect(found.filter((path) => path !== "/api" && without(path).route === NOWHERE)).toEqual([
      expect.stringMatching(/^\/wydzialy\//),
    ]);
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
