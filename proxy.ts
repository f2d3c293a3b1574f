import { type NextRequest, NextResponse } from "next/server";
import { refuseRequest } from "@/lib/server/admission";
import { answerVaries } from "@/lib/server/answer";
import { PATH_HEADER, PREFIX_HEADER, readAddress } from "@/lib/server/language-path";

/** Guards every page: a state change is a form of ours; an unprefixed address gets its language. */
export async function proxy(request: NextRequest): Promise<Response> {
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
  if (negotiated) answerVaries("Accept-Language");
  return NextResponse.rewrite(url, { request: { headers } });
}

export const config = {
  matcher: [
    "/((?!api/|_next/|fonts/[^/]+\\.woff2$|internal/commands/|demo/clock$|livez$|readyz$|icon\\.svg$|plain\\.css$|favicon\\.ico$|robots\\.txt$).*)",
  ],
};
