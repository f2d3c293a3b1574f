import { openClient } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import type { Instant, Tick } from "@/lib/domain/time/tick";
import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import { idOf } from "@/lib/domain/who/ids";
import type { Visits } from "@/lib/ports/visits";
import { makeSeal } from "@/lib/server/seal";
import { claimsWith } from "../support/claims";
import { noHolidays } from "../support/make";
import type { Crowded } from "./crowd";
import { FAULTS } from "./faults";

/** Every way to a visit: the calendar's form, the sticker's page, the API, and a caller whom somebody books for. */
export const WAYS = ["calendar", "sticker", "api", "phone"] as const;
export type Way = (typeof WAYS)[number];

export interface WaysInput {
  readonly file: string;
  readonly way: Way;
  readonly group: string;
  readonly start: Tick;
  readonly now: Instant;
  readonly rounds: number;
  readonly careless: boolean;
}

/** What one claim came to: won, or the start that the loser is offered instead, held for it or named. */
export type WayEnd =
  | { readonly kind: "won" }
  | { readonly kind: "held" | "named"; readonly lost: Tick | null; readonly next: Tick | null };

const seal = makeSeal("one secret for all processes, thirty-two characters");
const claims = claimsWith(seal);

function requestOf(way: Way, round: number, { group, start, now }: WaysInput): ClaimRequest {
  const who = `${way} ${round}`;
  const made = { group, start, now };
  const person = { name: who, contact: `${way}-${round}@example.pl`, language: "pl" };
  switch (way) {
    case "calendar":
      return claims.byDevice(who, { ...made, channel: "online", sameDayOnly: false, holdFor: "form", person });
    case "sticker":
      return claims.byDevice(who, made);
    case "api":
      return claims.byKey(who, who, { ...made, person });
    case "phone":
      return { ...claims.byKey(who, who, { ...made, person }), channel: "phone" };
  }
}

/** Claims, tells what it came to, and gives back whatever it got once all others know too. */
async function claimAndGiveBack(visits: Visits, request: ClaimRequest, crowd: Crowded): Promise<WayEnd> {
  const outcome = await visits.claim(request);
  await crowd.together();
  switch (outcome.kind) {
    case "booked":
      await visits.cancel(claims.tokenHash(outcome.nonce), request.now, "staff");
      return { kind: "won" };
    case "held":
      if (request.claimant) await visits.releaseHold(idOf(request.claimant.hash), request.now);
      return { kind: "held", lost: outcome.lost, next: outcome.visit.start };
    case "lost":
      return { kind: "named", lost: request.start, next: outcome.next?.start ?? null };
    default:
      throw new Error(`A claim came to ${JSON.stringify(outcome)}.`);
  }
}

/** Wants the same start again and again, each time at the same moment as the other ways. */
export async function raceFourWays(input: WaysInput, crowd: Crowded): Promise<readonly WayEnd[]> {
  const { visits } = sqliteStore(openClient(input.file), noHolidays);
  const early = FAULTS["decides early"]({ env: { databaseFile: input.file }, visits, seal });
  const careless = { ...visits, ...early.visits };
  const ends: WayEnd[] = [];
  for (let round = 0; round < input.rounds; round++) {
    await crowd.together();
    const request = requestOf(input.way, round, input);
    ends.push(await claimAndGiveBack(input.careless ? careless : visits, request, crowd));
  }
  return ends;
}
