// A client of its own process: `client.ts JOB INPUT`, forked by a crowd; begins when it is told to.
import type { Crowded, JobName, Order, Said } from "./crowd";
import { JOBS } from "./jobs";

type AnyJob = (input: unknown, crowd: Crowded) => Promise<unknown>;

const [name, input] = process.argv.slice(2);
const job = (await JOBS[name as JobName]()) as AnyJob;
const say = (said: Said): Promise<void> =>
  new Promise((done) => process.send?.(said, undefined, undefined, () => done()));

let stopped = false;
let goOn: () => void = () => undefined;
const crowd: Crowded = {
  tell: () => void say({ kind: "told" }),
  stopped: () => stopped,
  together() {
    const on = new Promise<void>((done) => {
      goOn = done;
    });
    void say({ kind: "together" });
    return on;
  },
};

async function work(): Promise<void> {
  try {
    await say({ kind: "result", result: await job(JSON.parse(input ?? "null"), crowd) });
  } catch (cause) {
    await say({ kind: "failed", message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
  process.exit();
}

process.on("message", (order: Order) => {
  if (order === "stop") stopped = true;
  else if (order === "on") goOn();
  else void work();
});
process.on("disconnect", () => process.exit());
await say({ kind: "ready" });
