// The API without Next and with one fault, for the controls: `careless-server.ts FAULT`, environment as the real one.
import { createServer, type IncomingMessage } from "node:http";
import { GET as freeStarts } from "@/app/api/v1/free-starts/route";
import { GET as nextFree } from "@/app/api/v1/next-free/route";
import { DELETE as cancel, GET as visit } from "@/app/api/v1/visits/[token]/route";
import { POST as claim } from "@/app/api/v1/visits/route";
import { GET as ready } from "@/app/readyz/route";
import type { Ports } from "@/lib/ports/store";
import { startApplication } from "@/lib/server/compose";
import { PEER_HEADER } from "@/lib/server/who/client-address";
import { FAULTS, type Fault } from "./faults";

const fault = process.argv[2] as Fault;
const app = startApplication(process.env);
const endsAtOnce = fault === "ends at once";
if (!endsAtOnce) {
  for (const [role, differently] of Object.entries(FAULTS[fault](app)))
    Object.assign(app[role as keyof Ports], differently);
}

function answer(request: Request, path: string, method: string): Response | Promise<Response> {
  const [, token] = path.match(/^\/api\/v1\/visits\/([\w-]+)$/) ?? [];
  if (token) {
    const ticket = { params: Promise.resolve({ token }) };
    return method === "DELETE" ? cancel(request, ticket) : visit(request, ticket);
  }
  if (path === "/api/v1/visits") return claim(request);
  if (path === "/api/v1/next-free") return nextFree(request);
  if (path === "/api/v1/free-starts") return freeStarts(request);
  if (path === "/readyz") return ready();
  return new Response("Not found", { status: 404 });
}

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return chunks.length > 0 ? new Uint8Array(Buffer.concat(chunks)) : null;
}

const server = createServer(async (incoming, outgoing) => {
  const { method = "GET", url = "/" } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  headers.set(PEER_HEADER, incoming.socket.remoteAddress ?? "");
  const body = await bodyOf(incoming);
  const address = new URL(url, `http://${incoming.headers.host}`);
  const response = await answer(new Request(address, { method, headers, body }), address.pathname, method);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
});

if (endsAtOnce) process.on("SIGTERM", () => process.exit(0));
server.listen(app.env.port, app.env.host);
