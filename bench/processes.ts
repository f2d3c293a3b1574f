import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { freePort, type ServerOptions, startServer, type TestServer } from "../tests/support/server";
import { CLOCK } from "./city";
import type { How, Order, Round } from "./load";

const TSX = ["--import", "tsx"];

/** What was started for the bench, to be ended whatever happens. */
const ends: (() => unknown)[] = [];

/** Ends every process that the bench has started. */
export async function endAll(): Promise<void> {
  for (const end of ends.splice(0)) await end();
}

const endChild = (child: ChildProcess) => () => child.kill("SIGKILL");

/** The built application as the options say. */
export async function startApplication(options: ServerOptions): Promise<TestServer> {
  const server = await startServer(options);
  ends.push(() => server.dispose());
  return server;
}

/** The built application on a file, limits off; gives its origin. */
export async function startOkienko(databaseFile: string): Promise<string> {
  return (await startApplication({ databaseFile, clock: CLOCK, limits: "off" })).origin;
}

/** The bare floor on a file; gives its origin. */
export async function startFloor(databaseFile: string): Promise<string> {
  const port = await freePort();
  const argv = [...TSX, resolve(import.meta.dirname, "floor.ts"), databaseFile, String(port)];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  ends.push(endChild(child));
  await once(child.stdout, "data");
  return `http://127.0.0.1:${port}`;
}

/** A client process; each call is one round. */
export type Client = (order: Order) => Promise<Round>;

export async function startClient(how: How, origin: string): Promise<Client> {
  const child = fork(resolve(import.meta.dirname, "load.ts"), [how, origin], { execArgv: TSX });
  ends.push(endChild(child));
  let hear: (message: unknown) => void = () => undefined;
  let fail: (cause: Error) => void = () => undefined;
  child.on("message", (message) => hear(message));
  child.on("exit", () => fail(new Error(`The client for ${how} ended before its time.`)));
  const said = (): Promise<unknown> =>
    new Promise((done, failed) => {
      hear = done;
      fail = failed;
    });
  await said();
  return (order) => {
    const result = said() as Promise<Round>;
    child.send(order);
    return result;
  };
}
