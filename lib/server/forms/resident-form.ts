import type { z } from "zod";
import type { Deps } from "@/lib/ports/deps";
import type { Asker } from "@/lib/use-cases/visit/claim-visit";
import { logFailure } from "../watch/log";

/** Does what a form asks for; gives the address, without its language, that it leads to. Never throws. */
export type ResidentForm = (deps: Deps, form: FormData, asker: Asker) => Promise<string>;

interface Doing<Input> {
  readonly act: (deps: Deps, input: Input, asker: Asker) => Promise<string>;
  /** Where the form came from: there it says that nothing could be saved. */
  readonly from: (input: Input) => string;
}

const UNREADABLE = "/?notice=unreadable";

/** The form's texts by their names; null where one is given twice. */
function textsOf(form: FormData): Readonly<Record<string, string>> | null {
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  const fields = Object.fromEntries(texts);
  return Object.keys(fields).length === texts.length ? fields : null;
}

/** A form that cannot be read was not ours: it changes nothing and leads to the start, which says so. */
export function residentForm<Schema extends z.ZodType>(schema: Schema, doing: Doing<z.output<Schema>>): ResidentForm {
  return async (deps, form, asker) => {
    const parsed = schema.safeParse(textsOf(form));
    if (!parsed.success) return UNREADABLE;
    try {
      return await doing.act(deps, parsed.data, asker);
    } catch (cause) {
      logFailure("form", cause);
      return doing.from(parsed.data);
    }
  };
}
