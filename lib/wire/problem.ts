import { STATUS_CODES } from "node:http";
import type { Hotline } from "@/lib/domain/city/hotline";
import type { Refusal } from "@/lib/domain/visit/refusal";
import type { FieldFault } from "@/lib/forms/api";
import type { ApiTexts } from "@/lib/text/api-pl";
import { inLanguage } from "@/lib/text/texts";
import type { NextFree } from "@/lib/use-cases/availability/availability";
import type { ApiClaimOutcome, RefusedWish } from "@/lib/use-cases/program/api-claim";
import type { ApiMoveOutcome } from "@/lib/use-cases/program/api-move";
import { type LaterStartView, nextView, type SignedStartView } from "./start";

/** Every reason of a problem with its status: the one table of both. */
export const PROBLEM_STATUS = {
  "malformed-json": 400,
  "foreign-origin": 403,
  "not-local": 403,
  "unknown-place": 404,
  "unknown-visit": 404,
  "not-found": 404,
  "method-not-allowed": 405,
  taken: 409,
  expired: 409,
  "sold-out": 409,
  "too-late": 409,
  "too-large": 413,
  "not-json": 415,
  invalid: 422,
  "key-reused": 422,
  "not-open-yet": 422,
  closed: 422,
  "too-far": 422,
  past: 422,
  "no-such-start": 422,
  paused: 422,
  "walk-in-only": 422,
  "not-served-here": 422,
  "too-many-cases": 422,
  "contact-limit": 422,
  limit: 429,
  "network-share": 429,
  "moved-too-often": 429,
  "too-many-requests": 429,
  internal: 500,
  "not-saved": 503,
  stopping: 503,
} as const;

export type ProblemReason = keyof typeof PROBLEM_STATUS;

/** A field error: which field, and what to give instead. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** What a problem answer says beside its reason and words. */
interface More {
  readonly errors?: readonly FieldError[];
  readonly next?: SignedStartView | LaterStartView | null;
}

/** An answer of type application/problem+json (RFC 9457). */
export interface Problem extends More {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly reason: ProblemReason;
  readonly detail: string;
}

/** Programs compare and log these texts: ordinary spaces, not those that keep a line together on a page. */
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

/** A problem with its reason and words. */
export function problem(reason: ProblemReason, detail: string, more: More = {}): Problem {
  const status = PROBLEM_STATUS[reason];
  return { type: "about:blank", title: STATUS_CODES[status] ?? "", status, reason, detail: plain(detail), ...more };
}

const isTold = (texts: ApiTexts, field: string): field is keyof ApiTexts["fields"] =>
  Object.hasOwn(texts.fields, field);

function fieldError(texts: ApiTexts, { field, unexpected }: FieldFault): FieldError {
  const told = !unexpected && isTold(texts, field);
  return { field, detail: told ? texts.fields[field] : texts.unexpectedField };
}

/** A longer list helps nobody, and a hostile body could make it as long as itself. */
const ERRORS_TOLD = 20;

/** The problem of fields that could not be read, each with what to give instead. */
export const fieldsProblem = (texts: ApiTexts, faults: readonly FieldFault[]): Problem =>
  problem("invalid", texts.invalid, { errors: faults.slice(0, ERRORS_TOLD).map((fault) => fieldError(texts, fault)) });

const tooManyProblem = (texts: ApiTexts, max: number): Problem => problem("too-many-cases", texts.tooManyCases(max));

/** The problem of a question about free starts that has no answer. */
export const questionProblem = (
  texts: ApiTexts,
  asked: Extract<NextFree, { kind: "too-many-cases" | "unknown-place" }>,
): Problem =>
  asked.kind === "too-many-cases" ? tooManyProblem(texts, asked.max) : problem("unknown-place", texts.unknownPlace);

/** The problem of a start that nobody can have, with the date in words. */
function refusalProblem(texts: ApiTexts, refusal: Refusal, wish: RefusedWish): Problem {
  const { location, caseGroup, department, at } = wish;
  switch (refusal.reason) {
    case "not-open-yet":
      return problem("not-open-yet", texts.notOpenYet(inLanguage(department.name, texts.language), refusal.firstDay));
    case "booking-not-open":
      return problem(
        "not-open-yet",
        texts.bookingNotOpen(inLanguage(department.name, texts.language), refusal.opensAt),
      );
    case "closed": {
      const why = refusal.closed.because === "weekend" ? null : inLanguage(refusal.closed.name, texts.language);
      return problem("closed", texts.closed(refusal.date, why));
    }
    case "too-far":
      return problem("too-far", texts.tooFar(refusal.lastDay));
    case "past":
      return problem("past", texts.past(at));
    case "paused":
      return problem("paused", texts.paused);
    case "walk-in-only":
      return problem("walk-in-only", texts.walkInOnly(inLanguage(caseGroup.name, texts.language), at));
    case "not-served-here":
      return problem(
        "not-served-here",
        texts.notServedHere(inLanguage(caseGroup.name, texts.language), location.name.pl),
      );
    case "too-many-cases":
      return tooManyProblem(texts, refusal.max);
    case "not-today":
    case "no-such-start":
      return problem("no-such-start", texts.noSuchStart(at));
  }
}

/** The problem of a claim that won nothing. A conflict always says what is next, null when nothing is left. */
export function claimProblem(
  texts: ApiTexts,
  claimed: Exclude<ApiClaimOutcome, { kind: "booked" }>,
  hotline: Hotline,
): Problem {
  switch (claimed.kind) {
    case "conflict": {
      const words = { taken: texts.taken, expired: texts.expired, "sold-out": texts.soldOut };
      return problem(claimed.reason, words[claimed.reason], { next: nextView(claimed.next) });
    }
    case "refused":
      return refusalProblem(texts, claimed.refusal, claimed.wish);
    case "limit":
      return problem("limit", texts.limit(claimed.max, hotline));
    case "share":
      if (claimed.of === "late") return problem("network-share", texts.leftLate(hotline));
      if (claimed.of === "rest") return problem("network-share", texts.restsTooMuch(hotline));
      if (claimed.of === "late-day") return problem("too-late", texts.leavesDayLate);
      return problem("network-share", `${texts.shareUsedUp[claimed.of]} ${texts.shareHelp(hotline)}`);
    case "contact-limit":
      return problem("contact-limit", texts.contactLimit[claimed.of](claimed.max, hotline));
    case "key-reused":
      return problem("key-reused", texts.keyReused);
    case "unknown-place":
      return problem("unknown-place", texts.unknownPlace);
    case "unreadable-offer":
      return fieldsProblem(texts, [{ field: "offer", unexpected: false }]);
  }
}

/** The problem of a move that changed nothing: the visit stands as it was. */
export function moveProblem(
  texts: ApiTexts,
  moved: Exclude<ApiMoveOutcome, { kind: "moved" }>,
  hotline: Hotline,
): Problem {
  switch (moved.kind) {
    case "unknown":
      return problem("unknown-visit", texts.unknownVisit);
    case "too-late":
      return problem("too-late", texts.tooLateToMove);
    case "too-often":
      return problem("moved-too-often", texts.movedTooOften(moved.until));
    case "other-matter":
      return problem("invalid", texts.invalid, { errors: [{ field: "offer", detail: texts.offerOfOther }] });
    default:
      return claimProblem(texts, moved, hotline);
  }
}
