import { z } from "zod";

/** Why no booking can be taken; nothing about versions, files or causes. */
const NOT_READY = ["stopping", "database", "damaged"] as const;
export type NotReady = (typeof NOT_READY)[number];

export const readyShape = z.object({ ready: z.literal(true) });
export const notReadyShape = z.object({ ready: z.literal(false), reason: z.enum(NOT_READY) });
type ReadyView = z.infer<typeof readyShape> | z.infer<typeof notReadyShape>;

export const readyView = (obstacle: NotReady | null): ReadyView =>
  obstacle === null ? { ready: true } : { ready: false, reason: obstacle };
