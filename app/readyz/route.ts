import { apiMethodNotAllowed } from "@/lib/server/api/frame";
import { application, isDamaged } from "@/lib/server/compose";
import { log } from "@/lib/server/watch/log";
import { type Note, type NotReady, readyView } from "@/lib/wire/ready";

export const dynamic = "force-dynamic";

const notAllowed = apiMethodNotAllowed(["GET", "HEAD"]);

export { notAllowed as DELETE, notAllowed as OPTIONS, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT };

async function obstacle(): Promise<NotReady | null> {
  try {
    const { stopping, health } = application();
    if (stopping) return "stopping";
    await health.probe();
    return null;
  } catch (cause) {
    const error = cause instanceof Error ? cause.name : typeof cause;
    const reason = isDamaged(cause) ? "damaged" : "database";
    log("error", "not-ready", { error, reason });
    return reason;
  }
}

/** What an operator has to look at, though bookings are taken: a doubted clock, or one that let nothing go yet, an undeclared proxy. */
function notes(): readonly Note[] {
  const { trust, proxyWatch } = application();
  const doubt = trust.doubt();
  return [
    ...(doubt ? [`clock-${doubt.reason}` as const] : []),
    ...(trust.owes() ? ["set-back-owed" as const] : []),
    ...(proxyWatch.found() ? ["undeclared-proxy" as const] : []),
  ];
}

/** Whether a booking could be taken now. */
export async function GET(): Promise<Response> {
  const reason = await obstacle();
  return Response.json(readyView(reason, notes()), {
    status: reason ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
