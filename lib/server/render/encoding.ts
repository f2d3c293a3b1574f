import Negotiator from "negotiator";

/** How we pack what we send; the one that packs better first. */
const ENCODINGS = ["br", "gzip"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The best encoding of ours that a browser takes (RFC 9110, 12.5.3); null where it takes none, or says nothing. */
export function encodingFor(acceptEncoding: string | null): Encoding | null {
  if (acceptEncoding === null) return null;
  const taken = new Negotiator({ headers: { "accept-encoding": acceptEncoding } }).encodings([...ENCODINGS]);
  return ENCODINGS.find((one) => taken.includes(one)) ?? null;
}
