import { readMove } from "@/lib/forms/api";
import { moveOverApi } from "@/lib/use-cases/program/api-move";
import { moveProblem } from "@/lib/wire/problem";
import { visitView } from "@/lib/wire/visit";
import { answer, apiMethodNotAllowed, apiOptions, apiPost, networkAsker, refuse } from "./frame";
import type { Ticket } from "./visit";

const METHODS = ["POST"];

export const POST = (request: Request, { params }: Ticket): Promise<Response> =>
  apiPost("POST /visits/{token}/move", request, readMove, async (call, move) => {
    const { app, texts } = call;
    const { token } = await params;
    const moved = await moveOverApi(app)(token, move, networkAsker(call));
    return moved.kind === "moved"
      ? answer(visitView(moved.visit, token))
      : refuse(moveProblem(texts, moved, app.hotline));
  });

export const OPTIONS = (request: Request): Response => apiOptions(request, METHODS);

const notAllowed = apiMethodNotAllowed(METHODS);

export { notAllowed as DELETE, notAllowed as GET, notAllowed as PATCH, notAllowed as PUT };
