import { test as base, expect, type Page } from "@playwright/test";
import { startServer, type TestServer } from "../support/server";
import { axeFaults } from "./page-faults";

interface Options {
  /** Instant at which the server's clock starts for a file's tests. */
  readonly clock: string;
  readonly limits: "on" | "off";
  /** Tests that move the clock or sell a day out have a server under a name of their own. */
  readonly alone: string;
  /** "off": documents come from Next, with its scripts. */
  readonly documents?: "on" | "off";
}

interface Worker {
  readonly serverOf: (options: Options) => Promise<TestServer>;
}

/** A server of its own per worker and clock, started once and ended with the worker. */
export const test = base.extend<Options & { readonly server: TestServer }, Worker>({
  clock: ["2026-11-23T09:00:00+01:00", { option: true }],
  limits: ["on", { option: true }],
  alone: ["", { option: true }],
  serverOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from this pattern.
    async ({}, use) => {
      const servers = new Map<string, Promise<TestServer>>();
      await use((options) => {
        const key = JSON.stringify(options);
        const server = servers.get(key) ?? startServer(options);
        servers.set(key, server);
        return server;
      });
      for (const server of servers.values()) await (await server).dispose();
    },
    { scope: "worker" },
  ],
  server: async ({ serverOf, clock, limits, alone }, use) => {
    await use(await serverOf({ clock, limits, alone }));
  },
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});

export { expect };

/** Waits until the page's worker keeps everything that is public: it takes its place before. */
export async function everythingKept(page: Page): Promise<void> {
  const isKept = await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise<boolean>((done) => {
      port1.onmessage = ({ data }) => done(data === true);
      active?.postMessage({ type: "rest" }, [port2]);
    });
  });
  expect(isKept).toBe(true);
}

export const LOCATIONS = ["libelta", "gronowa", "28-czerwca", "slowackiego"] as const;

/** axe finds nothing, best practice included, at a narrow and a wide screen. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // After a link that a script follows, the title comes a moment after the page.
    await expect(page).toHaveTitle(/./);
    expect((await axeFaults(page)).map((fault) => `${width}px ${fault}`)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${width}px: nothing scrolls sideways`).toBe(0);
  }
}
