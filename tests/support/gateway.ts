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

/** A weak signal: how much comes through in a second, over all connections, and how long each answer takes. */
export interface Line {
  readonly bytesPerSecond: number;
  readonly roundTripMs: number;
}

/** How an answer goes from the server to whoever asked. */
type Pass = (from: Socket, to: Socket) => void;

const atOnce: Pass = (from, to) => void from.pipe(to);

/** Lets answers through as a line does: late, and one after the other over all its connections. */
function by({ bytesPerSecond, roundTripMs }: Line): Pass {
  let isFreeAt = 0;
  const later = (bytes: number, then: () => void): void => {
    const now = performance.now();
    isFreeAt = Math.max(now, isFreeAt) + (bytes / bytesPerSecond) * 1_000;
    setTimeout(then, isFreeAt - now + roundTripMs);
  };
  return (from, to) => {
    from.on("data", (chunk) => later(chunk.length, () => to.writable && to.write(chunk)));
    from.on("end", () => later(0, () => to.end()));
  };
}

/** Opens a way to what listens on a port of the loopback, at once or by a line. */
export async function openGateway(to: number, line?: Line): Promise<Gateway> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  const answer = line ? by(line) : atOnce;
  let door: Server | null = null;
  const join = (outer: Socket): void => {
    const inner = connect(to, "127.0.0.1");
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", (failed) => {
        sockets.delete(one);
        // What is under way on a line comes all the same.
        if (one === outer || failed || !line) other.destroy();
      });
    }
    outer.pipe(inner);
    answer(inner, outer);
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
