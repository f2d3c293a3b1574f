import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer, type TestServer } from "../support/server";

/** A server of which a test sets the wall clock, as somebody sets a machine's. */
export interface ClockedServer extends TestServer {
  /** What tells a process that is loaded with `false-date.mjs` how far off its clock stands. */
  readonly dateFile: string;
  /** What its clock would show if it were right. */
  rightNow(): number;
  /** Has the clock stand off by so many milliseconds; of a server that is stopped, when it is started again. */
  set(off: number): void;
}

/** What is done when a test is over: of its own context, for several run at once. */
export type AtEnd = (done: () => void | Promise<void>) => void;

interface Clocked {
  /** What a right clock shows when the server is started. */
  readonly at: string;
  /** By how much it stands off at the start. */
  readonly off?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const AS_A_CITY = { OKIENKO_DEMO: "0", OKIENKO_CLOCK: "", OKIENKO_LOG_LEVEL: "info" };

/** Starts the built server as a city does, no demo, on a machine whose date a test sets. */
export async function startClocked(atEnd: AtEnd, { at, off = 0, env = {} }: Clocked): Promise<ClockedServer> {
  const folder = mkdtempSync(join(tmpdir(), "okienko-date-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "off");
  const right = Date.parse(at) - Date.now();
  writeFileSync(file, String(right + off));
  const command = ["--import", "./tests/race/false-date.mjs", "scripts/serve.mjs"];
  const server = await startServer({ command, env: { ...AS_A_CITY, FALSE_DATE_FILE: file, ...env } });
  atEnd(() => server.dispose());
  return {
    ...server,
    dateFile: file,
    get pid() {
      return server.pid;
    },
    rightNow: () => Date.now() + right,
    set(more) {
      writeFileSync(file, String(right + more));
      try {
        process.kill(server.pid, "SIGUSR2");
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== "ESRCH") throw cause;
      }
    },
  };
}
