import type { PlanBook } from "@/lib/domain/plan-book";
import type { Settings } from "@/lib/domain/settings";
import type { Instant } from "@/lib/domain/tick";
import { mayMove, occupies, type Visit, type VisitState } from "@/lib/domain/visit";
import type { PushTarget } from "@/lib/ports/messages";
import type { Bytes, Draft, Person } from "@/lib/ports/store";
import { type Cells, openCells } from "./cells";
import type { KeptMessage } from "./messages";

/** A visit with what a row holds besides: its secrets as hexadecimal text, compared by value. */
export interface Kept {
  readonly visit: Visit;
  readonly nonce: string;
  readonly token: string;
  readonly claimant: string | null;
  readonly key: { readonly hash: string; readonly bodyHash: string } | null;
  readonly person: Person | null;
}

/** Everything that the store keeps; a transaction works on a copy and the copy takes its place. */
export interface Records {
  readonly kept: Map<number, Kept>;
  readonly cells: Cells;
  /** Last running number by hall, letter and day. */
  readonly numbers: Map<string, number>;
  /** What forms hold, by device. */
  readonly drafts: Map<string, { readonly typed: Draft; readonly until: Instant }>;
  /** The outbox. */
  readonly messages: Map<number, KeptMessage>;
  /** Devices that are told of a visit, by its id. */
  readonly devices: Map<number, PushTarget>;
}

/** What one operation works on: the records, and the plan as it stands. */
export interface Transaction extends Records {
  readonly book: PlanBook;
  readonly settings: Settings;
}

export const emptyRecords = (): Records => ({
  kept: new Map(),
  cells: openCells(),
  numbers: new Map(),
  drafts: new Map(),
  messages: new Map(),
  devices: new Map(),
});

export const copyOf = ({ kept, cells, numbers, drafts, messages, devices }: Records): Records => ({
  kept: new Map(kept),
  cells: cells.copy(),
  numbers: new Map(numbers),
  drafts: new Map(drafts),
  messages: new Map(messages),
  devices: new Map(devices),
});

export const hexOf = (bytes: Bytes): string => Buffer.from(bytes).toString("hex");

export const bytesOf = (hex: string): Bytes => Buffer.from(hex, "hex");

/** The kept visit for which the test holds, or null. */
export function findKept({ kept }: Records, test: (one: Kept) => boolean): Kept | null {
  for (const one of kept.values()) if (test(one)) return one;
  return null;
}

/** Moves a visit to another state and frees the cells that the new state no longer occupies. */
export function changeState(
  records: Records,
  one: Kept,
  to: VisitState,
  now: Instant,
  set: Partial<Pick<Visit, "number" | "channel">> = {},
  person = one.person,
): Visit {
  if (!mayMove(one.visit.state, to)) throw new Error(`A visit cannot go from ${one.visit.state} to ${to}.`);
  const visit: Visit = { ...one.visit, state: to, heldUntil: null, ...set };
  records.kept.set(visit.id, { ...one, visit, person });
  if (!occupies(visit, now)) records.cells.free(visit);
  return visit;
}

/** Ends the holds whose time is over and frees their cells. */
export function expireDeadHolds(records: Records, now: Instant): void {
  for (const one of records.kept.values()) {
    const { state, heldUntil } = one.visit;
    if (state === "held" && heldUntil !== null && heldUntil <= now) changeState(records, one, "expired", now);
  }
}

/** A claimant's kept visits that are live or held, earliest first. */
export const keptOf = (records: Records, claimant: Bytes): readonly Kept[] =>
  [...records.kept.values()]
    .filter((one) => one.claimant === hexOf(claimant))
    .sort((a, b) => a.visit.start - b.visit.start || a.visit.id - b.visit.id);
