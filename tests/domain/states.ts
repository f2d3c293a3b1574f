import type { VisitState } from "@/lib/domain/visit/visit";

/** Every state but `held`, which depends on the instant. */
export const ALL_DAY_VISIT_STATES: readonly VisitState[] = [
  "booked",
  "arrived",
  "parked",
  "called",
  "in-service",
  "served",
  "no-show",
  "cancelled",
  "expired",
];
