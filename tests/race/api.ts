import type { Agent } from "node:http";
import { ask } from "./wire";

export interface ApiStart {
  readonly start: string;
  readonly end: string;
}

/** A start with the offer that claims it, or none. */
export type ApiNext = (ApiStart & { readonly offer: string | null }) | null;

export interface ApiVisit extends ApiStart {
  readonly token: string;
  readonly state: string;
}

/** The part of every answer of the API that the clients look at; what an answer does not have is absent. */
export interface ApiBody extends Partial<ApiVisit> {
  readonly offer?: string;
  readonly reason?: string;
  readonly next?: ApiNext;
  readonly starts?: readonly string[];
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: ApiBody;
}

/** Tests name their keys; the API wants so many characters of them. */
const KEY_LENGTH = 16;

export interface Matter {
  readonly location: string;
  readonly caseGroup: string;
  readonly cases?: number;
}

/** Somebody for a claim; one contact may have but a few visits. */
const personOf = (key: string) => ({
  name: "Ala Nowak",
  contact: `${key.replace(/\W/g, "-").slice(0, 40)}@example.pl`,
});

/** The JSON API of a server, over the given connections; `from` is an address that the server trusts us to forward. */
export function apiOf(origin: string, agent: Agent, from?: string) {
  const call = async (path: string, method = "GET", body?: object, key?: string): Promise<ApiAnswer> => {
    const headers = {
      ...(from !== undefined && { "x-forwarded-for": from }),
      ...(body && { "content-type": "application/json" }),
      ...(key !== undefined && { "idempotency-key": key.padEnd(KEY_LENGTH, ".") }),
    };
    const url = `${origin}/api/v1${path}`;
    const { status, text } = await ask(agent, url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status, text, body: text ? (JSON.parse(text) as ApiBody) : {} };
  };
  const query = (fields: object) => new URLSearchParams(Object.entries(fields).map(([name, at]) => [name, String(at)]));
  return {
    nextFree: (matter: Matter) => call(`/next-free?${query(matter)}`),
    freeStarts: (matter: Matter, date: string) => call(`/free-starts?${query({ ...matter, date })}`),
    claimOffer: (offer: string, key?: string) => call("/visits", "POST", { offer }, key),
    claimStart: (matter: Matter, start: string, key: string, person: object = {}) =>
      call("/visits", "POST", { ...matter, start, ...personOf(key), ...person }, key),
    move: (token: string, offer: string) => call(`/visits/${token}/move`, "POST", { offer }),
    visit: (token: string) => call(`/visits/${token}`),
    cancel: (token: string) => call(`/visits/${token}`, "DELETE"),
  };
}

export type Api = ReturnType<typeof apiOf>;
