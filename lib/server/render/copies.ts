import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { COPIES_PATH, FIRST_COPIES_PATH, OFFLINE_PATH, searchFilePath } from "@/lib/address/files";
import { findRoute } from "@/lib/address/find";
import { inOtherLanguage } from "@/lib/address/language";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { AFTER_FORM, COPY_HEADER, type CopyBundle } from "@/lib/offline/protocol";
import { loadFirstPaths, loadPublicPaths } from "@/lib/pages/reading/public-pages";
import { loadSearchFile } from "@/lib/pages/reading/search-page";
import { LANGUAGES } from "@/lib/text/language";
import type { Application } from "../compose";
import type { Incoming } from "../guard/fair-use";
import { policyOfSharedPage } from "../guard/protection";
import { logFailure } from "../watch/log";
import { buildId } from "./build";
import { encodingFor } from "./encoding";
import { NOT_PACKED } from "./own-door";
import type { ReadyAnswer } from "./rendering";

/** The bundle as it is sent. */
interface Packed {
  readonly etag: string;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

const MB = 2 ** 20;
/** Pages have their frame in common: the window holds them all, so that it is sent once. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };

/** A page as a device keeps it. */
type Copy = CopyBundle["pages"][string];

/** What copies are made with. */
export interface CopySources {
  /** Where Next renders, behind our own door. */
  readonly door: string;
  /** The page itself where it is rendered without Next. */
  readonly page: (request: Incoming, search: string) => Promise<ReadyAnswer | null>;
}

async function copyOf(address: string, { door, page }: CopySources): Promise<Copy> {
  const [path = "/"] = address.split("?");
  const headers = { [COPY_HEADER]: "1" };
  const { route } = findRoute(path);
  const ready = await page({ method: "GET", path, route, headers }, address.slice(path.length));
  const own = ready?.headers["content-security-policy"];
  if (ready && own) return { html: ready.body.toString(), policy: own };
  const answer = await fetch(door + address, { headers: { ...headers, ...NOT_PACKED } });
  if (answer.status !== 200) throw new Error(`The copy of ${address} was answered with ${answer.status}.`);
  const html = await answer.text();
  return { html, policy: policyOfSharedPage(html) };
}

/** Copies of pages in each language, one after the other: whoever asks for a page meanwhile comes in between. */
async function copiesOf(paths: readonly string[], sources: CopySources): Promise<CopyBundle["pages"]> {
  const pages: Record<string, Copy> = {};
  for (const language of LANGUAGES) {
    for (const path of paths.map((one) => inOtherLanguage(one, language))) pages[path] = await copyOf(path, sources);
  }
  return pages;
}

const STAND_INS = [OFFLINE_PATH, OFFLINE_PATH + AFTER_FORM];

/** What a device keeps before everything else: what stands for a page that fails, and the buildings. */
async function firstBundle(app: Application, sources: CopySources): Promise<CopyBundle> {
  const pages = await copiesOf([...STAND_INS, ...(await loadFirstPaths(app))], sources);
  return { build: buildId(), pages, files: {} };
}

/** Everything public. */
async function wholeBundle(app: Application, sources: CopySources): Promise<CopyBundle> {
  const files: Record<string, string> = {};
  for (const language of LANGUAGES)
    files[searchFilePath(language)] = JSON.stringify(await loadSearchFile(app, language));
  const pages = await copiesOf([...STAND_INS, ...(await loadPublicPaths(app))], sources);
  return { build: buildId(), pages, files };
}

const BUNDLES: Readonly<Record<string, typeof wholeBundle>> = {
  [FIRST_COPIES_PATH]: firstBundle,
  [COPIES_PATH]: wholeBundle,
};

/** Whether an address is one of the bundles that devices keep. */
export const isBundle = (path: string): boolean => Object.hasOwn(BUNDLES, path);

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

/** What a bundle was made of, and what it is. */
interface Made {
  readonly of: string;
  readonly packed: Promise<Packed>;
}

/**
 * Answers GET for a bundle of public pages, as a device keeps them: rendered when it is first asked for, and anew when
 * the day, the plan or a setting is another one. What residents do changes none of them.
 */
export function makeCopies(
  app: Application,
  sources: CopySources,
): (request: Pick<Request, "headers" | "url">) => Promise<Response> {
  const made = new Map<string, Made>();

  async function current(path: string): Promise<Packed> {
    const { version } = await app.plan.book();
    const of = `${civilDateAt(app.clock.now())} ${version}`;
    const known = made.get(path);
    if (known?.of === of) return known.packed;
    const bundleOf = BUNDLES[path] ?? wholeBundle;
    const packed = bundleOf(app, sources).then(pack);
    made.set(path, { of, packed });
    packed.catch(() => made.delete(path));
    return packed;
  }

  return async ({ headers, url }) => {
    const packed = await current(new URL(url, sources.door).pathname).catch((cause: unknown) => {
      logFailure("the copies", cause);
      return null;
    });
    // Whoever reads has the page itself; the worker asks again when it next has reason to.
    if (!packed) return new Response(null, { status: 503, headers: { "cache-control": "no-store" } });
    const always = { etag: packed.etag, "cache-control": "no-cache", vary: "Accept-Encoding" };
    const known = (headers.get("if-none-match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
    if (known.includes(packed.etag)) return new Response(null, { status: 304, headers: always });
    const encoding = encodingFor(headers.get("accept-encoding")) ?? "gzip";
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
