import { type Instant, tickStart } from "../time/tick";
import type { Visit } from "./visit";

/** A visit that was called off can be taken back until its hour; whether that is still free, the claim decides. */
export const mayUndo = ({ state, start }: Pick<Visit, "state" | "start">, now: Instant): boolean =>
  state === "cancelled" && tickStart(start) > now;
