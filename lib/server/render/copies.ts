import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { OFFLINE_PATH, searchFilePath } from "@/lib/address/files";
import { inOtherLanguage } from "@/lib/address/language";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { AFTER_FORM, COPY_HEADER, type CopyBundle } from "@/lib/offline/protocol";
import { loadPublicPaths } from "@/lib/pages/reading/public-pages";
import { loadSearchFile } from "@/lib/pages/reading/search-page";
import { LANGUAGES } from "@/lib/text/language";
import type { Application } from "../compose";
import { policyOfSharedPage } from "../guard/protection";
import { logFailure } from "../watch/log";
import { buildId } from "./build";
import { NOT_PACKED } from "./own-door";

/** The bundle as it is sent. */
interface Packed {
  readonly etag: string;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

const MB = 2 ** 20;
/** Pages have their frame in common: the window holds them all, so that it is sent once. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };

async function bundleOf(app: Application, door: string): Promise<CopyBundle> {
  const pages: Record<string, { html: string; policy: string }> = {};
  const files: Record<string, string> = {};
  const paths = [OFFLINE_PATH, OFFLINE_PATH + AFTER_FORM, ...(await loadPublicPaths(app))];
  for (const language of LANGUAGES) {
    files[searchFilePath(language)] = JSON.stringify(await loadSearchFile(app, language));
    // One after the other: whoever asks for a page meanwhile comes in between.
    for (const path of paths.map((one) => inOtherLanguage(one, language))) {
      const answer = await fetch(door + path, { headers: { [COPY_HEADER]: "1", ...NOT_PACKED } });
      if (answer.status !== 200) throw new Error(`The copy of ${path} was answered with ${answer.status}.`);
      const html = await answer.text();
      pages[path] = { html, policy: policyOfSharedPage(html) };
    }
  }
  return { build: buildId(), pages, files };
}

async function pack(bundle: CopyBundle): Promise<Packed> {
  const bytes = Buffer.from(JSON.stringify(bundle));
  const sized = { ...BROTLI, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: sized, chunkSize: MB }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  const etag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
  return { etag, br, gzip: gzipped };
}

/**
 * Answers GET for every public page at once, as a device keeps them: rendered through our own door when they are first
 * asked for, and anew when the day, the plan or a setting is another one. What residents do changes none of them.
 */
export function makeCopies(app: Application, door: string): (request: Pick<Request, "headers">) => Promise<Response> {
  let made: { readonly of: string; readonly packed: Promise<Packed> } | null = null;

  async function current(): Promise<Packed> {
    const { version } = await app.plan.book();
    const of = `${civilDateAt(app.clock.now())} ${version}`;
    if (made?.of !== of) {
      const packed = bundleOf(app, door).then(pack);
      made = { of, packed };
      packed.catch(() => {
        made = null;
      });
    }
    return made.packed;
  }

  return async ({ headers }) => {
    const packed = await current().catch((cause: unknown) => {
      logFailure("the copies", cause);
      return null;
    });
    // Whoever reads has the page itself; the worker asks again when it next has reason to.
    if (!packed) return new Response(null, { status: 503, headers: { "cache-control": "no-store" } });
    const always = { etag: packed.etag, "cache-control": "no-cache", vary: "Accept-Encoding" };
    const known = (headers.get("if-none-match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
    if (known.includes(packed.etag)) return new Response(null, { status: 304, headers: always });
    const encoding = /\bbr\b/.test(headers.get("accept-encoding") ?? "") ? "br" : "gzip";
    const body = packed[encoding];
    return new Response(new Uint8Array(body), {
      headers: {
        ...always,
        "content-type": "application/json",
        "content-encoding": encoding,
        "content-length": String(body.length),
      },
    });
  };
}
