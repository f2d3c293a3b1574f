import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY_WITHIN_MS = 60_000;

export interface ServerOptions {
  /** ISO instant at which the demo clock starts; each start begins there again. */
  readonly clock?: string;
  readonly limits?: "on" | "off";
  /** "off": documents come from Next, with its scripts. */
  readonly documents?: "on" | "off";
  readonly env?: Readonly<Record<string, string>>;
  /** An existing database file; a fresh one in a temporary folder otherwise. */
  readonly databaseFile?: string;
  /** Where another build of the application lies; this one otherwise. */
  readonly folder?: string;
  /** What Node is started with instead of the built application. */
  readonly command?: readonly string[];
  /** What Node is started through: a program that changes its circumstances and becomes its arguments. */
  readonly through?: readonly string[];
}

export interface TestServer {
  readonly url: string;
  /** The same by its address, for clients that look up no name. */
  readonly origin: string;
  readonly port: number;
  readonly databaseFile: string;
  readonly pid: number;
  /** Everything that the process has printed. */
  output(): string;
  /** Ends the process at once, as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code and how long it took in milliseconds. */
  stop(): Promise<{ readonly code: number | null; readonly took: number }>;
  /** Starts the built application, or another build of it, again on the same database and port. */
  restart(other?: { readonly folder?: string; readonly env?: Readonly<Record<string, string>> }): Promise<void>;
  /** Ends the process and removes the temporary folder. */
  dispose(): Promise<void>;
}

/**
 * Below the range from which Linux gives a port to whoever asks for any, and to every connection: a server's own inner
 * door could get the very port that its test had just found free, answer there as ready, and be gone a moment later.
 */
const PORTS = { from: 11_000, below: 32_000 };

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.below);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`);
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`The server was not ready in time:\n${output()}`);
}

const gone = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once("exit", () => done()));

/** Starts the built application on a free port with a database of its own. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const ownFolder = options.databaseFile ? null : mkdtempSync(join(tmpdir(), "okienko-"));
  const databaseFile = options.databaseFile ?? join(ownFolder ?? "", "okienko.db");
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess;
  let printed = "";
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: "127.0.0.1",
    DATABASE_URL: `file:${databaseFile}`,
    OKIENKO_DEMO: "1",
    OKIENKO_CLOCK: options.clock ?? "2026-11-23T09:00:00+01:00",
    OKIENKO_LIMITS: options.limits ?? "on",
    OKIENKO_DOCUMENTS: options.documents ?? "on",
    ...options.env,
  };
  const launch = async (other: { readonly folder?: string; readonly env?: Readonly<Record<string, string>> } = {}) => {
    const [program = "", ...argv] = [
      ...(options.through ?? []),
      process.execPath,
      ...(options.command ?? ["scripts/serve.mjs"]),
    ];
    child = spawn(program, argv, {
      cwd: other.folder ?? options.folder,
      env: { ...env, ...other.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout?.on("data", (chunk) => {
      printed += String(chunk);
    });
    child.stderr?.on("data", (chunk) => {
      printed += String(chunk);
    });
    try {
      await untilReady(url, child, () => printed);
    } catch (cause) {
      child.kill("SIGKILL");
      throw cause;
    }
  };
  await launch();
  return {
    url,
    origin: `http://127.0.0.1:${port}`,
    port,
    databaseFile,
    get pid() {
      return child.pid ?? 0;
    },
    output: () => printed,
    async kill() {
      child.kill("SIGKILL");
      await gone(child);
    },
    async stop() {
      const began = performance.now();
      child.kill("SIGTERM");
      await gone(child);
      return { code: child.exitCode, took: performance.now() - began };
    },
    restart: launch,
    async dispose() {
      child.kill("SIGKILL");
      await gone(child);
      if (ownFolder) rmSync(ownFolder, { recursive: true, force: true });
    },
  };
}
