import { describe, expect, it } from "vitest";
import type { Claimant } from "@/lib/domain/visit/claim-request";
import type { DeviceHash, KeyHash, NetworkHash, Nonce, TokenHash } from "@/lib/domain/who/ids";
import type { Drafts } from "@/lib/ports/drafts";
import type { Seal } from "@/lib/ports/seal";
import type { Visits } from "@/lib/ports/visits";
import { testSeal } from "../support/make";

/** Never called: the compiler reads it, and fails where it would take one kind of id for another. */
function mixedUp(visits: Visits, drafts: Drafts, seal: Seal): unknown[] {
  const device: DeviceHash = seal.hash("device", "cookie");
  const network: NetworkHash = seal.hash("network", "192.0.2.0");
  const key: KeyHash = seal.hash("key", "key");
  const nonce: Nonce = seal.randomNonce();
  const token: TokenHash = seal.hashToken(seal.tokenOf(nonce));
  const claimants: Claimant[] = [device, network].map((hash) => ({ hash, limit: 2 }));
  return [
    claimants,
    visits.byToken(token),
    visits.ownedBy(device, 0),
    // @ts-expect-error A device's hash is no token's.
    visits.byToken(device),
    // @ts-expect-error A nonce is not the hash of the token that follows from it.
    visits.cancel(nonce, 0, "resident"),
    // @ts-expect-error A token's hash leads to no device's holds.
    visits.releaseHold(token, 0),
    // @ts-expect-error A network keeps no draft.
    drafts.of(network, 0),
    // @ts-expect-error A key is hashed apart from its body.
    visits.byKey(key, key),
    // @ts-expect-error A token follows from a nonce alone.
    seal.tokenOf(token),
    // @ts-expect-error No claim counts against a key.
    { hash: key, limit: 2 } satisfies Claimant,
    // @ts-expect-error Bytes are none of all these until it is said what they are.
    visits.byToken(new Uint8Array(16)),
  ];
}

describe("ids that carry their kind", () => {
  it("are not taken for each other: the compiler refuses each call below that is marked", () => {
    expect(mixedUp).toBeTypeOf("function");
  });

  it("are bytes like any other, in the database and in a comparison", () => {
    const seal = testSeal();
    const hash = seal.hash("device", "cookie");
    expect(Buffer.from(hash).equals(hash)).toBe(true);
    expect(Buffer.compare(hash, seal.hash("device", "cookie"))).toBe(0);
    expect(Buffer.compare(hash, seal.hash("network", "cookie"))).not.toBe(0);
  });
});
