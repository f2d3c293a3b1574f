import type { Matter } from "@/lib/domain/visit/matter";
import { matterQuery } from "@/lib/forms/api";
import { type NextFree, nextFreeToday, signOffer } from "@/lib/use-cases/availability/availability";
import { questionProblem } from "@/lib/wire/problem";
import { noStartView, offerView } from "@/lib/wire/start";
import { answer, apiGet, apiMethodNotAllowed, apiOptions, type Call, refuse } from "./frame";

const METHODS = ["GET", "HEAD"];

async function respond({ app, texts }: Call, matter: Matter, next: NextFree): Promise<Response> {
  switch (next.kind) {
    case "free":
      return answer(offerView(await signOffer(app)(matter, next.free)));
    case "none":
      return answer(noStartView(next.why, next.alternatives));
    default:
      return refuse(questionProblem(texts, next));
  }
}

export const GET = (request: Request): Promise<Response> =>
  apiGet("GET /next-free", request, matterQuery, async (call, { location, caseGroup, cases }) => {
    const matter = { locationId: location, caseGroupId: caseGroup, cases };
    return respond(call, matter, await nextFreeToday(call.app)(matter));
  });

export const OPTIONS = (request: Request): Response => apiOptions(request, METHODS);

const notAllowed = apiMethodNotAllowed(METHODS);

export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT };
