import { nextFree, takeUpTo } from "./api-client";
import { expect, test } from "./fixtures";

// A clock that has just begun: what is lost is lost to somebody, not to time.
test.use({ limits: "off", alone: "lost race" });

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });
    const group = javaScriptEnabled ? "zaswiadczenia-podatkowe" : "ulgi";

    test("whoever is too late is told so and asked for the next hour, which is held", async ({ page, server }) => {
      const { start } = await nextFree(server.url, "slowackiego", group);
      await page.goto(`/q/slowackiego/${group}`);
      const button = page.getByRole("button", { name: /^Akceptuję termin/ });
      const lost = (await button.textContent())?.replace("Akceptuję termin ", "") ?? "";
      await takeUpTo(server.url, "slowackiego", group, start ?? "");

      await button.click();

      const told = page.getByText(
        new RegExp(
          `^Termin ${lost} został właśnie zajęty. Przez 2\\s+minuty trzymamy dla Ciebie termin \\d+:\\d\\d\\.$`,
        ),
      );
      await expect(told).toBeVisible();
      const held = (await button.textContent())?.replace("Akceptuję termin ", "") ?? "";
      expect(held).not.toBe(lost);
      await page.reload();
      await expect(button).toHaveText(`Akceptuję termin ${held}`);
      await button.click();
      await expect(page.locator(".ticket-at")).toContainText(held);
    });

    test("whoever prefers another hour is shown that one, with what is held above it", async ({ page, server }) => {
      const { start } = await nextFree(server.url, "slowackiego", group);
      await page.goto(`/q/slowackiego/${group}`);
      await takeUpTo(server.url, "slowackiego", group, start ?? "");
      const button = page.getByRole("button", { name: /^Akceptuję termin/ });
      await button.click();
      await expect(page.getByText("Trzymamy dla Ciebie", { exact: true })).toBeVisible();
      const left = page.locator(".face .ticket-label").last();
      await expect(left).toHaveText(javaScriptEnabled ? /^Jeszcze [01]:\d\d$/ : /^do\s9:\d\d$/);
      const held = (await button.textContent())?.replace("Akceptuję termin ", "") ?? "";
      await page.getByRole("link", { name: "Inna godzina dziś" }).click();
      const other = page.locator(".one-hour[open] .choice").last();
      const hour = (await other.textContent()) ?? "";
      await other.click();
      await expect(button).toHaveText(`Akceptuję termin ${hour}`);
      await expect(page.getByText("Wybrany termin", { exact: true })).toBeVisible();
      const waiting = page.getByRole("region", { name: "Czeka na Ciebie" });
      await expect(waiting).toContainText(`Trzymamy dla Ciebie termin ${held}.`);
      await expect(waiting).toContainText("ul. Słowackiego 22");
      await waiting.getByRole("link").click();
      await expect(button).toHaveText(`Akceptuję termin ${held}`);
      await page.goBack();
      await button.click();
      await expect(page.locator(".ticket-at")).toContainText(hour);
      await page.goto("/");
      await expect(waiting).toHaveCount(0);
    });

    test("a held hour can be let go", async ({ page, server }) => {
      const { start } = await nextFree(server.url, "slowackiego", group);
      await page.goto(`/q/slowackiego/${group}`);
      await takeUpTo(server.url, "slowackiego", group, start ?? "");
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await page.getByRole("button", { name: "Rezygnuję z tego terminu" }).click();
      await expect(page.getByText("Najbliższy wolny termin", { exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Rezygnuję z tego terminu" })).toHaveCount(0);
    });
  });
}

test("without cookies nothing is held: the next hour is only offered, and a ticket is still two taps away", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  const page = await context.newPage();
  await page.goto("/q/slowackiego/srodki-transportowe");
  const { start } = await nextFree(server.url, "slowackiego", "srodki-transportowe");
  await takeUpTo(server.url, "slowackiego", "srodki-transportowe", start ?? "");
  await context.clearCookies();
  await context.route("**/*", async (route) => {
    const headers = await route.request().allHeaders();
    await route.continue({ headers: { ...headers, cookie: "" } });
  });
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await expect(page.getByText(/nie jest już wolny. Następny wolny to/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Rezygnuję z tego terminu" })).toHaveCount(0);
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
  await context.close();
});
