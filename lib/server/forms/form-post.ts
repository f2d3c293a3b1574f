import { isFormPath } from "@/lib/address/booking-step";
import { withPrefix } from "@/lib/address/language";
import { FORM_HEADER, TO_HEADER } from "@/lib/offline/protocol";
import { application } from "../compose";
import type { Answering } from "../front/front";
import { type BuiltActions, knownActions } from "../render/actions";
import { formAskerOf } from "../who/asker";
import { addressOf, admitForm } from "./admission";
import { cookieLine, type Forms, wayIn } from "./form";
import { FORMS, formOf } from "./forms";

/**
 * A browser carries the fragment of the page that it posted from over to the answer: whoever had followed a link of the
 * summary to its field would land on that field again, past what the page answers. An empty fragment stops that.
 */
const fromTheTop = (path: string): string => (isFormPath(path) ? `${path}#` : path);

/** The forms that are answered, and the actions of the build that name them. */
export interface AnsweredForms {
  readonly forms: Forms;
  readonly actions: () => BuiltActions | null;
}

/**
 * Answers a form that a browser posted by itself: 303 to where it leads, in the language of the page, with the cookies
 * that it sets. A document's script is told the address instead, and opens it: so a form that did not arrive costs
 * nobody the page. What pages of Next's post by their scripts is left to Next (decision 019).
 */
export const answerFormBy =
  ({ forms, actions }: AnsweredForms): Answering =>
  async (request, { route }) => {
    const admitted = await admitForm(request, route, actions);
    if (admitted instanceof Response) return admitted;
    const { action, form } = admitted;
    const answer = formOf(forms, route, action);
    if (!answer) throw new Error(`The build has an action ${action} that no form of such a page is behind.`);
    const app = application();
    const { to, cookies } = wayIn(await answer(app, form, formAskerOf(request.headers, app.env)));
    const { prefix, negotiated } = addressOf(request);
    const byScript = request.headers.has(FORM_HEADER);
    const headers = new Headers({
      [byScript ? TO_HEADER : "location"]: withPrefix(prefix, fromTheTop(to)),
      "cache-control": "no-store",
      ...(negotiated && { vary: "Accept-Language" }),
    });
    for (const cookie of cookies) headers.append("set-cookie", cookieLine(cookie));
    return new Response(null, { status: byScript ? 204 : 303, headers });
  };

/** Answers the forms of the product. */
export const answerForm: Answering = answerFormBy({ forms: FORMS, actions: knownActions });
