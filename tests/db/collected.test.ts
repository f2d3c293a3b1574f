import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** As a server does: statements are made and dropped in every turn, and collected when no script runs. */
const SERVES = `
  const database = new (require("better-sqlite3"))(":memory:");
  let turns = 0;
  (function turn() {
    for (let number = 0; number < 1000; number++) database.prepare("SELECT " + number).get();
    if (++turns < 200) setImmediate(turn);
    else console.log("served");
  })();`;

describe("the driver", () => {
  it("lets its statements be collected on this Node: compiled carelessly, Node 24 aborts", () => {
    const { stdout, stderr, signal } = spawnSync(process.execPath, ["--eval", SERVES], { encoding: "utf8" });
    expect({ stdout, stderr, signal }).toEqual({ stdout: "served\n", stderr: "", signal: null });
  });
});
