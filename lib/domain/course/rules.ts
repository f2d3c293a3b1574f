import type { PlanBook } from "../city/plan-book";
import type { Settings } from "../city/settings";

/** What the office has laid down, as it stands at this moment: whatever is decided is decided by it. */
export interface Rules {
  readonly book: PlanBook;
  readonly settings: Settings;
}
