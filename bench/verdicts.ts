export interface Line {
  readonly what: string;
  readonly figure: string;
  readonly bar: string;
  /** null where the design sets no bar. */
  readonly met: boolean | null;
}

/** The value below which a share of the measurements lies; sorts a copy. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Prints figures beside their bars. */
export function printLines(lines: readonly Line[]): void {
  const widths = { what: 0, figure: 0, bar: 0 };
  for (const line of lines) {
    for (const key of ["what", "figure", "bar"] as const) widths[key] = Math.max(widths[key], line[key].length);
  }
  for (const { what, figure, bar, met } of lines) {
    const verdict = met === null ? "" : met ? "met" : "NOT MET";
    console.log(
      `${what.padEnd(widths.what)}  ${figure.padStart(widths.figure)}  ${bar.padEnd(widths.bar)}  ${verdict}`,
    );
  }
}
