import { z } from "zod";
import { listLocations } from "@/lib/use-cases/availability/availability";
import { locationsView } from "@/lib/wire/locations";
import { answer, apiGet, apiMethodNotAllowed, apiOptions } from "./frame";

const METHODS = ["GET", "HEAD"];

export const GET = (request: Request): Promise<Response> =>
  apiGet("GET /locations", request, z.object({}), async ({ app }) => answer(locationsView(await listLocations(app)())));

export const OPTIONS = (request: Request): Response => apiOptions(request, METHODS);

const notAllowed = apiMethodNotAllowed(METHODS);

export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT };
