import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findRoute } from "@/lib/address/find";
import { type FairUse, type Incoming, makeFairUse } from "@/lib/server/guard/fair-use";
import { PEER_HEADER } from "@/lib/server/who/client-address";

const proxies = ["10.0.0.1"];

/** The address of a city's Wi-Fi. */
const SHARED = "198.51.100.200";

const cookie = (letter: string) => `okienko=${letter.repeat(22)}`;

const asked = (over: Partial<Omit<Incoming, "route">> & { peer?: string } = {}): Incoming => ({
  method: "POST",
  path: "/q/libelta/meldunki",
  ...over,
  route: findRoute(over.path ?? "/q/libelta/meldunki").route,
  headers: { [PEER_HEADER]: over.peer ?? "192.0.2.7", ...over.headers },
});

async function admitted(fairUse: FairUse, requests: number, request: (index: number) => Incoming): Promise<number> {
  let count = 0;
  for (let index = 0; index < requests; index++) if (!(await fairUse.admit(request(index)))) count++;
  return count;
}

describe("fair use", () => {
  let fairUse: FairUse;

  beforeEach(() => {
    vi.useFakeTimers();
    fairUse = makeFairUse({ publicUrl: null, trustedProxies: proxies }, async (address) =>
      address === SHARED ? "shared" : "plain",
    );
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("lets a client post nine times a minute and tells the tenth how long to wait", async () => {
    const post = asked({ headers: { cookie: cookie("A") } });
    for (let index = 0; index < 9; index++) expect(await fairUse.admit(post)).toBeNull();
    vi.advanceTimersByTime(20_500);
    expect(await fairUse.admit(post)).toEqual({ share: "client", seconds: 40 });
    vi.advanceTimersByTime(39_499);
    expect(await fairUse.admit(post)).toEqual({ share: "client", seconds: 1 });
    vi.advanceTimersByTime(2);
    expect(await fairUse.admit(post)).toBeNull();
  });

  it("has nobody wait for as long as a clock was wrong that is set back meanwhile", async () => {
    const post = asked({ headers: { cookie: cookie("A") } });
    const day = 86_400_000;
    vi.setSystemTime(Date.now() + 40 * day);
    for (let index = 0; index < 9; index++) expect(await fairUse.admit(post)).toBeNull();
    vi.setSystemTime(Date.now() - 40 * day);
    // The limiter itself says forty days.
    expect(await fairUse.admit(post)).toEqual({ share: "client", seconds: 60 });
    vi.advanceTimersByTime(60_001);
    expect(await fairUse.admit(post)).toBeNull();
  });

  it("serves two hundred devices behind one address, and limits the one of them that hammers", async () => {
    const posts = await admitted(fairUse, 200, (index) =>
      asked({ headers: { cookie: `okienko=${String(index).padStart(22, "d")}` } }),
    );
    expect(posts).toBe(200);
    expect(await admitted(fairUse, 50, () => asked({ headers: { cookie: cookie("H") } }))).toBe(9);
  });

  it("counts a client without a cookie by its network: an IPv4 address, a /64 of IPv6", async () => {
    expect(await admitted(fairUse, 20, () => asked())).toBe(9);
    expect(await admitted(fairUse, 20, (index) => asked({ peer: `2001:db8:1:2::${index + 1}` }))).toBe(9);
    expect(await admitted(fairUse, 20, (index) => asked({ peer: `2001:db8:1:${index + 10}::1` }))).toBe(20);
  });

  it("takes no cookie for a device that was not made here", async () => {
    expect(await admitted(fairUse, 20, (index) => asked({ headers: { cookie: `okienko=short-${index}` } }))).toBe(9);
  });

  it("ignores X-Forwarded-For from a peer that is no trusted proxy", async () => {
    const forged = (index: number) => asked({ headers: { "x-forwarded-for": `198.51.100.${index}` } });
    expect(await admitted(fairUse, 50, forged)).toBe(9);
  });

  it("counts each client behind a trusted proxy, by the last address that the proxy did not write itself", async () => {
    const through = (index: number) =>
      asked({ peer: "10.0.0.1", headers: { "x-forwarded-for": `203.0.113.9, 198.51.100.${index % 5}` } });
    expect(await admitted(fairUse, 50, through)).toBe(45);
  });

  it("limits the network however many devices it claims to have", async () => {
    const posts = await admitted(fairUse, 2_000, (index) =>
      asked({ headers: { cookie: `okienko=${String(index).padStart(22, "d")}` } }),
    );
    expect(posts).toBe(600);
  });

  it("counts all of an IPv6 /48 as one network, though each request comes from a /64 of its own", async () => {
    const posts = await admitted(fairUse, 700, (index) => asked({ peer: `2001:db8:1:${(index + 1).toString(16)}::1` }));
    expect(posts).toBe(600);
    expect(await fairUse.admit(asked({ peer: "2001:db8:2:1::1" }))).toBeNull();
  });

  it("lets three times as many post where many people are behind an address", async () => {
    let posts = 0;
    for (; posts < 1_900; posts++) {
      // Nineteen hundred in ten seconds would be nearly all that everybody may.
      if (posts % 500 === 0) vi.advanceTimersByTime(11_000);
      const post = asked({ peer: SHARED, headers: { cookie: `okienko=${String(posts).padStart(22, "d")}` } });
      if (await fairUse.admit(post)) break;
    }
    expect(posts).toBe(1_800);
  });

  it("limits everybody together, and says that it is not the one who asks", async () => {
    const post = (index: number) => asked({ peer: `10.${index % 250}.${Math.floor(index / 250)}.9` });
    expect(await admitted(fairUse, 2_001, post)).toBe(2_000);
    expect(await fairUse.admit(post(9_999))).toMatchObject({ share: "everybody" });
    vi.advanceTimersByTime(10_001);
    expect(await fairUse.admit(post(9_999))).toBeNull();
  });

  it("lets a device read 240 pages a minute while others behind its address go on", async () => {
    const read = (letter: string) => asked({ method: "GET", headers: { cookie: cookie(letter) } });
    expect(await admitted(fairUse, 300, () => read("A"))).toBe(240);
    expect(await fairUse.admit(read("B"))).toBeNull();
  });

  for (const path of ["/wizyta/x", "/uk/wizyta/x", "/EN/wizyta/x", "/api/v1/visits/x"]) {
    it(`limits who looks for tickets that are not there: ${path}`, async () => {
      const look = asked({ method: "GET", path });
      let looks = 0;
      for (; looks < 50 && !(await fairUse.admit(look)); looks++) await fairUse.answered(look, 404);
      expect(looks).toBe(9);
      expect(await fairUse.admit(asked({ method: "GET", path: "/q/libelta" }))).toBeNull();
    });
  }

  it("keeps nobody from a ticket's page for what programs of the neighbours guess at", async () => {
    const guess = asked({ method: "GET", path: "/api/v1/visits/x" });
    for (let looks = 0; looks < 20; looks++) if (!(await fairUse.admit(guess))) await fairUse.answered(guess, 404);
    expect(await fairUse.admit(guess)).toMatchObject({ share: "client" });
    expect(await fairUse.admit(asked({ method: "GET", path: "/wizyta/x" }))).toBeNull();
  });

  it("lets nine of a hundred guesses through that come at once", async () => {
    const look = asked({ method: "GET", path: "/wizyta/x" });
    const answers = await Promise.all(Array.from({ length: 100 }, () => fairUse.admit(look)));
    expect(answers.filter((slowed) => slowed === null)).toHaveLength(9);
  });

  it("reads no cookie where programs ask: one made up for each request is no client of its own", async () => {
    const post = (letter: string) =>
      asked({ method: "POST", path: "/api/v1/visits", headers: { cookie: cookie(letter) } });
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
    const answers = [];
    for (const letter of letters) answers.push(await fairUse.admit(post(letter)));
    expect(answers.filter((slowed) => slowed === null)).toHaveLength(9);
  });

  it("never limits who looks at a ticket that is there", async () => {
    const look = asked({ method: "GET", path: "/wizyta/x", headers: { cookie: cookie("A") } });
    let looks = 0;
    for (; looks < 100 && !(await fairUse.admit(look)); looks++) await fairUse.answered(look, 200);
    expect(looks).toBe(100);
  });

  it("counts what is no address as one client, not as another one with every request", async () => {
    const by = (forwarded: string) => asked({ peer: "10.0.0.1", headers: { "x-forwarded-for": forwarded } });
    expect(await admitted(fairUse, 12, (index) => by(`nobody-${index}`))).toBe(9);
    expect(await admitted(fairUse, 12, (index) => by(`192.0.2.${index + 1}`))).toBe(12);
  });
});
