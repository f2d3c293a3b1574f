/** An address broken where a person typing it would pause, and the type size at which it fits. */
export interface AddressLines {
  readonly lines: readonly string[];
  readonly fontSize: number;
}

/** Type sizes in points. */
export interface SizeRange {
  readonly least: number;
  readonly most: number;
}

export interface AddressFit {
  /** Points. */
  readonly width: number;
  /** An address that would be smaller on one line is broken. */
  readonly oneLine: SizeRange;
  /** An address that would be smaller on two lines gives up its scheme, then takes a third line. */
  readonly broken: SizeRange;
  /** Width of a text set at one point. */
  readonly measure: (text: string) => number;
}

/** Prints the address whole: on one line if that is large, else broken before its path. */
export function addressLines(url: string, fit: AddressFit): AddressLines {
  const oneLine = { lines: [url], fontSize: largestSize([url], fit.oneLine, fit) };
  if (oneLine.fontSize >= fit.oneLine.least) return oneLine;
  const { origin, host, pathname } = new URL(url);
  const candidates = [
    [origin, pathname],
    [host, pathname],
    [origin, ...splitAfterLastSlash(pathname)],
  ].map((lines) => ({ lines, fontSize: largestSize(lines, fit.broken, fit) }));
  const legible = candidates.find((candidate) => candidate.fontSize >= fit.broken.least);
  return legible ?? candidates.reduce((a, b) => (b.fontSize > a.fontSize ? b : a));
}

function largestSize(lines: readonly string[], { most }: SizeRange, { width, measure }: AddressFit): number {
  const widest = Math.max(...lines.map(measure));
  return Math.min(most, Math.floor((width / widest) * 10) / 10);
}

function splitAfterLastSlash(path: string): readonly string[] {
  const end = path.lastIndexOf("/") + 1;
  return [path.slice(0, end), path.slice(end)];
}
