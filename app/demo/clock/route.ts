import { BlockList, isIP } from "node:net";
import { readDemoClock } from "@/lib/forms/api";
import { answer, apiNowhere, apiPost, type Call } from "@/lib/server/api/frame";
import { clientAddress } from "@/lib/server/who/client-address";
import { instantText } from "@/lib/wire/instant";
import { type Problem, problem } from "@/lib/wire/problem";

export const dynamic = "force-dynamic";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Whether the request began on this machine: a proxy running here forwards others, so its word counts too. */
function isLocal(headers: Headers): boolean {
  const address = clientAddress(headers, LOOPBACK);
  return isIP(address) !== 0 && LOOPBACK.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
}

function admit({ app, request, texts }: Call): Problem | null {
  if (!app.env.demo) return problem("not-found", texts.noDemo);
  return isLocal(request.headers) ? null : problem("not-local", texts.notLocal);
}

/** Lets time pass for the demo, or sets its clock wrong, and says what it shows. */
export const POST = (request: Request): Promise<Response> =>
  apiPost(
    "POST /demo/clock",
    request,
    readDemoClock,
    async ({ app }, { advance, step }) => {
      app.clock.advance(advance ?? 0);
      app.clock.step(step ?? 0);
      return answer({ now: instantText(app.clock.now()) });
    },
    admit,
  );

export { apiNowhere as DELETE, apiNowhere as GET, apiNowhere as OPTIONS, apiNowhere as PATCH, apiNowhere as PUT };
