import { readAddress } from "./language";
import { compilePattern, type Parts, type Reading } from "./pattern";
import { NOWHERE, ROUTES, type Route } from "./routes";

/** What an address is, and what stood in it where the route has names. */
export interface Found {
  readonly route: Route;
  readonly parts: Parts;
}

/** Tells the route of an address without its query. */
export type FindRoute = (pathname: string) => Found;

const NOTHING: Parts = {};

const withoutLastSlash = (path: string): string => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);

/** Makes the finder of a table: what has a language is looked for without it. */
export function finderOf(routes: readonly Route[]): FindRoute {
  const compiled = routes.map((route): readonly [Route, Reading] => [route, compilePattern(route.pattern)]);
  const plain = compiled.filter(([{ language }]) => language === "none");
  const spoken = compiled.filter(([{ language }]) => language !== "none");
  const within = (some: typeof compiled, path: string): Found | null => {
    for (const [route, read] of some) {
      const parts = read(path);
      if (parts) return { route, parts };
    }
    return null;
  };
  return (pathname) =>
    within(plain, pathname) ??
    within(spoken, withoutLastSlash(readAddress(pathname, null).path)) ?? { route: NOWHERE, parts: NOTHING };
}

/** The route of an address of the product. */
export const findRoute: FindRoute = finderOf(ROUTES);
