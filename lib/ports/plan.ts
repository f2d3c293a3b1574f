import type { PlanBook } from "@/lib/domain/city/plan-book";
import type { Settings } from "@/lib/domain/city/settings";
import type { Procedure } from "@/lib/domain/reading/procedure";
import type { Instant } from "@/lib/domain/time/tick";
import type { Actor } from "@/lib/domain/who/actor";

/** The office's plan: the city, its counters and their hours, and the settings. */
export interface Plan {
  /** The plan as it is now, with its settings and its compiled days; a new version is a new book. */
  book(): Promise<PlanBook>;
  /** Changes one setting, which makes a new version of the plan, and audits it. */
  changeSetting(key: keyof Settings, value: Settings[keyof Settings], actor: Actor, now: Instant): Promise<void>;
  procedures(): Promise<readonly Procedure[]>;
}
