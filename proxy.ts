import { type NextRequest, NextResponse } from "next/server";
import { application } from "@/lib/server/compose";
import { deviceCookieName, deviceCookieOptions, newDevice, readDevice } from "@/lib/server/device";
import { languageOfPath } from "@/lib/server/language-path";
import { judgeOrigin } from "@/lib/server/origin";
import { refusedFormPage } from "@/lib/server/refused-form";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Guards every page: a state change needs our own Origin; an unprefixed address gets its language; a device its cookie. */
export function proxy(request: NextRequest): NextResponse {
  const { env } = application();
  const headers = new Headers(request.headers);
  if (!READING.has(request.method)) {
    if (judgeOrigin(request.headers, env.publicUrl) !== "own") return refusedFormPage();
    // Next compares Origin with this header and answers 500: it was judged here already.
    headers.set("x-forwarded-host", new URL(request.headers.get("origin") ?? "").host);
  }
  const url = request.nextUrl.clone();
  url.pathname = languageOfPath(url.pathname);
  const name = deviceCookieName(env);
  const device = readDevice(request.cookies.get(name)?.value);
  const response = NextResponse.rewrite(url, { request: { headers } });
  // Set anew with every page, so that a day counts from the last visit and never ends while a ticket is looked at.
  if (request.method === "GET") response.cookies.set(name, device ?? newDevice(), deviceCookieOptions(env));
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/|fonts/|internal/|demo/|livez$|readyz$|icon\\.svg$|favicon\\.ico$|robots\\.txt$).*)"],
};
