import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LIVE_STATES } from "@/lib/domain/visit/visit";
import { ROOT } from "../support/source-files";

const MIGRATIONS = join(ROOT, "db/sqlite/migrations");

it("the index of codes has the states in which a visit lives, and a hold, spelled as the queries spell them", () => {
  const migrations = readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql"));
  const made = migrations
    .flatMap((name) => readFileSync(join(MIGRATIONS, name), "utf8").split("\n"))
    .filter((line) => /INDEX visit_code\b/.test(line));
  const states = ["held", ...LIVE_STATES].map((state) => `'${state}'`).join(",");
  expect(made.at(-1)).toBe(`CREATE UNIQUE INDEX visit_code ON visit(code) WHERE state IN (${states});`);
});
