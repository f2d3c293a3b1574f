export const dynamic = "force-dynamic";

/** The process turns; nothing else is asked, the database least of all. */
export const GET = (): Response =>
  new Response("ok", { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
