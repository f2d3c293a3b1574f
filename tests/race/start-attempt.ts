import { type SpawnOptions, spawn } from "node:child_process";
import { freePort } from "../support/server";

const STARTED_WITHIN_MS = 30_000;

/** What came of starting the built application. */
export interface StartAttempt {
  /** Exit code, or "serves" when it began to take requests. */
  readonly end: number | null | "serves";
  readonly printed: string;
}

interface Circumstances extends Pick<SpawnOptions, "uid" | "gid"> {
  /** What the server is started through: a program that changes its circumstances and its arguments. */
  readonly through?: readonly string[];
  /** What stands behind `npm start --`. */
  readonly switches?: readonly string[];
}

/** Starts the built application on a file that may not be usable, and ends it as soon as it serves. */
export async function attemptStart(databaseFile: string, around: Circumstances = {}): Promise<StartAttempt> {
  const { through = [], switches = [], ...user } = around;
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATABASE_URL: `file:${databaseFile}` };
  const [program = "", ...argv] = [...through, process.execPath, "scripts/serve.mjs", ...switches];
  const child = spawn(program, argv, { env, ...user, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  return new Promise((done) => {
    const end = (how: StartAttempt["end"]): void => {
      clearTimeout(late);
      child.kill("SIGKILL");
      done({ end: how, printed });
    };
    const late = setTimeout(() => end(null), STARTED_WITHIN_MS);
    const read = (chunk: Buffer): void => {
      printed += String(chunk);
      if (printed.includes(`listens on http://127.0.0.1:${port}`)) end("serves");
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => end(code));
  });
}

/** What a server says for itself, without the lines of Next about its configuration. */
export const sentencesOf = ({ printed }: StartAttempt): string[] =>
  printed.split("\n").filter((line) => line.trim() !== "" && !/next\.config|^\s*[▲✓⚠-]/.test(line));
