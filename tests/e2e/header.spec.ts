import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

// The header: whose office this is, room for its crest, and every letter in the product's own face.
test.use({ limits: "off", alone: "header" });

const PREFIXES = ["/pl", "/en", "/uk"] as const;
const OFFICES = { "/pl": "Urząd Miasta Poznania", "/en": "Poznań City Hall", "/uk": "Мерія Познані" } as const;

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const width of [320, 360, 390, 1366]) {
  test(`names the office in each language, and nothing of it pushes the page down: ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 640 });
    for (const prefix of PREFIXES) {
      await page.goto(`${prefix}/q/libelta`);
      await expect(page.locator("header .office")).toHaveText(OFFICES[prefix]);
      await expect(page.locator("header .uncertain")).toBeVisible();
      // The office and the mark of example data take one row together, on a wide screen the first one.
      const [office, mark] = await Promise.all(
        [".office", ".uncertain"].map((part) => page.locator(`header ${part}`).boundingBox()),
      );
      if (!office || !mark) throw new Error("Both are on the page.");
      expect(Math.abs(office.y + office.height / 2 - mark.y - mark.height / 2)).toBeLessThan(2);
      expect(office.height).toBeLessThan(20);
      expect(mark.height).toBeGreaterThanOrEqual(24);
      const heading = await page.getByRole("heading", { level: 1 }).boundingBox();
      expect(heading?.y).toBeLessThan(width > 1_000 ? 60 : 76);
      expect(await overflowOf(page)).toBe(0);
    }
  });
}

test("has room for a crest, at 320 px too", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/pl/q/libelta");
  const crest = page.locator("header .crest");
  await expect(crest).toBeHidden();
  // As a theme says it (app/theme.css).
  await page.evaluate(() => {
    document.documentElement.style.setProperty("--crest", 'url("/icon.svg")');
    document.documentElement.style.setProperty("--crest-display", "block");
  });
  await expect(crest).toBeVisible();
  expect((await crest.boundingBox())?.width).toBeGreaterThanOrEqual(32);
  await expect(page.locator("header .office")).toBeVisible();
  expect(await overflowOf(page)).toBe(0);
});

/** The names of the faces that the letters of an element, and of everything in it, are really drawn with. */
async function facesOf(page: Page, selector: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeIds } = await session.send("DOM.querySelectorAll", {
    nodeId: root.nodeId,
    selector: `${selector}, ${selector} *`,
  });
  const names = new Set<string>();
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    for (const { isCustomFont, familyName } of fonts) names.add(isCustomFont ? "ours" : familyName);
  }
  return [...names];
}

test("writes every language in the product's own face, and fetches no second font for it", async ({ page }) => {
  const fonts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "font") fonts.push(new URL(request.url()).pathname);
  });
  for (const prefix of ["/pl", "/en"]) {
    await page.goto(`${prefix}/q/libelta`);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await expect(page.locator(".languages [lang=uk]")).toHaveText("Українська");
    expect(await facesOf(page, ".languages")).toEqual(["ours"]);
  }
  expect(fonts.filter((path) => path.includes("cyrillic"))).toEqual([]);
});

test("has for Ukrainian pages every letter and mark that they are written with", async ({ page }) => {
  for (const path of ["/uk/q/libelta", "/uk/sprawy/dowod-osobisty-dorosly", "/uk/budynki/libelta"]) {
    await page.goto(path);
    await page.evaluate(async () => {
      // The marks of Ukrainian that not every page has.
      document.querySelector("h1")?.append(" «з’їзд, обʼєкт»");
      await document.fonts.ready;
    });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect(await facesOf(page, "header"), path).toEqual(["ours"]);
    expect(await facesOf(page, "h1"), path).toEqual(["ours"]);
  }
});
