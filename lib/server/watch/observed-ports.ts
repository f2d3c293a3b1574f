import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { MoveOutcome } from "@/lib/domain/visit/move-course";
import type { Plan } from "@/lib/ports/plan";
import type { Ports } from "@/lib/ports/store";
import type { Visits } from "@/lib/ports/visits";
import { log } from "./log";
import type { Metrics } from "./metrics";
import type { StartsWatch } from "./starts-watch";

const sharesIn = (outcome: ClaimOutcome | MoveOutcome) =>
  outcome.kind === "share" ? { reason: `share-${outcome.of}` } : {};

const since = (began: number): number => Math.round((performance.now() - began) * 10) / 10;

/** What tells of a start that a network wanted: it has it, or a limit refused it. */
const ASKED: ReadonlySet<(ClaimOutcome | MoveOutcome)["kind"]> = new Set([
  ...(["booked", "held", "moved", "limit", "contact-limit", "share", "too-often"] as const),
]);

/** Visits, with every claim, move and cancel counted and logged by what it came to; never by whom. */
function observedVisits(visits: Visits, metrics: Metrics, watch: StartsWatch): Visits {
  return {
    ...visits,
    async claim(request) {
      const began = performance.now();
      const outcome = await visits.claim(request);
      const { channel, locationId, caseGroupId } = request;
      const result = outcome.kind === "booked" && outcome.again ? "again" : outcome.kind;
      metrics.claim(channel, result);
      if (ASKED.has(outcome.kind) && result !== "again") watch.asked(request.network?.hash ?? null);
      const reason = outcome.kind === "refused" ? { reason: outcome.refusal.reason } : sharesIn(outcome);
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
    async move(request) {
      const began = performance.now();
      const outcome = await visits.move(request);
      const result = outcome.kind === "moved" && outcome.again ? "again" : outcome.kind;
      metrics.move(result);
      if (ASKED.has(outcome.kind) && result !== "again") watch.asked(request.resident?.network.hash ?? null);
      const reason = outcome.kind === "refused" ? { reason: outcome.refusal.reason } : sharesIn(outcome);
      const where =
        outcome.kind === "moved" ? { location: outcome.visit.locationId, caseGroup: outcome.visit.caseGroupId } : {};
      log("info", "move", { result, ...reason, ...where, ms: since(began) });
      return outcome;
    },
    async cancel(tokenHash, now, actor, chance, network) {
      const began = performance.now();
      const outcome = await visits.cancel(tokenHash, now, actor, chance, network);
      const result = outcome.kind === "cancelled" && outcome.again ? "again" : outcome.kind;
      metrics.cancel(result);
      if (result === "cancelled") watch.cancelled();
      const where =
        outcome.kind === "unknown" ? {} : { location: outcome.visit.locationId, caseGroup: outcome.visit.caseGroupId };
      log("info", "cancel", { result, ...where, ms: since(began) });
      return outcome;
    },
  };
}

/** The plan, with every change of a setting logged by its name. */
const observedPlan = (plan: Plan): Plan => ({
  ...plan,
  async changeSetting(key, ...rest) {
    await plan.changeSetting(key, ...rest);
    log("warn", "setting", { setting: key });
  },
});

/** The ports, with what an operator looks at counted and logged. */
export const observedPorts = (ports: Ports, metrics: Metrics, watch: StartsWatch): Ports => ({
  ...ports,
  visits: observedVisits(ports.visits, metrics, watch),
  plan: observedPlan(ports.plan),
});
