import { type NextRequest, NextResponse } from "next/server";
import { refuseRequest } from "@/lib/server/admission";
import { answerVaries } from "@/lib/server/answer";
import { application } from "@/lib/server/compose";
import { deviceCookie, deviceCookieName, newDevice, readDevice } from "@/lib/server/device";
import { PATH_HEADER, PREFIX_HEADER, readAddress } from "@/lib/server/language-path";

/** Guards every page: a state change is a form of ours; an unprefixed address gets its language; a device its cookie. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { env } = application();
  const refusal = await refuseRequest(request);
  if (refusal) return refusal;
  const headers = new Headers(request.headers);
  // Next compares Origin with this header and answers 500: it was judged here already.
  if (request.method === "POST") headers.set("x-forwarded-host", new URL(request.headers.get("origin") ?? "").host);
  const url = request.nextUrl.clone();
  const { pathname, prefix, path, negotiated } = readAddress(url.pathname, request.headers.get("accept-language"));
  url.pathname = pathname;
  headers.set(PREFIX_HEADER, prefix);
  headers.set(PATH_HEADER, path + url.search);
  const device = readDevice(request.cookies.get(deviceCookieName(env))?.value);
  const response = NextResponse.rewrite(url, { request: { headers } });
  // Set anew with every page, so that a day counts from the last visit and never ends while a ticket is looked at.
  if (request.method === "GET") response.headers.append("set-cookie", deviceCookie(env, device ?? newDevice()));
  if (negotiated) answerVaries("Accept-Language");
  return response;
}

export const config = {
  matcher: [
    "/((?!api/|_next/|fonts/[^/]+\\.woff2$|internal/commands/|demo/clock$|livez$|readyz$|icon\\.svg$|plain\\.css$|favicon\\.ico$|robots\\.txt$).*)",
  ],
};
