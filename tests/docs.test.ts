import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROUTES, type Route } from "@/lib/address/routes";
import { ROOT } from "./support/source-files";

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const decisions = readdirSync(join(ROOT, "docs/decisions")).filter((name) => /^\d{3}-/.test(name));

/** A decision's number and title, as its first line says them; null for another form. */
const titleOf = (name: string) => /^# (\d{3}) · (.+)$/.exec(read(`docs/decisions/${name}`).split("\n")[0] ?? "");

describe("the documents", () => {
  it("begin with a page that is read in four minutes", () => {
    expect(read("README.md").split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(900);
  });

  it.each(decisions)("list the decision %s with its title, its day and whether it is in force", (name) => {
    const [, number = "", title = ""] = titleOf(name) ?? [];
    expect(name.slice(0, 3)).toBe(number);
    expect(read(`docs/decisions/${name}`).split("\n")[2]).toMatch(/^2026-\d\d-\d\d.* · (in force|superseded)/);
    expect(read("docs/decisions/README.md")).toContain(`| ${number} | [${title}](${name}) |`);
  });

  it("say at a decision which one has taken its place in part", () => {
    const numbers = new Set(decisions.map((name) => name.slice(0, 3)));
    const named = decisions.flatMap((name) => [
      ...(read(`docs/decisions/${name}`).split("\n")[2] ?? "").matchAll(/superseded in part by (\d{3})/g),
    ]);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter(([, number = ""]) => !numbers.has(number))).toEqual([]);
  });

  /** Pages whose steps are told in words, and not by their addresses. */
  const TOLD_WITH_STEPS = ["/rezerwacja", "/wizyta/{token}/termin"];

  /** Pages of the table that a list of addresses does not name; `…/x` is that of a ticket. */
  function unnamed(list: string, routes: readonly Route[]): string[] {
    const named = new Set(
      [...list.matchAll(/`(?:…|(?=\/))([^`]*)`/g)].map(([whole, path]) =>
        whole.startsWith("`…") ? `/wizyta/{token}${path}` : path,
      ),
    );
    return routes
      .filter(({ policy, pattern }) => policy === "page" && !pattern.endsWith("{rest}"))
      .map(({ pattern }) => pattern)
      .filter((pattern) => !named.has(pattern))
      .filter((pattern) => !TOLD_WITH_STEPS.some((told) => named.has(told) && pattern.startsWith(`${told}/`)));
  }

  it("name every page among the addresses", () => {
    const [, list = ""] = /## Addresses\n([\s\S]*?)\n## /.exec(read("docs/operations.md")) ?? [];
    expect(unnamed(list, ROUTES)).toEqual([]);
  });

  it("control: a page that they do not name is found", () => {
    const [sample] = ROUTES.filter(({ pattern }) => pattern === "/wizyta");
    const planted = [sample, { ...sample, pattern: "/urzad/stanowisko" }] as readonly Route[];
    expect(unnamed("Pages: `/wizyta`, `…/odwolaj`.", planted)).toEqual(["/urzad/stanowisko"]);
  });

  /** Files that are named before they are there: what comes. */
  const PLANNED = new Set(["lib/ports/queue.ts", "app/urzad"]);
  const NAMED = /`((?:app|lib|db|scripts|tests|bench)\/[^`\s*{…<]+)`/g;
  const ENDINGS = ["", ".ts", ".tsx", ".test.ts", ".spec.ts"];

  /** Paths of ours that a text names and that are not there. */
  const lost = (text: string): string[] =>
    [...text.matchAll(NAMED)]
      .map(([, path = ""]) => path.replace(/\/$/, ""))
      .filter((path) => !PLANNED.has(path) && !ENDINGS.some((ending) => existsSync(join(ROOT, path + ending))));

  it.each(["README.md", "docs/operations.md", "docs/adding.md", ...decisions.map((name) => `docs/decisions/${name}`)])(
    "name files that are there: %s",
    (file) => expect(lost(read(file))).toEqual([]),
  );

  it("control: a file that was moved away is found", () => {
    expect(lost("See `lib/views/offer-view.ts` and `lib/domain/visit/visit.ts`, or `tests/domain/visit`.")).toEqual([
      "lib/views/offer-view.ts",
    ]);
  });
});
