import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { leadToPublic, publicOriginInstead, publicOriginOfForm } from "@/lib/server/guard/other-host";
import { openStage } from "./fixture";

const PUBLIC = "https://wizyty.example.pl";

/** What is answered to a path that is asked for at a host: its status, and where it leads. */
function askAt(origin: string, path: string, host: string, method = "GET"): Promise<[number, string | undefined]> {
  return new Promise((done, failed) => {
    const asked = request(origin + path, { method, headers: { host } }, (answer) => {
      answer.resume();
      done([answer.statusCode ?? 0, answer.headers.location]);
    });
    asked.once("error", failed).end();
  });
}

describe("a page under another address", () => {
  it("is led to the public host where somebody put www. before it", async () => {
    const { origin } = await openStage({ publicUrl: PUBLIC });
    const www = "www.wizyty.example.pl";
    expect(await askAt(origin, "/q/gronowa?cases=2", www)).toEqual([307, `${PUBLIC}/q/gronowa?cases=2`]);
    expect(await askAt(origin, "/Q/gronowa.", "WWW.wizyty.example.pl")).toEqual([307, `${PUBLIC}/q/gronowa`]);
    for (const host of ["wizyty.example.pl", "WIZYTY.example.pl", "evil.example", "www.evil.example", "localhost:3000"])
      expect([host, await askAt(origin, "/q/gronowa", host)]).toEqual([host, [200, undefined]]);
    for (const path of ["/api/v1/locations", "/livez"])
      expect([path, await askAt(origin, path, www)]).toEqual([path, [200, undefined]]);
  });

  it("is led to its own address with what was asked, and a form never is", async () => {
    const { origin } = await openStage();
    expect(await askAt(origin, "/wizyta/AAAAAAAAAAAAAAAAAAAAAA).?booked=1", "localhost")).toEqual([
      307,
      "/wizyta/AAAAAAAAAAAAAAAAAAAAAA?booked=1",
    ]);
    expect(await askAt(origin, "/Q/gronowa", "localhost", "POST")).toEqual([200, undefined]);
  });
});

describe("a form of a page that was asked for with www.", () => {
  it("is known by its origin", () => {
    expect(publicOriginOfForm("https://www.wizyty.example.pl", PUBLIC)).toBe(PUBLIC);
    expect(publicOriginInstead("example.pl:8443", "https://www.example.pl:8443")).toBe("https://www.example.pl:8443");
    for (const origin of [
      "https://www.evil.example",
      "https://wwwwizyty.example.pl",
      `${PUBLIC}:8443`,
      PUBLIC,
      "null",
      null,
    ])
      expect([origin, publicOriginOfForm(origin, PUBLIC)]).toEqual([origin, null]);
    expect(publicOriginOfForm("https://www.wizyty.example.pl", null)).toBeNull();
  });

  it("opens its page at the public address by the document's own script", () => {
    const answer = leadToPublic(`${PUBLIC}/q/gronowa`, { language: "pl", prefix: "" }, "document");
    expect([answer.status, answer.headers.get("x-okienko-to")]).toEqual([204, `${PUBLIC}/q/gronowa`]);
  });
});
