/** A fault in the city's files, told in one sentence that names the file and the JSON path. */
export class SeedError extends Error {
  readonly file: string;
  readonly path: string;

  constructor(file: string, path: string, fault: string, options?: ErrorOptions) {
    super(`${file} at ${path}: ${fault}`, options);
    this.name = "SeedError";
    this.file = file;
    this.path = path;
  }
}

/** Refuses the second of two equal values; `pathOf` names the place of the value at an index. */
export function refuseRepeats(
  file: string,
  values: readonly (string | number)[],
  pathOf: (index: number) => string,
): void {
  for (const [index, value] of values.entries()) {
    const first = values.indexOf(value);
    if (first < index) throw new SeedError(file, pathOf(index), `"${value}" repeats ${pathOf(first)}`);
  }
}

/** Refuses the first id that is not among the known ones; `what` is the word for them, e.g. "location". */
export function refuseUnknown(
  file: string,
  ids: readonly string[],
  known: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  what: string,
  pathOf: (index: number) => string,
): void {
  const index = ids.findIndex((id) => !known.has(id));
  if (index >= 0) throw new SeedError(file, pathOf(index), `there is no ${what} "${ids[index]}"`);
}
