import { dayQuery } from "@/lib/forms/api";
import { freeStartsOn } from "@/lib/use-cases/availability/availability";
import { questionProblem } from "@/lib/wire/problem";
import { startsView } from "@/lib/wire/start";
import { answer, apiGet, apiMethodNotAllowed, apiOptions, refuse } from "./frame";

const METHODS = ["GET", "HEAD"];

export const GET = (request: Request): Promise<Response> =>
  apiGet("GET /free-starts", request, dayQuery, async ({ app, texts }, { location, caseGroup, cases, date }) => {
    const matter = { locationId: location, caseGroupId: caseGroup, cases };
    const found = await freeStartsOn(app)(matter, date);
    return found.kind === "starts" ? answer(startsView(found.starts)) : refuse(questionProblem(texts, found));
  });

export const OPTIONS = (request: Request): Response => apiOptions(request, METHODS);

const notAllowed = apiMethodNotAllowed(METHODS);

export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT };
