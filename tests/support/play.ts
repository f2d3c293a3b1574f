import type { Change, NextNumber, VisitSet } from "@/lib/domain/course/change";
import type { Course } from "@/lib/domain/course/course";
import type { Asked, FactName, Known } from "@/lib/domain/course/facts";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import { ticketNumber } from "@/lib/domain/visit/ticket";
import type { Visit } from "@/lib/domain/visit/visit";

/** What a course is told: a fact, or what is answered to each question about it. */
export type Answers = {
  readonly [Name in FactName]?: Known<Name> | ((asked: Asked<Name>) => Known<Name>);
};

/** What a course came to, what it had written, and what it asked, in their order. */
export interface Played<Outcome> {
  readonly outcome: Outcome;
  readonly changes: readonly Change[];
  readonly asked: readonly FactName[];
}

/** Every number that is drawn, and the id of every visit that is written. */
export const DRAWN = 7;
export const NEW_ID = 900;

const numberOf = (next: NextNumber | null): string | null => next && ticketNumber(next.letter, DRAWN);

/** A visit as a change leaves it. */
export function asSet(stored: StoredVisit, set: VisitSet, numbered = numberOf): StoredVisit {
  const { state, heldUntil, at, number, channel, person, from, leftLate, createdAt } = set;
  const visit: Visit = {
    ...stored.visit,
    ...(at && { hallId: at.hallId, counterId: at.counterId, start: at.start, waitFrom: at.waitFrom }),
    ...(at && { ticks: at.ticks, places: at.places }),
    ...(state && { state }),
    ...(heldUntil !== undefined && { heldUntil }),
    ...(number !== undefined && { number: numbered(number) }),
    ...(channel && { channel }),
    ...(createdAt !== undefined && { createdAt }),
  };
  return {
    ...stored,
    visit,
    ...(person && { ...person }),
    ...(leftLate !== undefined && { leftLate }),
    ...(from && { network: from.network, networkShare: from.share, device: from.device ?? stored.device }),
  };
}

/** A visit as it is written. */
export function asInserted(
  { visit: of }: Extract<Change, { kind: "insert-visit" }>,
  id = NEW_ID,
  numbered = numberOf,
): StoredVisit {
  const { cells, locationId, caseGroupId, cases, state, heldUntil, channel, code, createdAt, person, from } = of;
  const { hallId, counterId, start, ticks, waitFrom, places } = cells;
  return {
    visit: {
      ...{ id, hallId, counterId, start, ticks, waitFrom, places, state, heldUntil, restUntil: null },
      ...{ locationId, caseGroupId, cases, channel, number: numbered(of.number), code, createdAt },
    },
    ...{
      nonce: of.nonce,
      bodyHash: of.key?.bodyHash ?? null,
      device: of.device,
      network: from?.network ?? null,
      networkShare: from?.share ?? null,
      leftLate: 0,
    },
    name: person?.name ?? null,
    contact: person?.contact ?? null,
    language: person?.language ?? null,
    mailbox: person?.mailbox ?? null,
  };
}

/**
 * Plays a course with answers that are given beforehand; `visits` are those that its changes may set. Throws where it
 * asks for a fact that is not among them: so a test says as well what is not asked.
 */
export function play<Outcome>(
  course: Course<Outcome>,
  answers: Answers = {},
  visits: readonly StoredVisit[] = [],
): Played<Outcome> {
  const changes: Change[] = [];
  const asked: FactName[] = [];
  const known = new Map(visits.map((one) => [one.visit.id, one]));
  const told = (name: FactName, of: Asked<FactName>): unknown => {
    asked.push(name);
    const answer = answers[name] as unknown;
    if (answer === undefined) throw new Error(`Nobody expects that ${name} is asked.`);
    return typeof answer === "function" ? answer(of) : answer;
  };
  const written = (change: Change): StoredVisit[] => {
    changes.push(change);
    if (change.kind === "insert-visit") return [asInserted(change)];
    if (change.kind !== "set-visit") return [];
    const before = known.get(change.visit.id);
    if (!before) throw new Error(`There is no visit ${change.visit.id} to set.`);
    const after = asSet(before, change.set);
    known.set(after.visit.id, after);
    return [after];
  };
  let next = course.next();
  while (!next.done) {
    const step = next.value;
    next = course.next(step.step === "learn" ? told(step.name, step.asked) : step.changes.flatMap(written));
  }
  return { outcome: next.value, changes, asked };
}
