import { type ApiNext, apiOf, type Matter } from "./api";
import { acceptFormOf, phoneOf, tokenOf } from "./phone";
import { connections } from "./wire";

export interface RaceInput {
  readonly origin: string;
  readonly matter: Matter;
  readonly people: number;
  /** Over the JSON API, or on the page with scripts off. */
  readonly by: "api" | "page";
}

/** How it ended for one person: with a ticket, or told that nothing is left. */
export type RaceEnd = { readonly kind: "ticket"; readonly token: string } | { readonly kind: "nothing" };

export interface RaceResult {
  readonly ends: readonly RaceEnd[];
  /** Every status that was answered. */
  readonly statuses: readonly number[];
}

/** More rounds than there are starts: whoever needs them goes round in circles. */
const MOST_ROUNDS = 60;
const NOTHING: RaceEnd = { kind: "nothing" };

type Person = (input: RaceInput, seen: (status: number) => void) => Promise<RaceEnd>;

const overApi: Person = async ({ origin, matter }, seen) => {
  const api = apiOf(origin, connections(1));
  const first = await api.nextFree(matter);
  seen(first.status);
  let offer: string | null | undefined = first.body.offer;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (!offer) return NOTHING;
    const { status, body, text } = await api.claimOffer(offer);
    seen(status);
    if (status === 201 && body.token) return { kind: "ticket", token: body.token };
    if (status !== 409) throw new Error(`A claim was answered ${status}: ${text}`);
    const next: ApiNext | undefined = body.next;
    offer = next?.offer;
  }
  throw new Error(`Nobody got a definite answer in ${MOST_ROUNDS} rounds.`);
};

const onPage: Person = async ({ origin, matter }, seen) => {
  const phone = phoneOf(origin, connections(1), { seen });
  let page = await phone.open(`/q/${matter.location}/${matter.caseGroup}`);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const form = acceptFormOf(page);
    if (!form) return NOTHING;
    const path = await phone.post(page, form);
    const token = tokenOf({ path });
    if (token) return { kind: "ticket", token };
    page = await phone.open(path);
  }
  throw new Error(`No phone got a definite answer in ${MOST_ROUNDS} rounds.`);
};

/** So many people at once want a start, and accept what they are offered until nothing is left. */
export async function raceForStarts(input: RaceInput): Promise<RaceResult> {
  const statuses: number[] = [];
  const person = input.by === "api" ? overApi : onPage;
  const people = Array.from({ length: input.people }, () => person(input, (status) => statuses.push(status)));
  return { ends: await Promise.all(people), statuses };
}
