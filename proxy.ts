import { type NextRequest, NextResponse } from "next/server";
import { findRoute } from "@/lib/address/find";
import { HOST_HEADER } from "@/lib/next-inside/names";
import { addressOf, admitForm } from "@/lib/server/forms/admission";
import { answerVaries } from "@/lib/server/render/answer";

const READING = new Set(["GET", "HEAD"]);

/** Guards every page: a state change is a form of ours; a resident's unprefixed address gets its language. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { route } = findRoute(new URL(request.url).pathname);
  const admitted = READING.has(request.method) ? null : await admitForm(request, route);
  if (admitted instanceof Response) return admitted;
  const headers = new Headers(request.headers);
  // Next compares Origin with this header and answers 500: it was judged here already.
  if (request.method === "POST") headers.set(HOST_HEADER, new URL(request.headers.get("origin") ?? "").host);
  if (route.language === "none") return NextResponse.next({ request: { headers } });
  const url = request.nextUrl.clone();
  const { pathname, negotiated } = addressOf(request);
  url.pathname = pathname;
  if (negotiated) answerVaries("Accept-Language");
  return NextResponse.rewrite(url, { request: { headers } });
}

// Next reads this list without running it: tests/address compares it with the table of routes.
export const config = {
  matcher: [
    "/((?!api/|dane/|_next/|fonts/[^/]+\\.woff2$|icons/|sw\\.js$|sitemap\\.xml$|internal/commands/|demo/clock$|livez$|readyz$|icon\\.svg$|plain\\.css$|favicon\\.ico$|robots\\.txt$).*)",
  ],
};
