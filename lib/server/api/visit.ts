import { z } from "zod";
import { cancelVisit, findVisit } from "@/lib/use-cases/visit/own-visit";
import { problem } from "@/lib/wire/problem";
import { visitView } from "@/lib/wire/visit";
import { answer, apiDelete, apiGet, apiMethodNotAllowed, apiOptions, networkAsker, refuse } from "./frame";

const METHODS = ["GET", "HEAD", "DELETE"];

/** The visit that an address names. */
export interface Ticket {
  readonly params: Promise<{ readonly token: string }>;
}

export const GET = (request: Request, { params }: Ticket): Promise<Response> =>
  apiGet("GET /visits/{token}", request, z.object({}), async ({ app, texts }) => {
    const { token } = await params;
    const visit = await findVisit(app)(token);
    return visit ? answer(visitView(visit, token)) : refuse(problem("unknown-visit", texts.unknownVisit));
  });

export const DELETE = (request: Request, { params }: Ticket): Promise<Response> =>
  apiDelete("DELETE /visits/{token}", request, async (call) => {
    const { app, texts } = call;
    const { token } = await params;
    const cancelled = await cancelVisit(app)(token, "resident", networkAsker(call));
    switch (cancelled.kind) {
      case "cancelled":
        return answer(visitView(cancelled.visit, token));
      case "unknown":
        return refuse(problem("unknown-visit", texts.unknownVisit));
      case "too-late":
        return refuse(problem("too-late", texts.tooLate));
    }
  });

export const OPTIONS = (request: Request): Response => apiOptions(request, METHODS);

const notAllowed = apiMethodNotAllowed(METHODS);

export { notAllowed as PATCH, notAllowed as POST, notAllowed as PUT };
