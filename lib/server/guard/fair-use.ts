import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Route } from "@/lib/address/routes";
import { lanOf, type NetworkKind, networkOf } from "@/lib/domain/who/network";
import type { Env } from "../env";
import { clientAddress } from "../who/client-address";
import { readDeviceCookie, readStaffCookie } from "../who/device";
import { headerLine } from "../who/header-line";

/** A request as the HTTP server knows it before anybody reads it. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly route: Route;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Whose share a request spends. */
export type Share = "client" | "network" | "everybody";

/** A request that has to wait: whose share is spent, and for how many seconds. */
export interface Slowed {
  readonly share: Share;
  readonly seconds: number;
}

interface Allowance {
  readonly points: number;
  readonly duration: number;
}

/**
 * How much of what in how many seconds (docs/decisions/016, 032). A write is a form, a POST or a DELETE; a miss is the
 * look at a ticket that is not there. A client is a device by its cookie, without one its IPv4 address or IPv6 /64; a
 * network is that address, or the /48 with all its /64s: whoever has a /48 has a fresh /64 for every request.
 * Staff work by the minute: their shares are apart, so that no rush of residents keeps them waiting, and a clerk's is a
 * day's work in an hour.
 */
const ALLOWED = {
  writesOfClient: { points: 9, duration: 60 },
  missesOfClient: { points: 9, duration: 60 },
  readsOfDevice: { points: 240, duration: 60 },
  // Two hundred people behind one address, each with three forms and thirty pages; behind a shared one six hundred.
  writesOfNetwork: { points: 600, duration: 60 },
  readsOfNetwork: { points: 6_000, duration: 60 },
  writesOfSharedNetwork: { points: 1_800, duration: 60 },
  readsOfSharedNetwork: { points: 18_000, duration: 60 },
  writesOfAll: { points: 2_000, duration: 10 },
  readsOfAll: { points: 15_000, duration: 10 },
  writesOfStaff: { points: 120, duration: 60 },
  readsOfStaff: { points: 1_200, duration: 60 },
  writesOfAllStaff: { points: 1_000, duration: 10 },
  readsOfAllStaff: { points: 5_000, duration: 10 },
} as const satisfies Readonly<Record<string, Allowance>>;

const READING = new Set(["GET", "HEAD", "OPTIONS"]);
const ALL = "all";
const TOO_MANY = 429;

/** Whether somebody looks at a ticket, which may not be there. */
const isLook = ({ method, route }: Incoming): boolean => READING.has(method) && route.secret;

/** Spends one point; null, or the seconds to wait where none is left. */
async function spend(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (spent) {
    if (spent instanceof RateLimiterRes) return secondsOf(spent, limiter.duration);
    throw spent;
  }
}

/**
 * Seconds to wait, at most so many. The limiter lets go by the monotonic clock, but tells what is left by the wall
 * clock. A wall clock that was set back would make that too long.
 */
const secondsOf = ({ msBeforeNext }: RateLimiterRes, most: number): number =>
  Math.min(most, Math.max(1, Math.ceil(msBeforeNext / 1_000)));

/** What every client may ask for in a while; in memory, and begun anew with every start. */
export interface FairUse {
  /** Whether a request has to wait. Spends from every share that it counts against, until one is empty. */
  admit(request: Incoming): Promise<Slowed | null>;
  /** Tells how a request ended: it may have been a miss. */
  answered(request: Incoming, status: number): Promise<void>;
}

/** Fair use by device, by network and for all together. `kindOf` tells whether many people are behind an address. */
export function makeFairUse(
  env: Pick<Env, "publicUrl" | "trustedProxies">,
  kindOf: (address: string) => Promise<NetworkKind>,
): FairUse {
  const limiters = Object.fromEntries(
    Object.entries(ALLOWED).map(([name, allowance]) => [
      name,
      new RateLimiterMemory({ ...allowance, keyPrefix: name }),
    ]),
  ) as Record<keyof typeof ALLOWED, RateLimiterMemory>;

  // The API reads no cookie (design §7): a program could make one up for each request.
  const isProgram = ({ route }: Incoming): boolean => route.audience === "program";
  const deviceOf = (request: Incoming): string | null =>
    isProgram(request) ? null : readDeviceCookie(env, headerLine(request.headers.cookie));
  const sessionOf = ({ headers }: Incoming): string | null => readStaffCookie(env, headerLine(headers.cookie));
  const addressOf = ({ headers }: Incoming): string =>
    clientAddress({ get: (name) => headerLine(headers[name]) }, env.trustedProxies);
  const clientOf = (request: Incoming): string => deviceOf(request) ?? lanOf(addressOf(request));
  // A program that guesses at tickets must not keep its neighbours from theirs, which they open without a cookie yet.
  const lookerOf = (request: Incoming): string => (isProgram(request) ? "api " : "") + clientOf(request);

  async function firstEmpty(shares: readonly (readonly [Share, RateLimiterMemory, string])[]): Promise<Slowed | null> {
    for (const [share, limiter, key] of shares) {
      const seconds = await spend(limiter, key);
      if (seconds !== null) return { share, seconds };
    }
    return null;
  }

  return {
    async admit(request) {
      if (request.route.share === null) return null;
      const address = addressOf(request);
      const network = networkOf(address);
      if (request.route.share === "staff") {
        const [own, all] = READING.has(request.method)
          ? [limiters.readsOfStaff, limiters.readsOfAllStaff]
          : [limiters.writesOfStaff, limiters.writesOfAllStaff];
        return firstEmpty([
          ["client", own, sessionOf(request) ?? network],
          ["everybody", all, ALL],
        ]);
      }
      const isShared = (await kindOf(address)) === "shared";
      if (!READING.has(request.method))
        return firstEmpty([
          ["client", limiters.writesOfClient, clientOf(request)],
          ["network", isShared ? limiters.writesOfSharedNetwork : limiters.writesOfNetwork, network],
          ["everybody", limiters.writesOfAll, ALL],
        ]);
      const device = deviceOf(request);
      const slowed = await firstEmpty([
        ...(device === null ? [] : [["client", limiters.readsOfDevice, device] as const]),
        ["network", isShared ? limiters.readsOfSharedNetwork : limiters.readsOfNetwork, network],
        ["everybody", limiters.readsOfAll, ALL],
      ]);
      // Spent before it is known: a hundred guesses at once must not all be let through.
      return slowed ?? (isLook(request) ? firstEmpty([["client", limiters.missesOfClient, lookerOf(request)]]) : null);
    },
    async answered(request, status) {
      if (isLook(request) && status !== 404 && status !== TOO_MANY)
        await limiters.missesOfClient.reward(lookerOf(request), 1);
    },
  };
}

/** No limits: a demo or a load test. */
export const ENDLESS: FairUse = { admit: async () => null, answered: async () => undefined };
