import { expect, LOCATIONS, test } from "./fixtures";
import { focusIsIn, tabTo } from "./keyboard";

const TABS_TO_ACCEPT = 12;

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("sticker, offer, ticket, cancel and undo go by keyboard alone", async ({ page }) => {
      await page.goto("/q/gronowa");
      await page.keyboard.press("Tab");
      await expect(page.locator(".skip:focus")).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Enter");
      await tabTo(page, "a.row");
      await page.keyboard.press("Enter");

      await page.waitForURL(/\/q\/gronowa\/./);
      if (javaScriptEnabled) await focusIsIn(page, "h1");
      expect(await tabTo(page, "button.accept")).toBeLessThanOrEqual(TABS_TO_ACCEPT);
      await page.keyboard.press("Enter");

      await page.waitForURL(/\/wizyta\//);
      await expect(page.locator(".code")).toBeVisible();
      if (javaScriptEnabled) await focusIsIn(page, "h1");
      await tabTo(page, 'main a[href$="/odwolaj"]');
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/odwolaj$/);
      await tabTo(page, "button.accept");
      await page.keyboard.press("Space");

      await expect(page.locator(".ticket-void")).toBeVisible();
      if (javaScriptEnabled) await focusIsIn(page, "[data-answer]");
      await tabTo(page, "button.accept");
      await page.keyboard.press("Enter");

      await page.waitForURL(/undone=1/);
      await focusIsIn(page, "[data-answer]");
      await expect(page.locator(":focus")).toContainText("Masz nowy bilet na tę samą godzinę");
    });
  });
}

test(`${TABS_TO_ACCEPT} tabs at most lead from the top of a page to its accept button, the skip link included`, async ({
  page,
}) => {
  for (const location of LOCATIONS) {
    await page.goto(`/q/${location}`);
    await page.goto((await page.locator("a.row").first().getAttribute("href")) ?? "");
    expect(await tabTo(page, "button.accept"), location).toBeLessThanOrEqual(TABS_TO_ACCEPT);
  }
  await page.keyboard.press("Enter");
  await expect(page.locator(".code")).toBeVisible();
  await page.goto("/q/libelta/meldunki");
  expect(await tabTo(page, "button.accept"), "with a ticket of one's own").toBeLessThanOrEqual(TABS_TO_ACCEPT);
});

test("the keyboard is caught nowhere: every control of a page comes once, then the browser's own", async ({ page }) => {
  const calendar = "/rezerwacja/WSOiUK/meldunki/libelta";
  const pages = ["/", "/q/gronowa", "/q/gronowa/meldunki", "/q/gronowa/meldunki?view=hours", "/nie/ma"];
  for (const path of [...pages, calendar, `${calendar}/2026-11-24`]) {
    await page.goto(path);
    const controls = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>("a[href], button, summary, input:not([type=hidden])")].filter(
          (one) => one.checkVisibility(),
        ).length,
    );
    let met = 0;
    for (let goesOn = true; goesOn; ) {
      await page.keyboard.press("Tab");
      goesOn = await page.evaluate(() => {
        const isNew = document.activeElement !== document.body && !document.activeElement?.hasAttribute("data-met");
        document.activeElement?.setAttribute("data-met", "");
        return isNew;
      });
      if (goesOn) met++;
    }
    expect(met, path).toBe(controls);
  }
});

test("after a link and after a form focus is on the new page, with or without a message, never on the body", async ({
  page,
}) => {
  await page.goto("/q/libelta/meldunki");
  await page.getByRole("link", { name: "Inna godzina dziś" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Inna godzina dziś" })).toBeFocused();
  await page.locator(".choice").first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Meldunek/ })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Inna godzina dziś" })).toBeFocused();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    for (const [prefix, error] of [
      ["", "Błąd: "],
      ["/en", "Error: "],
      ["/uk", "Помилка: "],
    ] as const) {
      test(`a problem is in the title of ${prefix || "/pl"}, on top, has focus and keeps what was chosen`, async ({
        page,
      }) => {
        await page.goto(`${prefix}/q/libelta/dowody-wniosek?cases=2&ordinal=1&notice=other`);
        expect(await page.title()).toMatch(new RegExp(`^${error}`));
        await focusIsIn(page, "main .notice");
        expect(
          await page
            .locator("main .notice, main h1")
            .first()
            .evaluate((one) => one.tagName),
        ).toBe("DIV");
        await expect(page.locator('input[name="cases"]')).toHaveValue("2");
        await expect(page.locator('input[name="ordinal"]')).toHaveValue("1");
        await page.goto(`${prefix}/q/libelta/dowody-wniosek`);
        expect(await page.title()).not.toContain(error);
      });
    }

    test("a form that is refused comes back with the problem first", async ({ page }) => {
      await page.goto("/q/libelta/dowody-wniosek?cases=2");
      await page.locator('input[name="start"]').evaluate((input: HTMLInputElement) => {
        input.value = String(Number(input.value) - 600);
      });
      await page.locator("button.accept").click();
      await page.waitForURL(/notice=/);
      await focusIsIn(page, "main .notice-stop");
      await expect(page).toHaveTitle(/^Błąd: /);
      await expect(page.locator('input[name="cases"]')).toHaveValue("2");
    });
  });
}
