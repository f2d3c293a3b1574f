import { openApi } from "@/lib/wire/openapi";
import { apiMethodNotAllowed, apiOptions } from "./frame";

const METHODS = ["GET", "HEAD"];

/** The document is the same for everybody until the next upgrade. */
export const GET = (): Response =>
  Response.json(openApi, { headers: { "access-control-allow-origin": "*", "cache-control": "public, max-age=3600" } });

export const OPTIONS = (request: Request): Response => apiOptions(request, METHODS);

const notAllowed = apiMethodNotAllowed(METHODS);

export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT };
