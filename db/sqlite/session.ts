import type { HolidayOn } from "@/lib/domain/day-plan";
import { openPlanBook, type PlanBook } from "@/lib/domain/plan-book";
import type { Settings } from "@/lib/domain/settings";
import { type Directory, readCity } from "./city-rows";
import { type Client, type Orm, ormOf } from "./client";
import { prepareStatements, type Statements } from "./statements";

/** The connection with the plan as it stands at this moment; opened anew in every transaction. */
export interface Session {
  readonly client: Client;
  readonly orm: Orm;
  readonly statements: Statements;
  readonly book: PlanBook;
  readonly settings: Settings;
  readonly directory: Directory;
}

/** Opens sessions on the plan as it is now: one small read tells whether the compiled one still holds. */
export function sessionsOn(client: Client, holidayOn: HolidayOn): () => Session {
  const orm = ormOf(client);
  const statements = prepareStatements(orm);
  let current: Session | undefined;
  return () => {
    const version = statements.planVersion.get()?.version ?? 0;
    if (current?.book.version === version) return current;
    const { city, settings, directory } = readCity(orm);
    const book = openPlanBook(version, city, holidayOn);
    current = { client, orm, statements, book, settings, directory };
    return current;
  };
}
