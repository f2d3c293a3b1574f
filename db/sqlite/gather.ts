import type { Asked, FactName, Known } from "@/lib/domain/course/facts";
import { dayFacts } from "./gather/day";
import type { Gathering } from "./gather/gathering";
import { outboxFacts } from "./gather/outbox";
import { retentionFacts } from "./gather/retention";
import { visitFacts } from "./gather/visits";
import type { Session } from "./session";

const GATHERING: Gathering = { ...visitFacts, ...dayFacts, ...outboxFacts, ...retentionFacts };

/** Reads one fact as it stands in the caller's transaction. */
export const gather = <Name extends FactName>(session: Session, name: Name, asked: Asked<Name>): Known<Name> =>
  GATHERING[name](session, asked);
