import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Asked, readBytes } from "./body";

/** Why a posted form never reaches an action. */
export type FormFault = "too-large" | "unreadable" | "outdated";

/** A form of ours. */
export interface PostedForm {
  readonly form: FormData;
  /** The name of its action; null under `npm run dev`, where actions come and go. */
  readonly action: string | null;
}

const ACTION_HEADER = "next-action";
const ACTION_FIELD = "$ACTION_ID_";
const ACTION_ID = /^[0-9a-f]{40,44}$/;
/** Next answers 500 to a field whose name holds one. */
const CONTROL = /\p{Cc}/u;
/** How a page with scripts says that the one argument is the form whose fields begin with "_1_". */
const ONE_FORM = '["$K1"]';

const manifestShape = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) });

/** The names of the actions of the build that runs by their ids, or null under `npm run dev`. */
function readActions(): ReadonlyMap<string, string> | null {
  if (process.env.NODE_ENV !== "production") return null;
  const file = join(process.cwd(), ".next/server/server-reference-manifest.json");
  const { node } = manifestShape.parse(JSON.parse(readFileSync(file, "utf8")));
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [id, exportedName]));
}

let actions: ReadonlyMap<string, string> | null | undefined;

function knownActions(): ReadonlyMap<string, string> | null {
  actions ??= readActions();
  return actions;
}

async function readForm(request: Asked): Promise<FormData | "too-large" | null> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data")) return null;
  const bytes = await readBytes(request);
  if (!bytes) return "too-large";
  return new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => null);
}

/** The action of a form that the browser posted by itself: one hidden field names it, and nothing else is special. */
function actionWithoutScripts(names: readonly string[]): string | null {
  const [special, ...more] = names.filter((name) => name.startsWith("$"));
  return special?.startsWith(ACTION_FIELD) && more.length === 0 ? special.slice(ACTION_FIELD.length) : null;
}

/** The action of a form that a page's script posted: the header names it, the body is one form. */
function actionWithScripts(header: string, form: FormData, names: readonly string[]): string | null {
  const [first, ...more] = form.getAll("0");
  const fits = first === ONE_FORM && more.length === 0 && names.every((name) => name === "0" || name.startsWith("_1_"));
  return fits ? header : null;
}

/**
 * Reads a form before Next does: Next answers 500 to what it cannot decode, and in English to an action of an older
 * build. Reads the body; the caller hands on a request of its own.
 */
export async function readPostedForm(request: Asked): Promise<PostedForm | FormFault> {
  const form = await readForm(request);
  if (form === "too-large") return "too-large";
  if (form === null) return "unreadable";
  const names = [...form.keys()];
  if (names.some((name) => CONTROL.test(name))) return "unreadable";
  const header = request.headers.get(ACTION_HEADER);
  const id = header === null ? actionWithoutScripts(names) : actionWithScripts(header, form, names);
  if (id === null || !ACTION_ID.test(id)) return "unreadable";
  const known = knownActions();
  if (known === null) return { form, action: null };
  const action = known.get(id);
  return action === undefined ? "outdated" : { form, action };
}
