import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { describe, expect, it } from "vitest";
import { openAnswer } from "@/lib/server/render/answer";
import { letPageDecide, replaceFailure } from "@/lib/server/render/page-response";
import { fetchPagesFrom } from "@/lib/server/render/private-origin";
import { dropBrokenTree } from "@/lib/server/render/router-state";

// What lib/server/render assumes of the package that Next is; what needs a build is asked in tests/e2e/next-inside.

const load = createRequire(import.meta.url);

describe("what is assumed of Next's package", () => {
  it("its validator throws on a tree that it cannot read, and reads one that its router sends", () => {
    const tree = encodeURIComponent(JSON.stringify(["", { children: ["__PAGE__", {}] }]));
    for (const broken of ["%", "{}", "x", encodeURIComponent("[1]")]) {
      expect(() => parseAndValidateFlightRouterState(broken)).toThrow();
      const headers = { "next-router-state-tree": broken };
      dropBrokenTree(headers);
      expect(headers).toEqual({});
    }
    expect(() => parseAndValidateFlightRouterState(tree)).not.toThrow();
    const headers = { "next-router-state-tree": tree };
    dropBrokenTree(headers);
    expect(headers).toEqual({ "next-router-state-tree": tree });
  });

  it("it fetches the page that a form led to from the origin that the environment names", () => {
    fetchPagesFrom("http://127.0.0.1:4");
    expect(process.env.__NEXT_PRIVATE_ORIGIN).toBe("http://127.0.0.1:4");
    delete process.env.__NEXT_PRIVATE_ORIGIN;
    const handler = readFileSync(load.resolve("next/dist/server/app-render/action-handler"), "utf8");
    expect(handler).toContain("process.env.__NEXT_PRIVATE_ORIGIN");
  });
});

/** What a server answers that writes as Next does. */
async function answered(write: (response: ServerResponse) => void) {
  const server = createServer((_, response) => write(response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const body = await answer.text();
  server.close();
  return { status: answer.status, headers: answer.headers, body };
}

describe("what is done to an answer of Next's, however it writes it", () => {
  const answer = () => openAnswer({ headers: {} });

  it("is the page's own status and Vary, and nothing of where the page was found", async () => {
    const decided = answer();
    decided.status = 404;
    decided.vary = "Accept-Language";
    const { status, headers } = await answered((response) => {
      letPageDecide(response, decided);
      response.setHeader("x-middleware-rewrite", "/pl/x");
      response.setHeader("vary", "rsc");
      response.end("page");
    });
    expect([status, headers.get("vary"), headers.get("x-middleware-rewrite")]).toEqual([
      404,
      "rsc, Accept-Language",
      null,
    ]);
  });

  it("leaves alone a status that is not 200", async () => {
    const decided = answer();
    decided.status = 404;
    const { status } = await answered((response) => {
      letPageDecide(response, decided);
      response.writeHead(410).end();
    });
    expect(status).toBe(410);
  });

  it("is words of ours for a page that failed, in one piece", async () => {
    const { status, headers, body } = await answered((response) => {
      replaceFailure(response, () => "words");
      response.setHeader("content-encoding", "gzip");
      response.setHeader("etag", "x");
      response.writeHead(500);
      response.write("Internal");
      response.end("Server Error");
    });
    expect([status, body, headers.get("etag"), headers.get("cache-control")]).toEqual([500, "words", null, "no-store"]);
  });
});
