import { describe, expect, it } from "vitest";
import { VISIT_STATES } from "@/lib/domain/visit/visit";
import { CONTRACT_CITY } from "./engine";
import { openDatabase } from "./sqlite-engine";

describe("the table of visits", () => {
  it("takes every state that there is: with another one the act that enters it would be rolled back", () => {
    const client = openDatabase(CONTRACT_CITY);
    const sql = client.prepare<[], string>("SELECT sql FROM sqlite_master WHERE name = 'visit'").pluck().get() ?? "";
    const [, states = ""] = /state IN \(([^)]*)\)/.exec(sql) ?? [];
    expect(states.split(",").map((state) => state.trim().replace(/'/g, ""))).toEqual([...VISIT_STATES]);
  });
});
