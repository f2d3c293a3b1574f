import { z } from "zod";
import type { Instant } from "@/lib/domain/time/tick";

/** An instant as the API answers it: UTC, whole seconds, `Z`. */
export const instantShape = z.iso.datetime({ precision: 0 }).meta({ examples: ["2026-11-23T08:05:00Z"] });

/** Writes an instant in UTC, e.g. `2026-11-23T08:05:00Z`; a started second is left out. */
export const instantText = (at: Instant): string => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
