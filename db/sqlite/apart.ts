import { type ChildProcess, fork, type StdioOptions } from "node:child_process";
import { resolve } from "node:path";

/** What a copy came to. */
interface Copied {
  /** What is wrong with it; null where nothing is. */
  readonly fault: string | null;
  readonly visits: number;
}

/** Frames in the write-ahead log, and how many of them stand in the database as well. */
interface Checkpointed {
  readonly log: number;
  readonly checkpointed: number;
}

interface Tasks {
  copy(target: string): Promise<Copied>;
  checkpoint(): Promise<Checkpointed>;
}

/**
 * Work on a database file that takes SQLite seconds at a stretch, apart from the event loop. In a process, for a thread
 * that is inside SQLite cannot be ended, and a server that is told to stop would stay until it came out.
 */
export interface Apart extends Tasks {
  /** Ends what is under way; it fails. */
  stop(): void;
}

const PROCESS = "db/sqlite/apart-process.mjs";
/** What only the server needs to know, its secret and passwords among it. */
const OF_THE_SERVER = /^(OKIENKO_|DATABASE_URL$)/;
const BUT_ITS_ANSWER: StdioOptions = ["ignore", "ignore", "ignore", "ipc"];

type Said = { readonly done: unknown } | { readonly failed: { readonly message: string; readonly code?: string } };

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((done, fail) => {
    let said: Said | undefined;
    child.once("message", (message) => {
      said = message as Said;
    });
    child.once("error", fail);
    child.once("exit", (code, signal) => {
      if (said && "done" in said) done(said.done);
      else fail(Object.assign(new Error(said?.failed.message ?? `Ended by ${signal ?? code}.`), said?.failed));
    });
  });
}

/** Works apart on a file. Fails with the message and code of SQLite. */
export function workApart(file: string, root = process.cwd()): Apart {
  const children = new Set<ChildProcess>();
  async function ask(task: keyof Tasks, ...more: readonly string[]): Promise<unknown> {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_SERVER.test(name)));
    const options = { execArgv: [], env: { ...env, NODE_ENV: "production" as const }, stdio: BUT_ITS_ANSWER };
    const child = fork(resolve(root, PROCESS), [task, file, ...more], options);
    children.add(child);
    try {
      return await answerOf(child);
    } finally {
      children.delete(child);
    }
  }
  return {
    copy: async (target) => (await ask("copy", target)) as Copied,
    checkpoint: async () => (await ask("checkpoint")) as Checkpointed,
    stop() {
      for (const child of children) child.kill("SIGKILL");
    },
  };
}
