import type { HolidayOn } from "@/lib/domain/city/day-plan";
import { openPlanBook, type PlanBook } from "@/lib/domain/city/plan-book";
import { type Directory, readCity } from "./city-rows";
import { type Client, type Orm, ormOf, reading } from "./client";
import { prepareStatements, type Statements } from "./statements";

/** The connection with the plan as it stands at this moment; opened anew in every transaction. */
export interface Session {
  readonly client: Client;
  readonly orm: Orm;
  readonly statements: Statements;
  readonly book: PlanBook;
  readonly directory: Directory;
}

/**
 * Opens sessions on the plan as it is now: one small read tells whether the compiled one still holds. A new one is read
 * in one transaction, so that nobody writes between its version, its tables and its settings.
 */
export function sessionsOn(client: Client, holidayOn: HolidayOn): () => Session {
  const orm = ormOf(client);
  const statements = prepareStatements(orm);
  const versionNow = (): number => statements.planVersion.get()?.version ?? 0;
  const read = (): Session => {
    const version = versionNow();
    const { city, settings, directory } = readCity(orm);
    const book = openPlanBook({ version, city, settings }, holidayOn);
    return { client, orm, statements, book, directory };
  };
  let current: Session | undefined;
  return () => {
    if (current?.book.version !== versionNow()) current = reading(client, read);
    return current;
  };
}
