import type { Actor } from "@/lib/domain/actor";
import type { PlanBook } from "@/lib/domain/plan-book";
import type { Procedure } from "@/lib/domain/procedure";
import type { Settings } from "@/lib/domain/settings";
import type { Instant } from "@/lib/domain/tick";

/** The office's plan: the city, its counters and their hours, and the settings. */
export interface Plan {
  /** The plan as it is now, with its settings and its compiled days; a new version is a new book. */
  book(): Promise<PlanBook>;
  /** Changes one setting, which makes a new version of the plan, and audits it. */
  changeSetting(key: keyof Settings, value: Settings[keyof Settings], actor: Actor, now: Instant): Promise<void>;
  procedures(): Promise<readonly Procedure[]>;
}
