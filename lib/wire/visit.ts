import { z } from "zod";
import { tickStart } from "@/lib/domain/time/tick";
import { CODE_LENGTH } from "@/lib/domain/visit/ticket";
import { VISIT_STATES, type Visit, visitEnd } from "@/lib/domain/visit/visit";
import { instantShape, instantText } from "./instant";

export const visitShape = z.object({
  token: z.string().meta({ description: "The one key to the visit: whoever has it may see it and call it off." }),
  code: z.string().length(CODE_LENGTH).meta({ description: "What the resident says at the door." }),
  number: z
    .string()
    .nullable()
    .meta({ description: "Ticket number; null until given, on a later day's visit on arrival." }),
  start: instantShape,
  end: instantShape,
  location: z.string(),
  hall: z.string(),
  caseGroup: z.string(),
  counter: z.string().meta({ description: "The planned counter; it may change until the visit is called." }),
  state: z.enum(VISIT_STATES),
});
export type VisitView = z.infer<typeof visitShape>;

/** A visit as its owner sees it over the API; name and contact never leave the store. */
export const visitView = (visit: Visit, token: string): VisitView => ({
  token,
  code: visit.code,
  number: visit.number,
  start: instantText(tickStart(visit.start)),
  end: instantText(visitEnd(visit)),
  location: visit.locationId,
  hall: visit.hallId,
  caseGroup: visit.caseGroupId,
  counter: visit.counterId,
  state: visit.state,
});
