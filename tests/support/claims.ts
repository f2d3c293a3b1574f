import type { CaseGroupId } from "@/lib/domain/city/city";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import { type Instant, TICK_MS, type Tick } from "@/lib/domain/time/tick";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import type { MovingResident } from "@/lib/domain/visit/move-course";
import type { Visit } from "@/lib/domain/visit/visit";
import { idOf, type Nonce, type TokenHash } from "@/lib/domain/who/ids";
import type { Seal } from "@/lib/ports/seal";
import { HALF, RATUSZ } from "./make";

interface ClaimMade extends Partial<Omit<ClaimRequest, "nonce" | "claimant">> {
  readonly group: CaseGroupId;
  readonly start: Tick;
  readonly now: Instant;
  /** Which of several tickets for one hour. */
  readonly ordinal?: number;
  readonly limit?: number | null;
}

/** Requests to the store as its callers make them, by one seal. */
export function claimsWith(seal: Seal) {
  const base = ({ group, limit: _, ordinal: __, ...over }: ClaimMade) => ({
    locationId: RATUSZ,
    caseGroupId: group,
    cases: 1,
    channel: "qr" as const,
    tokenHashOf: (nonce: Nonce) => seal.hashToken(seal.tokenOf(nonce)),
    newCode: seal.newCode,
    intent: "book" as const,
    holdFor: "page" as const,
    person: null,
    limitContact: true,
    network: null,
    key: null,
    ...over,
  });
  return {
    /** A page's post by a device: today only, a lost race holds the next start. */
    byDevice(device: string, made: ClaimMade): ClaimRequest {
      const { group, ordinal = 0, limit = DEFAULT_SETTINGS.deviceLimit } = made;
      const nonceOf = (start: Tick, one: number) =>
        seal.pageNonce(
          device,
          { locationId: made.locationId ?? RATUSZ, caseGroupId: group, cases: made.cases ?? 1, start },
          one,
        );
      const nonce = { kind: "ordinals" as const, base: ordinal, nonceOf };
      const claimant = { hash: seal.hash("device", device), limit };
      return { sameDayOnly: true, holdIfLost: true, ...base(made), nonce, claimant };
    },
    /** A page's post without a cookie: counted by its network, nothing is held. */
    byNetwork(network: string, made: ClaimMade): ClaimRequest {
      const { limit = DEFAULT_SETTINGS.networkLimit } = made;
      const nonce = { kind: "single" as const, nonce: seal.randomNonce() };
      const claimant = { hash: seal.hash("network", network), limit };
      return { sameDayOnly: true, holdIfLost: false, ...base(made), nonce, claimant };
    },
    /** A claim over the API for a person, any day; its Idempotency-Key is its nonce. */
    byKey(key: string, body: string, made: ClaimMade): ClaimRequest {
      return {
        sameDayOnly: false,
        holdIfLost: false,
        ...base(made),
        channel: "online",
        nonce: { kind: "single", nonce: seal.keyNonce(key) },
        claimant: null,
        person: made.person ?? { name: "Ala", contact: `${key.replace(/\W/g, "-")}@example.pl`, language: "pl" },
        key: { hash: seal.hash("key", key), bodyHash: seal.hash("body", body) },
      };
    },
    /** A claim by a signed offer of the API, today only, with the nonce that lies in the offer. */
    byOffer(nonce: string, made: ClaimMade): ClaimRequest {
      const single = { kind: "single" as const, nonce: idOf<Nonce>(Buffer.from(nonce)) };
      return { sameDayOnly: true, holdIfLost: false, ...base(made), nonce: single, claimant: null };
    },
    tokenHash: (nonce: Nonce): TokenHash => seal.hashToken(seal.tokenOf(nonce)),
  };
}

export type Claims = ReturnType<typeof claimsWith>;

/** Somebody who moves a visit; nothing is limited unless it is said. */
export const aResident = (over: Partial<MovingResident> = {}): MovingResident => ({
  network: { hash: idOf(Buffer.from("the mover's")), share: null },
  limits: false,
  chance: HALF,
  ...over,
});

/** The visit that a claim booked. Throws when it booked none. */
export function booked(outcome: ClaimOutcome): Extract<ClaimOutcome, { kind: "booked" }> {
  if (outcome.kind !== "booked") throw new Error(`Expected a booked visit, got ${JSON.stringify(outcome)}.`);
  return outcome;
}

/** The visit that a claim holds. Throws when it holds none. */
export function held(outcome: ClaimOutcome): Visit {
  if (outcome.kind !== "held") throw new Error(`Expected a held visit, got ${JSON.stringify(outcome)}.`);
  return outcome.visit;
}

export const minutes = (count: number): number => count * 60_000;
export const seconds = (count: number): number => count * 1_000;
export const TICK = TICK_MS;
