import type { Change, NextNumber } from "@/lib/domain/course/change";
import type { Course } from "@/lib/domain/course/course";
import type { Asked, FactName, Known } from "@/lib/domain/course/facts";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import { type KeptRest, resting } from "@/lib/domain/visit/rest";
import { ticketNumber } from "@/lib/domain/visit/ticket";
import { isHeld, isLive, occupies, type Visit } from "@/lib/domain/visit/visit";
import { sameBytes } from "@/lib/domain/who/bytes";
import type { KeyHash, TokenHash } from "@/lib/domain/who/ids";
import { asInserted, asSet } from "./play";

type Gathering = { readonly [Name in FactName]?: (asked: Asked<Name>) => Known<Name> };

type Applying = {
  readonly [Kind in Change["kind"]]?: (
    change: Extract<Change, { kind: Kind }>,
  ) => Kind extends "insert-visit" | "set-visit" ? StoredVisit : void;
};

/** A visit with what only the book itself asks for. */
interface Entry {
  stored: StoredVisit;
  readonly tokenHash: TokenHash;
  readonly keyHash: KeyHash | null;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/**
 * The smallest engine there is: visits, cells, rests and entries in memory, without messages. It answers facts and
 * writes changes and knows no rule; a cell that is taken twice, or freed by whom it does not belong to, throws.
 */
export function bookInMemory() {
  const visits = new Map<number, Entry>();
  const cells = new Map<string, number>();
  const rooms = new Map<string, number>();
  const waiting = new Map<string, number[]>();
  const numbers = new Map<string, number>();
  const states = new Map<number, string>();
  let rests: readonly KeptRest[] = [];

  const all = (): readonly StoredVisit[] => [...visits.values()].map(({ stored }) => stored);
  const entryOf = (matches: (entry: Entry) => boolean) => [...visits.values()].find(matches)?.stored ?? null;
  const inOrder = (a: Visit, b: Visit) => a.start - b.start || a.id - b.id;
  const draw = (next: NextNumber | null): string | null => {
    if (!next) return null;
    const key = `${next.hallId} ${next.letter} ${next.day}`;
    const last = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, last);
    return ticketNumber(next.letter, last);
  };

  const gathering: Gathering = {
    over: ({ now }) => ({
      holds: all().filter(({ visit }) => visit.state === "held" && !isHeld(visit, now)),
      rests: rests.filter(({ until }) => until <= now),
    }),
    visitByKey: ({ keyHash }) => entryOf((entry) => sameBytes(entry.keyHash, keyHash)),
    visitByNonce: ({ nonce }) => entryOf(({ stored }) => sameBytes(stored.nonce, nonce)),
    visitByToken: ({ tokenHash }) => entryOf((entry) => sameBytes(entry.tokenHash, tokenHash)),
    holdOf: ({ device, now }) =>
      all()
        .filter((one) => sameBytes(one.device, device) && isHeld(one.visit, now))
        .sort((a, b) => inOrder(a.visit, b.visit))[0] ?? null,
    visitsOf: ({ device, from, to }) =>
      all()
        .filter(({ visit, ...one }) => sameBytes(one.device, device) && visit.start >= from && visit.start < to)
        .map(({ visit }) => visit)
        .filter((visit) => isLive(visit) || visit.state === "held")
        .sort(inOrder),
    visitsTo: ({ mailbox, from }) =>
      all()
        .filter((one) => one.mailbox === mailbox && one.visit.start >= from)
        .map(({ visit }) => visit),
    day: ({ plan, network }) => {
      const isOfDay = ({ locationId, start }: Pick<Visit, "locationId" | "start">) =>
        locationId === plan.locationId && start >= plan.firstTick && start < plan.firstTick + plan.ticks;
      const ofDay = all().filter(({ visit }) => isOfDay(visit));
      return {
        visits: [...ofDay.map(({ visit }) => visit), ...rests.filter(isOfDay).map(resting)],
        ofNetwork: [
          ...ofDay
            .filter((one) => sameBytes(one.network, network))
            .map(({ visit, leftLate }) => ({ ...visit, leftLate })),
          ...rests
            .filter((rest) => isOfDay(rest) && sameBytes(visits.get(rest.visitId)?.stored.network ?? null, network))
            .map((rest) => ({ ...resting(rest), leftLate: 0 })),
        ],
      };
    },
    restsOf: ({ visitId, now }) => rests.filter((one) => one.visitId === visitId && one.until > now),
    freeCode: ({ draw: code }) => code(),
    deviceOf: () => null,
    messagesOf: () => [],
    bookedFor: () => 0,
  };

  function takeCells({ visitId, cells: of, limited }: Extract<Change, { kind: "take-cells" }>): void {
    for (let tick = of.start; tick < of.start + of.ticks; tick++) {
      const key = `${of.counterId} ${tick}`;
      if (cells.has(key)) throw new Error(`${key} is taken by ${cells.get(key)}, and wanted by ${visitId}.`);
      cells.set(key, visitId);
    }
    for (let tick = of.waitFrom; limited && tick < of.start; tick++) {
      const key = `${of.hallId} ${tick}`;
      const there = [...(waiting.get(key) ?? []), ...Array<number>(of.places).fill(visitId)];
      if (there.length > (rooms.get(key) ?? 0)) throw new Error(`${key} is full for ${visitId}.`);
      waiting.set(key, there);
    }
  }

  const applying: Applying = {
    "insert-visit": (change) => {
      const stored = asInserted(change, visits.size + 1, draw);
      const { tokenHash, key } = change.visit;
      visits.set(stored.visit.id, { stored, tokenHash, keyHash: key?.hash ?? null });
      return stored;
    },
    "set-visit": ({ visit: { id, state, start }, set }) => {
      const entry = visits.get(id);
      if (entry?.stored.visit.state !== state || entry.stored.visit.start !== start)
        throw new Error(`Visit ${id} is not ${state} at ${start}.`);
      entry.stored = asSet(entry.stored, set, draw);
      return entry.stored;
    },
    "lay-down-room": ({ plan }) => {
      for (const { id, capacity } of plan.halls)
        for (const [index, places] of (capacity ?? []).entries()) rooms.set(`${id} ${plan.firstTick + index}`, places);
    },
    "take-cells": takeCells,
    "free-ticks": ({ visitId, counterId, from, to }) => {
      for (let tick = from; tick < to; tick++) {
        const key = `${counterId} ${tick}`;
        if (cells.get(key) === visitId) cells.delete(key);
      }
    },
    "free-places": ({ visitId, hallId, from, to }) => {
      for (let tick = from; tick < to; tick++) {
        const key = `${hallId} ${tick}`;
        const others = (waiting.get(key) ?? []).filter((id) => id !== visitId);
        waiting.set(key, others);
      }
    },
    "begin-rest": ({ rest, visitId, locationId }) => {
      const { hallId, counterId, start, ticks, waitFrom, places, until } = rest;
      rests = [...rests, { visitId, locationId, hallId, counterId, start, ticks, waitFrom, places, until }];
    },
    "end-rest": ({ rest }) => {
      rests = rests.filter(({ start, counterId }) => start !== rest.start || counterId !== rest.counterId);
    },
    audit: ({ entry }) => {
      if (entry.visitId !== null) states.set(entry.visitId, entry.what);
    },
  };

  /** What is not kept here, messages and drafts, is not written. */
  const written = (change: Change): readonly StoredVisit[] => {
    const apply = applying[change.kind] as ((change: Change) => StoredVisit | undefined) | undefined;
    return [apply?.(change) ?? []].flat();
  };

  /** The cells that what stands would have, by the rule of what takes up time. */
  function expected(): { readonly ticks: Map<string, number>; readonly places: Map<string, number[]> } {
    const ticks = new Map<string, number>();
    const places = new Map<string, number[]>();
    const standing = [
      ...all()
        .map(({ visit }) => visit)
        .filter((visit) => occupies({ ...visit, heldUntil: visit.heldUntil && Number.POSITIVE_INFINITY }, 0)),
      ...rests.map(resting),
    ];
    for (const { id, counterId, hallId, start, ticks: length, waitFrom, places: own } of standing) {
      for (let tick = start; tick < start + length; tick++) ticks.set(`${counterId} ${tick}`, id);
      for (let tick = waitFrom; tick < start; tick++) {
        const key = `${hallId} ${tick}`;
        if (rooms.has(key)) places.set(key, [...(places.get(key) ?? []), ...Array<number>(own).fill(id)]);
      }
    }
    return { ticks, places };
  }

  const sorted = <T>(entries: Iterable<readonly [string, T]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

  return {
    /** Plays a course to its end; throws where it asks what is not kept here, or writes what cannot be. */
    play<Outcome>(course: Course<Outcome>): Outcome {
      let next = course.next();
      while (!next.done) {
        const step = next.value;
        if (step.step === "write") {
          next = course.next(step.changes.flatMap(written));
          continue;
        }
        const tell = gathering[step.name] as ((asked: unknown) => unknown) | undefined;
        if (!tell) throw new Error(`The book does not keep ${step.name}.`);
        next = course.next(tell(step.asked));
      }
      return next.value;
    },
    all,
    /** Where cells and what stands disagree, or a visit's last entry tells of another state. */
    faults(): readonly string[] {
      const { ticks, places } = expected();
      const here = sorted([...waiting].filter(([, ids]) => ids.length > 0).map(([key, ids]) => [key, [...ids].sort()]));
      const given = all().flatMap(({ visit }) => (visit.number === null ? [] : [`${visit.hallId} ${visit.number}`]));
      const wanted = sorted([...places].map(([key, ids]) => [key, [...ids].sort()]));
      return [
        ...(JSON.stringify(sorted(cells)) === JSON.stringify(sorted(ticks))
          ? []
          : ["ticks are not those of what stands"]),
        ...(JSON.stringify(here) === JSON.stringify(wanted) ? [] : ["places are not those of what stands"]),
        ...all()
          .filter(({ visit }) => ![visit.state, "moved"].includes(states.get(visit.id) ?? ""))
          .map(({ visit }) => `visit ${visit.id} has no entry of ${visit.state}`),
        ...(new Set(given).size === given.length ? [] : ["a number was given twice"]),
        ...(new Set(all().map(({ nonce }) => nonce && textOf(nonce))).size === visits.size
          ? []
          : ["a nonce won twice"]),
      ];
    },
  };
}

export type BookInMemory = ReturnType<typeof bookInMemory>;
