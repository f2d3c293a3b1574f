import { describe, expect, it } from "vitest";
import { MESSAGE_KINDS } from "@/lib/domain/messages/message";
import { CONTRACT_CITY } from "./engine";
import { openDatabase } from "./sqlite-engine";

describe("the table of messages", () => {
  /** The kinds that the stored table's own check takes. */
  function kindsOfTable(): string[] {
    const client = openDatabase(CONTRACT_CITY);
    const sql = client.prepare<[], string>("SELECT sql FROM sqlite_master WHERE name = 'message'").pluck().get() ?? "";
    const [, kinds = ""] = /kind IN \(([^)]*)\)/.exec(sql) ?? [];
    return kinds.split(",").map((kind) => kind.trim().replace(/'/g, ""));
  }

  it("takes every kind that there is: with another one the act that tells it would be rolled back", () => {
    expect(kindsOfTable().sort()).toEqual([...MESSAGE_KINDS].sort());
  });
});
