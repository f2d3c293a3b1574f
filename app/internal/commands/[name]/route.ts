import { apiNowhere } from "@/lib/server/api/frame";
import { isCommandPass } from "@/lib/server/beside/server-address";
import { CommandError, runCommand } from "@/lib/server/commands";
import { application } from "@/lib/server/compose";
import { cameFromHere } from "@/lib/server/who/client-address";

interface Context {
  readonly params: Promise<{ readonly name: string }>;
}

/** Commands of this machine's operator: over loopback, with a pass made from the server's secret; else 404. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const app = application();
  const pass = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  if (!cameFromHere(request.headers) || !isCommandPass(app.secret, pass))
    return new Response("Not found", { status: 404 });
  try {
    return Response.json(await runCommand(app, (await params).name, await request.json()));
  } catch (cause) {
    if (cause instanceof CommandError) return Response.json({ error: cause.message }, { status: 422 });
    throw cause;
  }
}

export { apiNowhere as DELETE, apiNowhere as GET, apiNowhere as OPTIONS, apiNowhere as PATCH, apiNowhere as PUT };
