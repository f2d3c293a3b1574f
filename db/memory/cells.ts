import type { CounterId, HallId } from "@/lib/domain/city";
import type { Tick } from "@/lib/domain/tick";
import type { Occupancy } from "@/lib/domain/visit";

/** A counter's tick was taken twice, or a waiting room overfilled: what keys and trigger refuse in SQLite. */
export class CellConflict extends Error {}

/** One taken cell: a counter's tick, or one of a hall's waiting places at a tick. */
export interface Cell {
  readonly kind: "counter" | "place";
  readonly at: CounterId | HallId;
  readonly tick: Tick;
  readonly visitId: number;
}

/** Waiting places of a hall at a tick; null = no limit, no cells. */
export type CapacityAt = (tick: Tick) => number | null;

export interface Cells {
  /** Takes a visit's cells. Throws CellConflict, whatever was decided before. */
  take(visit: Occupancy, capacityAt: CapacityAt): void;
  free(visit: Occupancy): void;
  all(): readonly Cell[];
  /** The cells as they stand now, to return to when a transaction fails. */
  copy(): Cells;
}

const keyOf = (kind: Cell["kind"], at: string, tick: Tick): string => `${kind} ${at} ${tick}`;

/** Cells of counters and waiting rooms with a guard of their own, independent of what the domain decides. */
export function openCells(taken: ReadonlyMap<string, readonly Cell[]> = new Map()): Cells {
  const cells = new Map(taken);
  const put = (cell: Cell, most: number): void => {
    const key = keyOf(cell.kind, cell.at, cell.tick);
    const there = cells.get(key) ?? [];
    if (there.length >= most) throw new CellConflict(`${key} is taken`);
    cells.set(key, [...there, cell]);
  };
  const drop = (kind: Cell["kind"], at: string, tick: Tick, visitId: number): void => {
    const key = keyOf(kind, at, tick);
    const left = (cells.get(key) ?? []).filter((cell) => cell.visitId !== visitId);
    if (left.length > 0) cells.set(key, left);
    else cells.delete(key);
  };
  return {
    take({ id: visitId, counterId, hallId, start, ticks, waitFrom, places }, capacityAt) {
      for (let tick = start; tick < start + ticks; tick++) put({ kind: "counter", at: counterId, tick, visitId }, 1);
      for (let tick = waitFrom; tick < start; tick++) {
        const capacity = capacityAt(tick);
        if (capacity === null) continue;
        for (let one = 0; one < places; one++) put({ kind: "place", at: hallId, tick, visitId }, capacity);
      }
    },
    free({ id, counterId, hallId, start, ticks, waitFrom }) {
      for (let tick = start; tick < start + ticks; tick++) drop("counter", counterId, tick, id);
      for (let tick = waitFrom; tick < start; tick++) drop("place", hallId, tick, id);
    },
    all: () => [...cells.values()].flat(),
    copy: () => openCells(cells),
  };
}
