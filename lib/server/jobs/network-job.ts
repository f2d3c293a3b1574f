import { Cron } from "croner";
import type { ClockTrust } from "@/lib/ports/clock";
import type { Deps } from "@/lib/ports/deps";
import { forgetNetworks } from "@/lib/use-cases/upkeep/forget-networks";
import { logFailure } from "../watch/log";

interface NetworkJobDeps extends Pick<Deps, "retention" | "clock"> {
  readonly trust: ClockTrust;
}

/** The job that forgets networks. */
export interface NetworkJob {
  start(): void;
  stop(): void;
}

/** Forgets networks every minute, whatever the nightly job does, but not by a doubted clock; a failure is tried again a minute later. */
export function networkJob({ trust, ...deps }: NetworkJobDeps): NetworkJob {
  let timer: Cron | null = null;
  async function forget(): Promise<void> {
    if (trust.doubt()) return;
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
