import type { Clock } from "./clock";
import type { Lookups } from "./lookups";
import type { Seal } from "./seal";
import type { Ports } from "./store";

/** What use cases are given; each names by `Pick` what it needs. */
export interface Deps extends Ports {
  readonly clock: Clock;
  readonly seal: Seal;
  /** False only in a demo or load test: device and network limits do not hold. */
  readonly limits: boolean;
  /** Whether an address has a share as one network: not that of a proxy that nobody has declared, which hides who asks. */
  readonly sharesHold: (address: string) => boolean;
  /** Whether an address belongs to a push service that browsers use: nobody else is ever called. */
  readonly isPushService: (endpoint: string) => boolean;
  readonly lookups: Lookups;
}
