import fc from "fast-check";
import type { CancelOutcome } from "@/lib/domain/visit/cancel";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { MoveOutcome } from "@/lib/domain/visit/move-course";
import { idOf, type Nonce } from "@/lib/domain/who/ids";
import type { Visits } from "@/lib/ports/visits";
import { aResident, claimsWith } from "../support/claims";
import { ALA, at, BARTEK, CEZARY, HALF, MONDAY, TUESDAY, testSeal, tickAt } from "../support/make";

const DEVICES = [ALA, BARTEK, CEZARY, "dorota", "edek", "felicja", "gustaw"];
const GROUPS = ["dowody", "meldunki", "akta", "sluby"];

/** One thing that somebody does, drawn by fast-check; `step` is in ticks from 09:00. */
export type Operation =
  | {
      readonly kind: "post";
      readonly device: number;
      readonly group: number;
      readonly step: number;
      readonly cases: number;
      readonly ordinal: number;
      readonly later: boolean;
    }
  | {
      readonly kind: "form";
      readonly device: number;
      readonly group: number;
      readonly step: number;
      readonly intent: "hold" | "book";
      readonly person: number;
    }
  | { readonly kind: "extend"; readonly device: number }
  | { readonly kind: "move"; readonly which: number; readonly step: number; readonly later: boolean }
  | { readonly kind: "confirm"; readonly device: number }
  | { readonly kind: "offer"; readonly nonce: number; readonly group: number; readonly step: number }
  | { readonly kind: "key"; readonly key: number; readonly body: number; readonly group: number; readonly step: number }
  | { readonly kind: "cancel"; readonly which: number }
  | { readonly kind: "release"; readonly device: number }
  | { readonly kind: "wait"; readonly seconds: number };

const index = (length: number) => fc.nat({ max: length - 1 });
const kind = <Kind extends string>(name: Kind) => fc.constant(name);
const device = index(DEVICES.length);
const group = index(GROUPS.length);
/** Few hours, so that sequences collide; most of them on the grid of later days. */
const step = fc.constantFrom(0, 0, 3, 3, 3, 6, 6, 9, 12, 1, 2, 5, 36);

/** Sequences of so many operations at most, posts of pages above all. */
export const operations = (most: number): fc.Arbitrary<Operation[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({
          kind: kind("post"),
          device,
          group,
          step,
          cases: fc.constantFrom(1, 1, 1, 1, 2),
          ordinal: fc.constantFrom(0, 0, 0, 1),
          later: fc.constantFrom(false, false, false, false, true),
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          kind: kind("form"),
          device,
          group,
          step,
          intent: fc.constantFrom("hold" as const, "book" as const),
          person: index(3),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: kind("extend"), device }) },
      { weight: 4, arbitrary: fc.record({ kind: kind("move"), which: index(30), step, later: fc.boolean() }) },
      { weight: 3, arbitrary: fc.record({ kind: kind("confirm"), device }) },
      { weight: 2, arbitrary: fc.record({ kind: kind("offer"), nonce: index(5), group, step }) },
      { weight: 2, arbitrary: fc.record({ kind: kind("key"), key: index(4), body: index(2), group, step }) },
      { weight: 4, arbitrary: fc.record({ kind: kind("cancel"), which: index(30) }) },
      { weight: 1, arbitrary: fc.record({ kind: kind("release"), device }) },
      {
        weight: 3,
        arbitrary: fc.record({ kind: kind("wait"), seconds: fc.constantFrom(1, 60, 119, 120, 121, 600, 1_050) }),
      },
    ),
    { minLength: 1, maxLength: most, size: "max" },
  );

type Answer =
  | ClaimOutcome
  | CancelOutcome
  | MoveOutcome
  | { readonly kind: "extended"; readonly until: number | null }
  | { readonly kind: "released"; readonly held: boolean }
  | { readonly kind: "waited" };

/** What of a store the operations need. */
export interface Operated {
  readonly visits: Pick<Visits, "claim" | "cancel" | "move" | "releaseHold" | "extendHold" | "ownedBy">;
}

/** Carries operations out on a store, one after another, with its own clock; gives what each came to. */
export function performer(store: Operated): (operation: Operation) => Promise<Answer> {
  const seal = testSeal();
  const claims = claimsWith(seal);
  const won: Nonce[] = [];
  let now = at(MONDAY, "08:58:30");
  const claimed = async (outcome: Promise<ClaimOutcome>): Promise<ClaimOutcome> => {
    const answer = await outcome;
    if (answer.kind === "booked") won.push(answer.nonce);
    return answer;
  };
  const groupAt = (group: number) => GROUPS[group] ?? "";
  const wonAt = (which: number) => won[which % Math.max(1, won.length)] ?? idOf<Nonce>(Buffer.of(0));
  const deviceAt = (device: number) => DEVICES[device] ?? "";
  return async (operation) => {
    switch (operation.kind) {
      case "post": {
        const { group, step, cases, ordinal, later } = operation;
        const start = (later ? tickAt("09:00", TUESDAY) : tickAt("09:00")) + step;
        const made = { group: groupAt(group), start, now, cases, ordinal, sameDayOnly: !later };
        return claimed(store.visits.claim(claims.byDevice(deviceAt(operation.device), made)));
      }
      case "form": {
        const { group, step, intent, person: who } = operation;
        const made = { group: groupAt(group), start: tickAt("09:00", TUESDAY) + step, now, sameDayOnly: false };
        const person = { name: `person ${who}`, contact: `person${who}@example.pl`, language: "pl" };
        const form = {
          intent,
          person,
          channel: "online" as const,
          holdFor: "form" as const,
          holdIfLost: intent === "book",
        };
        return claimed(store.visits.claim(claims.byDevice(deviceAt(operation.device), { ...made, ...form })));
      }
      case "extend": {
        const extended = await store.visits.extendHold(seal.hash("device", deviceAt(operation.device)), now);
        return { kind: "extended", until: extended?.heldUntil ?? null };
      }
      case "move": {
        const start = (operation.later ? tickAt("09:00", TUESDAY) : tickAt("09:00")) + operation.step;
        return store.visits.move({
          tokenHash: claims.tokenHash(wonAt(operation.which)),
          start,
          now,
          actor: "resident",
          resident: aResident(),
        });
      }
      case "confirm": {
        const cookie = deviceAt(operation.device);
        const own = await store.visits.ownedBy(seal.hash("device", cookie), now);
        const hold = own.find(({ visit }) => visit.state === "held")?.visit;
        if (!hold) return { kind: "waited" };
        const { caseGroupId, start, cases } = hold;
        return claimed(store.visits.claim(claims.byDevice(cookie, { group: caseGroupId, start, now, cases })));
      }
      case "offer": {
        const made = { group: groupAt(operation.group), start: tickAt("09:00") + operation.step, now };
        return claimed(store.visits.claim(claims.byOffer(`offer ${operation.nonce}`, made)));
      }
      case "key": {
        const made = { group: groupAt(operation.group), start: tickAt("09:00") + operation.step, now };
        return claimed(store.visits.claim(claims.byKey(`key ${operation.key}`, `body ${operation.body}`, made)));
      }
      case "cancel":
        return store.visits.cancel(claims.tokenHash(wonAt(operation.which)), now, "resident", HALF);
      case "release":
        return {
          kind: "released",
          held: await store.visits.releaseHold(seal.hash("device", deviceAt(operation.device)), now),
        };
      case "wait":
        now += operation.seconds * 1_000;
        return { kind: "waited" };
    }
  };
}
