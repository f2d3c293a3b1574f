import type { ServerResponse } from "node:http";

/** What is being answered: an end waits for requests, and ends streams at once. */
export interface UnderWay {
  begin(response: ServerResponse): void;
  /** The answer has become a stream, which nobody waits for. */
  stream(response: ServerResponse): void;
  /** How many requests wait for their answer. */
  count(): number;
  /** When the last request came, on the monotonic clock. */
  latestArrival(): number;
  /** Ends every stream, and whatever still becomes one. */
  endStreams(): void;
}

/** Opens an empty list. */
export function openUnderWay(): UnderWay {
  const waiting = new Set<ServerResponse>();
  const streams = new Set<ServerResponse>();
  let latest = 0;
  let ending = false;
  return {
    begin(response) {
      latest = performance.now();
      waiting.add(response);
      response.once("close", () => {
        waiting.delete(response);
        streams.delete(response);
      });
    },
    stream(response) {
      if (!waiting.delete(response)) return;
      if (ending) response.destroy();
      else streams.add(response);
    },
    count: () => waiting.size,
    latestArrival: () => latest,
    endStreams() {
      ending = true;
      // A stream whose head stands in the reader's browser is asked for again there: it need not be a clean end.
      for (const response of streams) response.destroy();
    },
  };
}
