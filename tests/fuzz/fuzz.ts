import fc from "fast-check";
import { expect } from "vitest";

/** How many malformed inputs every schema and every use case gets, whatever the run. */
export const INPUTS = 10_000;

/** How many inputs came how far. */
export type Tally = Map<string, number>;

export interface Fuzzed {
  readonly inputs: number;
  readonly met: ReadonlyMap<string, number>;
  /** The share of inputs that came to one of these ends. */
  share(...ends: readonly string[]): number;
}

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/**
 * Gives so many inputs to a property that tells to what end each came, and says the seed: SEED=… gives the same ones
 * again. Inputs are awaited one after another. What is asked of each is asked by Node's `assert`: an `expect` takes as
 * long as a small use case.
 */
export async function fuzz<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  endOf: (input: T) => string | Promise<string>,
  count = INPUTS,
): Promise<Fuzzed> {
  const met: Tally = new Map();
  const began = performance.now();
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const end = await endOf(input);
      met.set(end, (met.get(end) ?? 0) + 1);
    }),
    { numRuns: count, seed, verbose: 1 },
  );
  const ends = [...met].toSorted(([, a], [, b]) => b - a).map(([end, times]) => `${end} ${times}`);
  console.log(`${name}, seed ${seed}, ${((performance.now() - began) / 1_000).toFixed(1)} s: ${ends.join(", ")}`);
  const share = (...which: readonly string[]) => which.reduce((sum, end) => sum + (met.get(end) ?? 0), 0) / count;
  return { inputs: count, met, share };
}

/** Words of a program about itself: where it stands, what it asked its database, what it is made of. */
const INNARDS =
  /\bat .+:\d+:\d+|SQLITE_|\bSELECT \w|\bINSERT INTO\b|\bsqlite\b|node_modules|\/(lib|db|app)\/[\w-]+\.|\b\w*Error:|ZodError|\[object /i;

/** What no answer may hold: the words of a program about itself; null when there is none. */
export const innardsIn = (text: string): string | null => INNARDS.exec(text)?.[0] ?? null;

const LETTERS = {
  pl: /^\p{Lu}[^\p{Script=Cyrillic}]+[.:)]/u,
  en: /^\p{Lu}[^\p{Script=Cyrillic}]+[.:)]/u,
  uk: /\p{Script=Cyrillic}{3}.*[.:)]/u,
};

const sentences = new Set<string>();

/** Expects a sentence in the language, without a word of the program about itself. */
export function expectSentence(text: string, language: keyof typeof LETTERS): void {
  if (sentences.has(language + text)) return;
  expect(text).toMatch(LETTERS[language]);
  expect(innardsIn(text)).toBeNull();
  sentences.add(language + text);
}

/** Expects that no input has reached the prototype of everything. */
export const expectUnpolluted = (): void => expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
