import type { z } from "zod";
import type { Deps } from "@/lib/ports/deps";
import type { Asker } from "@/lib/use-cases/visit/claim-visit";
import { formWith } from "./form";

/** Does what a resident's form asks for; gives the address, without its language, that it leads to. Never throws. */
export type ResidentForm = (deps: Deps, form: FormData, asker: Asker) => Promise<string>;

interface Doing<Input> {
  readonly act: (deps: Deps, input: Input, asker: Asker) => Promise<string>;
  /** Where the form came from: there it says that nothing could be saved. */
  readonly from: (input: Input) => string;
}

const UNREADABLE = "/?notice=unreadable";

/** A resident's form; one that cannot be read leads to the start, which says so. */
export const residentForm = <Schema extends z.ZodType>(schema: Schema, doing: Doing<z.output<Schema>>): ResidentForm =>
  formWith(schema, { ...doing, unreadable: UNREADABLE });
