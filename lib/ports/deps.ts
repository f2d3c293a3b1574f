import type { Clock } from "./clock";
import type { Lookups } from "./lookups";
import type { Seal } from "./seal";
import type { Store } from "./store";

/** What every use case is given. */
export interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly seal: Seal;
  /** False only in a demo or load test: device and network limits do not hold. */
  readonly limits: boolean;
  /** Whether networks have shares: not while a proxy that nobody has declared hides who asks. */
  readonly sharesHold: () => boolean;
  /** Whether an address belongs to a push service that browsers use: nobody else is ever called. */
  readonly isPushService: (endpoint: string) => boolean;
  readonly lookups: Lookups;
}
