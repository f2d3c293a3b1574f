import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";

const ANSWER_WITHIN_MS = 60_000;
const ASK_AGAIN_MS = 100;

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Question {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** A question without an answer. `refused`: no connection came about, so nothing was ever asked. */
export class Unanswered extends Error {
  constructor(
    readonly code: string,
    readonly refused: boolean,
  ) {
    super(`No answer: ${code}.`);
  }
}

/** Connections that stay open between questions, at most so many at once. */
export const connections = (most: number): Agent => new Agent({ keepAlive: true, maxSockets: most });

/** Asks over HTTP and reads the whole answer. Throws Unanswered. */
export function ask(agent: Agent, url: string, { method = "GET", headers = {}, body }: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const outgoing = request(url, { agent, method, headers: { ...headers, ...length } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("aborted", () => reject(new Unanswered("CUT", false)));
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
    });
    outgoing.on("error", (cause: NodeJS.ErrnoException) =>
      reject(new Unanswered(cause.code ?? cause.message, cause.code === "ECONNREFUSED")),
    );
    outgoing.setTimeout(ANSWER_WITHIN_MS, () => outgoing.destroy(new Error("TIMEOUT")));
    outgoing.end(body);
  });
}

export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Asks again and again while nobody answers, as a phone does while the server starts anew. */
export async function untilAnswered<T>(question: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await question();
    } catch (cause) {
      if (!(cause instanceof Unanswered)) throw cause;
      await pause(ASK_AGAIN_MS);
    }
  }
}
