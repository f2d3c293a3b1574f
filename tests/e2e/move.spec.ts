import type { Page } from "@playwright/test";
import { advanceBy, claimStart } from "./api-client";
import { expect, expectAccessible, test } from "./fixtures";

const TUESDAY = "2026-11-24";
const at = (time: string, date = TUESDAY): string => `${date}T${time}:00+01:00`;
const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
const hourLink = (page: Page, hour: string) => page.getByRole("link", { name: `Wybieram godzinę ${hour}` });

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    // The hour that a visit leaves rests: each has a server of its own.
    test.use({ javaScriptEnabled, limits: "off", alone: `move ${javaScriptEnabled}` });

    test("day, hour and a question give a visit another time, its code stays", async ({ page, server }) => {
      const wanted = "10:00";
      const { token, code } = await claimStart(server.url, "gronowa", "meldunki", at("08:30"));
      await page.goto(`/wizyta/${token}`);
      const file = await page.getByRole("link", { name: "Dodaj do kalendarza" }).getAttribute("href");
      const answer = await page.request.get(file ?? "");
      expect([answer.status(), answer.headers()["content-type"]]).toEqual([
        200,
        "text/calendar; charset=utf-8; method=PUBLISH",
      ]);
      expect(await answer.text()).toContain("DTSTART:20261124T073000Z");
      await page.getByRole("link", { name: "Zmień termin" }).click();
      await expect(page.getByText("Twój obecny termin: wtorek, 24 listopada, godz. 8:30.")).toBeVisible();
      await expect(page.getByRole("link", { name: /^wtorek,\s24\slistopada: .*, obecny termin$/ })).toBeVisible();
      await expect(page.getByText("W innym budynku umówisz nową wizytę.")).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole("link", { name: /^środa,\s25\slistopada: / }).click();
      await heading(page, /środa,\s25\slistopada/);
      if (javaScriptEnabled) await expectAccessible(page);
      await hourLink(page, wanted).click();
      await heading(page, "Czy zmienić termin?");
      if (javaScriptEnabled) await expectAccessible(page);
      await page.goto(`/wizyta/${token}`);
      await expect(page.locator("main")).toContainText("8:30");
      await page.goBack();
      await page.getByRole("button", { name: `Zmień termin na: 25\u00a0listopada, ${wanted}` }).click();
      await expect(page.getByText("Termin zmieniony", { exact: true })).toBeVisible();
      await expect(page.locator(".ticket-at")).toContainText(wanted);
      await expect(page.locator(".code")).toHaveText(`${code.slice(0, 3)} ${code.slice(3)}`);
    });

    test("an hour that somebody else takes meanwhile leaves the visit as it was", async ({ page, server }) => {
      const group = javaScriptEnabled ? "ulgi" : "zaswiadczenia-podatkowe";
      const mine = await claimStart(server.url, "slowackiego", group, at("09:00"));
      await page.goto(`/wizyta/${mine.token}/termin/${TUESDAY}`);
      await hourLink(page, "11:00").click();
      await heading(page, "Czy zmienić termin?");
      while ((await claimStart(server.url, "slowackiego", group, at("11:00"))).token);
      await page.getByRole("button", { name: /^Zmień termin na: 24\slistopada, 11:00$/ }).click();
      await expect(page.getByText("Godzina 11:00 została właśnie zajęta. Wybierz inną.")).toBeVisible();
      await expect(page.getByText(/Twój obecny termin: wtorek.*\s9:00/)).toBeVisible();
      await expect(hourLink(page, "11:00")).toHaveCount(0);
      await page.goto(`/wizyta/${mine.token}`);
      await expect(page.locator(".ticket-at")).toContainText("9:00");
    });

    test("a ticket of today is moved within its day only", async ({ page }) => {
      await page.goto("/q/libelta/meldunki");
      await page.getByRole("button", { name: /^Akceptuję/ }).click();
      await page.getByRole("link", { name: "Zmień godzinę" }).click();
      await heading(page, /poniedziałek,\s23\slistopada/);
      await expect(page.getByRole("link", { name: /Późniejszy dzień/ })).toHaveCount(0);
      const [hour] = await page.getByRole("link", { name: /^Wybieram godzinę/ }).allInnerTexts();
      await hourLink(page, hour ?? "")
        .first()
        .click();
      await page.getByRole("button", { name: `Zmień termin na: 23\u00a0listopada, ${hour}` }).click();
      await expect(page.locator(".ticket-at")).toContainText(hour ?? "nothing");
    });
  });
}

test.describe("an hour that has come", () => {
  test.use({ limits: "off", alone: "move" });

  test("can no longer be changed: the ticket says so", async ({ page, server }) => {
    const { token } = await claimStart(server.url, "gronowa", "meldunki", at("12:00", "2026-11-23"));
    await page.goto(`/wizyta/${token}/termin/2026-11-25`);
    await hourLink(page, "12:00").click();
    await heading(page, "Czy zmienić termin?");
    await advanceBy(server.url, 3 * 60 * 60_000);
    await page.getByRole("button", { name: /^Zmień termin na: 25\slistopada, 12:00$/ }).click();
    await expect(page.getByText("Terminu tej wizyty nie można już zmienić.")).toBeVisible();
    await page.goto(`/wizyta/${token}/termin`);
    await expect(page).toHaveURL(/\/wizyta\/[\w-]{22}\?notice=too-late$/);
    await expect(page.getByRole("link", { name: /^Zmień/ })).toHaveCount(0);
  });
});

for (const path of ["/wizyta/AAAAAAAAAAAAAAAAAAAAAA/termin", "/en/wizyta/x/termin/2026-11-25"]) {
  test(`${path} is no ticket`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
  });
}
