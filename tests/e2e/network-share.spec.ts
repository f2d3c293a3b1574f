import type { Browser, Page } from "@playwright/test";
import Database from "better-sqlite3";
import type { TestServer } from "../support/server";
import { expect, expectAccessible, test } from "./fixtures";

/** What an administrator has set, from now on. */
function set({ databaseFile }: TestServer, settings: Readonly<Record<string, number>>): void {
  const client = new Database(databaseFile);
  const write = client.prepare("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)");
  for (const [key, value] of Object.entries(settings)) write.run(key, JSON.stringify(value));
  client.close();
}

/** Somebody else behind the same address. */
const neighbour = async (browser: Browser, { url }: TestServer, javaScriptEnabled: boolean): Promise<Page> =>
  (await browser.newContext({ baseURL: url, javaScriptEnabled })).newPage();

const accept = (page: Page) => page.getByRole("button", { name: /^Akceptuję/ }).click();

/** What helps at once, each with its own row: another network, the reception, the hotline with its hours. */
async function expectWays(page: Page): Promise<void> {
  for (const said of [/Spróbuj z innej sieci/, /Wyłącz w telefonie Wi-Fi/, /Podejdź do recepcji w budynku/])
    await expect(page.locator("main")).toContainText(said);
  await expect(page.getByRole("link", { name: /61 646 33 44/ }).first()).toContainText(/pn\.–pt\. 7:30–20:00/);
  await expect(page).not.toHaveTitle(/^Błąd/);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`a network has its share, scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, alone: `share ${javaScriptEnabled}` });

    test("today: the page says what helps at once, and the hour stays where it can be accepted", async ({
      page,
      browser,
      server,
    }) => {
      set(server, { networkSharePercent: 1, groupSharePercent: 1, networkTicketsLeast: 1, groupTicketsLeast: 1 });
      const first = await neighbour(browser, server, javaScriptEnabled);
      // At Słowackiego one percent is three ticks: no second ticket fits.
      await first.goto("/q/slowackiego/ulgi");
      await accept(first);
      await expect(first.locator(".code")).toBeVisible();
      await page.goto("/q/slowackiego/ulgi");
      await accept(page);
      await expect(page.getByRole("group", { name: /^Z\stej sieci jest już tyle biletów na dziś/ })).toBeFocused();
      await expectWays(page);
      if (javaScriptEnabled) await expectAccessible(page);
      set(server, { networkSharePercent: 100 });
      await accept(page);
      await expect(page.locator(".code")).toBeVisible();
      await first.context().close();
    });

    test("in the calendar: nothing that was typed is lost, and the hour is held on", async ({
      page,
      browser,
      server,
    }) => {
      set(server, { networkBookings: 1 });
      const book = async (on: Page, hour: string, name: string) => {
        await on.goto("/rezerwacja/WSOiUK/rejestracja-pojazdow/gronowa/2026-11-25");
        await on.getByRole("button", { name: `Wybieram godzinę ${hour}` }).click();
        await on.getByRole("textbox", { name: "Imię i nazwisko" }).fill(name);
        await on.getByRole("textbox", { name: "E-mail albo numer telefonu" }).fill(`${name.toLowerCase()}@example.pl`);
        await on.getByRole("button", { name: "Dalej: sprawdź dane" }).click();
        await expect(on.getByRole("heading", { level: 1, name: "Sprawdź i umów wizytę" })).toBeVisible();
      };
      const first = await neighbour(browser, server, javaScriptEnabled);
      await book(page, "10:05", "Ala");
      await book(first, "11:05", "Bartek");
      await first.getByRole("button", { name: "Umów wizytę" }).click();
      await expect(first.locator(".code")).toBeVisible();
      await page.getByRole("button", { name: "Umów wizytę" }).click();
      await expect(page.getByRole("group", { name: /^Z\stej sieci umówiono w ciągu doby/ })).toBeFocused();
      await expectWays(page);
      await expect(page.locator("main")).toContainText("ala@example.pl");
      if (javaScriptEnabled) await expectAccessible(page);
      set(server, { networkBookings: 40 });
      await page.getByRole("button", { name: "Umów wizytę" }).click();
      await expect(page.locator(".code")).toBeVisible();
      await first.context().close();
    });
  });
}
