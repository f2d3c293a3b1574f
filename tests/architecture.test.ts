import { describe, expect, it } from "vitest";
import { type Import, importsOf, pathsUnder, type SourceFile, sourceFiles } from "./support/source-files";

/** Which folders a folder may import (design §5), and which packages; `null` = any package. */
interface Layer {
  readonly folder: string;
  readonly mayUse: readonly string[];
  readonly packages: readonly RegExp[] | null;
}

/** What is decided, and by whom it is asked. */
const DECIDED = ["lib/use-cases", "lib/ports", "lib/domain"];

/** The longest folder that fits is a file's layer. */
const LAYERS: readonly Layer[] = [
  { folder: "lib/domain", mayUse: [], packages: [] },
  { folder: "lib/ports", mayUse: ["lib/domain"], packages: [] },
  { folder: "lib/use-cases", mayUse: ["lib/ports", "lib/domain"], packages: [] },
  {
    folder: "lib/forms",
    mayUse: ["lib/use-cases", "lib/domain"],
    packages: [/^zod$/, /^libphonenumber-js\/(max|mobile)$/],
  },
  { folder: "lib/text", mayUse: ["lib/domain"], packages: [] },
  { folder: "lib/address", mayUse: ["lib/domain", "lib/text"], packages: [] },
  { folder: "lib/search", mayUse: [], packages: [/^minisearch$/, /^lunr-languages\//] },
  { folder: "lib/offline", mayUse: ["lib/address"], packages: [/^workbox-precaching$/] },
  { folder: "lib/browser", mayUse: ["lib/offline", "lib/address"], packages: [] },
  {
    folder: "lib/pages",
    mayUse: [...DECIDED, "lib/forms", "lib/text", "lib/search", "lib/offline", "lib/address"],
    packages: [/^zod$/],
  },
  {
    folder: "lib/wire",
    mayUse: [...DECIDED, "lib/forms", "lib/text", "lib/address"],
    packages: [/^zod$/, /^node:http$/],
  },
  {
    folder: "lib/letters",
    mayUse: [...DECIDED, "lib/text", "lib/address"],
    packages: [/^ical-generator$/],
  },
  { folder: "lib/stickers", mayUse: ["lib/domain", "lib/text"], packages: null },
  {
    folder: "lib/server",
    mayUse: [
      ...DECIDED,
      ...["lib/forms", "lib/pages", "lib/wire", "lib/letters", "lib/text", "lib/search"],
      ...["lib/stickers", "lib/offline", "lib/address"],
    ],
    packages: null,
  },
  { folder: "db", mayUse: ["lib/ports", "lib/domain"], packages: null },
  {
    folder: "app",
    mayUse: [
      ...["lib/server", "lib/use-cases", "lib/pages", "lib/wire", "lib/letters", "lib/forms", "lib/text", "lib/search"],
      ...["lib/offline", "lib/address", "lib/browser"],
    ],
    packages: [/^next(\/|$)/, /^next-pwa\/workbox$/, /^schema-dts$/, /^react(-dom)?$/, /^zod$/, /^node:net$/],
  },
  { folder: "scripts", mayUse: ["lib/server", "lib/stickers"], packages: null },
  { folder: "proxy.ts", mayUse: ["lib/server", "lib/address"], packages: [/^next\/server$/] },
  { folder: "instrumentation.ts", mayUse: ["lib/server", "app"], packages: [] },
  { folder: "instrumentation-client.ts", mayUse: ["lib/offline", "lib/address", "lib/browser"], packages: [] },
];

/** Rooms of one audience: nobody else's files may load theirs (design §5). */
const ROOMS: readonly (readonly string[])[] = [
  [
    "app/(resident)",
    "lib/use-cases/resident",
    "lib/pages/scan",
    "lib/pages/ticket",
    "lib/pages/booking",
    "lib/pages/reading",
  ],
  [
    ...["app/urzad", "lib/use-cases/counter", "lib/use-cases/door", "lib/use-cases/phone", "lib/use-cases/office"],
    ...["lib/pages/counter", "lib/pages/door", "lib/pages/phone", "lib/pages/office"],
  ],
  ["app/tablica", "lib/pages/board"],
];
/** What stands in no audience's room, and may load none's. */
const OF_NOBODY = [
  ...[
    "app/ui",
    "app/api",
    "lib/domain",
    "lib/ports",
    "lib/forms",
    "lib/text",
    "lib/address",
    "lib/letters",
    "lib/wire",
  ],
  ...["lib/use-cases/availability", "lib/use-cases/visit", "lib/use-cases/program", "lib/use-cases/upkeep", "db"],
];

/** The only file that chooses the engine. */
const COMPOSE = "lib/server/compose";
/** What a page may compute itself: days and hours as they are written, the code on the screen. Otherwise only types. */
const PAGES_MAY_CALL = [
  "lib/domain/time/civil-time",
  "lib/domain/time/tick",
  "lib/domain/city/hotline",
  "lib/stickers/sticker",
];
const TYPES_FOR_PAGES = ["lib/domain/", "lib/ports/"];
/** The files of the domain that know a package: the one of the city's time zone, and the one that reads addresses. */
const OWN_PACKAGES = new Map([
  ["lib/domain/time/civil-time.ts", "temporal-polyfill"],
  ["lib/domain/who/network.ts", "ipaddr.js"],
]);

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

const layerOf = (path: string): Layer | undefined =>
  LAYERS.filter((layer) => isIn(path, layer.folder)).sort((a, b) => b.folder.length - a.folder.length)[0];

function allows(layer: Layer, path: string, { target, ours, typesOnly }: Import): boolean {
  if (!ours) {
    const own = OWN_PACKAGES.get(path);
    if (own) return target === own;
    return layer.packages === null || layer.packages.some((pattern) => pattern.test(target));
  }
  if (isIn(target, layer.folder)) return true;
  if (target === "db/open") return path === `${COMPOSE}.ts`;
  if (layer.mayUse.some((folder) => isIn(target, folder))) return true;
  if (layer.folder !== "app") return false;
  return PAGES_MAY_CALL.includes(target) || (typesOnly && TYPES_FOR_PAGES.some((folder) => target.startsWith(folder)));
}

/** Imports that point the wrong way, one line each. */
function badImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (!layer) return [`${file.path} belongs to no layer`];
    return importsOf(file)
      .filter((one) => !allows(layer, file.path, one))
      .map((one) => `${file.path} imports ${one.target}`);
  });
}

const roomOf = (path: string): readonly string[] | undefined =>
  ROOMS.find((room) => room.some((folder) => isIn(path, folder)));

/** Imports by which one audience's file, or one of nobody's, loads another audience's. */
function strangeImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const own = roomOf(file.path);
    if (!own && !OF_NOBODY.some((folder) => isIn(file.path, folder))) return [];
    return importsOf(file)
      .filter(({ target }) => (roomOf(target) ?? own) !== own)
      .map(({ target }) => `${file.path} imports ${target}`);
  });
}

const withoutEnding = (path: string): string => path.replace(/\.(tsx?|mjs)$/, "");

/** Files that load each other in a circle, each circle as one line; types are loaded too. */
function circlesAmong(files: readonly SourceFile[]): string[] {
  const names = new Set(files.map(({ path }) => withoutEnding(path)));
  const loads = new Map(
    files.map((file) => [
      withoutEnding(file.path),
      importsOf(file)
        .map(({ target }) => withoutEnding(target))
        .filter((target) => names.has(target)),
    ]),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    const from = way.indexOf(name);
    if (from >= 0) circles.push([...way.slice(from), name].join(" → "));
    if (from >= 0 || done.has(name)) return;
    for (const next of loads.get(name) ?? []) visit(next, [...way, name]);
    done.add(name);
  };
  for (const name of names) visit(name, []);
  return circles;
}

/** Lines of the files that a pattern forbids. */
const linesWith = (files: readonly SourceFile[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );

const production = sourceFiles(
  ["app", "lib", "db", "scripts"],
  ["proxy.ts", "instrumentation.ts", "instrumentation-client.ts"],
);
const under = (folder: string) => production.filter((file) => isIn(file.path, folder));

describe("the direction of dependencies", () => {
  it("is that of design §5 in every file", () => {
    expect(badImports(production)).toEqual([]);
  });

  it("leaves the choice of the engine to one file", () => {
    const opening = production.filter((file) => importsOf(file).some((one) => one.target === "db/open"));
    expect(opening.map((file) => file.path)).toEqual([`${COMPOSE}.ts`]);
  });

  it("is read from every import there is", () => {
    const all = production.flatMap((file) => importsOf(file));
    const written = production.flatMap(({ text }) => text.match(/^(import|export) .*|^\} from .*/gm) ?? []);
    const withPath = written.filter((line) => /from ["']|^import ["']/.test(line));
    expect(all.length).toBeGreaterThanOrEqual(withPath.length);
    expect(production.length).toBeGreaterThan(100);
  });

  it.each([
    ["lib/domain/planted.ts", 'import { z } from "zod";', "zod"],
    ["lib/domain/planted.ts", 'import { Temporal } from "temporal-polyfill";', "temporal-polyfill"],
    ["lib/domain/who/planted.ts", 'import ipaddr from "ipaddr.js";', "ipaddr.js"],
    ["lib/domain/who/network.ts", 'import { BlockList } from "node:net";', "node:net"],
    ["lib/domain/planted.ts", 'import type { Store } from "@/lib/ports/store";', "lib/ports/store"],
    ["lib/domain/planted.ts", 'import type { Store } from "../ports/store";', "lib/ports/store"],
    ["lib/domain/planted.ts", 'import { readFileSync } from "node:fs";', "node:fs"],
    ["lib/domain/time/civil-time.ts", 'import moment from "moment";', "moment"],
    [
      "lib/ports/planted.ts",
      'import { acceptOffer } from "@/lib/use-cases/visit/claim-visit";',
      "lib/use-cases/visit/claim-visit",
    ],
    ["lib/use-cases/planted.ts", 'import { application } from "@/lib/server/compose";', "lib/server/compose"],
    ["lib/use-cases/planted.ts", 'export { sqliteStore } from "@/db/sqlite/store";', "db/sqlite/store"],
    [
      "lib/text/planted.ts",
      'import { openReader } from "@/lib/use-cases/availability/reader";',
      "lib/use-cases/availability/reader",
    ],
    ["lib/pages/scan/planted.ts", 'import { application } from "@/lib/server/compose";', "lib/server/compose"],
    ["lib/server/planted.ts", 'import { openStore } from "@/db/open";', "db/open"],
    ["lib/server/compose.ts", 'import { sqliteStore } from "@/db/sqlite/store";', "db/sqlite/store"],
    ["lib/server/planted.ts", 'const { openStore } = await import("@/db/open");', "db/open"],
    ["db/sqlite/planted.ts", 'import { makeSeal } from "@/lib/server/seal";', "lib/server/seal"],
    ["app/ui/planted.tsx", 'import type { Client } from "@/db/sqlite/client";', "db/sqlite/client"],
    ["app/ui/planted.tsx", 'import "@/db/open";', "db/open"],
    [
      "app/ui/planted.tsx",
      'import {\n  type Ask,\n  freeStarts,\n} from "@/lib/domain/visit/free-starts";',
      "lib/domain/visit/free-starts",
    ],
    ["app/ui/planted.tsx", 'import Database from "better-sqlite3";', "better-sqlite3"],
    ["scripts/planted.ts", 'import { openStore } from "@/db/open";', "db/open"],
    ["proxy.ts", 'import { floorTick } from "@/lib/domain/time/tick";', "lib/domain/time/tick"],
    ["instrumentation.ts", 'import { z } from "zod";', "zod"],
  ])("control: in %s the line %j is found", (path, text, target) => {
    expect(badImports([{ path, text }])).toEqual([`${path} imports ${target}`]);
  });

  it.each([
    ["lib/domain/time/civil-time.ts", 'import { Temporal } from "temporal-polyfill";'],
    ["lib/domain/planted.ts", 'import { floorTick } from "./tick";'],
    ["lib/server/compose.ts", 'import { openStore } from "@/db/open";'],
    ["app/ui/planted.tsx", 'import type { Visit } from "@/lib/domain/visit/visit";'],
    ["app/ui/planted.tsx", 'import { type Ask, type FreeStart } from "@/lib/domain/visit/free-starts";'],
    ["db/seed/planted.ts", 'import { placesUnder } from "../../lib/domain/waiting-room";'],
  ])("control: in %s the line %j is left alone", (path, text) => {
    expect(badImports([{ path, text }])).toEqual([]);
  });

  it("control: a file in no known folder is found", () => {
    expect(badImports([{ path: "lib/services/planted.ts", text: "" }])).toEqual([
      "lib/services/planted.ts belongs to no layer",
    ]);
  });
});

describe("rooms", () => {
  it("of one audience are loaded by nobody else", () => {
    expect(strangeImports(production)).toEqual([]);
  });

  it.each([
    ["app/(resident)/ui/planted.tsx", "@/app/urzad/ui/call-button", "app/urzad/ui/call-button"],
    ["app/(resident)/[lang]/planted.tsx", "@/lib/pages/counter/counter-page", "lib/pages/counter/counter-page"],
    ["app/urzad/planted.tsx", "@/app/(resident)/ui/scan/offer-page", "app/(resident)/ui/scan/offer-page"],
    ["app/tablica/planted.tsx", "@/lib/use-cases/counter/call", "lib/use-cases/counter/call"],
    ["lib/use-cases/counter/planted.ts", "../resident/claim-visit", "lib/use-cases/resident/claim-visit"],
    ["app/ui/planted.tsx", "../(resident)/ui/frame/frame", "app/(resident)/ui/frame/frame"],
    ["lib/letters/planted.ts", "@/lib/pages/ticket/ticket-view", "lib/pages/ticket/ticket-view"],
  ])("control: in %s an import of %s is found", (path, specifier, target) => {
    const planted = [{ path, text: `import { planted } from "${specifier}";` }];
    expect(strangeImports(planted)).toEqual([`${path} imports ${target}`]);
  });

  it("are whose, is said of every folder of pages and use cases", () => {
    const folders = new Set(
      ["lib/pages", "lib/use-cases"].flatMap((room) =>
        under(room).map(({ path }) => path.split("/").slice(0, 3).join("/")),
      ),
    );
    const said = new Set([...ROOMS.flat(), ...OF_NOBODY]);
    expect([...folders].filter((folder) => !said.has(folder))).toEqual([]);
    expect(folders.size).toBeGreaterThan(7);
  });

  it("control: one's own room, and the kit, may be loaded", () => {
    const text = 'import { a } from "@/app/urzad/ui/a";\nimport { b } from "@/app/ui/b";';
    expect(strangeImports([{ path: "app/urzad/planted.tsx", text }])).toEqual([]);
  });
});

describe("circles", () => {
  it("are nowhere, of types neither", () => {
    expect(circlesAmong(production)).toEqual([]);
  });

  it("control: one of three files is found, also where only types go round, and one of programs", () => {
    const planted = [
      { path: "lib/a.ts", text: 'import { b } from "./b";' },
      { path: "lib/b.ts", text: 'import type { C } from "@/lib/c";' },
      { path: "lib/c.ts", text: 'export { a } from "./a";' },
      { path: "scripts/one.mjs", text: 'import { two } from "./two.mjs";' },
      { path: "scripts/two.mjs", text: 'await import("./one.mjs");' },
    ];
    expect(circlesAmong(planted)).toEqual(["lib/a → lib/b → lib/c → lib/a", "scripts/one → scripts/two → scripts/one"]);
    expect(circlesAmong(planted.slice(1, 3))).toEqual([]);
  });
});

describe("components", () => {
  /** What fetches while a component is rendered. A function of the browser's may wait; it does so when it is pressed. */
  const FETCHES =
    /from "@\/lib\/server\/compose"|from "@\/lib\/use-cases\/(?!.*type)|export (default )?async function [A-Z]/;
  const isComponent = ({ path }: SourceFile): boolean => /^app\/(ui|[^/]+\/ui)\//.test(path);
  const isTypeOnly = (line: string): boolean => /:\d+ import type /.test(line);

  const fetching = (files: readonly SourceFile[]): string[] =>
    linesWith(files.filter(isComponent), FETCHES).filter((line) => !isTypeOnly(line));

  it("fetch nothing: they are told what they show", () => {
    expect(fetching(production)).toEqual([]);
    expect(production.filter(isComponent).length).toBeGreaterThan(50);
  });

  it("control: one that loads the application, a use case, or waits, is found", () => {
    const text = [
      'import { application } from "@/lib/server/compose";',
      'import { ownTickets } from "@/lib/use-cases/visit/own-visit";',
      "export async function Tickets() {",
      'import type { OwnTickets } from "@/lib/use-cases/visit/own-visit";',
    ].join("\n");
    expect(fetching([{ path: "app/(resident)/ui/scan/planted.tsx", text }])).toHaveLength(3);
    expect(fetching([{ path: "app/(resident)/[lang]/page.tsx", text }])).toEqual([]);
  });
});

describe("addresses", () => {
  /** The first parts of our addresses, as they stand in a text of the code. */
  const WRITTEN =
    /["'`]\/(q|wizyta|rezerwacja|sprawy|budynki|wydzialy|bez-wizyty|jak-to-dziala|kontakt|prywatnosc|deklaracja|bez-sieci|urzad|tablica|api|livez|readyz|demo|internal|_next|fonts|icons|dane)(\/|["'`?])/;
  /** What describes them to programs, and what Next and the process that listens read before anything is built. */
  const MAY_WRITE = new Set(["lib/server/api/router.ts", "lib/wire/openapi.ts", "proxy.ts", "scripts/serve.mjs"]);

  it("stand in one room", () => {
    const elsewhere = production.filter(({ path }) => !isIn(path, "lib/address") && !MAY_WRITE.has(path));
    const isComment = (line: string): boolean => /^\S+:\d+ (\/\*|\*|\/\/)/.test(line);
    expect(linesWith(elsewhere, WRITTEN).filter((line) => !isComment(line))).toEqual([]);
  });

  it("control: one outside it is found", () => {
    const lines = ['const path = "/q/gronowa";', "href={`/wizyta/$1`}", 'fetch("/livez")', "'/urzad'"];
    expect(linesWith([{ path: "p", text: lines.join("\n") }], WRITTEN)).toHaveLength(lines.length);
    expect(linesWith([{ path: "p", text: 'import x from "./q/page"; const a = "/quiet";' }], WRITTEN)).toEqual([]);
  });
});

describe("names", () => {
  const UNTELLING = /(^|\/)(utils?|helpers?|common|misc|shared)([./]|$)/i;

  it("of files and folders say what is in them", () => {
    const paths = pathsUnder(["app", "lib", "db", "scripts", "tests"]);
    expect(paths.filter((path) => UNTELLING.test(path))).toEqual([]);
  });

  it("control: an untelling one is found", () => {
    const planted = ["lib/utils.ts", "lib/utils/date.ts", "app/helpers.tsx", "lib/domain/common.ts", "misc/a.ts"];
    expect(planted.filter((path) => UNTELLING.test(path))).toEqual(planted);
    expect(["lib/domain/commons-hall.ts", "app/ui/shared-key.ts"].filter((path) => UNTELLING.test(path))).toEqual([]);
  });
});

describe("the domain", () => {
  const HIDDEN_INPUT = /Date\.now\(|new Date\(\)|process\.env|Math\.random|performance\.now|crypto\./;
  const CLOCK_BY_HAND =
    /\.[gs]et(UTC)?(Hours|Minutes|Day|Date|Month|FullYear)\(|getTimezoneOffset|toLocale(Date|Time)?String\(/;

  it("reads no clock, no environment and no chance of its own", () => {
    expect(linesWith(under("lib/domain"), HIDDEN_INPUT)).toEqual([]);
  });

  it("control: each of them is found", () => {
    const lines = ["const now = Date.now();", "new Date()", "process.env.TZ", "Math.random()"];
    expect(linesWith([{ path: "p", text: lines.join("\n") }], HIDDEN_INPUT)).toHaveLength(lines.length);
  });

  it("and everything else leave the calendar to one file", () => {
    expect(linesWith(production, CLOCK_BY_HAND)).toEqual([]);
    expect(linesWith([{ path: "p", text: "start.setHours(9)" }], CLOCK_BY_HAND)).toHaveLength(1);
  });
});

describe("production code", () => {
  const KNOWS_TESTS =
    /NODE_ENV\s*[!=]==?\s*["']test["']|["']test["']\s*[!=]==?\s*.*NODE_ENV|VITEST|import\.meta\.vitest/;
  const ASYNC_TRANSACTION = /\.?transaction\(\s*async|(writ|read)ing\([^,]+,\s*async/;

  it("does not know that it is being tested", () => {
    expect(linesWith(production, KNOWS_TESTS)).toEqual([]);
    expect(linesWith([{ path: "p", text: 'if (process.env.NODE_ENV === "test") {' }], KNOWS_TESTS)).toHaveLength(1);
  });

  it("gives no asynchronous function to a transaction, and begins none to write but IMMEDIATE ones", () => {
    expect(linesWith(production, ASYNC_TRANSACTION)).toEqual([]);
    const planted = ["db.transaction(async (tx) => {", "writing(client, async () => {"].join("\n");
    expect(linesWith([{ path: "p", text: planted }], ASYNC_TRANSACTION)).toHaveLength(2);
    expect(linesWith(production, /\.transaction\(/)).toEqual([
      expect.stringMatching(/^db\/sqlite\/client\.ts:\d+ return client\.transaction\(work\)\.immediate\(\) as T;$/),
      expect.stringMatching(
        /^db\/sqlite\/client\.ts:\d+ \(client\.inTransaction \? work\(\) : .*\.deferred\(\)\) as T;$/,
      ),
    ]);
    expect(linesWith(production, /\breading\(client/)).toEqual([
      expect.stringMatching(/^db\/sqlite\/session\.ts:\d+ .*reading\(client, read\);$/),
    ]);
  });

  it("puts no raw HTML on a page", () => {
    expect(linesWith(production, /dangerouslySetInnerHTML|\.innerHTML\s*=/)).toEqual([]);
  });

  it("runs in the browser only where it must", () => {
    const client = production.filter(({ text }) => /^\s*["']use client["']/m.test(text)).map(({ path }) => path);
    expect(client.sort()).toEqual([
      "app/(resident)/[lang]/error.tsx",
      "app/(resident)/ui/booking/hold-watch.tsx",
      "app/(resident)/ui/booking/keep-typing.tsx",
      "app/(resident)/ui/frame/arrival.tsx",
      "app/(resident)/ui/frame/copy-watch.tsx",
      "app/(resident)/ui/frame/cut-off.tsx",
      "app/(resident)/ui/frame/offline-reading.tsx",
      "app/(resident)/ui/frame/own-words.tsx",
      "app/(resident)/ui/reading/matter-search.tsx",
      "app/(resident)/ui/reading/ticks.tsx",
      "app/ui/refresh-after.tsx",
      "app/ui/submit.tsx",
    ]);
  });
});

describe("an engine", () => {
  /** What it may call of the domain: courses, what they are made of, days and ticks, and the shape of what it reads. */
  const MAY_CALL = [
    /^courseOf[A-Z]/,
    /^(learn|write|openPlanBook|DEFAULT_SETTINGS)$/,
    /^(floorTick|tickStart|civilDateAt|dayStart|dayEnd)$/,
    /^(ticketNumber|resting|asVisit|languageOf|idOf|RANKS|NEWS|NOTHING_SPENT)$/,
    // The own visits of a page are read as they stand; nothing is written for it.
    /^(ownStanding|LONGEST_VISIT_TICKS)$/,
  ];
  const NAMED = /^import\s+\{([^}]*)\}\s*from\s*["'](?:@|(?:\.\.\/)+)\/?lib\/domain\//gm;

  /** What of the domain files call that an engine may not; types are everybody's. */
  const calls = (files: readonly SourceFile[]): string[] =>
    files.flatMap(({ path, text }) =>
      [...text.matchAll(NAMED)]
        .flatMap(([, names = ""]) => names.split(","))
        .map((name) => name.trim())
        .filter((name) => name !== "" && !name.startsWith("type ") && !MAY_CALL.some((allowed) => allowed.test(name)))
        .map((name) => `${path} calls ${name}`),
    );

  /** A state of a visit, as code compares or sets it. */
  const STATE = /(?<!\[)["'](held|booked|arrived|parked|called|in-service|served|no-show|cancelled|expired)["']/;
  /** Conditions by which facts are read, and the claim that readiness tries. */
  const READS = ["db/sqlite/gather", "db/sqlite/statements.ts", "db/sqlite/write-probe.ts"];

  it("gathers facts and applies changes, and calls no rule", () => {
    const files = under("db/sqlite");
    expect(calls(files)).toEqual([]);
    const called = files.flatMap(({ text }) => [...text.matchAll(/\bcourseOf[A-Z]\w+(?=\()/g)]);
    expect(called.length).toBeGreaterThan(15);
  });

  it("names no state of a visit but where it reads", () => {
    const files = under("db/sqlite").filter(({ path }) => !READS.some((reads) => isIn(path, reads)));
    expect(linesWith(files, STATE)).toEqual([]);
  });

  it("control: a rule that is called, and a state that is asked, are found", () => {
    const path = "db/sqlite/planted.ts";
    const planted = [
      'import { mayBeMoved, type MoveFacts } from "@/lib/domain/visit/move";',
      'import {\n  courseOfMove,\n  decideMove,\n} from "../../lib/domain/move-course";',
      'import type { Visit } from "@/lib/domain/visit/visit";',
    ];
    expect(calls([{ path, text: planted.join("\n") }])).toEqual([
      `${path} calls mayBeMoved`,
      `${path} calls decideMove`,
    ]);
    const asked = [
      'if (row.state === "held") return null;',
      "set({ state: 'cancelled' })",
      'const recalled = "is called";',
    ];
    expect(linesWith([{ path, text: asked.join("\n") }], STATE)).toHaveLength(2);
  });
});
