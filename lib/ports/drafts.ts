import type { Instant } from "@/lib/domain/time/tick";
import type { Person } from "@/lib/domain/visit/claim-request";
import type { DeviceHash } from "@/lib/domain/who/ids";

/** What somebody has typed into the calendar's form, as it was typed. */
export type Draft = Person;

/** What forms hold while an hour is held for them. */
export interface Drafts {
  /** Keeps what a device's form holds with the hour that it holds; false, and nothing, where it holds none. */
  keep(device: DeviceHash, draft: Draft, now: Instant): Promise<boolean>;
  forget(device: DeviceHash): Promise<void>;
  /** What a device's form holds, until a little after its hour is held no longer. */
  of(device: DeviceHash, now: Instant): Promise<Draft | null>;
}
