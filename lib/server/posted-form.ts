import { type Asked, readBytes } from "./body";
import { ACTION_HEADER, actionIdOf, knownActions } from "./render/actions";

/** Why a posted form never reaches an action. */
export type FormFault = "too-large" | "unreadable" | "outdated";

/** A form of ours. */
export interface PostedForm {
  readonly form: FormData;
  /** The name of its action; null under `npm run dev`, where actions come and go. */
  readonly action: string | null;
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

/**
 * Reads a form before Next does: Next answers 500 to what it cannot decode, and in English to an action of an older
 * build. Reads the body; the caller hands on a request of its own.
 */
export async function readPostedForm(request: Asked): Promise<PostedForm | FormFault> {
  const form = await readForm(request);
  if (form === "too-large") return "too-large";
  if (form === null || [...form.keys()].some((name) => CONTROL.test(name))) return "unreadable";
  const id = actionIdOf(request.headers.get(ACTION_HEADER), form);
  if (id === null) return "unreadable";
  const known = knownActions();
  if (known === null) return { form, action: null };
  const action = known.get(id);
  return action === undefined ? "outdated" : { form, action };
}
