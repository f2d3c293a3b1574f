import { type NextRequest, NextResponse } from "next/server";
import { addressOf, admitForm } from "@/lib/server/admission";
import { answerVaries } from "@/lib/server/answer";
import { PATH_HEADER, PREFIX_HEADER } from "@/lib/server/language-path";

const READING = new Set(["GET", "HEAD"]);

/** Guards every page: a state change is a form of ours; an unprefixed address gets its language. */
export async function proxy(request: NextRequest): Promise<Response> {
  const admitted = READING.has(request.method) ? null : await admitForm(request);
  if (admitted instanceof Response) return admitted;
  const headers = new Headers(request.headers);
  // Next compares Origin with this header and answers 500: it was judged here already.
  if (request.method === "POST") headers.set("x-forwarded-host", new URL(request.headers.get("origin") ?? "").host);
  const url = request.nextUrl.clone();
  const { pathname, prefix, path, negotiated } = addressOf(request);
  url.pathname = pathname;
  headers.set(PREFIX_HEADER, prefix);
  headers.set(PATH_HEADER, path + url.search);
  if (negotiated) answerVaries("Accept-Language");
  return NextResponse.rewrite(url, { request: { headers } });
}

export const config = {
  matcher: [
    "/((?!api/|dane/|_next/|fonts/[^/]+\\.woff2$|icons/|sw\\.js$|sitemap\\.xml$|internal/commands/|demo/clock$|livez$|readyz$|icon\\.svg$|plain\\.css$|favicon\\.ico$|robots\\.txt$).*)",
  ],
};
