/** What a start is told once, on its command line, and no setting may say for ever. */
export interface Switches {
  /** A database that is not there although its secret is shall be made anew, empty. */
  readonly newCity: boolean;
  /** The right secret is lost: the tickets follow from the one that is there. */
  readonly newSecret: boolean;
}

export const NO_SWITCHES: Switches = { newCity: false, newSecret: false };

export const NEW_CITY = "--new-city";
export const NEW_SECRET = "--new-secret";

/** Reads the words after `npm start --`. */
export const switchesIn = (words: readonly string[]): Switches => ({
  newCity: words.includes(NEW_CITY),
  newSecret: words.includes(NEW_SECRET),
});
