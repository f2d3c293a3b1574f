import type { Change } from "./change";
import type { Asked, FactName, Known } from "./facts";
import type { StoredVisit } from "./stored-visit";

/** What a course asks of its engine: to tell a fact, or to write changes. */
export type Step =
  | { readonly step: "learn"; readonly name: FactName; readonly asked: Asked<FactName> }
  | { readonly step: "write"; readonly changes: readonly Change[] };

/**
 * How an act is decided: it asks for one fact after the other, as far as each matters, hands out the changes to write,
 * and ends with the outcome. It is pure: the same answers give the same changes and the same outcome. Whoever plays it
 * answers at once, as SQLite does, or after waiting; all of it is one transaction.
 */
export type Course<Outcome> = Generator<Step, Outcome, unknown>;

/** Asks for a fact. */
export function* learn<Name extends FactName>(name: Name, asked: Asked<Name>): Course<Known<Name>> {
  return (yield { step: "learn", name, asked }) as Known<Name>;
}

/** Has changes written, in their order. Gives the visits that they insert or set, as they stand afterwards. */
export function* write(changes: readonly Change[]): Course<readonly StoredVisit[]> {
  if (changes.length === 0) return [];
  return (yield { step: "write", changes }) as readonly StoredVisit[];
}

/** Has changes written of which one, and no more, inserts or sets a visit; gives it as it stands afterwards. */
export function* writeVisit(changes: readonly Change[]): Course<StoredVisit> {
  const [written, more] = yield* write(changes);
  if (!written || more) throw new Error("These changes write one visit.");
  return written;
}
