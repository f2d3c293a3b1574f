import type { Agent } from "node:http";
import { apiOf, type Matter } from "./api";
import { type Form, type Page, phoneOf } from "./phone";
import { connections } from "./wire";

/** One claim, as it is posted again and again. */
export type Claim =
  | { readonly by: "start"; readonly matter: Matter; readonly start: string; readonly key: string }
  | { readonly by: "offer"; readonly offer: string; readonly key?: string }
  | {
      readonly by: "page";
      readonly page: Page;
      readonly form: Form;
      readonly cookies: Readonly<Record<string, string>>;
    };

export interface AgainInput {
  readonly origin: string;
  readonly times: number;
  readonly claims: readonly Claim[];
}

/** What was answered, whole: status and body over the API, status and address on the page. */
export interface Answered {
  readonly status: number;
  readonly said: string;
}

async function post(origin: string, agent: Agent, claim: Claim): Promise<Answered> {
  if (claim.by === "page") {
    const phone = phoneOf(origin, agent);
    for (const [name, value] of Object.entries(claim.cookies)) phone.jar.set(name, value);
    return { status: 303, said: await phone.post(claim.page, claim.form) };
  }
  const api = apiOf(origin, agent);
  const { status, text } =
    claim.by === "start"
      ? await api.claimStart(claim.matter, claim.start, claim.key)
      : await api.claimOffer(claim.offer, claim.key);
  return { status, said: text };
}

/** Posts each claim so many times at once, every time over a connection of its own; gives the answers by claim. */
export async function postAgain({ origin, times, claims }: AgainInput): Promise<readonly (readonly Answered[])[]> {
  const agent = connections(times * claims.length);
  const posts = (claim: Claim) => Promise.all(Array.from({ length: times }, () => post(origin, agent, claim)));
  return Promise.all(claims.map(posts));
}
