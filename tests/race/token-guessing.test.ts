import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { runs } from "../support/runs";
import { apiOf } from "./api";
import { openOffice } from "./office";
import { ask, connections } from "./wire";

const GUESSES = runs(1_000, 20_000);
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const random = (): string => randomBytes(16).toString("base64url");

/** Every token that differs from a right one in one sign, in some order; the last sign's unused bits among them. */
function* nearMisses(token: string): Generator<string> {
  for (let at = token.length - 1; ; at = (at + token.length - 1) % token.length)
    for (const sign of ALPHABET) if (sign !== token[at]) yield token.slice(0, at) + sign + token.slice(at + 1);
}

const p95 = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? 0;

describe("guessing the token of a ticket", () => {
  it("meets one and the same answer for what is near a right one and what is not, over the API and on the page", async () => {
    const office = await openOffice();
    const api = apiOf(office.origin, connections(1));
    const { offer } = (await api.nextFree({ location: "libelta", caseGroup: "meldunki" })).body;
    const { token = "" } = (await api.claimOffer(offer ?? "")).body;
    const near = nearMisses(token);
    const agent = connections(1);
    const took = { near: [] as number[], far: [] as number[] };
    const answers = new Set<string>();
    for (let guess = 0; guess < GUESSES; guess++) {
      const kind = guess % 2 === 0 ? "near" : "far";
      const guessed = kind === "near" ? near.next().value : random();
      const began = performance.now();
      const { status, text } = await ask(agent, `${office.origin}/api/v1/visits/${guessed}`);
      took[kind].push(performance.now() - began);
      answers.add(`${status} ${text}`);
      if (guess % 50 === 0) {
        const page = await ask(agent, `${office.origin}/wizyta/${guessed}`);
        expect([page.status, page.text.includes("Nie znaleźliśmy takiego biletu")]).toEqual([404, true]);
        expect((await api.cancel(String(guessed))).status).toBe(404);
      }
    }
    console.log(
      `${GUESSES} guesses: p95 ${p95(took.near).toFixed(2)} ms near a right token, ${p95(took.far).toFixed(2)} ms elsewhere`,
    );
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toMatch(/^404 .*unknown-visit/);
    expect((await api.visit(token)).body.state).toBe("booked");
  });
});
