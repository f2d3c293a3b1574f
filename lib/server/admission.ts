import { application } from "./compose";
import { readAddress } from "./language-path";
import { judgeOrigin } from "./origin";
import { judgeForm } from "./posted-form";
import { refusalPage } from "./refusal-page";

/** The pages that hold forms; Next answers in its own words to a form anywhere else. */
const WITH_FORMS = /^\/(q\/[^/]+(\/.*)?|wizyta\/[^/]+)$/;

const READING = new Set(["GET", "HEAD"]);

/** The refusal of a request for a page, or null where a page may answer it. A form's body is read. */
export async function refuseRequest(request: Request): Promise<Response | null> {
  if (READING.has(request.method)) return null;
  const { pathname, search } = new URL(request.url);
  const at = readAddress(pathname, request.headers.get("accept-language"));
  if (request.method !== "POST") return refusalPage("method", at);
  if (judgeOrigin(request.headers, application().env.publicUrl) !== "own") return refusalPage("foreign", at);
  const verdict = WITH_FORMS.test(at.path) ? await judgeForm(request) : "unreadable";
  return verdict === "ours"
    ? null
    : refusalPage(verdict, at, {
        again: pathname + search,
        byScript: request.headers.has("next-action"),
      });
}
