import type { Asked, FactName, Known } from "@/lib/domain/course/facts";
import type { Session } from "../session";

/** How each fact is read, inside the caller's transaction. */
export type Gathering = { readonly [Name in FactName]: (session: Session, asked: Asked<Name>) => Known<Name> };
