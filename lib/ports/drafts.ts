import type { Instant } from "@/lib/domain/tick";
import type { Bytes } from "./bytes";
import type { Person } from "./visits";

/** What somebody has typed into the calendar's form, as it was typed. */
export type Draft = Person;

/** What forms hold while an hour is held for them. */
export interface Drafts {
  /** Keeps what a device's form holds with the hour that it holds; false, and nothing, where it holds none. */
  keep(device: Bytes, draft: Draft, now: Instant): Promise<boolean>;
  forget(device: Bytes): Promise<void>;
  /** What a device's form holds, until a little after its hour is held no longer. */
  of(device: Bytes, now: Instant): Promise<Draft | null>;
}
