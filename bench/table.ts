/** One measured figure beside its bar; null bar = only told. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly bar: string;
  readonly met: boolean | null;
}

const HEAD = ["what", "figure", "bar", "verdict"] as const;

const verdict = ({ met }: Row): string => (met === null ? "" : met ? "met" : "NOT MET");

/** Rows as plain text in columns. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map((row) => [row.what, row.figure, row.bar, verdict(row)])];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("   ")
      .trimEnd(),
  );
  const [head = "", ...body] = lines;
  return [head, "-".repeat(head.length), ...body].join("\n");
}

export const told = (what: string, figure: string): Row => ({ what, figure, bar: "", met: null });

export const atMost = (what: string, value: number, bar: number, show: (value: number) => string): Row => ({
  ...{ what, figure: show(value), bar: `≤ ${show(bar)}` },
  met: value <= bar,
});

export const atLeast = (what: string, value: number, bar: number, show: (value: number) => string): Row => ({
  ...{ what, figure: show(value), bar: `≥ ${show(bar)}` },
  met: value >= bar,
});

export const microseconds = (value: number): string => `${value.toFixed(1)} µs`;
export const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
export const seconds = (value: number): string => `${value.toFixed(2)} s`;
export const kilobytes = (value: number): string => `${(value / 1_000).toFixed(1)} kB`;
export const count = (value: number): string => String(value);
export const perSecond = (value: number): string => `${value.toFixed(0)}/s`;
export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
