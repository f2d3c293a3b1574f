import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** As Node answers them where nobody listens; all others are 400. */
const CLIENT_ERRORS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

const PLAIN = "text/plain; charset=utf-8";

/** Answers to what never becomes a request, with the headers that every answer carries. */
export function answersToNoRequest(always: Readonly<Record<string, string>>) {
  const sentence = (status: string, text: string): string =>
    [
      `HTTP/1.1 ${status}`,
      ...Object.entries(always).map(([name, value]) => `${name}: ${value}`),
      "Connection: close",
      `Content-Type: ${PLAIN}`,
      `Content-Length: ${text.length + 1}`,
      "",
      `${text}\n`,
    ].join("\r\n");
  return {
    /** What is no HTTP. */
    clientError({ code = "" }: NodeJS.ErrnoException, socket: Duplex): void {
      if (code === "ECONNRESET" || !socket.writable) socket.destroy();
      else
        socket.end(sentence(CLIENT_ERRORS[code] ?? "400 Bad Request", "This is not an HTTP request that can be read."));
    },
    /** What expects more than an answer. */
    expectation(response: ServerResponse): void {
      response
        .writeHead(417, { ...always, "content-type": PLAIN, connection: "close" })
        .end("Nothing is known here of this expectation.\n");
    },
    /** What asks for a tunnel. */
    tunnel(socket: Duplex): void {
      socket.end(sentence("405 Method Not Allowed", "There is no tunnel here."));
    },
  };
}
