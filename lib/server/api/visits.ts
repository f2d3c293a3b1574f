import { apiVisitPath } from "@/lib/address/files";
import { readClaim } from "@/lib/forms/api";
import { claimOverApi } from "@/lib/use-cases/program/api-claim";
import { claimProblem } from "@/lib/wire/problem";
import { visitView } from "@/lib/wire/visit";
import { answer, apiMethodNotAllowed, apiOptions, apiPost, networkAsker, refuse } from "./frame";

const METHODS = ["POST"];

export const POST = (request: Request): Promise<Response> =>
  apiPost("POST /visits", request, readClaim, async (call, claim) => {
    const claimed = await claimOverApi(call.app)(claim, networkAsker(call));
    if (claimed.kind !== "booked") return refuse(claimProblem(call.texts, claimed, call.app.hotline));
    const { visit, token } = claimed;
    return answer(visitView(visit, token), 201, { location: apiVisitPath(token) });
  });

export const OPTIONS = (request: Request): Response => apiOptions(request, METHODS);

const notAllowed = apiMethodNotAllowed(METHODS);

export { notAllowed as GET, notAllowed as DELETE, notAllowed as PATCH, notAllowed as PUT };
