import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type Encoding, encodingFor } from "./encoding";

/** A page as HTML with the policy that it is sent with; packed once for each way in which a browser wants it. */
export interface Rendering {
  readonly html: Buffer;
  readonly policy: string;
  readonly packed: Map<Encoding, Promise<Buffer>>;
}

/** An answer that needs nothing more than to be sent. */
export interface ReadyAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** How much time packing may take: a page that many read takes more of it than one that is somebody's own. */
export interface Effort {
  readonly br: number;
  readonly gzip: number;
}

/** Some three milliseconds once, for a page that lives for seconds or minutes. */
export const FOR_MANY: Effort = { br: 5, gzip: 6 };
/** A third of a millisecond, for a page that is sent once. */
export const FOR_ONE: Effort = { br: 1, gzip: 1 };

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

const pack = (html: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> =>
  encoding === "br"
    ? brotli(html, {
        params: { [constants.BROTLI_PARAM_QUALITY]: effort.br, [constants.BROTLI_PARAM_SIZE_HINT]: html.length },
      })
    : gzipped(html, { level: effort.gzip });

/** A rendering that nobody has asked for packed yet. */
export const renderingOf = (html: string, policy: string): Rendering => ({
  html: Buffer.from(html),
  policy,
  packed: new Map(),
});

/** What a request says of how it is to be answered. */
interface Asked {
  /** The request's `Accept-Encoding`. */
  readonly acceptEncoding: string | null;
  /** Whether the browser's language decided. */
  readonly negotiated: boolean;
}

/** The answer that a rendering is, packed as the browser wants it. */
export async function answerOf(
  rendering: Rendering,
  { acceptEncoding, negotiated }: Asked,
  effort: Effort,
): Promise<ReadyAnswer> {
  const encoding = encodingFor(acceptEncoding);
  return {
    body: encoding === null ? rendering.html : await packedAs(rendering, encoding, effort),
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-store",
      "content-security-policy": rendering.policy,
      vary: negotiated ? "Accept-Language, Accept-Encoding" : "Accept-Encoding",
      ...(encoding && { "content-encoding": encoding }),
    },
  };
}

function packedAs({ html, packed }: Rendering, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const body = packed.get(encoding) ?? pack(html, encoding, effort);
  packed.set(encoding, body);
  return body;
}
