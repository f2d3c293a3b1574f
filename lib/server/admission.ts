import type { Asked } from "./body";
import { application } from "./compose";
import { type Addressed, readAddress } from "./language-path";
import { judgeOrigin } from "./origin";
import { type PostedForm, readPostedForm } from "./posted-form";
import { refusalPage } from "./refusal-page";

/** The pages that hold forms; Next answers in its own words to a form anywhere else. */
const WITH_FORMS =
  /^\/(q\/[^/]+(\/.*)?|wizyta(\/[^/]+(\/termin\/sprawdz|\/odwolaj)?)?|rezerwacja\/[^/]+\/[^/]+\/[^/]+\/[^/]+)$/;

/** Where a request for a page asks, in which language. */
export const addressOf = ({ url, headers }: Asked): Addressed =>
  readAddress(new URL(url).pathname, headers.get("accept-language"));

/** The form that somebody posted to a page, or the refusal of what may not change anything. Its body is read. */
export async function admitForm(request: Asked): Promise<PostedForm | Response> {
  const at = addressOf(request);
  if (request.method !== "POST") return refusalPage("method", at);
  if (judgeOrigin(request.headers, application().env.publicUrl) !== "own") return refusalPage("foreign", at);
  const posted = WITH_FORMS.test(at.path) ? await readPostedForm(request) : "unreadable";
  if (typeof posted !== "string") return posted;
  const { pathname, search } = new URL(request.url);
  return refusalPage(posted, at, { again: pathname + search, byScript: request.headers.has("next-action") });
}
