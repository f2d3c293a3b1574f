import { describe, expect, it } from "vitest";
import { readEnv } from "@/lib/server/env";
import { beganHere, cameFromHere, clientAddress, clientOf, PEER_HEADER, peerOf } from "@/lib/server/who/client-address";

const asked = (peer: string, forwardedFor?: string) =>
  new Headers({ [PEER_HEADER]: peer, ...(forwardedFor && { "x-forwarded-for": forwardedFor }) });

const trustedIn = (networks: string) => readEnv({ OKIENKO_TRUSTED_PROXIES: networks }).trustedProxies;

/** Whom a stranger becomes who says that somebody else asks. */
const claimedBy = (peer: string, networks: string): string =>
  clientAddress(asked(peer, "192.0.2.66"), trustedIn(networks));

describe("the networks of the environment whose word is believed", () => {
  it.each([
    ...["10.0.0.0/", "fd00::/", "10.0.0.0/8/99", "10.0.0.0/0x8", "10.0.0.0/1e1", "10.0.0.0/ 8", "10.0.0.0/+8"],
    ...["10.0.0.0/8.0", "10.0.0.0/-1", "10.0.0.0/33", "fd00::/129", "fd00::/0x8", "10.0.0.0/٨", "10.1/8", "010.0.0.1"],
    ...["fe80::1%eth0", "[fd00::1]", "10.0.0.1:80", "proxy", "*", "/8", "/", "10.0.0.0/8 fd00::/8", "10.0.0.0/8;::1"],
    ...["10.0.0.1,fd00::/", "10.0.0.0-10.0.0.9"],
  ])("are not %s: the start ends with a sentence", (networks) => {
    expect(() => readEnv({ OKIENKO_TRUSTED_PROXIES: networks })).toThrow(
      "OKIENKO_TRUSTED_PROXIES must be networks such as 10.0.0.0/8, separated by commas.",
    );
  });

  it("are believed to their first and last address, and neither neighbour is", () => {
    const networks = "10.0.0.0/8, 198.51.100.7,2001:db8:10::/44 ,fd00::1,";
    for (const peer of [
      ...["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3", "::ffff:a01:203", "198.51.100.7"],
      ...["2001:db8:10::", "2001:DB8:1f:ffff:ffff:ffff:ffff:ffff", "fd00::1", "FD00:0::1"],
    ])
      expect([peer, claimedBy(peer, networks)]).toEqual([peer, "192.0.2.66"]);
    for (const peer of ["9.255.255.255", "11.0.0.0", "198.51.100.6", "198.51.100.8", "2001:db8:20::", "fd00::2"])
      expect([peer, claimedBy(peer, networks)]).toEqual([peer, peer]);
  });

  it("are nobody's where there are none", () => {
    for (const networks of ["", ",", " , "]) expect(claimedBy("10.0.0.1", networks)).toBe("10.0.0.1");
  });
});

describe("the address of a request", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    [" 192.0.2.7:4711", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::ffff:c000:207", "192.0.2.7"],
    ["[2001:DB8:0:0::9]:443", "2001:db8::9"],
    ["[2001:db8::9]", "2001:db8::9"],
    ["fe80::1%eth0", "fe80::1"],
    ["[fe80::1%eth0]:443", "fe80::1"],
  ])("%s is %s", (written, address) => {
    expect(peerOf(asked(written))).toBe(address);
    expect(clientAddress(asked("10.0.0.1", written), ["10.0.0.0/8"])).toBe(address);
  });

  it.each(["unknown", "_hidden", "10.1", "0x7f000001", "192.0.2.256", "::1::2"])("%s is none", (written) => {
    expect(clientAddress(asked("10.0.0.1", written), ["10.0.0.0/8"])).toBe("unknown");
  });

  it("is that before the last proxy of ours, which says for how many more it asks", () => {
    const client = clientOf(asked("10.0.0.1", "192.0.2.1, 192.0.2.2, , 10.0.0.9"), ["10.0.0.0/8"]);
    expect(client).toEqual({ address: "192.0.2.2", forwardedFor: 1 });
  });
});

describe("this machine", () => {
  it.each(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])("is %s", (peer) => {
    expect([cameFromHere(asked(peer)), beganHere(asked(peer))]).toEqual([true, true]);
    // A proxy that runs here.
    expect([cameFromHere(asked(peer, "192.0.2.7")), beganHere(asked(peer, "192.0.2.7"))]).toEqual([true, false]);
  });

  it.each(["192.0.2.7", "128.0.0.1", "::2", "", "localhost"])("is not %j", (peer) => {
    const headers = asked(peer, "127.0.0.1");
    expect([cameFromHere(headers), beganHere(headers)]).toEqual([false, false]);
  });
});
