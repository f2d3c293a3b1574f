import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { buildWith, type OtherBuild, renamedBuild } from "../support/builds";
import { startServer, type TestServer } from "../support/server";
import { everythingKept, expect, test } from "./fixtures";

// A tab that stays open while the city puts a newer version in place, and a worker that went wrong.
test.describe.configure({ mode: "serial" });
test.use({ serviceWorkers: "allow" });
test.setTimeout(120_000);

const TITLE = "Co chcesz załatwić?";
/** At every change what is built already is put under other names; with FULL=1 two versions more are really built. */
const IS_FULL = process.env.FULL === "1";
const MORE_RELEASES = IS_FULL ? 2 : 1;
const NEWER = "Jest nowsza wersja tej strony.";

const releases: { readonly title: string; readonly build: OtherBuild }[] = [];
let server: TestServer;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  for (let release = 2; release < 2 + MORE_RELEASES; release++) {
    const title = `Wersja ${release}: co załatwiamy?`;
    const build = IS_FULL ? buildWith("lib/text/reading/pl.ts", TITLE, title) : renamedBuild(TITLE, title);
    releases.push({ title, build });
  }
  server = await startServer({ limits: "off" });
});
test.afterAll(async () => {
  await server?.dispose();
  for (const { build } of releases) build.remove();
});

const copiesKept = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("okienko-copies-")));
const heading = (page: Page, name: string) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

/** Goes on with the same address and database, as an operator does with a newer version. */
async function replaceWith(folder: string | undefined, env: Readonly<Record<string, string>> = {}): Promise<void> {
  await server.stop();
  await server.restart({ folder, env });
}

test("a tab left open never goes white, loses nothing typed, and gets the newer version when it is asked for", async ({
  page,
}) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${server.url}/sprawy`);
  await everythingKept(page);
  const search = page.getByRole("searchbox");
  await search.fill("dowod");
  await expect(page.getByRole("link", { name: /Dowód osobisty dla osoby dorosłej/ }).first()).toBeVisible();
  let [kept] = await copiesKept(page);
  const second = await page.context().newPage();
  await second.goto(`${server.url}/sprawy`);
  await heading(second, TITLE);

  for (const { title, build } of releases) {
    await replaceWith(build.folder);
    // The old page goes on with what it has.
    await search.fill("dowodu");
    await page
      .getByRole("link", { name: /Dowód osobisty dla osoby dorosłej/ })
      .first()
      .click();
    await heading(page, "Dowód osobisty dla osoby dorosłej");
    await page.goBack();
    await search.fill("meldunek");
    await expect(page.getByText(NEWER)).toBeVisible({ timeout: 60_000 });
    // Offered, not imposed: what was typed is still there, and the old worker still at work.
    await expect(search).toHaveValue("meldunek");
    expect(await copiesKept(page)).toContain(kept);
    await expect(page).toHaveURL(/q=meldunek/);
    await page.getByRole("button", { name: "Wczytaj ją" }).click();
    await heading(page, title);
    // A second tab was offered it too, and needs only its page.
    await expect(second.getByText(NEWER)).toBeVisible();
    await second.getByRole("button", { name: "Wczytaj ją" }).click();
    await heading(second, title);
    await expect(search).toHaveValue("meldunek");
    await expect.poll(() => copiesKept(page)).not.toContain(kept);
    const now = await copiesKept(page);
    expect(now).toHaveLength(1);
    [kept] = now;
  }

  await server.kill();
  await page.goto(`${server.url}/sprawy`);
  await heading(page, releases.at(-1)?.title ?? "");
  await server.restart({ folder: releases.at(-1)?.build.folder });
  expect(errors).toEqual([]);
});

const WHITE = `
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate")
    event.respondWith(new Response("", { headers: { "content-type": "text/html" } }));
});
`;

test("a worker that broke every page is taken back by OKIENKO_WORKER=off, and pages come by themselves", async ({
  page,
}) => {
  const folder = releases.at(-1)?.build.folder ?? "";
  await page.goto(`${server.url}/sprawy`);
  await everythingKept(page);
  for (const packed of [".br", ".gz"]) rmSync(join(folder, `.next/worker/sw.js${packed}`));
  writeFileSync(join(folder, ".next/worker/sw.js"), WHITE);
  await replaceWith(folder);
  await page.goto(`${server.url}/sprawy`);
  const bodyLength = () => page.evaluate(() => document.body.textContent?.length ?? 0);
  // Control: it really is broken, and stays so.
  await expect(async () => {
    await page.goto(`${server.url}/sprawy`);
    expect(await bodyLength()).toBe(0);
  }).toPass({ timeout: 30_000 });

  await replaceWith(folder, { OKIENKO_WORKER: "off" });
  await page.goto(`${server.url}/sprawy`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});
