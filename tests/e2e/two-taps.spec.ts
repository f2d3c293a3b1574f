import { expect, LOCATIONS, test } from "./fixtures";

// A clock that has just begun: no hour passes between a page and the next.
test.use({ alone: "two taps" });

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    for (const location of LOCATIONS) {
      test(`two taps and no typed field lead from the sticker at ${location} to a ticket`, async ({ page }) => {
        await page.goto(`/q/${location}`);
        expect(await page.locator("input:not([type=hidden], [type=search]), select, textarea").count()).toBe(0);
        const row = page.locator("a.row").first();
        const hour = ((await row.locator(".hour").textContent()) ?? "").replace("dziś", "").trim();
        await row.click();

        await page.getByRole("button", { name: `Akceptuję termin ${hour}` }).click();

        await expect(page).toHaveURL(/\/wizyta\/[A-Za-z0-9_-]{22}$/);
        await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
        await expect(page.getByRole("heading", { level: 1 })).toContainText(hour);
        await expect(page.getByRole("heading", { level: 1 })).toContainText(/[A-Z]\d\d/);
      });
    }

    test("one tap leads from the sticker of one matter to a ticket", async ({ page }) => {
      await page.goto("/q/gronowa/rejestracja-pojazdow");
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
    });

    test("the offer and its button stand on the first screen of a small phone", async ({ page }) => {
      await page.goto("/q/gronowa/rejestracja-pojazdow");
      await expect(page.getByRole("button", { name: /^Akceptuję termin/ })).toBeInViewport({ ratio: 1 });
    });

    test("building, nearest hour and the three matters stand on the first screen of a small phone", async ({
      page,
    }) => {
      for (const location of LOCATIONS) {
        await page.goto(`/q/${location}`);
        await expect(page.getByText("Najbliższy wolny termin tutaj:")).toBeInViewport();
        for (const index of [0, 1, 2]) await expect(page.locator("a.row").nth(index)).toBeInViewport({ ratio: 1 });
      }
    });

    test("a visit is called off and taken back, the same hour with a new ticket", async ({ page }) => {
      await page.goto("/q/slowackiego/podatek-nieruchomosci");
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
      const first = page.url();
      const hour = (await page.locator(".ticket-at").textContent())?.replace("dziś", "");

      await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
      await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click();
      await expect(page.getByText("Wizyta odwołana")).toBeVisible();
      await page.getByRole("button", { name: /^Cofnij odwołanie/ }).click();

      await expect(page.getByText("Masz nowy bilet na tę samą godzinę.")).toBeVisible();
      expect(page.url()).not.toBe(first);
      expect((await page.locator(".ticket-at").textContent())?.replace("dziś", "")).toBe(hour);
    });

    test("scanning again shows the own ticket first", async ({ page }) => {
      await page.goto("/q/libelta/meldunki");
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
      const ticket = new URL(page.url()).pathname;

      await page.goto("/q/libelta");

      await expect(page.locator("main a").first()).toHaveAttribute("href", ticket);
      await expect(page.getByRole("heading", { name: "Twój bilet" })).toBeVisible();
    });
  });
}
