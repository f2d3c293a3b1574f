import type { Change } from "@/lib/domain/course/change";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import type { Applying } from "./apply/applying";
import { cellChanges } from "./apply/cells";
import { keepingChanges } from "./apply/keeping";
import { outboxChanges } from "./apply/outbox";
import { visitChanges } from "./apply/visits";
import type { Session } from "./session";

const APPLYING: Applying = { ...visitChanges, ...cellChanges, ...outboxChanges, ...keepingChanges };

/** How one change is written: each kind by the function of that kind, a pair that the compiler cannot follow. */
type Write = (session: Session, change: Change) => StoredVisit | undefined;

/**
 * Writes changes in their order, inside the caller's transaction; gives the visits that they wrote. A key of the
 * database, or a guard that is not met, throws, and all of it is rolled back.
 */
export const apply = (session: Session, changes: readonly Change[]): readonly StoredVisit[] =>
  changes.flatMap((change) => (APPLYING[change.kind] as Write)(session, change) ?? []);
