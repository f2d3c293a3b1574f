import { DEMO_CLOCK_PATH } from "@/lib/address/files";
import { readDemoClock } from "@/lib/forms/api";
import { answer, apiNowhere, apiPost, type Call } from "@/lib/server/api/frame";
import { beganHere } from "@/lib/server/who/client-address";
import { instantText } from "@/lib/wire/instant";
import { type Problem, problem } from "@/lib/wire/problem";

export const dynamic = "force-dynamic";

function admit({ app, request, texts }: Call): Problem | null {
  if (!app.env.demo) return problem("not-found", texts.noDemo);
  return beganHere(request.headers) ? null : problem("not-local", texts.notLocal);
}

/** Lets time pass for the demo, or sets its clock wrong, and says what it shows. */
export const POST = (request: Request): Promise<Response> =>
  apiPost(
    `POST ${DEMO_CLOCK_PATH}`,
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
