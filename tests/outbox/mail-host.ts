import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

/** A letter that was handed over to its final dot. */
export interface HandedOver {
  readonly to: string;
  /** Milliseconds since the host was opened. */
  readonly at: number;
  readonly text: string;
}

export interface MailHost {
  readonly port: number;
  readonly url: string;
  readonly handedOver: readonly HandedOver[];
  /** Everybody who said who they are, with their passwords. */
  readonly logins: readonly string[];
  connections(): number;
}

interface HostOptions extends SMTPServerOptions {
  /** Milliseconds until the host answers the final dot of a letter to somebody. */
  readonly answersAfter?: (to: string) => number;
  /** Where it hangs up instead of answering. */
  readonly hangsUpAt?: "recipient" | "data";
}

/** A mail server on the loopback that takes its time. */
export async function openMailHost(options: HostOptions = {}): Promise<MailHost> {
  const { answersAfter = () => 0, hangsUpAt, ...rest } = options;
  const handedOver: HandedOver[] = [];
  const logins: string[] = [];
  let connections = 0;
  const began = performance.now();
  const server = new SMTPServer({
    ...{ authOptional: true, logger: false, disabledCommands: ["STARTTLS"], closeTimeout: 10 },
    onConnect(_session, done) {
      connections++;
      done();
    },
    onAuth({ username, password }, _session, done) {
      logins.push(`${username} ${password}`);
      done(null, { user: username });
    },
    onRcptTo(_address, session, done) {
      if (hangsUpAt === "recipient") hangUp(session.id);
      else done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      const to = session.envelope.rcptTo[0]?.address ?? "";
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        handedOver.push({ to, at: performance.now() - began, text: Buffer.concat(parts).toString() });
        if (hangsUpAt === "data") return hangUp(session.id);
        await pause(answersAfter(to), undefined, { ref: false });
        done();
      });
    },
    ...rest,
  });
  const hangUp = (id: string): void => {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>)
      if (connection.id === id) connection._socket.destroy();
  };
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  const { port } = server.server.address() as AddressInfo;
  return {
    ...{ port, url: `smtp://127.0.0.1:${port}`, handedOver, logins },
    connections: () => connections,
  };
}
