import type { Store } from "@/lib/ports/store";
import { log } from "./log";
import type { Metrics } from "./metrics";

const since = (began: number): number => Math.round((performance.now() - began) * 10) / 10;

/** The store, with every claim and cancel counted and logged by what it came to; never by whom. */
export function observedStore(store: Store, metrics: Metrics): Store {
  const { claimVisit, cancelVisit, changeSetting } = store;
  return {
    ...store,
    async claimVisit(request) {
      const began = performance.now();
      const outcome = await claimVisit(request);
      const { channel, locationId, caseGroupId } = request;
      const result = outcome.kind === "booked" && outcome.again ? "again" : outcome.kind;
      metrics.claim(channel, result);
      const reason = outcome.kind === "refused" ? { reason: outcome.refusal.reason } : {};
      log("info", "claim", {
        channel,
        result,
        ...reason,
        location: locationId,
        caseGroup: caseGroupId,
        ms: since(began),
      });
      return outcome;
    },
    async cancelVisit(tokenHash, now, actor, chance) {
      const began = performance.now();
      const outcome = await cancelVisit(tokenHash, now, actor, chance);
      const result = outcome.kind === "cancelled" && outcome.again ? "again" : outcome.kind;
      metrics.cancel(result);
      const where =
        outcome.kind === "unknown" ? {} : { location: outcome.visit.locationId, caseGroup: outcome.visit.caseGroupId };
      log("info", "cancel", { result, ...where, ms: since(began) });
      return outcome;
    },
    async changeSetting(key, ...rest) {
      await changeSetting(key, ...rest);
      log("warn", "setting", { setting: key });
    },
  };
}
