import { z } from "zod";
import type { Settings } from "@/lib/domain/settings";

/** Digits alone: JavaScript would read an empty text as 0. */
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

/** The bounds of every setting; the command line and, later, a page read them from here. */
export const settingSchemas: { readonly [Key in keyof Settings]: z.ZodType<Settings[Key]> } = {
  releaseAheadMinutes: whole(0, 60 * 24 * 60),
  leadMinutes: whole(0, 60),
  horizonDays: whole(0, 365),
  advancePercent: whole(0, 100),
  holdSeconds: whole(10, 900),
  deviceLimit: whole(1, 100),
  networkLimit: whole(1, 10_000),
  offerMinutes: whole(1, 30),
  bookingPaused: z.stringbool(),
  exampleDataConfirmed: z.stringbool(),
};

/** The name of a setting, or null. */
export const readSettingKey = (text: string): keyof Settings | null =>
  Object.hasOwn(settingSchemas, text) ? (text as keyof Settings) : null;
