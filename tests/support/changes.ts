import type { Change, NextNumber } from "@/lib/domain/course/change";
import type { Tick } from "@/lib/domain/time/tick";
import { timeOf } from "./make";

const span = (from: Tick, to: Tick): string => `${timeOf(from)}-${timeOf(to)}`;
const numbered = (next: NextNumber | null): string => (next ? `number ${next.letter} in ${next.hallId}` : "no number");

/** What a visit's change sets, as words in a fixed order. */
function setOf({ set }: Extract<Change, { kind: "set-visit" }>): string {
  return [
    set.state,
    set.at && `${timeOf(set.at.start)} at ${set.at.counterId}`,
    set.number !== undefined && numbered(set.number),
    set.person && `for ${set.person.name} by ${set.person.mailbox}`,
    set.from && `from ${set.from.network}${set.from.device ? ", its device too" : ""}`,
    set.leftLate !== undefined && `left late ${set.leftLate} times`,
    set.state === undefined && set.heldUntil && `held until ${set.heldUntil}`,
    set.createdAt !== undefined && `made ${set.createdAt}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function inWords(change: Change): string {
  switch (change.kind) {
    case "insert-visit": {
      const { state, cells, number, person } = change.visit;
      const whose = person ? `, for ${person.name} by ${person.mailbox}` : "";
      return `insert ${state} ${timeOf(cells.start)} at ${cells.counterId}, ${numbered(number)}${whose}`;
    }
    case "set-visit":
      return `set ${change.visit.id} ${change.visit.state}: ${setOf(change)}`;
    case "take-cells": {
      const { start, ticks, waitFrom } = change.cells;
      return `take ${span(start, start + ticks)} for ${change.visitId}${change.limited ? `, wait ${timeOf(waitFrom)}` : ""}`;
    }
    case "free-ticks":
      return `free ${change.counterId} ${span(change.from, change.to)} of ${change.visitId}`;
    case "free-places":
      return `free ${change.hallId} ${span(change.from, change.to)} of ${change.visitId}`;
    case "begin-rest":
      return `rest ${span(change.rest.start, change.rest.start + change.rest.ticks)} until ${change.rest.until}`;
    case "end-rest":
      return `end rest ${timeOf(change.rest.start)} of ${change.rest.visitId}`;
    case "write-message": {
      const { kind, due, line, rank, heldBack, repeated, counted, again } = change.message;
      const marks = [
        repeated && "repeated",
        counted && "counted",
        again && "again",
        heldBack && `held back: ${heldBack}`,
      ];
      return [`write ${kind} due ${due} by ${line} as ${rank}`, ...marks.filter(Boolean)].join(", ");
    }
    case "drop-messages":
      return `drop ${change.ids} as ${change.reason}`;
    case "audit": {
      const { actor, what, visitId, detail } = change.entry;
      return `entry ${actor} ${what} ${visitId ?? "nothing"}${detail ? ` (${detail})` : ""}`;
    }
    case "lay-down-room":
      return `room of ${change.plan.date}`;
    default:
      return change.kind;
  }
}

/** Changes as lines that a person can compare. */
export const changesInWords = (changes: readonly Change[]): readonly string[] => changes.map(inWords);
