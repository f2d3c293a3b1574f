import { loadCalendarEntry } from "@/lib/letters/calendar-entry";
import { calendarFile, calendarTypeOf } from "@/lib/letters/calendar-file";
import { application } from "@/lib/server/compose";
import { addressIn, publicOrigin } from "@/lib/server/env";
import { refusalOf } from "@/lib/server/guard/objection";
import { visitOfAddress } from "@/lib/server/who/visit-of-address";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";

interface Context {
  readonly params: Promise<{ readonly lang: string; readonly token: string }>;
}

/** GET /wizyta/{token}/wizyta.ics: the visit for the resident's own calendar. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { lang, token } = await params;
  const app = application();
  const visit = await visitOfAddress(token);
  if (!visit) return refusalOf("unknown", new URL(request.url).pathname, request.headers.get("accept-language"));
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const entry = await loadCalendarEntry(app, visit, token, publicOrigin(app.env), language);
  return new Response(calendarFile(entry, app.clock.now(), addressIn(app.env.mailFrom)), {
    headers: {
      "content-type": calendarTypeOf(entry),
      "content-disposition": 'attachment; filename="wizyta.ics"',
      "cache-control": "no-store",
    },
  });
}
