import { describe, expect, it, vi } from "vitest";
import { makeProxyWatch } from "@/lib/server/watch/proxy-watch";
import { PEER_HEADER } from "@/lib/server/who/client-address";
import { get } from "./call";
import { begin, eachItsOwn, MONDAY } from "./stage";

const trusted = ["10.0.0.1"];

function watched() {
  let now = 0;
  const changes: boolean[] = [];
  const watch = makeProxyWatch(
    trusted,
    (undeclared) => changes.push(undeclared),
    () => now,
  );
  return {
    watch,
    changes,
    wait: (minutes: number) => {
      now += minutes * 60_000;
    },
    asks(times: number, peer: string, forwardedFor: string | null = null) {
      const headers = new Map([
        [PEER_HEADER, peer],
        ...(forwardedFor ? [["x-forwarded-for", forwardedFor] as const] : []),
      ]);
      for (let one = 0; one < times; one++) watch.saw({ get: (name) => headers.get(name) ?? null });
    },
  };
}

describe("a proxy that nobody has declared", () => {
  it.each(["10.0.0.2", "172.17.0.1", "192.168.1.1", "127.0.0.1", "::1", "fd00::1", "::ffff:10.0.0.2"])(
    "is found once it forwards more than half of twenty requests: %s",
    (peer) => {
      const { watch, changes, asks } = watched();
      asks(10, peer, "198.51.100.7");
      asks(10, "192.0.2.7");
      expect(watch.found()).toBe(false);
      asks(1, peer, "198.51.100.8");
      expect([watch.found(), changes]).toEqual([true, [true]]);
    },
  );

  it("is found before a declared one as well", () => {
    const { watch, asks } = watched();
    asks(20, "10.0.0.1", "203.0.113.7, 10.0.0.7");
    expect(watch.found()).toBe(true);
  });

  it("is no client of the house behind a declared one, and nobody whom a stranger names", () => {
    const { watch, asks } = watched();
    asks(20, "10.0.0.1", "10.0.0.7");
    asks(20, "10.0.0.1", "10.0.0.7, 203.0.113.7");
    expect(watch.found()).toBe(false);
  });

  it("is none with fewer requests than twenty", () => {
    const { watch, asks } = watched();
    asks(19, "10.0.0.2", "198.51.100.7");
    expect(watch.found()).toBe(false);
    asks(1, "10.0.0.2", "198.51.100.7");
    expect(watch.found()).toBe(true);
  });

  it.each([
    ["a public peer that sends the header itself", "192.0.2.7", "198.51.100.7"],
    ["a declared proxy", "10.0.0.1", "198.51.100.7"],
    ["a peer of the house that forwards for nobody", "10.0.0.2", null],
  ])("is not %s, however often it asks", (_, peer, forwardedFor) => {
    const { watch, asks } = watched();
    asks(5_000, peer, forwardedFor);
    expect(watch.found()).toBe(false);
  });

  it("is one peer, not many together", () => {
    const { watch, asks } = watched();
    for (let peer = 0; peer < 200; peer++) asks(1, `10.0.1.${peer}`, "198.51.100.7");
    expect(watch.found()).toBe(false);
  });

  it("is forgotten when others are most of ten minutes again, and kept while nobody asks", () => {
    const { watch, changes, asks, wait } = watched();
    asks(30, "10.0.0.2", "198.51.100.7");
    wait(9);
    asks(29, "192.0.2.7");
    expect(watch.found()).toBe(true);
    wait(1);
    asks(1, "192.0.2.7");
    expect([watch.found(), changes]).toEqual([false, [true, false]]);
    asks(100, "10.0.0.2", "198.51.100.7");
    wait(600);
    expect(watch.found()).toBe(true);
    asks(19, "192.0.2.7");
    expect(watch.found()).toBe(true);
    asks(1, "192.0.2.7");
    expect(watch.found()).toBe(false);
  });
});

describe("behind a proxy that nobody has declared", () => {
  eachItsOwn();

  it("it has no share, and everybody else has; log, figure and readiness say so, and it stays ready", async () => {
    const app = begin(MONDAY);
    const logged = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    expect(app.sharesHold("10.0.0.2")).toBe(true);
    const headers = new Map([
      [PEER_HEADER, "10.0.0.2"],
      ["x-forwarded-for", "198.51.100.7"],
    ]);
    for (let one = 0; one < 25; one++) app.proxyWatch.saw({ get: (name) => headers.get(name) ?? null });
    expect(app.sharesHold("10.0.0.2")).toBe(false);
    // Whoever made that up by forged headers frees nobody but itself.
    for (const other of ["10.0.0.3", "192.0.2.7", "198.51.100.7"])
      expect([other, app.sharesHold(other)]).toEqual([other, true]);
    expect((await get("/readyz")).body).toEqual({ ready: true, notes: ["undeclared-proxy"] });
    expect(await app.metrics.text()).toContain("okienko_shares_off 1");
    vi.restoreAllMocks();
    expect(logged.mock.calls.flat().filter((line) => /198\.51|10\.0/.test(String(line)))).toEqual([]);
  });
});
