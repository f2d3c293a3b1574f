import { z } from "zod";

/** Why no booking can be taken; nothing about versions, files or causes. */
const NOT_READY = ["stopping", "database", "damaged"] as const;
export type NotReady = (typeof NOT_READY)[number];

/**
 * What an operator has to look at though bookings are taken: the clock is doubted, and why; a proxy was not declared, so
 * that networks have no shares.
 */
const NOTES = ["clock-leapt", "clock-behind", "clock-ahead", "set-back-owed", "undeclared-proxy"] as const;
export type Note = (typeof NOTES)[number];

const notes = z.array(z.enum(NOTES)).optional();

export const readyShape = z.object({ ready: z.literal(true), notes });
export const notReadyShape = z.object({ ready: z.literal(false), reason: z.enum(NOT_READY), notes });
type ReadyView = z.infer<typeof readyShape> | z.infer<typeof notReadyShape>;

/** What readiness answers. Notes are left out where there is none. */
export function readyView(obstacle: NotReady | null, all: readonly Note[] = []): ReadyView {
  const noted = all.length > 0 ? { notes: [...all] } : {};
  return obstacle === null ? { ready: true, ...noted } : { ready: false, reason: obstacle, ...noted };
}
