import type { Tick } from "@/lib/domain/time/tick";
import type { ClaimRequest, Person } from "@/lib/domain/visit/claim-request";
import type { WantedStart } from "@/lib/domain/visit/matter";
import type { Deps } from "@/lib/ports/deps";
import type { Draft } from "@/lib/ports/drafts";
import { type Asker, type ClaimAnswer, claim } from "../visit/claim-visit";

/** Who books in the calendar: the hold and what was typed belong to a device. */
export interface DeviceAsker extends Asker {
  readonly device: string;
}

type Intent = Pick<ClaimRequest, "intent" | "holdIfLost" | "person">;

async function claimInForm(deps: Deps, wanted: WantedStart, asker: DeviceAsker, intent: Intent): Promise<ClaimAnswer> {
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
  (wanted: WantedStart, asker: DeviceAsker, orNext: boolean): Promise<ClaimAnswer> =>
    claimInForm(deps, wanted, asker, { intent: "hold", holdIfLost: orNext, person: null });

/** Books an hour for a person, held or not; where it is lost the next one is held, and asked for again. */
export const bookVisit =
  (deps: Deps) =>
  (wanted: WantedStart, person: Person, asker: DeviceAsker): Promise<ClaimAnswer> =>
    claimInForm(deps, wanted, asker, { intent: "book", holdIfLost: true, person });

/** Makes the device's hold last anew; false where it holds nothing any more. */
export const extendHold =
  ({ visits, seal, clock }: Deps) =>
  async (device: string): Promise<boolean> =>
    (await visits.extendHold(seal.hash("device", device), clock.now())) !== null;

/** Keeps what was typed into the form of a held hour; false, and nothing, where the device holds none. */
export const keepTyped =
  ({ drafts, seal, clock }: Deps) =>
  (device: string, typed: Draft): Promise<boolean> =>
    drafts.keep(seal.hash("device", device), typed, clock.now());

/** Forgets what was typed: the visit is booked. */
export const forgetTyped =
  ({ drafts, seal }: Deps) =>
  (device: string): Promise<void> =>
    drafts.forget(seal.hash("device", device));

/** What was typed into the form on this device. */
export const typedOn =
  ({ drafts, seal, clock }: Deps) =>
  (device: string): Promise<Draft | null> =>
    drafts.of(seal.hash("device", device), clock.now());
