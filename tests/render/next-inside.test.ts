import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import * as headersOfNext from "next/dist/client/components/app-router-headers";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { describe, expect, it, onTestFinished } from "vitest";
import * as names from "@/lib/next-inside/names";
import { isActionOf } from "@/lib/server/forms/action-files";
import { actionsIn } from "@/lib/server/render/actions";
import { openAnswer } from "@/lib/server/render/answer";
import { letPageDecide, replaceFailure } from "@/lib/server/render/page-response";
import { fetchPagesFrom } from "@/lib/server/render/private-origin";
import { dropBrokenTree } from "@/lib/server/render/router-state";
import { tellUncaughtBy } from "@/lib/server/render/uncaught";

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

  it("its router and its actions call their headers and their part of the query so", () => {
    expect([names.ACTION_HEADER, names.ROUTER_HEADER, names.TREE_HEADER, names.ROUTER_QUERY]).toEqual([
      headersOfNext.ACTION_HEADER,
      headersOfNext.RSC_HEADER,
      headersOfNext.NEXT_ROUTER_STATE_TREE_HEADER,
      headersOfNext.NEXT_RSC_UNION_QUERY,
    ]);
  });

  it("its answers call theirs so, and a form's Origin is compared with that of the proxy first", () => {
    const sourceOf = (module: string): string => readFileSync(load.resolve(`next/dist/server/${module}`), "utf8");
    const handler = sourceOf("app-render/action-handler");
    expect(handler).toContain(`'${names.REDIRECT_HEADER}'`);
    expect(handler).toContain(`headers['${names.HOST_HEADER}']`);
    expect(sourceOf("web/adapter")).toContain(`'${names.FOUND_HEADER}'`);
  });

  it("it fetches the page that a form led to from the origin that the environment names", () => {
    fetchPagesFrom("http://127.0.0.1:4");
    expect(process.env.__NEXT_PRIVATE_ORIGIN).toBe("http://127.0.0.1:4");
    delete process.env.__NEXT_PRIVATE_ORIGIN;
    const handler = readFileSync(load.resolve("next/dist/server/app-render/action-handler"), "utf8");
    expect(handler).toContain("process.env.__NEXT_PRIVATE_ORIGIN");
  });
});

describe("what nobody caught", () => {
  const EVENTS = ["uncaughtException", "unhandledRejection"] as const;

  /** Takes the listeners of this process away until the test has ended. */
  function withoutListeners(): void {
    const before = EVENTS.map((event) => [event, process.listeners(event as "exit")] as const);
    onTestFinished(() => {
      for (const [event, listeners] of before) {
        process.removeAllListeners(event);
        for (const listener of listeners) process.on(event as "exit", listener);
      }
    });
  }

  it("is told by us alone, and who hangs up half-way is no failure", async () => {
    withoutListeners();
    const printed: unknown[] = [];
    process.on("uncaughtException", (cause) => printed.push(cause));
    process.on("unhandledRejection", (cause) => printed.push(cause));
    const told: string[] = [];
    tellUncaughtBy((operation, cause) => told.push(`${operation}: ${(cause as Error).message}`));
    // Next hangs its own listener up again with the first page, where it is not the one that it knows.
    const { registerUnhandledRejectionListener } = await import(
      "next/dist/server/node-environment-extensions/process-error-handlers"
    );
    registerUnhandledRejectionListener();
    process.emit("uncaughtException", new Error("one"));
    process.emit("unhandledRejection", new Error("two"), Promise.resolve());
    process.emit("uncaughtException", new Error("aborted"));
    expect(told).toEqual(["an error that nobody caught: one", "a rejection that nobody handled: two"]);
    expect(printed).toEqual([]);
    expect(EVENTS.map((event) => process.listenerCount(event))).toEqual([1, 1]);
  });
});

describe("an action of the build", () => {
  it("is known by its file too: another audience's of the same name is another form", () => {
    const node = {
      ["7f".padEnd(42, "1")]: { exportedName: "cancel", filename: "app/(resident)/actions.ts", workers: {} },
      ["7f".padEnd(42, "2")]: { exportedName: "cancel", filename: "app/urzad/actions.ts", workers: {} },
    };
    const [residents, staffs] = [...actionsIn(JSON.stringify({ node, edge: {} })).values()].map(({ file }) => file);
    const page = { audience: "resident" } as const;
    expect([isActionOf(page, residents ?? ""), isActionOf(page, staffs ?? "")]).toEqual([true, false]);
    expect(isActionOf({ audience: "staff" }, staffs ?? "")).toBe(true);
    expect(isActionOf({ audience: "program" }, residents ?? "")).toBe(false);
  });

  it("is read from a manifest of no other shape", () => {
    expect(() => actionsIn('{"node":{"x":{"exportedName":"cancel"}}}')).toThrow();
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
