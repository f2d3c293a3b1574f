/** What a form or a JSON document may measure at most, in bytes. */
export const BODY_BYTES_MAX = 64 * 1024;

/**
 * What is read of a request: a `Request`, or what the server around Next has read already. To wrap that in a `Request`
 * and its streams costs a tenth of a claim.
 */
export interface Asked extends Pick<Request, "method" | "url" | "headers"> {
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null;
}

/** Reads a body to its end, or null as soon as it is longer than the limit. */
export async function readBytes(request: Asked): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length")) > BODY_BYTES_MAX) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
