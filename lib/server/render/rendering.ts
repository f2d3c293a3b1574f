import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type Encoding, encodingFor } from "./encoding";

/** A page as HTML with the policy that it is sent with; packed once for each way in which a browser wants it. */
export interface Rendering {
  readonly html: Buffer;
  readonly policy: string;
  readonly packed: Map<Encoding, Packed>;
}

/** A page as it is packed by now. */
interface Packed {
  readonly body: Promise<Buffer>;
  /** Whether it is packed, or being packed, as well as it will ever be. */
  readonly isBest: boolean;
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
/** A millisecond, for a page that is sent once: as long as with less effort, and a tenth smaller. */
export const FOR_ONE: Effort = { br: 3, gzip: 1 };

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

/**
 * A page that nobody has asked for packed yet is packed fast: in a rush it is another one before the next asks. Whoever
 * asks for it a second time has it packed better for those who come after.
 */
function packedAs({ html, packed }: Rendering, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const known = packed.get(encoding);
  if (known?.isBest) return known.body;
  const body = known?.body ?? pack(html, encoding, FOR_ONE);
  packed.set(encoding, { body, isBest: known !== undefined || effort === FOR_ONE });
  if (known) {
    pack(html, encoding, effort).then(
      (better) => packed.set(encoding, { body: Promise.resolve(better), isBest: true }),
      () => undefined,
    );
  }
  return body;
}
