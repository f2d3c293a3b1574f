/** An address broken where a person typing it would pause, and the type size at which it fits. */
export interface AddressLines {
  readonly lines: readonly string[];
  readonly fontSize: number;
}

export interface AddressFit {
  /** Points. */
  readonly width: number;
  /** Below this size the address gives up its scheme, then a further line. */
  readonly least: number;
  /** From this size on, one line is better than two larger ones. */
  readonly comfortable: number;
  readonly most: number;
  /** Width of a text set at one point. */
  readonly measure: (text: string) => number;
}

/** Prints the address whole: on one line if that is large, else broken before its path. */
export function addressLines(url: string, fit: AddressFit): AddressLines {
  const { protocol, origin, host, pathname } = new URL(url);
  const [oneLine, ...broken] = [
    [url],
    [origin, pathname],
    [host, pathname],
    [`${protocol}//${host}`, ...splitAfterLastSlash(pathname)],
  ].map((lines) => ({ lines, fontSize: largestSize(lines, fit) }));
  if (oneLine !== undefined && oneLine.fontSize >= fit.comfortable) return oneLine;
  const legible = broken.find((candidate) => candidate.fontSize >= fit.least);
  return legible ?? broken.reduce((a, b) => (b.fontSize > a.fontSize ? b : a));
}

function largestSize(lines: readonly string[], { width, most, measure }: AddressFit): number {
  const widest = Math.max(...lines.map(measure));
  return Math.min(most, Math.floor((width / widest) * 10) / 10);
}

function splitAfterLastSlash(path: string): readonly string[] {
  const end = path.lastIndexOf("/") + 1;
  return [path.slice(0, end), path.slice(end)];
}
