import { findRoute } from "@/lib/address/find";
import { type Addressed, readAddress } from "@/lib/address/language";
import type { Route } from "@/lib/address/routes";
import { ACTION_HEADER } from "@/lib/next-inside/names";
import { application } from "../compose";
import type { Asked } from "../front/body";
import { judgeOrigin } from "../guard/origin";
import { leadToPublic, publicOriginOfForm } from "../guard/other-host";
import { posterOf, refusalPage } from "../guard/refusal-page";
import { type BuiltActions, knownActions } from "../render/actions";
import { isActionOf } from "./action-files";
import { type PostedForm, readPostedForm } from "./posted-form";

/** Where a request for a page asks, in which language. */
export const addressOf = ({ url, headers }: Asked): Addressed =>
  readAddress(new URL(url).pathname, headers.get("accept-language"));

/** Whether a page holds the form that was posted, and so. Under `npm run dev` only the page is known. */
function takes(route: Route, { action, file }: PostedForm, headers: Asked["headers"]): boolean {
  // A document has no actions of Next's, which would do nothing there and say that all went well.
  if (route.document && headers.has(ACTION_HEADER)) return false;
  if (file !== null && !isActionOf(route, file)) return false;
  return action === null ? route.forms.length > 0 : route.forms.includes(action);
}

/**
 * The form that somebody posted to a page that holds it, or the refusal of what may not change anything. Next would
 * answer in its own words to a form anywhere else. Its body is read.
 */
export async function admitForm(
  request: Asked,
  route: Route = findRoute(new URL(request.url).pathname).route,
  actions: () => BuiltActions | null = knownActions,
): Promise<PostedForm | Response> {
  const at = addressOf(request);
  const by = posterOf((name) => request.headers.get(name));
  if (request.method !== "POST") return refusalPage("method", at);
  const { publicUrl } = application().env;
  const { pathname, search } = new URL(request.url);
  if (judgeOrigin(request.headers, publicUrl) !== "own") {
    const origin = publicOriginOfForm(request.headers.get("origin"), publicUrl);
    if (origin === null) return refusalPage("foreign", at);
    return leadToPublic(origin + pathname + search, at, by);
  }
  const posted = await readPostedForm(request, actions);
  if (typeof posted !== "string" && takes(route, posted, request.headers)) return posted;
  return refusalPage(typeof posted === "string" ? posted : "unreadable", at, {
    again: pathname + search,
    by,
  });
}
