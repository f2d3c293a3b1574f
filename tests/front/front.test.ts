import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Asked } from "@/lib/server/front/body";
import type { Handle } from "@/lib/server/front/front";
import { openStage, realLimits, STAFF_PAGE, STREAM } from "./fixture";

const COOKIES = ["okienko-staff=session; HttpOnly; SameSite=Lax", "okienko-seen=1; Max-Age=60"];
const SIGNED_IN = { cookie: `okienko-staff=${"A".repeat(22)}` };

async function textIn({ body }: Asked): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("a page of the staff", () => {
  it("is answered by Next under its own address, without the cookie of a resident's device", async () => {
    const { origin } = await openStage({
      handle: async ({ url }, response) => void response.end(`page ${url}`),
    });
    const answer = await fetch(`${origin}/urzad/logowanie?back=1`);
    expect(await answer.text()).toBe("page /urzad/logowanie?back=1");
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'nonce-/);
    expect((await fetch(`${origin}/q/gronowa`)).headers.getSetCookie()).toEqual(["okienko=device"]);
  });

  it("takes a form without scripts and answers it with two cookies", async () => {
    const { origin } = await openStage({
      async form(request, { route, parts }) {
        const headers = new Headers({ location: `/urzad/${parts.page}?ok=${await textIn(request)}` });
        for (const cookie of COOKIES) headers.append("set-cookie", cookie);
        return new Response(route === STAFF_PAGE ? null : "another's", { status: 303, headers });
      },
    });
    const answer = await fetch(`${origin}/urzad/logowanie`, { method: "POST", body: "login", redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/urzad/logowanie?ok=login"]);
    expect(answer.headers.getSetCookie()).toEqual(COOKIES);
  });

  it("takes a form that a page's script posts, and Next's two cookies go out", async () => {
    const handle: Handle = async (request, response) => {
      response.setHeader("set-cookie", COOKIES);
      response.end(`action ${request.headers["next-action"]}`);
    };
    const { origin } = await openStage({ handle, form: async () => new Response("not this way") });
    const headers = { "next-action": "a".repeat(42) };
    const answer = await fetch(`${origin}/urzad/logowanie`, { method: "POST", body: "login", headers });
    expect(await answer.text()).toBe(`action ${"a".repeat(42)}`);
    expect(answer.headers.getSetCookie()).toEqual(COOKIES);
  });

  it("control: a document has no actions of Next's, whatever a header says", async () => {
    const { origin } = await openStage({
      handle: async (_, response) => void response.end("next"),
      form: async (_, { route }) => new Response(`form of ${route.pattern}`),
    });
    for (const path of ["/wizyta/AAAAAAAAAAAAAAAAAAAAAA", "/en/q/gronowa/prawo-jazdy"]) {
      const answer = await fetch(origin + path, { method: "POST", headers: { "next-action": "a".repeat(42) } });
      expect(await answer.text()).toMatch(/^form of /);
    }
  });

  it("lets a clerk write more than a resident, and each clerk for themselves", async () => {
    const { origin } = await openStage({ fairUse: realLimits() });
    const post = async (path: string, headers: Record<string, string>): Promise<number> =>
      (await fetch(origin + path, { method: "POST", headers })).status;
    const admitted = async (path: string, times: number, headers: Record<string, string>): Promise<number> => {
      let count = 0;
      for (let one = 0; one < times; one++) if ((await post(path, headers)) === 200) count++;
      return count;
    };
    expect(await admitted("/urzad/stanowisko", 130, SIGNED_IN)).toBe(120);
    const other = { cookie: `okienko-staff=${"B".repeat(22)}` };
    expect(await admitted("/urzad/stanowisko", 20, other)).toBe(20);
    // Control: a resident's page.
    expect(await admitted("/q/gronowa/prawo-jazdy", 20, { cookie: `okienko=${"A".repeat(22)}` })).toBe(9);
  });
});

/** A stream of events that goes on until it is cancelled. */
function events(told: (what: string) => void): Response {
  let timer: ReturnType<typeof setInterval>;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => controller.enqueue(Buffer.from(`data: ${++sent}\n\n`)), 10);
    },
    cancel() {
      clearInterval(timer);
      told("cancelled");
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

describe("an answer that streams", () => {
  const streaming = async (told: string[]) =>
    openStage({
      answeringOf: (route) => (route === STREAM ? async () => events((what) => told.push(what)) : null),
    });

  it("is handed on as it comes, and nobody waits for its end", async () => {
    const { origin, underWay } = await streaming([]);
    const answer = await fetch(`${origin}/api/v1/live/libelta`);
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe("data: 1\n\n");
    const second = await reader?.read();
    expect(Buffer.from(second?.value ?? []).toString()).toBe("data: 2\n\n");
    expect(underWay.count()).toBe(0);
    await reader?.cancel();
  });

  it("ends at the server's signal, and its source with it", async () => {
    const told: string[] = [];
    const { origin, underWay } = await streaming(told);
    const reader = (await fetch(`${origin}/api/v1/live/libelta`)).body?.getReader();
    await reader?.read();
    underWay.endStreams();
    const rest = async (): Promise<void> => {
      while (!(await reader?.read())?.done);
    };
    await expect(rest()).rejects.toThrow();
    await expect.poll(() => told).toEqual(["cancelled"]);
    // One that begins after the signal ends as well.
    await expect(fetch(`${origin}/api/v1/live/libelta`).then((answer) => answer.text())).rejects.toThrow();
  });

  it("ends with its reader, which is no failure", async () => {
    const told: string[] = [];
    const { origin, underWay } = await streaming(told);
    const leaving = new AbortController();
    const answer = await fetch(`${origin}/api/v1/live/libelta`, { signal: leaving.signal });
    await answer.body?.getReader().read();
    leaving.abort();
    await expect.poll(() => told).toEqual(["cancelled"]);
    expect(underWay.count()).toBe(0);
  });

  it("control: an answer that is no stream is waited for", async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((done) => {
      finish = done;
    });
    const { origin, underWay } = await openStage({
      answeringOf: (route) =>
        route === STREAM
          ? async () => {
              await slow;
              return new Response("whole");
            }
          : null,
    });
    const asked = fetch(`${origin}/api/v1/live/libelta`).then((answer) => answer.text());
    await expect.poll(() => underWay.count()).toBe(1);
    underWay.endStreams();
    await pause(20);
    expect(underWay.count()).toBe(1);
    finish();
    expect(await asked).toBe("whole");
    await expect.poll(() => underWay.count()).toBe(0);
  });
});
