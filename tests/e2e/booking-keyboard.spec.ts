import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { focusIsIn, tabTo } from "./keyboard";

const SCREENS = [
  { width: 360, height: 640 },
  { width: 1280, height: 800 },
];

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

/** Goes to a control by Tab, presses a key there, and waits for the page that it leads to. */
async function press(page: Page, selector: string, key: "Enter" | "Space", to: string | RegExp): Promise<void> {
  await tabTo(page, selector, 90);
  await page.keyboard.press(key);
  await heading(page, to);
}

/** The same, after which a page with scripts has focus on its heading. */
async function follow(page: Page, selector: string, to: string | RegExp, withScripts: boolean): Promise<void> {
  await press(page, selector, "Enter", to);
  if (withScripts) await focusIsIn(page, "h1");
}

/** The page came back with the faults first: in its title, and under the reader's fingers. */
async function expectFaults(page: Page, links: readonly (string | RegExp)[]): Promise<void> {
  await expect(page).toHaveTitle(/^Błąd: Na kogo zapisać wizytę/);
  await focusIsIn(page, "main .notice-stop");
  await expect(page.locator(".notice-stop a")).toHaveText(links);
}

/** Leaves the summary by one of its links: the field that it names has focus. */
async function toField(page: Page, field: "name" | "contact"): Promise<void> {
  await tabTo(page, `.notice-stop a[href="#${field}"]`);
  await page.keyboard.press("Enter");
  await focusIsIn(page, `input#${field}`);
}

for (const javaScriptEnabled of [true, false]) {
  for (const viewport of SCREENS) {
    test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}, ${viewport.width} px`, () => {
      test.use({ javaScriptEnabled, viewport, limits: "off" });

      test("the calendar leads by keyboard alone to a visit, which is then moved and called off", async ({ page }) => {
        test.setTimeout(120_000);
        const to = (selector: string, name: string | RegExp) => follow(page, selector, name, javaScriptEnabled);
        await page.goto("/rezerwacja");
        await to('a.row[href$="/WSOiUK"]', /^Co chcesz załatwić w tym wydziale/);
        await to('a.row[href$="/meldunki"]', /^Meldunek/);
        await to("main a.accept", "Ilu osób dotyczy sprawa?");
        await to('a.row[href*="cases=2"]', "W którym budynku?");
        await to('a.row[href*="/gronowa?"]', "Którego dnia?");
        await to("a.day-free", /^O której\?/);
        await press(page, "button.choice", "Space", "Na kogo zapisać wizytę?");

        await press(page, "main button.accept", "Enter", "Na kogo zapisać wizytę?");
        await expectFaults(page, ["Wpisz imię i nazwisko.", "Wpisz e-mail albo numer telefonu."]);
        await toField(page, "name");
        await page.keyboard.type("Ewa Żółć-Łoś");
        await tabTo(page, "input#contact");
        await page.keyboard.type("600 70");
        await page.keyboard.press("Enter");
        await expectFaults(page, [/^Wpisz numer telefonu/]);
        await expect(page.locator("#name")).toHaveValue("Ewa Żółć-Łoś");
        await expect(page.locator("#contact")).toHaveValue("600 70");
        await toField(page, "contact");
        await page.keyboard.press("End");
        await page.keyboard.type("0 800");
        await tabTo(page, 'input[name="language"]');
        await page.keyboard.press("ArrowDown");
        await expect(page.locator('input[name="language"]:checked')).toHaveValue("en");
        await tabTo(page, "main summary");
        await page.keyboard.press("Enter");
        await expect(page.getByText("Nie pytamy o numer PESEL.")).toBeVisible();
        await press(page, "main button.accept", "Space", "Sprawdź i umów wizytę");
        await expect(page.locator("main")).toContainText(/Ewa Żółć-Łoś.*600 700 800.*English/s);

        await tabTo(page, "main button.accept");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/wizyta\/[\w-]{22}\?booked=1(#|$)/);
        await focusIsIn(page, "[data-answer]");
        await expect(page.locator(":focus")).toContainText("Wizyta umówiona");

        const before = await page.locator(".ticket-at").textContent();
        await to('a[href$="/termin"]', "Którego dnia?");
        await to("a.day-free", /^O której\?/);
        await to("a.choice", "Czy zmienić termin?");
        await tabTo(page, "main button.accept");
        await page.keyboard.press("Space");
        await page.waitForURL(/\?moved=1$/);
        await focusIsIn(page, "[data-answer]");
        await expect(page.locator(":focus")).toContainText("Termin zmieniony");
        expect(await page.locator(".ticket-at").textContent()).not.toBe(before);

        await to('main a[href$="/odwolaj"]', "Czy odwołać wizytę?");
        await tabTo(page, "main button.accept");
        await page.keyboard.press("Enter");
        await expect(page.locator(".ticket-void")).toBeVisible();
        if (javaScriptEnabled) await focusIsIn(page, "[data-answer]");
        await expect(page.getByText("Wizyta odwołana")).toBeVisible();
      });
    });
  }
}
