import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** As in recorder.c. */
const KINDS = ["", "write", "truncate", "sync begins", "sync ends", "unlink", "answer"] as const;
const FILES = ["none", "database", "log"] as const;
const HEADER_BYTES = 24;

/** Something that was done to the database or its log, or a success that began to leave, in the order of the machine. */
export interface Deed {
  readonly kind: Exclude<(typeof KINDS)[number], "">;
  readonly file: (typeof FILES)[number];
  /** Offset of a write, length after a truncation. */
  readonly at: number;
  readonly process: number;
  readonly bytes: Buffer;
}

/** Compiles the recorder; null where there is no C compiler, or no such loader. */
export function compileRecorder(folder: string): string | null {
  if (process.platform !== "linux") return null;
  const library = join(folder, "recorder.so");
  const source = resolve(import.meta.dirname, "recorder.c");
  try {
    execFileSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], { stdio: "pipe" });
    return library;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw cause;
  }
}

/** The environment in which a process and its children are recorded. */
export const recordedInto = (library: string, databaseFile: string, to: string) => ({
  LD_PRELOAD: library,
  RECORD_DATABASE: databaseFile,
  RECORD_TO: to,
});

/** Reads what was recorded, from the beginning. */
export function readRecording(from: string): Deed[] {
  const all = readFileSync(from);
  const deeds: Deed[] = [];
  for (let at = 0; at < all.length; ) {
    const kind = KINDS[all.readUInt32LE(at)];
    const file = FILES[all.readUInt32LE(at + 4)];
    if (!kind || !file) throw new Error("The recording is not whole.");
    const length = all.readUInt32LE(at + 20);
    const bytes = all.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length);
    deeds.push({ kind, file, at: Number(all.readBigUInt64LE(at + 8)), process: all.readUInt32LE(at + 16), bytes });
    at += HEADER_BYTES + length;
  }
  return deeds;
}

/** What somebody was told of a visit. */
export interface Acknowledged {
  readonly token: string;
  readonly state: string;
}

/** What an answer says of a visit, if it does. */
export function acknowledgedBy({ kind, bytes }: Deed): Acknowledged | null {
  if (kind !== "answer") return null;
  const text = bytes.toString("latin1");
  const token = /"token":"([\w-]+)"/.exec(text)?.[1];
  const state = /"state":"([\w-]+)"/.exec(text)?.[1];
  return token && state ? { token, state } : null;
}
