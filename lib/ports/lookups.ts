/** What was typed into the form that looks for a visit. */
export interface Lookup {
  readonly code: string;
  readonly contact: string;
}

/** What was looked for and not found, for the page that says so; never written down. */
export interface Lookups {
  /** Keeps a device's last one for a few minutes; null forgets it. */
  keep(device: string, typed: Lookup | null): void;
  typedOn(device: string): Lookup | null;
}
