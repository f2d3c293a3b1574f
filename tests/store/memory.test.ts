import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellConflict, openCells } from "@/db/memory/cells";
import { at, aVisit, MONDAY, TUESDAY, tickAt } from "../support/make";
import { PATIENCE, runs } from "../support/runs";
import { storeContract } from "./contract";
import { CONTRACT_CITY, type Engine } from "./engine";
import { memoryEngine } from "./memory-engine";
import { operations, performer } from "./operations";
import { sqliteEngine } from "./sqlite-engine";

storeContract("in memory", memoryEngine);

describe("the cells in memory", () => {
  const four = () => 4;

  it("refuse a counter's tick that is taken, whatever was decided before", () => {
    const cells = openCells();
    cells.take(aVisit(1, "10:00-10:15"), four);
    expect(() => cells.take(aVisit(1, "10:10-10:25"), four)).toThrow(CellConflict);
    cells.take(aVisit(1, "10:15-10:30"), four);
    cells.take(aVisit(2, "10:00-10:15"), four);
  });

  it("refuse one more in the waiting room than its places at that tick", () => {
    const cells = openCells();
    const twoThenThree = (tick: number) => (tick < tickAt("09:55") ? 2 : 3);
    cells.take(aVisit(1, "10:00-10:15"), twoThenThree);
    cells.take(aVisit(2, "10:00-10:15"), twoThenThree);
    expect(() => cells.take(aVisit(3, "10:00-10:15"), twoThenThree)).toThrow(CellConflict);
    const justInTime = openCells();
    for (const counter of [1, 2, 3]) {
      justInTime.take(aVisit(counter, "10:00-10:15", { waitFrom: tickAt("09:55") }), twoThenThree);
    }
    expect(justInTime.all().filter((cell) => cell.kind === "place")).toHaveLength(3);
  });

  it("have no places where the hall has no limit", () => {
    const cells = openCells();
    cells.take(aVisit(1, "10:00-10:15"), () => null);
    expect(cells.all().map((cell) => cell.kind)).toEqual(["counter", "counter", "counter"]);
  });

  it("are freed with their visit, and only its own", () => {
    const cells = openCells();
    const [first, second] = [aVisit(1, "10:00-10:15"), aVisit(2, "10:00-10:15")];
    cells.take(first, four);
    cells.take(second, four);
    cells.free(first);
    expect(new Set(cells.all().map((cell) => cell.visitId))).toEqual(new Set([second.id]));
    cells.take(aVisit(1, "10:00-10:15"), four);
  });
});

describe("the stores on SQLite and in memory", () => {
  it("answer alike to the same things done in the same order", PATIENCE, async () => {
    await fc.assert(
      fc.asyncProperty(operations(30), async (sequence) => {
        const [memory, sqlite] = [memoryEngine(CONTRACT_CITY), sqliteEngine(CONTRACT_CITY)];
        const [inMemory, onSqlite] = [performer(memory.store), performer(sqlite.store)];
        for (const operation of sequence) {
          const [one, other] = [await inMemory(operation), await onSqlite(operation)];
          expect(other).toEqual(one);
        }
        for (const day of [MONDAY, TUESDAY]) {
          const found = (await sqlite.store.dayVisits("ratusz", day)).toSorted((a, b) => a.id - b.id);
          expect(found).toEqual(await memory.store.dayVisits("ratusz", day));
        }
        const outbox = async ({ store }: Engine) =>
          (await store.dueMessages(at(TUESDAY, "23:00"), 1_000)).map(({ kind, visit }) => ({ kind, visit }));
        expect(await outbox(sqlite)).toEqual(await outbox(memory));
      }),
      { numRuns: runs(120, 1_200) },
    );
  });
});
