import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "./server";

/** A way of its own to a server: once shut, whoever asks there is refused, as where nobody listens. */
export interface Gateway {
  readonly url: string;
  /** Cuts every connection and takes no more. */
  shut(): Promise<void>;
  /** Takes connections again, at the same address. */
  open(): Promise<void>;
}

/** Opens a way to what listens on a port of the loopback. */
export async function openGateway(to: number): Promise<Gateway> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let door: Server | null = null;
  const join = (outer: Socket): void => {
    const inner = connect(to, "127.0.0.1");
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  };
  const gateway = {
    url: `http://localhost:${port}`,
    open: () =>
      new Promise<void>((done, fail) => {
        door = createServer({ allowHalfOpen: true }, join);
        door.once("error", fail);
        door.listen(port, "127.0.0.1", done);
      }),
    shut: () =>
      new Promise<void>((done) => {
        const closing = door;
        door = null;
        if (!closing) return done();
        closing.close(() => done());
        for (const one of sockets) one.destroy();
      }),
  };
  await gateway.open();
  return gateway;
}
