import { type ChildProcess, fork } from "node:child_process";
import { resolve } from "node:path";
import type { JOBS } from "./jobs";

export type JobName = keyof typeof JOBS;
type Job<Name extends JobName> = Awaited<ReturnType<(typeof JOBS)[Name]>>;
export type JobInput<Name extends JobName> = Parameters<Job<Name>>[0];
export type JobResult<Name extends JobName> = Awaited<ReturnType<Job<Name>>>;

/** What a job knows of the crowd that it runs in. */
export interface Crowded {
  /** Says once more that something was acknowledged. */
  tell(): void;
  /** Whether the crowd has been asked to stop. */
  stopped(): boolean;
  /** Waits until every member of the crowd has come here too; all go on at one moment. */
  together(): Promise<void>;
}

/** What a client process says. */
export type Said =
  | { readonly kind: "ready" | "told" | "together" }
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "failed"; readonly message: string };

/** What a client process is told: to begin, to go on together, and for jobs without an end to stop. */
export type Order = "go" | "on" | "stop";

const CLIENT = resolve(import.meta.dirname, "client.ts");

interface Member {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly result: Promise<unknown>;
}

function startMember(name: JobName, input: unknown, heard: (said: Said) => void): Member {
  const argv = [name, JSON.stringify(input)];
  const child = fork(CLIENT, argv, { execArgv: ["--import", "tsx"], serialization: "advanced" });
  const ready = new Promise<void>((done, fail) => {
    child.on("message", (said: Said) => said.kind === "ready" && done());
    child.once("disconnect", () => fail(new Error(`The client for ${name} ended before it was ready.`)));
  });
  const result = new Promise<unknown>((done, fail) => {
    child.on("message", (said: Said) => {
      heard(said);
      if (said.kind === "result") done(said.result);
      if (said.kind === "failed") fail(new Error(said.message));
    });
    // Not at its exit: that may be told before the last of what it has said.
    child.once("disconnect", () => fail(new Error(`The client for ${name} ended with no result.`)));
  });
  ready.catch(() => undefined);
  result.catch(() => undefined);
  return { child, ready, result };
}

/** Several client processes at one job. */
export interface Crowd<Name extends JobName> {
  /** How often its members have told that something was acknowledged. */
  told(): number;
  /** Resolves as soon as so many more were told. Throws when a member fails meanwhile. */
  untilTold(more: number): Promise<void>;
  stop(): void;
  results(): Promise<JobResult<Name>[]>;
}

/** Starts one process per input, waits until all are ready, and lets them go at one moment. */
export async function startCrowd<Name extends JobName>(
  name: Name,
  inputs: readonly JobInput<Name>[],
): Promise<Crowd<Name>> {
  let told = 0;
  let waiting = 0;
  let tell: () => void = () => undefined;
  const order = (what: Order): void => {
    for (const { child } of members) if (child.connected) child.send(what);
  };
  const heard = ({ kind }: Said): void => {
    if (kind === "told") {
      told++;
      tell();
    }
    if (kind === "together" && ++waiting % inputs.length === 0) order("on");
  };
  const members = inputs.map((input) => startMember(name, input, heard));
  const failed = Promise.all(members.map(({ result }) => result)).then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  await Promise.all(members.map(({ ready }) => ready));
  order("go");
  return {
    told: () => told,
    untilTold(more) {
      const goal = told + more;
      const reached = new Promise<void>((done) => {
        tell = () => told >= goal && done();
      });
      return Promise.race([reached, failed]);
    },
    stop: () => order("stop"),
    async results() {
      try {
        return (await Promise.all(members.map(({ result }) => result))) as JobResult<Name>[];
      } finally {
        for (const { child } of members) child.kill("SIGKILL");
      }
    },
  };
}

/** Lets a crowd do its job to the end. */
export async function crowdDoes<Name extends JobName>(
  name: Name,
  inputs: readonly JobInput<Name>[],
): Promise<JobResult<Name>[]> {
  return (await startCrowd(name, inputs)).results();
}
