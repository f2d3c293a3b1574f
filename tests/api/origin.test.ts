import { describe, expect, it } from "vitest";
import { judgeOrigin } from "@/lib/server/guard/origin";

const OWN = "https://wizyty.example.pl";
const judge = (headers: Readonly<Record<string, string>>, publicUrl: string | null = OWN) =>
  judgeOrigin(new Headers({ host: "wizyty.example.pl", ...headers }), publicUrl);

describe("where a change was asked for", () => {
  it("is our own page only by our own origin, whatever a browser adds that says so too", () => {
    for (const site of [undefined, "same-origin", "Same-Origin", "none"])
      expect(judge({ origin: OWN, ...(site && { "sec-fetch-site": site }) })).toBe("own");
    expect(judge({ origin: "HTTPS://WIZYTY.EXAMPLE.PL" })).toBe("own");
  });

  it("is another site where a browser says so, even beside our own origin", () => {
    for (const site of ["cross-site", "Cross-Site", "same-site", "Same-Site", "x"])
      expect([site, judge({ origin: OWN, "sec-fetch-site": site })]).toEqual([site, "foreign"]);
  });

  it("is foreign for any other scheme, port, neighbour, or what is no origin, and absent without one", () => {
    for (const origin of [
      ...["http://wizyty.example.pl", `${OWN}:8443`, "https://example.pl", "https://evil.wizyty.example.pl"],
      ...[`${OWN}/`, `${OWN}.`, "https://x@wizyty.example.pl", "null", "wizyty.example.pl", ""],
    ])
      expect([origin, judge({ origin })]).toEqual([origin, "foreign"]);
    expect(judge({})).toBe("absent");
  });

  it("is compared with the request's own host where no public address is set, never with a forwarded one", () => {
    const forwarded = { "x-forwarded-host": "evil.example" };
    expect(judge({ origin: OWN, ...forwarded }, null)).toBe("own");
    expect(judge({ origin: "https://evil.example", ...forwarded }, null)).toBe("foreign");
  });
});
