import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readBytes } from "./body";

/** What a posted form is: one of ours, or why it never reaches an action. */
export type FormVerdict = "ours" | "too-large" | "unreadable" | "outdated";

const ACTION_HEADER = "next-action";
const ACTION_FIELD = "$ACTION_ID_";
const ACTION_ID = /^[0-9a-f]{40,44}$/;
/** Next answers 500 to a field whose name holds one. */
const CONTROL = /\p{Cc}/u;
/** How a page with scripts says that the one argument is the form whose fields begin with "_1_". */
const ONE_FORM = '["$K1"]';

const manifestShape = z.object({ node: z.record(z.string(), z.unknown()) });

/** The actions of the build that runs, or null under `npm run dev`, where they come and go. */
function readActions(): ReadonlySet<string> | null {
  if (process.env.NODE_ENV !== "production") return null;
  const file = join(process.cwd(), ".next/server/server-reference-manifest.json");
  return new Set(Object.keys(manifestShape.parse(JSON.parse(readFileSync(file, "utf8"))).node));
}

let actions: ReadonlySet<string> | null | undefined;

function isKnown(action: string): boolean {
  actions ??= readActions();
  return actions?.has(action) ?? true;
}

async function readForm(request: Request): Promise<FormData | "too-large" | null> {
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
 * Judges a form before Next reads it: Next answers 500 to what it cannot decode, and in English to an action of an
 * older build. Reads the body; the caller hands on a request of its own.
 */
export async function judgeForm(request: Request): Promise<FormVerdict> {
  const form = await readForm(request);
  if (form === "too-large") return "too-large";
  if (form === null) return "unreadable";
  const names = [...form.keys()];
  if (names.some((name) => CONTROL.test(name))) return "unreadable";
  const header = request.headers.get(ACTION_HEADER);
  const action = header === null ? actionWithoutScripts(names) : actionWithScripts(header, form, names);
  if (action === null || !ACTION_ID.test(action)) return "unreadable";
  return isKnown(action) ? "ours" : "outdated";
}
