import { ACTION_HEADER, OWN_FIELD } from "@/lib/next-inside/names";
import { FORM_FIELD } from "@/lib/offline/protocol";
import { type Asked, readBytes } from "../front/body";
import { actionIdOf, type BuiltActions } from "../render/actions";

/** Why a posted form never reaches an action. */
export type FormFault = "too-large" | "unreadable" | "outdated";

/** A form of ours. */
export interface PostedForm {
  readonly form: FormData;
  /** Its name, which the page it is posted to may not know; null for an action of Next's under `npm run dev`. */
  readonly action: string | null;
  /** The file that gives Next the action; null where the form named itself, and under `npm run dev`. */
  readonly file: string | null;
}

/** Next answers 500 to a field whose name holds one. */
const CONTROL = /\p{Cc}/u;

async function readForm(request: Asked): Promise<FormData | "too-large" | null> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data")) return null;
  const bytes = await readBytes(request);
  if (!bytes) return "too-large";
  return new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => null);
}

/** The name that a document's form gives itself; null for any other form. */
function nameIn(form: FormData): string | null {
  const [name, ...more] = form.getAll(FORM_FIELD);
  const hasActions = [...form.keys()].some((field) => field.startsWith(OWN_FIELD));
  return typeof name === "string" && more.length === 0 && !hasActions ? name : null;
}

/**
 * Reads a form before Next does: Next answers 500 to what it cannot decode, and in English to an action of an older
 * build. Reads the body; the caller hands on a request of its own.
 */
export async function readPostedForm(
  request: Asked,
  actions: () => BuiltActions | null,
): Promise<PostedForm | FormFault> {
  const form = await readForm(request);
  if (form === "too-large") return "too-large";
  if (form === null || [...form.keys()].some((name) => CONTROL.test(name))) return "unreadable";
  const header = request.headers.get(ACTION_HEADER);
  const name = header === null ? nameIn(form) : null;
  if (name !== null) return { form, action: name, file: null };
  const id = actionIdOf(header, form);
  if (id === null) return "unreadable";
  const known = actions();
  if (known === null) return { form, action: null, file: null };
  const action = known.get(id);
  return action === undefined ? "outdated" : { form, action: action.name, file: action.file };
}
