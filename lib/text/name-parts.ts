/** The name of a matter, and what its source says of it in parentheses at its end. */
export interface NameParts {
  readonly name: string;
  readonly detail: string | null;
}

/** Splits `Meldunek (zameldowanie, wymeldowanie)`; a name of parentheses alone stays whole. */
export function namePartsOf(text: string): NameParts {
  const [, name, detail] = /^(.*\S)\s*\(([^()]+)\)$/.exec(text) ?? [];
  return name && detail ? { name, detail } : { name: text, detail: null };
}
