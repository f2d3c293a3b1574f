import type { Instant } from "@/lib/domain/tick";

/** The application's one source of time. Never runs backwards while the process lives. */
export interface Clock {
  now(): Instant;
}
