import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface StartAt {
  readonly location: string;
  /** ISO instant. */
  readonly at: string;
}

/** What a load process is to do. */
export interface Job {
  readonly kind: "json" | "form";
  readonly url: string;
  readonly starts: readonly StartAt[];
  readonly from: number;
  readonly count: number;
  readonly connections: number;
  /** Hidden fields of the form, the action's id among them. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Result {
  readonly seconds: number;
  readonly statuses: Readonly<Record<string, number>>;
}

/** Runs a job in a process of its own. Throws if anything but `expected` was answered. */
export async function runJob(job: Job, expected: number): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "bench/load.ts", JSON.stringify(job)],
    { maxBuffer: 1e8 },
  );
  const { seconds, statuses } = JSON.parse(stdout) as Result;
  if (statuses[expected] !== job.count)
    throw new Error(`Expected ${job.count} × ${expected}, got ${JSON.stringify(statuses)}`);
  return job.count / seconds;
}
