import { isFormPath } from "@/lib/address/booking-step";
import { findRoute } from "@/lib/address/find";
import { withPrefix } from "@/lib/address/language";
import { FORM_HEADER, TO_HEADER } from "@/lib/offline/protocol";
import { application } from "../compose";
import type { Asked } from "../front/body";
import { askerOf } from "../who/asker";
import { addressOf, admitForm } from "./admission";
import { formOf } from "./forms";

/**
 * A browser carries the fragment of the page that it posted from over to the answer: whoever had followed a link of the
 * summary to its field would land on that field again, past what the page answers. An empty fragment stops that.
 */
const fromTheTop = (path: string): string => (isFormPath(path) ? `${path}#` : path);

/**
 * Answers a form that a browser posted by itself: 303 to where it leads, in the language of the page. A document's
 * script is told the address instead, and opens it: so a form that did not arrive costs nobody the page. What pages of
 * Next's post by their scripts is left to Next (decision 019).
 */
export async function answerForm(request: Asked): Promise<Response> {
  const admitted = await admitForm(request);
  if (admitted instanceof Response) return admitted;
  const { action, form } = admitted;
  const { route } = findRoute(new URL(request.url).pathname);
  const answer = formOf(route, action);
  if (!answer) throw new Error(`The build has an action ${action} that no form of such a page is behind.`);
  const app = application();
  const path = await answer(app, form, askerOf(request.headers, app.env));
  const { prefix, negotiated } = addressOf(request);
  const byScript = request.headers.has(FORM_HEADER);
  return new Response(null, {
    status: byScript ? 204 : 303,
    headers: {
      [byScript ? TO_HEADER : "location"]: withPrefix(prefix, fromTheTop(path)),
      "cache-control": "no-store",
      ...(negotiated && { vary: "Accept-Language" }),
    },
  });
}
