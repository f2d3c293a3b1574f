import Negotiator from "negotiator";

/** How we pack what we send; the one that packs better first. */
const ENCODINGS = ["br", "gzip"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Negotiator as it is from version 1 on: its types are still those before. */
interface Choosing {
  encodings(available: readonly string[], options: { readonly preferred: readonly string[] }): readonly string[];
}

/**
 * The encoding of ours that a browser likes best, and of two that it likes alike the one that packs better (RFC 9110,
 * 12.5.3); null where it takes none, or says nothing.
 */
export function encodingFor(acceptEncoding: string | null): Encoding | null {
  if (acceptEncoding === null) return null;
  const wanted: Choosing = new Negotiator({ headers: { "accept-encoding": acceptEncoding } });
  const [best] = wanted.encodings(ENCODINGS, { preferred: ENCODINGS });
  return ENCODINGS.find((one) => one === best) ?? null;
}
