import { redirect } from "next/navigation";
import type { z } from "zod";
import { withPrefix } from "./language-path";
import { logFailure } from "./log";
import { currentPrefix } from "./request";

interface FormAction<Input> {
  readonly act: (input: Input) => Promise<string>;
  /** Where the form came from: there it says that nothing could be saved. */
  readonly from: (input: Input) => string;
}

async function actOrSayWhy<Input>({ act, from }: FormAction<Input>, input: Input): Promise<string> {
  try {
    return await act(input);
  } catch (cause) {
    logFailure("form", cause);
    return from(input);
  }
}

/**
 * The one wrapper of every form: reads the fields, lets `act` decide and leads on to the address that it names,
 * in the language of the page.
 * A form that cannot be read was not ours: it changes nothing and leads to the start.
 */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  action: FormAction<z.output<Schema>>,
): (form: FormData) => Promise<void> {
  return async (form) => {
    const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
    const parsed = schema.safeParse(fields);
    const path = parsed.success ? await actOrSayWhy(action, parsed.data) : "/";
    redirect(withPrefix(await currentPrefix(), path));
  };
}
