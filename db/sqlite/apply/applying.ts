import type { Change } from "@/lib/domain/course/change";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import type { Session } from "../session";

type WritesVisit = "insert-visit" | "set-visit";

/** How each change is written, inside the caller's transaction; what writes a visit gives it as it stands then. */
export type Applying = {
  readonly [Kind in Change["kind"]]: (
    session: Session,
    change: Extract<Change, { kind: Kind }>,
  ) => Kind extends WritesVisit ? StoredVisit : void;
};
