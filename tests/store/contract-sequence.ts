import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PATIENCE, runs } from "../support/runs";
import { CONTRACT_CITY, type OpenEngine } from "./engine";
import { operations, performer } from "./operations";

/** Whatever is done in whatever order, cells and visits agree and no guard was passed. */
export function sequenceContract(open: OpenEngine): void {
  describe("any sequence of claims, holds, cancels and waiting", () => {
    it("leaves every cell with the visit that it belongs to, and never one too many", PATIENCE, async () => {
      await fc.assert(
        fc.asyncProperty(operations(30), async (sequence) => {
          const engine = open(CONTRACT_CITY);
          const perform = performer(engine.store);
          for (const operation of sequence) await perform(operation);
          expect(engine.faults()).toEqual([]);
        }),
        { numRuns: runs(120, 1_200) },
      );
    });
  });
}
