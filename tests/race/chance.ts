/** A repeatable source of chance: the same seed gives the same choices. */
export interface Chance {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** True so many times in a hundred. */
  percent(share: number): boolean;
  /** One of the choices. Throws when there is none. */
  pick<T>(choices: readonly T[]): T;
}

/** Mulberry32, enough to scatter claims. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    percent: (share) => next() * 100 < share,
    pick<T>(choices: readonly T[]): T {
      const picked = choices[below(choices.length)];
      if (picked === undefined) throw new Error("There is nothing to pick from.");
      return picked;
    },
  };
}
