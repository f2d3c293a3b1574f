import { BlockList, isIPv4 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressText,
  isCidr,
  isWithin,
  lanOf,
  networkKindOf,
  networkOf,
  readNetworkList,
} from "@/lib/domain/who/network";
import { PATIENCE, runs } from "../support/runs";

describe("the network of an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48", "2001:db8:1:2::/64"],
    ["2001:DB8:0001:2::6", "2001:db8:1::/48", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0::/48", "2001:db8:0:0::/64"],
    ["::1", "0:0:0::/48", "0:0:0:0::/64"],
    ["64:ff9b::192.0.2.7", "64:ff9b:0::/48", "64:ff9b:0:0::/64"],
    ["unknown", "unknown", "unknown"],
  ])("%s is %s, and %s within it", (address, network, lan) => {
    expect([networkOf(address), lanOf(address)]).toEqual([network, lan]);
  });

  it("is one for all networks of a /48, and another for the next", () => {
    expect(networkOf("2001:db8:1:ffff::9")).toBe(networkOf("2001:db8:1:0::1"));
    expect(networkOf("2001:db8:2::1")).not.toBe(networkOf("2001:db8:1::1"));
  });
});

describe("a list of networks", () => {
  it("is read as a whole or not at all", () => {
    expect(readNetworkList(" 10.0.0.0/8,::1 , ,")).toEqual(["10.0.0.0/8", "::1"]);
    expect(readNetworkList("")).toEqual([]);
    expect(readNetworkList("10.0.0.0/8,10.0.0.0/")).toBeNull();
  });

  it("tells what kind of network an address is of", () => {
    const shared = ["198.51.100.0/24"];
    expect(networkKindOf("198.51.100.255", shared)).toBe("shared");
    expect(networkKindOf("198.51.101.0", shared)).toBe("plain");
    expect(networkKindOf("198.51.100.1", [])).toBe("plain");
  });
});

describe("an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:DB8:0:0::0001", "2001:db8::1"],
    ["10.1", null],
    ["0x7f000001", null],
    ["fe80::1%eth0", null],
    ["", null],
  ])("%j is written %j", (text, written) => expect(addressText(text)).toBe(written));
});

describe("a network in the settings", () => {
  it.each([
    "10.0.0.0/8",
    "0.0.0.0/0",
    "192.0.2.7",
    "192.0.2.7/32",
    "2001:db8::/32",
    "::/0",
    "::1",
    "fd00::1.2.3.4/128",
  ])("%s is one", (text) => expect(isCidr(text)).toBe(true));

  it.each([
    ...[
      "",
      "10.0.0.0/33",
      "10.0.0/8",
      "10.0.0.256/8",
      "10.0.0.0/",
      "10.0.0.0/8/8",
      "2001:db8::/129",
      "1:2:3:4:5:6:7:8:9",
    ],
    ...["::1::2", "2001:db8", "gggg::/16", "1:2:3:4:5:6:7::8", "1.2.3.4::"],
  ])("%s is none", (text) => expect(isCidr(text)).toBe(false));

  it("holds its first and last address and neither neighbour", () => {
    const inside = (address: string) => isWithin(address, ["198.51.100.0/25", "2001:db8:10::/44"]);
    expect(["198.51.100.0", "198.51.100.127", "2001:db8:10::", "2001:db8:1f:ffff::1"].map(inside)).not.toContain(false);
    expect(["198.51.99.255", "198.51.100.128", "2001:db8:f::1", "2001:db8:20::", "unknown"].map(inside)).not.toContain(
      true,
    );
    expect(isWithin("198.51.100.0", [])).toBe(false);
  });

  it(
    "agrees with Node about any address and any network",
    () => {
      const v4 = fc.ipV4();
      const v6 = fc.ipV6().filter((address) => !address.includes("."));
      const pair = fc.oneof(
        fc.tuple(v4, v4, fc.nat({ max: 32 })),
        fc.tuple(v6, v6, fc.nat({ max: 128 })),
        fc.tuple(v4, v6, fc.nat({ max: 32 })),
      );
      const near = pair.chain(([network, other, bits]) =>
        fc.constantFrom(network, other).map((address) => [network, address, bits] as const),
      );
      const agrees = fc.property(near, ([network, address, bits]) => {
        const list = new BlockList();
        list.addSubnet(network, bits, isIPv4(network) ? "ipv4" : "ipv6");
        if (isIPv4(address) !== isIPv4(network)) return !isWithin(address, [`${network}/${bits}`]);
        return isWithin(address, [`${network}/${bits}`]) === list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
      });
      fc.assert(agrees, { numRuns: runs(500, 50_000) });
    },
    PATIENCE.timeout,
  );
});
