import { apiMethodNotAllowed } from "@/lib/server/api/frame";

export const dynamic = "force-dynamic";

const notAllowed = apiMethodNotAllowed(["GET", "HEAD"]);

export { notAllowed as DELETE, notAllowed as OPTIONS, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT };

/** The process turns; nothing else is asked, the database least of all. */
export const GET = (): Response =>
  new Response("ok", { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
