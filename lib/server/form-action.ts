import { redirect } from "next/navigation";
import type { z } from "zod";
import { withPrefix } from "./language-path";
import { currentPrefix } from "./request";

/**
 * The one wrapper of every form: reads the fields, lets `act` decide and leads on to the address that it names,
 * in the language of the page.
 * A form that cannot be read was not ours: it changes nothing and leads to the start.
 */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  act: (input: z.output<Schema>) => Promise<string>,
): (form: FormData) => Promise<void> {
  return async (form) => {
    const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
    const parsed = schema.safeParse(fields);
    const path = parsed.success ? await act(parsed.data) : "/";
    redirect(withPrefix(await currentPrefix(), path));
  };
}
