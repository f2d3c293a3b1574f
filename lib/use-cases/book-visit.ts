import type { Tick } from "@/lib/domain/tick";
import type { Deps } from "@/lib/ports/deps";
import type { ClaimRequest, Draft, Person } from "@/lib/ports/store";
import { type Asker, type ClaimAnswer, claim, type Wanted } from "./claim-visit";

/** Who books in the calendar: the hold and what was typed belong to a device. */
export interface DeviceAsker extends Asker {
  readonly device: string;
}

type Intent = Pick<ClaimRequest, "intent" | "holdIfLost" | "person">;

async function claimInForm(deps: Deps, wanted: Wanted, asker: DeviceAsker, intent: Intent): Promise<ClaimAnswer> {
  const { seal } = deps;
  const nonceOf = (start: Tick, one: number) => seal.pageNonce(asker.device, { ...wanted, start }, one);
  return claim(deps, wanted, asker, {
    channel: "online",
    nonce: { kind: "ordinals", base: 0, nonceOf },
    sameDayOnly: false,
    holdFor: "form",
    key: null,
    ...intent,
  });
}

/** Holds an hour while the form is filled in; `orNext` holds the next one where it is lost. */
export const holdHour =
  (deps: Deps) =>
  (wanted: Wanted, asker: DeviceAsker, orNext: boolean): Promise<ClaimAnswer> =>
    claimInForm(deps, wanted, asker, { intent: "hold", holdIfLost: orNext, person: null });

/** Books an hour for a person, held or not; where it is lost the next one is held, and asked for again. */
export const bookVisit =
  (deps: Deps) =>
  (wanted: Wanted, person: Person, asker: DeviceAsker): Promise<ClaimAnswer> =>
    claimInForm(deps, wanted, asker, { intent: "book", holdIfLost: true, person });

/** Makes the device's hold last anew; false where it holds nothing any more. */
export const extendHold =
  ({ store, seal, clock }: Deps) =>
  async (device: string): Promise<boolean> =>
    (await store.extendHold(seal.hash("device", device), clock.now())) !== null;

/** Keeps what was typed into the form of a held hour; false, and nothing, where the device holds none. */
export const keepTyped =
  ({ store, seal, clock }: Deps) =>
  (device: string, typed: Draft): Promise<boolean> =>
    store.keepDraft(seal.hash("device", device), typed, clock.now());

/** Forgets what was typed: the visit is booked. */
export const forgetTyped =
  ({ store, seal }: Deps) =>
  (device: string): Promise<void> =>
    store.forgetDraft(seal.hash("device", device));

/** What was typed into the form on this device. */
export const typedOn =
  ({ store, seal, clock }: Deps) =>
  (device: string): Promise<Draft | null> =>
    store.draft(seal.hash("device", device), clock.now());
