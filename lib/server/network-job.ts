import { Cron } from "croner";
import type { Deps } from "@/lib/ports/deps";
import { forgetNetworks } from "@/lib/use-cases/forget-networks";
import { logFailure } from "./log";

/** The job that forgets networks. */
export interface NetworkJob {
  start(): void;
  stop(): void;
}

/** Forgets networks every minute, whatever the nightly job does; a failure is tried again a minute later. */
export function networkJob(deps: Pick<Deps, "store" | "clock">): NetworkJob {
  let timer: Cron | null = null;
  async function forget(): Promise<void> {
    try {
      await forgetNetworks(deps)();
    } catch (cause) {
      logFailure("forgetting networks", cause);
    }
  }
  return {
    start() {
      timer = new Cron("0 * * * * *", { protect: true, unref: true }, forget);
    },
    stop: () => timer?.stop(),
  };
}
