import type { City } from "@/lib/domain/city/city";
import type { Settings } from "@/lib/domain/city/settings";
import { type Tick, tickStart } from "@/lib/domain/time/tick";
import type { ContactLimit } from "@/lib/domain/visit/claim";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { Claimant, ClaimNetwork, ClaimRequest, Person } from "@/lib/domain/visit/claim-request";
import type { ShareLimit } from "@/lib/domain/visit/fair-share";
import type { FreeStart } from "@/lib/domain/visit/free-starts";
import type { WantedStart } from "@/lib/domain/visit/matter";
import type { Refusal } from "@/lib/domain/visit/refusal";
import { isOfStaff, type Visit } from "@/lib/domain/visit/visit";
import type { NetworkHash, Nonce } from "@/lib/domain/who/ids";
import { networkKindOf, networkOf } from "@/lib/domain/who/network";
import type { Deps } from "@/lib/ports/deps";
import type { OfferTerms } from "@/lib/ports/seal";

/** Who asks: a device by its cookie, or only an address where there is no cookie. */
export interface Asker {
  readonly device: string | null;
  /** The client's network address; goes no further than here but hashed. */
  readonly address: string;
}

export type ClaimAnswer =
  | { readonly kind: "booked"; readonly visit: Visit; readonly token: string; readonly again: boolean }
  | { readonly kind: "held"; readonly visit: Visit; readonly lost: Tick | null }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "limit"; readonly max: number }
  | ContactLimit
  | ShareLimit
  | { readonly kind: "key-reused" }
  | { readonly kind: "unknown-place" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The network that an address belongs to, as it is stored and counted. */
export function networkIn({ seal, limits, sharesHold }: Deps, settings: Settings, address: string): ClaimNetwork {
  const kind = networkKindOf(address, settings.sharedNetworks);
  return { hash: seal.hash("network", networkOf(address)), share: limits && sharesHold(address) ? kind : null };
}

function claimantOf({ seal, limits }: Deps, settings: Settings, device: string | null, network: NetworkHash): Claimant {
  if (device !== null) return { hash: seal.hash("device", device), limit: limits ? settings.deviceLimit : null };
  return { hash: network, limit: limits ? settings.networkLimit : null };
}

const isKnown = ({ locations, caseGroups }: City, { locationId, caseGroupId }: WantedStart): boolean =>
  locations.some((one) => one.id === locationId) && caseGroups.some((one) => one.id === caseGroupId);

function answerOf({ seal }: Deps, outcome: ClaimOutcome): ClaimAnswer {
  if (outcome.kind !== "booked") return outcome;
  return { kind: "booked", visit: outcome.visit, token: seal.tokenOf(outcome.nonce), again: outcome.again };
}

type Particulars = Pick<
  ClaimRequest,
  "channel" | "nonce" | "sameDayOnly" | "intent" | "holdFor" | "holdIfLost" | "person" | "key" | "returns"
>;

/** One claim with all that is told of it. */
export async function claim(
  deps: Deps,
  wanted: WantedStart,
  { device, address }: Asker,
  particulars: Particulars,
): Promise<ClaimAnswer> {
  const { seal, visits, plan, clock, limits } = deps;
  const { city, settings } = await plan.book();
  if (!isKnown(city, wanted)) return { kind: "unknown-place" };
  const network = networkIn(deps, settings, address);
  const { locationId, caseGroupId, cases, start } = wanted;
  const request: ClaimRequest = {
    ...{ locationId, caseGroupId, cases, start },
    ...particulars,
    claimant: claimantOf(deps, settings, device, network.hash),
    network: isOfStaff(particulars.channel) ? null : network,
    now: clock.now(),
    limitContact: limits,
    tokenHashOf: (nonce: Nonce) => seal.hashToken(seal.tokenOf(nonce)),
    newCode: seal.newCode,
  };
  return answerOf(deps, await visits.claim(request));
}

/**
 * Accepts an hour on a page: takes it if it is free, otherwise holds the next one for the device and asks again.
 * `ordinal` counts the tickets that the device wants more than one of for the same hour. Today only.
 */
export const acceptOffer =
  (deps: Deps) =>
  async (wanted: WantedStart, asker: Asker, ordinal: number): Promise<ClaimAnswer> => {
    const { seal } = deps;
    const { device } = asker;
    const nonceOf = (start: Tick, one: number) => seal.pageNonce(device ?? "", { ...wanted, start }, one);
    return claim(deps, wanted, asker, {
      channel: "qr",
      nonce:
        device === null ? { kind: "single", nonce: seal.randomNonce() } : { kind: "ordinals", base: ordinal, nonceOf },
      sameDayOnly: true,
      intent: "book",
      holdFor: "page",
      holdIfLost: device !== null,
      person: null,
      key: null,
    });
  };

export interface IdempotencyKey {
  readonly key: string;
  readonly body: string;
}

const keyOf = ({ seal }: Deps, key: IdempotencyKey | null) =>
  key && { hash: seal.hash("key", key.key), bodyHash: seal.hash("body", key.body) };

/** Whether an offer is over, or was at any moment since it was given out: a clock that is set back revives none. */
export const hasExpired = (
  { clock }: Pick<Deps, "clock">,
  { expires, start, stretch }: Pick<OfferTerms, "expires" | "start" | "stretch">,
): boolean => clock.latestSince(stretch) >= Math.min(expires, tickStart(start));

/** Claims by a signed offer of the API. An expired one is answered with what is next, never booked. */
export const claimByOffer =
  (deps: Deps) =>
  async (
    terms: OfferTerms,
    asker: Asker,
    key: IdempotencyKey | null,
  ): Promise<ClaimAnswer | { readonly kind: "expired" }> => {
    const replay = key && (await knownAnswer(deps, key));
    if (replay) return replay;
    if (hasExpired(deps, terms)) return { kind: "expired" };
    const { locationId, caseGroupId, cases, start } = terms;
    return claim(deps, { locationId, caseGroupId, cases, start }, asker, {
      channel: "qr",
      nonce: { kind: "single", nonce: terms.nonce },
      sameDayOnly: true,
      intent: "book",
      holdFor: "page",
      holdIfLost: false,
      person: null,
      key: keyOf(deps, key),
    });
  };

/** The answer that a key has won before: given again even when the offer behind it has long expired. */
async function knownAnswer(deps: Deps, key: IdempotencyKey): Promise<ClaimAnswer | null> {
  const { hash, bodyHash } = keyOf(deps, key) ?? {};
  if (!hash || !bodyHash) return null;
  const known = await deps.visits.byKey(hash, bodyHash);
  return known && answerOf(deps, known);
}

/** Claims a named start over the API, today or later, for a person; the key is its nonce. */
export const claimByStart =
  (deps: Deps) =>
  async (wanted: WantedStart, person: Person, asker: Asker, key: IdempotencyKey): Promise<ClaimAnswer> =>
    claim(deps, wanted, asker, {
      channel: "online",
      nonce: { kind: "single", nonce: deps.seal.keyNonce(key.key) },
      sameDayOnly: false,
      intent: "book",
      holdFor: "page",
      holdIfLost: false,
      person,
      key: keyOf(deps, key),
    });
