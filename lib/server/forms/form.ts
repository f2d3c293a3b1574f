import type { z } from "zod";
import type { Audience } from "@/lib/address/routes";
import type { Deps } from "@/lib/ports/deps";
import type { Asker } from "@/lib/use-cases/visit/claim-visit";
import { logFailure } from "../watch/log";

/** A cookie that the answer to a form sets, for the whole host. */
export interface FormCookie {
  readonly name: string;
  readonly value: string;
  /** Seconds; 0 takes it away. Never a date: phones' clocks are wrong. */
  readonly maxAge: number;
  readonly httpOnly: boolean;
  readonly sameSite: "lax" | "strict";
  readonly secure: boolean;
}

/** Where a form leads: an address without its language, with the cookies that are set on the way, if any. */
export type Led = string | { readonly to: string; readonly cookies: readonly FormCookie[] };

/** Who posted a form: a resident's device, or whoever is signed in by a session of the staff. */
export interface FormAsker extends Asker {
  /** Whether it is a living one is asked by the form. */
  readonly session: string | null;
}

/** Does what a form asks for; gives where it leads. Never throws. */
export type Form = (deps: Deps, form: FormData, asker: FormAsker) => Promise<Led>;

/** The forms of each audience's pages, by the name of their action. */
export type Forms = Partial<Record<Audience, Readonly<Record<string, Form>>>>;

interface Doing<Input, Who extends Asker, Answer extends Led> {
  readonly act: (deps: Deps, input: Input, asker: Who) => Promise<Answer>;
  /** Where the form came from: there it says that nothing could be saved. */
  readonly from: (input: Input) => Answer;
  /** Where a form leads that cannot be read: it was not ours, and changes nothing. */
  readonly unreadable: Answer;
}

/** The form's texts by their names; null where one is given twice. */
function textsOf(form: FormData): Readonly<Record<string, string>> | null {
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  const fields = Object.fromEntries(texts);
  return Object.keys(fields).length === texts.length ? fields : null;
}

/** A form of any audience: read by its schema, done, and led back where that fails. */
export function formWith<Schema extends z.ZodType, Who extends Asker, Answer extends Led>(
  schema: Schema,
  { act, from, unreadable }: Doing<z.output<Schema>, Who, Answer>,
): (deps: Deps, form: FormData, asker: Who) => Promise<Answer> {
  return async (deps, form, asker) => {
    const parsed = schema.safeParse(textsOf(form));
    if (!parsed.success) return unreadable;
    try {
      return await act(deps, parsed.data, asker);
    } catch (cause) {
      logFailure("form", cause);
      return from(parsed.data);
    }
  };
}

/** The address and the cookies of where a form leads. */
export const wayIn = (led: Led): Exclude<Led, string> => (typeof led === "string" ? { to: led, cookies: [] } : led);

/** A cookie as a Set-Cookie header. */
export const cookieLine = ({ name, value, maxAge, httpOnly, sameSite, secure }: FormCookie): string =>
  [
    `${name}=${value}`,
    "Path=/",
    `Max-Age=${maxAge}`,
    ...(httpOnly ? ["HttpOnly"] : []),
    `SameSite=${sameSite === "lax" ? "Lax" : "Strict"}`,
    ...(secure ? ["Secure"] : []),
  ].join("; ");
