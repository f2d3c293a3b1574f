import { describe, expect, it } from "vitest";
import { VISIT_STATES } from "@/lib/domain/visit/visit";
import {
  type Import,
  importsOf,
  type Node,
  nodesOf,
  pathsUnder,
  rootPrograms,
  type SourceFile,
  sourceFiles,
  wordsOf,
} from "./support/source-files";
import { writtenAddresses } from "./support/written-addresses";

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
  // What Next calls by names of its own; its other inside is known to lib/server/render.
  { folder: "lib/next-inside", mayUse: ["lib/address"], packages: [] },
  { folder: "lib/search", mayUse: [], packages: [/^minisearch$/, /^lunr-languages\//] },
  { folder: "lib/offline", mayUse: ["lib/address", "lib/next-inside"], packages: [/^workbox-precaching$/] },
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
  { folder: "lib/stickers", mayUse: ["lib/domain", "lib/text", "lib/address"], packages: null },
  {
    folder: "lib/server",
    mayUse: [
      ...DECIDED,
      ...["lib/forms", "lib/pages", "lib/wire", "lib/letters", "lib/text", "lib/search"],
      ...["lib/stickers", "lib/offline", "lib/address", "lib/next-inside"],
    ],
    packages: null,
  },
  { folder: "db", mayUse: ["lib/ports", "lib/domain"], packages: null },
  {
    folder: "app",
    mayUse: [
      ...["lib/server", "lib/use-cases", "lib/pages", "lib/wire", "lib/letters", "lib/forms", "lib/text", "lib/search"],
      ...["lib/offline", "lib/address", "lib/browser", "lib/next-inside"],
    ],
    packages: [/^next(\/|$)/, /^next-pwa\/workbox$/, /^schema-dts$/, /^react(-dom)?$/, /^zod$/, /^node:net$/],
  },
  { folder: "scripts", mayUse: ["lib/server", "lib/stickers", "lib/address"], packages: null },
  { folder: "proxy.ts", mayUse: ["lib/server", "lib/address", "lib/next-inside"], packages: [/^next\/server$/] },
  { folder: "instrumentation.ts", mayUse: ["lib/server", "app"], packages: [] },
  { folder: "instrumentation-client.ts", mayUse: ["lib/offline", "lib/address", "lib/browser"], packages: [] },
  {
    folder: "next.config.mjs",
    mayUse: ["scripts", "lib/next-inside"],
    packages: [/^next\/constants\.js$/, /^next-pwa$/],
  },
  { folder: "postcss.config.mjs", mayUse: [], packages: [] },
];

/** Rooms of one audience, folders and files: nobody else's files may load theirs (design §5). */
const ROOMS: readonly (readonly string[])[] = [
  [
    ...["app/(resident)", "app/dane", "app/sitemap", "lib/use-cases/resident"],
    ...["lib/pages/scan", "lib/pages/ticket", "lib/pages/booking", "lib/pages/reading"],
    // Of the server: what their forms do, and their pages as they are rendered, shared and kept.
    ...["lib/server/forms/resident-forms", "lib/server/forms/booking-forms"],
    ...["lib/server/render/asked-page", "lib/server/render/current-hours-page", "lib/server/render/shared-pages"],
    ...["lib/server/render/document", "lib/server/render/copies"],
  ],
  [
    ...["app/urzad", "lib/use-cases/counter", "lib/use-cases/door", "lib/use-cases/phone", "lib/use-cases/office"],
    ...["lib/pages/counter", "lib/pages/door", "lib/pages/phone", "lib/pages/office", "lib/server/forms/staff-forms"],
  ],
  ["app/tablica", "lib/pages/board"],
];
/** What stands in no audience's room, like every other folder, and is named because each of its neighbours is. */
const OF_NOBODY = [
  ...["app/ui", "app/api", "app/demo", "app/internal", "app/livez", "app/readyz", "app/robots"],
  ...["lib/use-cases/availability", "lib/use-cases/visit", "lib/use-cases/program", "lib/use-cases/upkeep"],
];
/** Files of nobody that put an audience's rooms into their places: what they may load of whose, and why. */
const PUTS_TOGETHER: Readonly<Record<string, readonly string[]>> = {
  // The start of the process: it is given the documents, and has pages shared and kept.
  "instrumentation.ts": ["app/(resident)/documents"],
  "lib/server/start.ts": [
    ...["lib/server/render/document", "lib/server/render/shared-pages", "lib/server/render/copies"],
  ],
  // Names the forms of each audience.
  "lib/server/forms/forms.ts": ["lib/server/forms/resident-forms"],
  // Hands a page that is rendered once for many what it is rendered from: a type.
  "lib/server/render/answer.ts": ["lib/pages/scan/hours-page"],
  // Says in a terminal which doors there are to try.
  "lib/server/announce.ts": ["lib/pages/scan/place-view"],
};

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

const withoutEnding = (path: string): string => path.replace(/\.([cm]?[jt]s|[jt]sx)$/, "");

const roomOf = (path: string): readonly string[] | undefined =>
  ROOMS.find((room) => room.some((folder) => isIn(withoutEnding(path), folder)));

/** Imports by which one audience's file, or one of nobody's, loads another audience's. */
function strangeImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const own = roomOf(file.path);
    return importsOf(file)
      .filter(({ target }) => (roomOf(target) ?? own) !== own && !PUTS_TOGETHER[file.path]?.includes(target))
      .map(({ target }) => `${file.path} imports ${target}`);
  });
}

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
  ["proxy.ts", "instrumentation.ts", "instrumentation-client.ts", ...rootPrograms()],
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

  it("is read from every import there is, and none is computed", () => {
    const all = production.flatMap((file) => importsOf(file));
    const written = production.flatMap(({ text }) => text.match(/^(import|export) .*|^\} from .*/gm) ?? []);
    const withPath = written.filter((line) => /from ["']|^import ["']/.test(line));
    expect(all.length).toBeGreaterThanOrEqual(withPath.length);
    expect(production.length).toBeGreaterThan(100);
    expect(all.filter(({ target }) => target === "(computed)")).toEqual([]);
    expect(production.filter(({ path }) => /\.mjs$|\.js$/.test(path)).map(({ path }) => path)).toEqual(
      expect.arrayContaining(["next.config.mjs", "scripts/serve.mjs", "lib/offline/farewell.js"]),
    );
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
    ["lib/domain/planted.ts", 'import { /* one */ z } from "zod";', "zod"],
    ["lib/domain/planted.ts", 'import {\n  // one\n  z,\n} from "zod";', "zod"],
    ["lib/domain/planted.ts", 'import /* one */ z from /* two */ "zod";', "zod"],
    ["lib/domain/planted.ts", 'const { z } = await import(/* webpackChunkName: "z" */ "zod");', "zod"],
    ["lib/domain/planted.ts", "const { z } = await import(`zod`);", "zod"],
    ["lib/domain/planted.ts", "const { z } = await import(\n  // one\n  `zod`,\n);", "zod"],
    ["lib/domain/planted.ts", 'type Z = import("zod").ZodType;', "zod"],
    ["lib/domain/planted.ts", 'import z = require("zod");', "zod"],
    ["lib/domain/planted.ts", 'const name = "zod";\nawait import(name);', "(computed)"],
    ["lib/domain/planted.ts", `const name = 1;\nawait import(\`./a\${name}\`);`, "(computed)"],
    ["lib/domain/planted.mjs", 'import { z } from "zod";', "zod"],
    ["lib/domain/planted.js", 'const { z } = require("zod");', "zod"],
    ["lib/domain/planted.mts", 'export { z } from "zod";', "zod"],
    ["next.config.mjs", 'import { start } from "./lib/server/start.ts";', "lib/server/start.ts"],
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
    ["lib/domain/planted.ts", '// import { z } from "zod";\nconst text = \'import { z } from "zod";\';'],
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
    ["lib/server/api/planted.ts", "@/lib/use-cases/resident/book-visit", "lib/use-cases/resident/book-visit"],
    ["lib/server/guard/planted.ts", "../render/document", "lib/server/render/document"],
    ["lib/server/forms/planted.ts", "./resident-forms", "lib/server/forms/resident-forms"],
    ["lib/server/forms/staff-forms.ts", "./booking-forms", "lib/server/forms/booking-forms"],
    ["lib/server/forms/resident-forms.ts", "./staff-forms", "lib/server/forms/staff-forms"],
    ["lib/server/start.ts", "./forms/resident-forms", "lib/server/forms/resident-forms"],
    ["lib/search/planted.ts", "../pages/reading/public-pages", "lib/pages/reading/public-pages"],
    ["app/livez/route.ts", "@/app/(resident)/actions", "app/(resident)/actions"],
    ["scripts/planted.mjs", "../lib/pages/board/board.ts", "lib/pages/board/board.ts"],
  ])("control: in %s an import of %s is found", (path, specifier, target) => {
    const planted = [{ path, text: `import { planted } from "${specifier}";` }];
    expect(strangeImports(planted)).toEqual([`${path} imports ${target}`]);
  });

  /** Folders of pages, use cases and routes, and files of routes that have none. */
  const rooms = (paths: readonly string[]): string[] => [
    ...new Set(
      paths.flatMap((path) => {
        const [first, second, third] = path.split("/");
        if (first === "lib" && (second === "pages" || second === "use-cases")) return `lib/${second}/${third}`;
        return first === "app" && !/\.css$/.test(path) ? withoutEnding(`app/${second}`) : [];
      }),
    ),
  ];
  const SAID = new Set([...ROOMS.flat(), ...OF_NOBODY]);
  const unsaid = (paths: readonly string[]): string[] => rooms(paths).filter((room) => !SAID.has(room));

  it("are whose, is said of every folder of pages, use cases and routes", () => {
    const paths = pathsUnder(["app", "lib"]);
    expect(unsaid(paths)).toEqual([]);
    expect(rooms(paths).length).toBeGreaterThan(15);
  });

  it("control: one that is nobody's by nobody's word is found", () => {
    const planted = ["app/panel/page.tsx", "app/feed.ts", "lib/pages/cards/card.ts", "lib/use-cases/board/show.ts"];
    expect(unsaid(planted)).toEqual(["app/panel", "app/feed", "lib/pages/cards", "lib/use-cases/board"]);
  });

  it("are put into their places by files that still do", () => {
    const idle = Object.entries(PUTS_TOGETHER).flatMap(([path, targets]) => {
      const file = production.find((one) => one.path === path);
      const loaded = file ? importsOf(file).map(({ target }) => target) : [];
      return targets.filter((target) => !loaded.includes(target)).map((target) => `${path} loads no ${target}`);
    });
    expect(idle).toEqual([]);
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
  /** What Next asks by its name; it loads what is shown, and waits. */
  const ENTRY = /(^|\/)(page|layout|route|actions|robots|sitemap)\.tsx?$/;
  /** What else may, and why. */
  const MAY: Readonly<Record<string, RegExp>> = {
    // No component: it makes the page of an unknown place, for the pages that find that they have none.
    "app/(resident)/unknown-place.tsx": /waits|loads lib\/server\/compose/,
    // In the browser, once somebody types.
    "app/(resident)/ui/reading/matter-search.tsx": /fetches/,
  };
  /** What a component may ask of the moment: nothing is loaded for it. */
  const FACTS = new Set(["lib/server/render/page-facts", "lib/server/render/answer", "lib/server/who/request"]);
  const isComponent = ({ path }: SourceFile): boolean => isIn(path, "app") && !ENTRY.test(path);

  const isLoader = ({ target, typesOnly }: Import): boolean =>
    !typesOnly && (isIn(target, "lib/use-cases") || (isIn(target, "lib/server") && !FACTS.has(target)));

  const FUNCTIONS = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
  const within = (inner: Node, outer: Node): boolean =>
    inner.start >= outer.start && (inner.end as number) <= (outer.end as number);
  const nameIn = (node: Node): string => (node.id as { readonly name?: string } | null)?.name ?? "";

  /** Whether a function that waits is a component: it makes a page's parts, or has a component's name. */
  function isWaiting(node: Node, nodes: readonly Node[]): boolean {
    if (!FUNCTIONS.test(node.type) || node.async !== true) return false;
    const holder = nodes.find(
      (one) =>
        (one.type === "VariableDeclarator" && one.init === node) ||
        (one.type === "ExportDefaultDeclaration" && one.declaration === node),
    );
    const isNamed = [nameIn(node), holder ? nameIn(holder) : ""].some((name) => /^[A-Z]/.test(name));
    const isShown = nodes.some((one) => /^JSX(Element|Fragment)$/.test(one.type) && within(one, node));
    return isNamed || isShown || holder?.type === "ExportDefaultDeclaration";
  }

  function isFetch({ type, callee }: Node): boolean {
    const { name, property } = (callee ?? {}) as { readonly name?: string; readonly property?: { name?: string } };
    return type === "CallExpression" && (name === "fetch" || property?.name === "fetch");
  }

  function faultsOf(file: SourceFile): string[] {
    const nodes = nodesOf(file);
    const imports = importsOf(file);
    return [
      ...imports.filter(isLoader).map(({ target }) => `loads ${target}`),
      ...imports.filter(({ target, names }) => target === "react" && names.includes("use")).map(() => "uses a promise"),
      ...nodes.filter((node) => isWaiting(node, nodes)).map(() => "waits"),
      ...nodes.filter(isFetch).map(() => "fetches"),
    ].filter((fault) => !MAY[file.path]?.test(fault));
  }

  const fetching = (files: readonly SourceFile[]): string[] =>
    files.filter(isComponent).flatMap((file) => faultsOf(file).map((fault) => `${file.path} ${fault}`));

  it("fetch nothing: they are told what they show", () => {
    expect(fetching(production)).toEqual([]);
    expect(production.filter(isComponent).length).toBeGreaterThan(50);
  });

  it.each([
    ['import { application } from "@/lib/server/compose";', "loads lib/server/compose"],
    ['const { application } = await import("@/lib/server/compose");', "loads lib/server/compose"],
    [
      'export { currentHoursPage } from "@/lib/server/render/current-hours-page";',
      "loads lib/server/render/current-hours-page",
    ],
    ['import { ownTickets } from "@/lib/use-cases/visit/own-visit";', "loads lib/use-cases/visit/own-visit"],
    ["export async function Tickets() {}", "waits"],
    ["async function Tickets() {}", "waits"],
    ["const Tickets = async () => null;", "waits"],
    ["export default async () => null;", "waits"],
    ["const tickets = async () => <p />;", "waits"],
    ['const answer = fetch("/x");', "fetches"],
    ["globalThis.fetch(address);", "fetches"],
    ['import { use } from "react";\nuse(promise);', "uses a promise"],
    ['import { use as taken } from "react";\ntaken(promise);', "uses a promise"],
  ])("control: one with %j is found, in every folder but in what Next asks for", (text, fault) => {
    for (const path of ["app/(resident)/ui/scan/planted.tsx", "app/(resident)/planted.tsx", "app/ui/planted.tsx"])
      expect(fetching([{ path, text }])).toEqual([`${path} ${fault}`]);
    for (const path of ["app/(resident)/[lang]/page.tsx", "app/(resident)/[lang]/layout.tsx", "app/dane/route.ts"])
      expect(fetching([{ path, text }])).toEqual([]);
  });

  it("control: one that loads it by a relative path, or is no tsx, is found", () => {
    for (const [path, up] of [
      ["app/(resident)/ui/scan/planted.tsx", "../../../.."],
      ["app/(resident)/planted.tsx", "../.."],
      ["app/ui/planted.ts", "../.."],
    ] as const) {
      const text = `import { application } from "${up}/lib/server/compose";`;
      expect(fetching([{ path, text }])).toEqual([`${path} loads lib/server/compose`]);
    }
  });

  it("control: what only has a type, or waits when it is pressed, is left alone", () => {
    const text = [
      'import type { OwnTickets } from "@/lib/use-cases/visit/own-visit";',
      'import { type OwnTicket } from "../../../lib/use-cases/visit/own-visit";',
      "export function Button() { return <button onClick={async () => { await copy(); }} />; }",
    ].join("\n");
    expect(fetching([{ path: "app/ui/planted.tsx", text }])).toEqual([]);
  });
});

describe("addresses", () => {
  /** Who writes them by hand, and why. */
  const MAY_WRITE: Readonly<Record<string, string>> = {
    "lib/server/api/router.ts": "the API's addresses beside what answers them; tests/address compares both",
    "lib/wire/openapi.ts": "describes them to programs; tests/address compares both",
    "lib/text/api-pl.ts": "names them to people in a sentence",
    "lib/text/api-en.ts": "names them to people in a sentence",
    "lib/text/api-uk.ts": "names them to people in a sentence",
    "scripts/serve.mjs": "runs before anything is built, and cannot load the table",
    "next.config.mjs": "runs before anything is built, and cannot load the table",
  };
  const elsewhere = ({ path }: SourceFile): boolean => !isIn(path, "lib/address") && !(path in MAY_WRITE);

  it("stand in one room", () => {
    expect(production.filter(elsewhere).flatMap(writtenAddresses)).toEqual([]);
  });

  it("are written elsewhere only by who still does", () => {
    const idle = production
      .filter(({ path }) => path in MAY_WRITE)
      .filter((file) => writtenAddresses(file).length === 0);
    expect(idle.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    'const path = "/q/gronowa";',
    "const a = <a href={`/wizyta/$1`} />;",
    'const a = <a href="/kontakt" />;',
    `const path = \`/q/\${id}\`;`,
    `const path = \`\${origin}/wizyta/\${token}\`;`,
    `const path = \`\${prefix}/sprawy\`;`,
    'const path = "/en/budynki/gronowa";',
    'const path = "https://wizyty.example.pl/q/gronowa";',
    'const path = "http://localhost:3000/uk/q/gronowa";',
    "const form = /^\\/rezerwacja\\/.*\\/dane/;",
    "const form = /\\/_next\\/static\\/x/;",
    "const form = /(?:\\/en)?\\/q$/;",
    'const form = new RegExp("^/wizyta(/|$)");',
    'fetch("/livez");',
    "const path = '/demo/clock';",
    'const file = "/sw.js";',
    'const path = "/deklaracja-dostepnosci";',
    'const path = "/jak-to-dziala?a=1";',
    'const path = "/sprawy#a";',
    'const label = "POST /api/v1/visits";',
  ])("control: %s is found", (text) => {
    expect(writtenAddresses({ path: "lib/planted.tsx", text })).toHaveLength(1);
    expect(writtenAddresses({ path: "planted.mjs", text })).toHaveLength(1);
  });

  it.each([
    'import x from "./q/page";',
    'import y from "@/lib/server/api/frame";',
    'const a = "/quiet";',
    'const file = "public/fonts";',
    'const file = ".next/static";',
    "// See /q/gronowa",
    'const path = "/swxjs";',
  ])("control: %s is left alone", (text) => {
    expect(writtenAddresses({ path: "lib/planted.tsx", text })).toEqual([]);
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

describe("what is decided once", () => {
  interface Rule {
    readonly asks: RegExp;
    /** Where it is decided, and who else may write the same, with the reason. */
    readonly at: readonly string[];
  }
  const RULES: Readonly<Record<string, Rule>> = {
    "a ticket without a name": {
      asks: /channel\s*[!=]==\s*"qr"|"qr"\s*[!=]==/,
      // A hold of the scan page is no ticket yet: its hour is accepted there.
      at: ["lib/domain/visit/visit.ts", "app/(resident)/ui/scan/own-tickets.tsx"],
    },
    "in which states a visit lives": {
      asks: /"in-service"/,
      // What each state shows; all are named, so that a new one does not compile.
      at: ["lib/domain/visit/visit.ts", "lib/pages/ticket/ticket-view.ts"],
    },
    "an e-mail address or a telephone number": {
      asks: /\.includes\("@"\)/,
      // What was typed, and is no contact yet.
      at: ["lib/domain/messages/delivery.ts", "lib/forms/contact.ts"],
    },
    "the kind of a network": { asks: /\?\s*"shared"\s*:\s*"plain"/, at: ["lib/domain/who/network.ts"] },
    "when a message is stale": { asks: /kind\s*[!=]==\s*"cancelled"[^\n]*stale/, at: [] },
  };

  it.each(Object.entries(RULES))("%s", (_, { asks, at }) => {
    const elsewhere = production.filter(({ path }) => !at.includes(path));
    expect(linesWith(elsewhere, asks)).toEqual([]);
    for (const path of at) expect([path, linesWith(under(path), asks).length > 0]).toEqual([path, true]);
  });

  it("control: each that is decided again is found", () => {
    const planted = [
      'if (visit.channel !== "qr") return;',
      'const LIVE = new Set(["booked", "in-service"]);',
      'if (contact.includes("@")) send();',
      'const kind = isWithin(a, b) ? "shared" : "plain";',
      'if (due.kind !== "cancelled" && staleAt(due) <= now) drop();',
    ];
    const asked = Object.values(RULES).map(({ asks }, index) => asks.test(planted[index] ?? ""));
    expect(asked).toEqual(planted.map(() => true));
  });
});

describe("what is exported", () => {
  interface Declared extends Node {
    readonly id?: { readonly name?: string };
    readonly declarations?: readonly { readonly id: { readonly name?: string } }[];
  }

  const DECLARATIONS =
    /^(FunctionDeclaration|VariableDeclaration|ClassDeclaration|TSTypeAliasDeclaration|TSInterfaceDeclaration)$/;

  /** What a file exports by its name. */
  const exportsOf = (file: SourceFile): string[] =>
    nodesOf(file).flatMap((node) => {
      const declared = node.type === "ExportNamedDeclaration" ? (node.declaration as Declared | null) : null;
      if (!declared || !DECLARATIONS.test(declared.type)) return [];
      return [declared, ...(declared.declarations ?? [])].flatMap(({ id }) => id?.name ?? []);
    });

  /** How often a name stands in a file's code. */
  const uses = (file: SourceFile, name: string): number =>
    nodesOf(file).filter((node) => node.type === "Identifier" && node.name === name).length;

  /** What no file but tests asks for. */
  function unasked(files: readonly SourceFile[], all: readonly SourceFile[]): string[] {
    const asked = new Set(
      all.flatMap((file) =>
        importsOf(file).flatMap(({ target, names, types }) =>
          [...names, ...types].map((name) => `${withoutEnding(target)} ${name}`),
        ),
      ),
    );
    return files.flatMap((file) => {
      const path = withoutEnding(file.path);
      if (asked.has(`${path} *`)) return [];
      const lost = exportsOf(file).filter((name) => !asked.has(`${path} ${name}`) && uses(file, name) < 2);
      return lost.map((name) => `${file.path} ${name}`);
    });
  }

  it("is asked for by somebody, and not by tests alone", () => {
    const ours = production.filter(({ path }) => /^(lib|db)\/.*(?<!\.d)\.m?tsx?$/.test(path));
    expect(unasked(ours, production)).toEqual([]);
  });

  it("control: what nobody imports is found, what its own file uses is not", () => {
    const text =
      "export const a = 1;\nexport function b() { return a; }\nexport const c = 2;\nexport type D = E;\ntype E = 1;";
    const file = { path: "lib/a.ts", text };
    const other = { path: "lib/b.ts", text: 'import { b } from "./a";' };
    expect(unasked([file], [file, other])).toEqual(["lib/a.ts c", "lib/a.ts D"]);
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

  it("has no telephone number on a page but the city's own, as it is told", () => {
    const NUMBER = /\+48\d{9}|\b\d\d \d{3} \d\d \d\d\b/;
    expect(linesWith(under("app"), NUMBER)).toEqual([]);
    const planted = ['<a href="tel:+48616463344">', "61 646 33 44"];
    expect(linesWith([{ path: "p", text: planted.join("\n") }], NUMBER)).toHaveLength(2);
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
    // The states of a condition that an index has too.
    /^LIVE_STATES$/,
    // The own visits of a page are read as they stand; nothing is written for it.
    /^(ownStanding|LONGEST_VISIT_TICKS)$/,
  ];
  /** What of the domain files call that an engine may not; types are everybody's. */
  const calls = (files: readonly SourceFile[]): string[] =>
    files.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => isIn(target, "lib/domain"))
        .flatMap(({ names }) => names)
        .filter((name) => !MAY_CALL.some((allowed) => allowed.test(name)))
        .map((name) => `${file.path} calls ${name}`),
    );

  /** A state of a visit, as code compares or sets it. */
  const STATES = VISIT_STATES.join("|");
  const STATE = new RegExp(`^(?:${STATES})$|'(?:${STATES})'`);
  const statesIn = (files: readonly SourceFile[]): string[] =>
    files.flatMap((file) =>
      wordsOf(file).flatMap(({ text, line }) => (STATE.test(text) ? [`${file.path}:${line} ${text}`] : [])),
    );
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
    expect(statesIn(files)).toEqual([]);
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
    for (const text of [
      'import * as move from "@/lib/domain/visit/move";',
      'export * from "../../lib/domain/visit/move";',
      'const move = await import("@/lib/domain/visit/move");',
    ])
      expect(calls([{ path, text }])).toEqual([`${path} calls *`]);
    for (const text of [
      'export { mayBeMoved } from "@/lib/domain/visit/move";',
      'import { mayBeMoved as courseOfMine } from "@/lib/domain/visit/move";',
      'import { /* a */ mayBeMoved } from "@/lib/domain/visit/move";',
    ])
      expect(calls([{ path, text }])).toEqual([`${path} calls mayBeMoved`]);
    const asked = [
      'if (row.state === "held") stop();',
      "set({ state: 'cancelled' });",
      "if (row.state === `booked`) stop();",
      `sql\`UPDATE visit SET state = 'expired' WHERE id = \${id}\`;`,
      "prepare(\"SELECT 1 FROM visit WHERE state IN ('served')\");",
      'const recalled = "is called";',
      "// A row that is 'held'.",
    ];
    expect(statesIn([{ path, text: asked.join("\n") }])).toHaveLength(5);
  });
});
