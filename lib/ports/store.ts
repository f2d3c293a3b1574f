import type { Changes } from "./changes";
import type { Drafts } from "./drafts";
import type { Health } from "./health";
import type { Messages } from "./messages";
import type { Plan } from "./plan";
import type { Retention } from "./retention";
import type { TimeKeeping } from "./time-keeping";
import type { Visits } from "./visits";

/**
 * What is stored, by role; a use case asks for the roles that it needs. Every operation is whole: one transaction, which
 * several may share, and none hands it out. Instants are epoch milliseconds; an outcome that people may meet is a value,
 * a broken store throws, one that could not save throws NotSavedError.
 */
export interface Ports {
  readonly visits: Visits;
  readonly plan: Plan;
  readonly drafts: Drafts;
  readonly messages: Messages;
  readonly retention: Retention;
  readonly time: TimeKeeping;
  readonly changes: Changes;
  readonly health: Health;
}

/** What an engine gives: all ports on one database. */
export interface Store extends Ports {
  close(): Promise<void>;
}
