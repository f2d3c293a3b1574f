import type { Browser, Page } from "@playwright/test";
import Database from "better-sqlite3";
import type { TestServer } from "../support/server";
import { claimStart } from "./api-client";
import { expect, expectAccessible, test } from "./fixtures";

/** What an administrator has set, from now on. */
function set({ databaseFile }: TestServer, settings: Readonly<Record<string, number>>): void {
  const client = new Database(databaseFile);
  const write = client.prepare("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)");
  for (const [key, value] of Object.entries(settings)) write.run(key, JSON.stringify(value));
  client.close();
}

/** One percent and one ticket: no second one fits. */
const NARROW = { networkSharePercent: 1, groupSharePercent: 1, networkTicketsLeast: 1, groupTicketsLeast: 1 };
const WIDE = { networkSharePercent: 100, groupSharePercent: 100 };

/** Somebody else behind the same address. */
const neighbour = async (browser: Browser, { url }: TestServer, javaScriptEnabled: boolean): Promise<Page> =>
  (await browser.newContext({ baseURL: url, javaScriptEnabled })).newPage();

const accept = (page: Page) => page.getByRole("button", { name: /^Akceptuję/ }).click();

/** Moves a ticket to noon. */
async function move(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Wybieram godzinę 12:00" }).click();
  await page.getByRole("button", { name: /^Zmień termin na/ }).click();
}

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
      set(server, NARROW);
      const first = await neighbour(browser, server, javaScriptEnabled);
      await first.goto("/q/slowackiego/ulgi");
      await accept(first);
      await expect(first.locator(".code")).toBeVisible();
      await page.goto("/q/slowackiego/ulgi");
      await accept(page);
      await expect(page.getByRole("group", { name: /^Z\stej sieci jest już tyle biletów na dziś/ })).toBeFocused();
      await expectWays(page);
      if (javaScriptEnabled) await expectAccessible(page);
      set(server, WIDE);
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
      await book(page, "10:15", "Ala");
      await book(first, "11:15", "Bartek");
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

    test("on a later day: the page says that another day is free, and lets it be chosen", async ({
      page,
      browser,
      server,
    }) => {
      set(server, { ...NARROW, networkBookings: 40 });
      const day = (date: string) => `/rezerwacja/WSOiUK/rejestracja-pojazdow/gronowa/${date}`;
      const first = await neighbour(browser, server, javaScriptEnabled);
      for (const on of [first, page]) await on.goto(day("2026-11-26"));
      await first.getByRole("button", { name: "Wybieram godzinę 10:15" }).click();
      await expect(first.getByRole("textbox", { name: "Imię i nazwisko" })).toBeVisible();
      const second = page.getByRole("button", { name: "Wybieram godzinę 11:15" });
      await second.click();
      await expect(page.getByRole("group", { name: /na ten dzień już tyle wizyt, ile można/ })).toBeFocused();
      await expectWays(page);
      if (javaScriptEnabled) await expectAccessible(page);
      await page.goto(day("2026-11-27"));
      await second.click();
      await expect(page.getByRole("textbox", { name: "Imię i nazwisko" })).toBeVisible();
      set(server, WIDE);
      await first.context().close();
    });

    test("just before an hour of today: it stays, and the page says who helps", async ({ page, browser, server }) => {
      const first = await neighbour(browser, server, javaScriptEnabled);
      for (const on of [first, page]) {
        await on.goto("/q/slowackiego/zaswiadczenia-podatkowe");
        await accept(on);
        await expect(on.locator(".code")).toBeVisible();
      }
      await first.context().close();
      const code = await page.locator(".code").textContent();
      set(server, NARROW);
      await page.getByRole("link", { name: "Zmień godzinę" }).click();
      await move(page);
      await expect(page.locator("main")).toContainText(/Termin\ssię\snie\szmienił\.\sJeśli\snie\szdążysz,\szadzwoń/);
      await expect(page.locator("main")).not.toContainText("Wi-Fi");
      if (javaScriptEnabled) await expectAccessible(page);
      set(server, WIDE);
      await move(page);
      await expect(page.getByText("Termin zmieniony", { exact: true })).toBeVisible();
      await expect(page.locator(".code")).toHaveText(code ?? "");
    });

    test("just before an hour of today, another day: it stays, and its own day is open", async ({ page, server }) => {
      const { token, code } = await claimStart(server.url, "gronowa", "meldunki", "2026-11-23T09:10:00+01:00");
      await page.goto(`/wizyta/${token}/termin/2026-11-25`);
      await move(page);
      await expect(page.locator("main")).toContainText(/na\sinny\sdzień\sjuż\sjej\snie\sprzełożysz/);
      await expect(page.locator("main")).toContainText(/Termin\ssię\snie\szmienił/);
      await expect(page.locator("main")).not.toContainText("Wi-Fi");
      await expect(page).toHaveTitle(/^Błąd: Zmień termin/);
      if (javaScriptEnabled) await page.screenshot({ path: "test-results/late-day.png", fullPage: true });
      if (javaScriptEnabled) await expectAccessible(page);
      await page.goto(`/wizyta/${token}`);
      await expect(page.locator(".ticket-at")).toContainText("9:10");
      await page.goto(`/wizyta/${token}/termin/2026-11-23`);
      await move(page);
      await expect(page.getByText("Termin zmieniony", { exact: true })).toBeVisible();
      await expect(page.locator(".code")).toHaveText(`${code.slice(0, 3)} ${code.slice(3)}`);
    });
  });
}
