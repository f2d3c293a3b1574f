import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A text message as the provider gets it. */
export interface Asked {
  readonly to: string;
  readonly message: string;
  readonly idx: string;
  readonly [field: string]: unknown;
}

/** What the provider answers: a status and a body, silence, or a broken connection. */
export type Answer = { readonly status?: number; readonly body: unknown } | "silence" | "hang-up";

const TAKEN: Answer = { body: { count: 1, list: [{ id: "1", points: 0.16, number: "48600700800", date_sent: 0 }] } };

/** A provider of text messages on the loopback, of SMSAPI's kind. */
export async function openProvider(answerTo: (asked: Asked) => Answer = () => TAKEN) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const sms = JSON.parse(Buffer.concat(parts).toString()) as Asked;
    asked.push(sms);
    const answer = answerTo(sms);
    if (answer === "silence") return;
    if (answer === "hang-up") return request.socket.destroy();
    response.writeHead(answer.status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
