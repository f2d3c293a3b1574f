/** A header's value as one line; null where there is none. */
export const headerLine = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value.join(", ") : value) ?? null;
