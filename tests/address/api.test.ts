import { describe, expect, it } from "vitest";
import { findRoute } from "@/lib/address/find";
import { ROUTES } from "@/lib/address/routes";
import { API_HANDLERS } from "@/lib/server/api/router";
import { openApi } from "@/lib/wire/openapi";
import { pathsUnder } from "../support/source-files";

const METHODS = ["get", "post", "put", "patch", "delete"] as const;
const BASE = openApi.servers[0].url;

/** What is said of an address: the methods that it takes. */
type Said = Readonly<Record<string, readonly string[]>>;

/** Addresses that two lists do not agree about, each once. */
const differing = (one: Said, other: Said): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (address) => one[address]?.join() !== other[address]?.join(),
  );

const table = ROUTES.filter(({ audience, pattern }) => audience === "program" && pattern !== "/api/{rest}").map(
  ({ pattern }) => pattern,
);

/** The methods that the router has something to say to: to all others one function says that they are none. */
const answered: Said = Object.fromEntries(
  Object.entries(API_HANDLERS).map(([address, route]) => {
    const handlers = METHODS.map((method) => route[method.toUpperCase() as Uppercase<typeof method>]);
    return [address, METHODS.filter((_, index) => handlers.filter((one) => one === handlers[index]).length === 1)];
  }),
);

type Described = Readonly<Record<string, { readonly servers?: readonly { readonly url: string }[] }>>;

/** The methods that the description names, by whole addresses. */
const described: Said = Object.fromEntries(
  Object.entries(openApi.paths as Described).map(([path, item]) => [
    (item.servers?.[0]?.url ?? BASE).replace(/\/$/, "") + path,
    METHODS.filter((method) => method in item),
  ]),
);

const ofPrograms = (said: Said): Said =>
  Object.fromEntries(Object.entries(said).filter(([address]) => address.startsWith(BASE)));

describe("an address of the API", () => {
  it("stands in the table, in the router and in the description, with the same methods", () => {
    expect(Object.keys(answered).sort()).toEqual([...table].sort());
    expect(differing(answered, ofPrograms(described))).toEqual([]);
    expect(Object.keys(answered).length).toBeGreaterThan(6);
  });

  it("is its own in the table, and what operators ask for that is described is theirs", () => {
    for (const address of Object.keys(described)) {
      const { route } = findRoute(address.replace("{token}", "A".repeat(22)));
      expect([address, route.pattern]).toEqual([address, address]);
      expect(route.audience).toBe(address.startsWith(BASE) ? "program" : "operator");
    }
  });

  it("has a folder of Next's, for `npm run dev`", () => {
    const folders = pathsUnder(["app/api"])
      .filter((path) => path !== "app/api/[...path]/route.ts")
      .map((path) => path.replace(/^app(.*)\/route\.ts$/, "$1").replace("[token]", "{token}"));
    expect(folders.sort()).toEqual([...table].sort());
  });

  it("control: one that only one of them has is found, and one with another method", () => {
    expect(differing({ "/a": ["get"] }, {})).toEqual(["/a"]);
    expect(differing({}, { "/a": ["get"] })).toEqual(["/a"]);
    expect(differing({ "/a": ["get", "post"] }, { "/a": ["get"] })).toEqual(["/a"]);
    expect(differing({ "/a": ["get"] }, { "/a": ["get"] })).toEqual([]);
  });
});
