import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

// A ticket on paper: one sheet, or one strip of a kiosk's printer.
test.use({ limits: "off", alone: "print" });

const MM_PER_POINT = 25.4 / 72;

interface Printed {
  /** Width and height of each page in millimetres. */
  readonly pages: readonly (readonly [width: number, height: number])[];
  readonly bytes: Buffer;
}

/** Prints a page as the browser does by itself. */
async function printed(page: Page): Promise<Printed> {
  const bytes = await page.pdf({ preferCSSPageSize: true, format: "A4", printBackground: false });
  const text = bytes.toString("latin1");
  const pages = [...text.matchAll(/\/Type \/Page\b[\s\S]*?\/MediaBox \[([\d. ]+)\]/g)].map(([, box = ""]) => {
    const [, , width = 0, height = 0] = box.split(" ").map(Number);
    return [Math.round(width * MM_PER_POINT), Math.round(height * MM_PER_POINT)] as const;
  });
  return { pages, bytes };
}

/** What stands on paper, in its order. */
async function onPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  await page.emulateMedia({ media: null });
  return text.replaceAll(/[\s\u00a0\u202f]+/g, " ");
}

interface Ticket {
  readonly address: string;
  readonly code: string;
  readonly hour: string;
}

async function takeTicket(page: Page, path: string): Promise<Ticket> {
  await page.goto(path);
  await page.locator("button.accept").click();
  const code = ((await page.locator(".code").textContent()) ?? "").replaceAll("\u00a0", " ");
  const [hour = "none"] = /\d{1,2}:\d\d/.exec((await page.locator(".ticket-own h1").textContent()) ?? "") ?? [];
  return { address: new URL(page.url()).pathname, code, hour };
}

/** Matters with the most papers, and with several descriptions. */
const MATTERS = ["/q/libelta/meldunki", "/q/libelta/dowody-wniosek", "/q/gronowa/rejestracja-pojazdow"];
const OFFICES = { "": "Urząd Miasta Poznania", "/en": "Poznań City Hall", "/uk": "Мерія Познані" } as const;

for (const path of MATTERS) {
  for (const [prefix, office] of Object.entries(OFFICES)) {
    test(`a ticket is one sheet, the office on top: ${prefix}${path}`, async ({ page }) => {
      const { code, hour } = await takeTicket(page, prefix + path);
      expect((await printed(page)).pages).toEqual([[210, 297]]);
      const text = await onPaper(page);
      expect(text.indexOf(office)).toBeGreaterThanOrEqual(0);
      expect(text.indexOf(office)).toBeLessThan(text.indexOf(code.split(" ")[0] ?? "none"));
      expect(text).toMatch(/\d\d-\d\d\d Poznań/);
      expect(text).toContain(hour);
      expect(text).toContain("61 646 33 44");
      // Nothing that only a screen can do.
      for (const name of ["Odwołaj wizytę", "Wydrukuj", "English", "dane przykładowe"])
        expect(text.includes(`${name} `), name).toBe(false);
    });
  }
}

test("of several matters only the papers of the one that was opened are printed", async ({ page }) => {
  await takeTicket(page, "/q/libelta/dowody-wniosek");
  const names = (await page.locator(".checks > summary").allInnerTexts()).map((one) => one.trim());
  expect(names.length).toBeGreaterThan(1);
  await page.locator(".checks > summary").nth(1).click();
  const paper = await page.locator(".checks").nth(1).locator("label").first().innerText();
  const others = await page.locator(".checks").nth(0).locator("label").allInnerTexts();
  const text = await onPaper(page);
  expect(text).toContain(names[1] ?? "none");
  expect(text).toContain(paper.replaceAll(/[\s\u00a0\u202f]+/g, " "));
  expect(text).not.toContain(names[0] ?? "");
  expect(others.every((one) => one === "")).toBe(true);
  expect((await printed(page)).pages).toHaveLength(1);
});

for (const path of MATTERS) {
  for (const prefix of Object.keys(OFFICES)) {
    test(`a slip of 80 mm is one strip: ${prefix}${path}`, async ({ page }) => {
      const { address, code, hour } = await takeTicket(page, prefix + path);
      await page.goto(`${address}?paper=80`);
      const { pages } = await printed(page);
      expect(pages.map(([width]) => width)).toEqual([80]);
      const text = await onPaper(page);
      for (const said of [code, hour, OFFICES[prefix as keyof typeof OFFICES]]) expect(text).toContain(said);
      // Nothing is wider than the paper less its margins.
      await page.setViewportSize({ width: 272, height: 900 });
      await page.emulateMedia({ media: "print" });
      const widest = await page.evaluate(() =>
        Math.max(...[...document.querySelectorAll("main *")].map((one) => one.getBoundingClientRect().right)),
      );
      expect(widest).toBeLessThanOrEqual((72 / 25.4) * 96 + 1);
    });
  }
}
