import type { PlanBook } from "@/lib/domain/plan-book";
import type { Settings } from "@/lib/domain/settings";
import type { Directory } from "./city-rows";
import type { Client, Orm } from "./client";
import type { Statements } from "./statements";

/** The connection with the plan as it stands at this moment; opened anew in every transaction. */
export interface Session {
  readonly client: Client;
  readonly orm: Orm;
  readonly statements: Statements;
  readonly book: PlanBook;
  readonly settings: Settings;
  readonly directory: Directory;
}
