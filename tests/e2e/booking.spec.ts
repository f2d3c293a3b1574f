import type { Page } from "@playwright/test";
import { advanceBy, advanceClock } from "./api-client";
import { expect, expectAccessible, test } from "./fixtures";

/** Leads from the department to the hours of the first free Tuesday, at Gronowa, for two persons. */
async function toHours(page: Page): Promise<void> {
  await page.goto("/rezerwacja");
  await page.getByRole("link", { name: /Wydział Spraw Obywatelskich/ }).click();
  await page.getByRole("link", { name: /^Meldunek/ }).click();
  await page.getByRole("link", { name: "Dalej: wybierz termin" }).click();
  await page.getByRole("link", { name: /^2\sosoby/ }).click();
  await page.getByRole("link", { name: /^ul\.\sGronowa\s22A/ }).click();
  await page.getByRole("link", { name: /^wtorek,\s24\slistopada: \d+\swoln/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/wtorek,\s24\slistopada/);
}

/** A day on which several counters begin at 9:05. */
const CARS = "/rezerwacja/WSOiUK/rejestracja-pojazdow/gronowa/2026-11-27";

const nameField = (page: Page) => page.getByRole("textbox", { name: "Imię i nazwisko" });
const contactField = (page: Page) => page.getByRole("textbox", { name: "E-mail albo numer telefonu" });
/** Chooses an hour; one that is no quarter hour stands one tap away. */
async function choose(page: Page, hour: string): Promise<void> {
  const button = page.getByRole("button", { name: `Wybieram godzinę ${hour}` });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("O której?");
  for (const more of await page.locator("main details:not([open]) > summary", { hasText: "Pozostałe godziny" }).all())
    if (!(await button.isVisible())) await more.click();
  await button.click();
}
const next = (page: Page) => page.getByRole("button", { name: "Dalej: sprawdź dane" }).click();
const heading = (page: Page, name: string) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

/** Loads the form anew, with its scripts on their way until something is done; then puts back Ewa's name. */
async function loadAnew(page: Page, meanwhile: () => Promise<void>): Promise<void> {
  const scripts = /\/_next\/static\/.*\.js$/;
  let arrive = () => {};
  const arrived = new Promise<void>((done) => {
    arrive = done;
  });
  await page.route(scripts, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  await expect(contactField(page)).toHaveValue("");
  await meanwhile();
  arrive();
  await expect(nameField(page)).toHaveValue("Ewa");
  await page.unroute(scripts);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, limits: "off", alone: `booking ${javaScriptEnabled}` });

    test("a contact is read as it was copied, two are asked about, and a slip in its domain is too", async ({
      page,
    }) => {
      await toHours(page);
      await choose(page, "9:00");
      await nameField(page).fill("\u2066Iza\u2069");
      await contactField(page).fill("600 700 801, 61 646 33 44");
      await next(page);
      await expect(page.locator("#contact-fault, .fault").first()).toContainText(
        "To więcej niż jeden adres albo numer.",
      );
      await contactField(page).fill("mailto:iza@gmial.com");
      await next(page);
      await heading(page, "Sprawdź i umów wizytę");
      await expect(page.getByText("Czy adres na pewno kończy się na gmial.com, a nie na gmail.com?")).toBeVisible();
      await page.getByRole("button", { name: "Umów wizytę" }).click();
      await expect(page.getByText("Wizyta umówiona", { exact: true })).toBeVisible();
    });

    test("department, group, persons, building, day, hour, name and contact lead to a visit", async ({ page }) => {
      await toHours(page);
      await choose(page, "8:30");
      await heading(page, "Na kogo zapisać wizytę?");
      await expect(page.getByText("Masz czas do 9:05: do tej chwili trzymamy dla Ciebie godzinę 8:30.")).toBeVisible();
      await nameField(page).fill("Ewa Żółć-Łoś");
      await contactField(page).fill("600 700 800");
      await next(page);
      await heading(page, "Sprawdź i umów wizytę");
      for (const said of [/2\sosoby/, /ul\.\sGronowa\s22A/, /wtorek,\s24\slistopada/, /Ewa Żółć-Łoś/, /600 700 800/])
        await expect(page.locator("main")).toContainText(said);
      await page.getByRole("button", { name: "Umów wizytę" }).click();
      await expect(page.getByText("Wizyta umówiona", { exact: true })).toBeVisible();
      await expect(page.locator(".code")).toBeVisible();
      await expect(page.locator("main")).not.toContainText("Żółć");
      await expect(
        page.getByText(
          /^Nic więcej nie trzeba potwierdzać\. Potwierdzenie .* na numer …\s800\. Ostatnia wiadomość jest /,
        ),
      ).toBeVisible();
      await page.goBack();
      await expect(page.getByText("Ta wizyta jest już umówiona")).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole("link", { name: "Pokaż bilet" }).click();
      await expect(page.locator(".code")).toBeVisible();
      await page.reload();
      await expect(page.locator(".code")).toBeVisible();
      await page.goto("/wizyta");
      await expect(page.getByRole("link", { name: /wtorek,\s24\slistopada/ })).toContainText("8:30");
    });

    test("errors stand on top and at their fields, and everything that was typed is kept", async ({ page }) => {
      await toHours(page);
      await choose(page, "10:10");
      await next(page);
      await expect(page).toHaveTitle(/^Błąd: Na kogo zapisać wizytę/);
      await expect(page.getByRole("group", { name: /^Sprawdź, co wpisano/ })).toBeFocused();
      await expect(page.getByRole("link", { name: "Wpisz imię i nazwisko." })).toHaveAttribute("href", "#name");
      await nameField(page).fill("  Ewa ");
      await contactField(page).fill("600 70");
      await next(page);
      await expect(page.getByRole("link", { name: /^Wpisz numer telefonu: 9 cyfr/ })).toHaveAttribute(
        "href",
        "#contact",
      );
      await expect(nameField(page)).toHaveValue("  Ewa ");
      await expect(contactField(page)).toHaveValue("600 70");
      await expect(contactField(page)).toHaveAttribute("aria-invalid", "true");
      if (javaScriptEnabled) await expectAccessible(page);
      await contactField(page).fill("EWA@example.pl");
      await next(page);
      await heading(page, "Sprawdź i umów wizytę");
      await page.goBack();
      await expect(contactField(page)).toHaveValue(/^(EWA@example.pl|600 70)$/);
      await page.reload();
      await expect(contactField(page)).toHaveValue("EWA@example.pl");
    });

    test("a held hour is found again among one's own visits", async ({ page }) => {
      await toHours(page);
      await choose(page, "12:00");
      await heading(page, "Na kogo zapisać wizytę?");
      await page.goto("/wizyta");
      await page.getByRole("link", { name: /12:00/ }).click();
      await heading(page, "Na kogo zapisać wizytę?");
    });

    test("a held hour is nobody else's, shows to its owner, can be given back, and lasts anew", async ({
      page,
      browser,
      server,
    }) => {
      await toHours(page);
      await choose(page, "11:15");
      await heading(page, "Na kogo zapisać wizytę?");
      await page.goBack();
      await page.reload();
      await expect(page.getByText("Trzymamy dla Ciebie godzinę 11:15, do 9:05.")).toBeVisible();
      const other = await (await browser.newContext({ baseURL: server.url })).newPage();
      await other.goto(new URL(page.url()).pathname + new URL(page.url()).search);
      await expect(other.getByRole("button", { name: "Wybieram godzinę 11:15" })).toHaveCount(0);
      await page.getByRole("link", { name: "Wpisz swoje dane" }).click();
      await nameField(page).fill("Ola");
      await contactField(page).fill("ola@");
      await advanceBy(server.url, 60_000);
      await page.getByRole("button", { name: "Potrzebuję więcej czasu" }).click();
      await expect(page.getByRole("group", { name: /^Masz czas do 9:06/ })).toBeFocused();
      await expect(page).toHaveTitle(/^Na kogo/);
      await expect(nameField(page)).toHaveValue("Ola");
      await expect(contactField(page)).toHaveValue("ola@");
      await page.getByRole("button", { name: "Rezygnuję z tej godziny" }).click();
      await expect(page.getByRole("button", { name: "Wybieram godzinę 11:15" })).toBeVisible();
      await other.reload();
      await expect(other.getByRole("button", { name: "Wybieram godzinę 11:15" })).toBeVisible();
      await other.context().close();
    });
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`there and back, scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, limits: "off", alone: `booking ${javaScriptEnabled}` });

    test("Back from the check shows what was sent last, mended faults are none, the same hour is another person's too", async ({
      page,
      server,
    }) => {
      await page.goto(CARS);
      await choose(page, "9:05");
      await nameField(page).fill("Mama");
      await contactField(page).fill("stary@");
      await page.getByRole("radio", { name: "Українська" }).check();
      await next(page);
      await expect(page).toHaveTitle(/^Błąd: /);
      await contactField(page).fill("nowy@example.pl");
      await next(page);
      await heading(page, "Sprawdź i umów wizytę");
      await page.goBack();
      await expect(contactField(page)).toHaveValue("nowy@example.pl");
      await expect(page.getByRole("radio", { name: "Українська" })).toBeChecked();
      await expect(page).toHaveTitle(/^Na kogo zapisać wizytę/);
      await nameField(page).fill("Mama Nowak");
      await next(page);
      await heading(page, "Sprawdź i umów wizytę");
      await expect(page.locator("main")).toContainText(/Mama Nowak.*nowy@example\.pl.*Українська/s);
      await page.getByRole("button", { name: "Potrzebuję więcej czasu" }).click();
      await expect(page).toHaveURL(/\/sprawdz\?.*more=1$/);
      await heading(page, "Sprawdź i umów wizytę");
      await page.getByRole("button", { name: "Umów wizytę" }).click();
      await expect(page.getByText("Wizyta umówiona", { exact: true })).toBeVisible();
      if (javaScriptEnabled) expect(await page.evaluate(() => sessionStorage.length)).toBe(0);

      await page.goto(CARS);
      await choose(page, "9:05");
      await expect(nameField(page)).toHaveValue("");
      await nameField(page).fill("Tata");
      await advanceClock(server.url, "PT6M");
      if (!javaScriptEnabled) {
        await contactField(page).fill("tata@");
        await next(page);
        await expect(page).toHaveTitle(/^Błąd: /);
      }
      await page.reload();
      await expect(nameField(page)).toHaveValue("Tata");
      await expect(page.getByText("Ta wizyta jest już umówiona")).toHaveCount(0);
    });
  });
}

test.describe("while somebody types", () => {
  test.use({ limits: "off", alone: "booking" });

  test("another language and a new load keep what has not been sent; what was sent is not kept in the tab", async ({
    page,
  }) => {
    await toHours(page);
    await choose(page, "9:30");
    await nameField(page).fill("Ewa");
    await contactField(page).fill("ewa@exa");
    await page.reload();
    await expect(nameField(page)).toHaveValue("Ewa");
    await page.getByRole("link", { name: "English" }).click();
    await expect(page.getByRole("textbox", { name: "Name and surname" })).toHaveValue("Ewa");
    await expect(page.getByRole("textbox", { name: "E-mail or telephone number" })).toHaveValue("ewa@exa");
    await page.getByRole("link", { name: "Polski" }).click();
    await contactField(page).fill("61 646 33 44");
    await next(page);
    await heading(page, "Sprawdź i umów wizytę");
    await expect(page.getByText(/^Ten numer nie odbiera SMS-ów/)).toBeVisible();
    await page.getByRole("link", { name: "Zmień: E-mail albo numer telefonu" }).click();
    await heading(page, "Na kogo zapisać wizytę?");
    await contactField(page).fill("+63 917 123 4567");
    await next(page);
    await heading(page, "Sprawdź i umów wizytę");
    await expect(page.getByText(/^Na ten numer nie wysyłamy SMS-ów.* tych krajów: Polska, Niemcy, /)).toBeVisible();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test("what is typed before the scripts are there is not replaced by what the tab keeps, and is kept in its turn", async ({
    page,
  }) => {
    await toHours(page);
    await choose(page, "11:00");
    await nameField(page).fill("Ewa");
    await contactField(page).fill("ewa@exa");
    await loadAnew(page, () => contactField(page).fill("61 646 33 44"));
    await expect(contactField(page)).toHaveValue("61 646 33 44");
    await loadAnew(page, () => contactField(page).focus());
    await expect(contactField(page)).toHaveValue("61 646 33 44");
    await page.keyboard.insertText("600 700 800");
    await expect(contactField(page)).toHaveValue("600 700 800");
  });

  test("a minute before the hour is let go the page warns, then says that it was, and keeps what was typed", async ({
    page,
    server,
  }) => {
    await toHours(page);
    await choose(page, "12:00");
    await heading(page, "Na kogo zapisać wizytę?");
    await expect(page.getByText(/^Za niecałą minutę/)).toHaveCount(0);
    await advanceClock(server.url, "PT4M50S");
    await page.reload();
    await expect(page.getByRole("status").filter({ hasText: "Za niecałą minutę przestaniemy trzymać" })).toBeVisible();
    await nameField(page).fill("Ewa");
    await expect(page.getByText(/nie jest już trzymana, ale nic nie przepadło/)).toBeVisible({ timeout: 20_000 });
    await expect(nameField(page)).toHaveValue("Ewa");
    await expect(page.getByRole("button", { name: "Potrzebuję więcej czasu" })).toHaveCount(0);
  });
});

test.describe("when time runs out", () => {
  test.use({ limits: "off", alone: "booking" });

  test("an hour that is no longer held is booked if it is free, else the next is held, with all that was typed", async ({
    page,
    browser,
    server,
  }) => {
    await toHours(page);
    await choose(page, "8:30");
    await nameField(page).fill("Ewa");
    await contactField(page).fill("ewa@example.pl");
    await advanceBy(server.url, 360_000);
    const context = await browser.newContext({ baseURL: server.url });
    const other = await context.newPage();
    await toHours(other);
    await choose(other, "8:30");
    await heading(other, "Na kogo zapisać wizytę?");
    await next(page);
    await expect(
      page.getByText(/^Godzina 8:30 została właśnie zajęta\. Trzymamy dla Ciebie najbliższą następną: /),
    ).toBeVisible();
    await expect(nameField(page)).toHaveValue("Ewa");
    await expect(contactField(page)).toHaveValue("ewa@example.pl");
    await advanceBy(server.url, 360_000);
    await page.reload();
    await expect(page.getByText(/nie jest już trzymana, ale nic nie przepadło/)).toBeVisible();
    await expect(page.getByText(/^Godzina 8:30 została zajęta\. Następna to /)).toBeVisible();
    await expect(page.getByText(/Trzymamy dla Ciebie/)).toHaveCount(0);
    await next(page);
    await page.getByRole("button", { name: "Umów wizytę" }).click();
    await expect(page.getByText("Wizyta umówiona", { exact: true })).toBeVisible();
    await context.close();
  });
});

test.describe("what cannot be had", () => {
  test.use({ limits: "off" });

  test("is refused in words wherever a form forged past the pages leads", async ({ page }) => {
    for (const [field, value, words] of [
      ["cases", "99", "To za dużo na jedną wizytę."],
      ["location", "slowackiego", "Tej sprawy nie załatwisz w tym budynku."],
    ] as const) {
      await page.goto("/rezerwacja/WSOiUK/meldunki/libelta/2026-11-24");
      await page
        .locator(`form input[name="${field}"]`)
        .first()
        .evaluate((input: HTMLInputElement, forged) => {
          input.value = forged;
        }, value);
      await page.locator("button.choice").first().click();
      await expect(page.getByRole("group", { name: new RegExp(words) })).toBeFocused();
      await heading(page, "Meldunek (zameldowanie, wymeldowanie, wyjazd)");
    }
  });

  test("has no form: the address of one leads to the day, which says why", async ({ page }) => {
    // Saturday, 28 November 2026, 10:00.
    await page.goto("/rezerwacja/WSOiUK/meldunki/libelta/dane?start=5986188");
    await expect(page).toHaveURL(/2026-11-28\?notice=closed$/);
    await expect(page.getByText("Tego dnia jest zamknięte.")).toBeVisible();
    await expect(page.locator("#name")).toHaveCount(0);
  });
});

test.describe("the calendar's first page", () => {
  test.use({ javaScriptEnabled: false });

  test("asks what somebody wants to do: search, the commonest, then the department", async ({ page }) => {
    await page.goto("/rezerwacja");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Co chcesz załatwić?");
    await expect(page.locator("main :is(search, h2)")).toHaveText([
      /^Szukaj sprawy/,
      /^Najczęściej/,
      /^Albo wybierz wydział$/,
    ]);
    await page.getByLabel("Szukaj sprawy").fill("zgubiłem dowód");
    await page.getByRole("button", { name: "Szukaj" }).click();
    await page.locator("main .row").first().click();
    await expect(page).toHaveURL(/\/rezerwacja\/WSOiUK\/[a-z-]+\?procedure=utrata-dowodu$/);
  });

  test("says who does what nobody here does", async ({ page }) => {
    await page.goto("/rezerwacja?q=paszport");
    await expect(page.locator("main")).toContainText("Paszport wydaje wojewoda");
    await expect(page.locator('main a[href^="https:"]')).toHaveAttribute("href", "https://www.poznan.uw.gov.pl/");
    await page.goto("/sprawy?q=%C5%9Bmieci");
    await expect(page.locator("main")).toContainText("Wydział Podatków i Opłat");
    await expect(page.locator("main search ~ ul.rows")).toHaveCount(0);
  });
});

test.describe("the way to the calendar", () => {
  const MONTH = "/rezerwacja/WSOiUK/meldunki/libelta";
  for (const [from, name, to] of [
    ["/", /^Umów wizytę na inny dzień/, "/rezerwacja"],
    ["/q/libelta/meldunki", "Inny dzień", MONTH],
    ["/q/libelta/meldunki?cases=2", "Inny dzień", `${MONTH}?cases=2`],
    ["/q/libelta/meldunki?view=hours", /^wtorek,\s24\slistopada/, `${MONTH}/2026-11-24`],
    [
      "/sprawy/zameldowanie-obywatel-polski",
      "Umów wizytę na wybrany dzień",
      "/rezerwacja/WSOiUK/meldunki?procedure=zameldowanie-obywatel-polski",
    ],
    ["/wydzialy/USC", "Umów wizytę", "/rezerwacja/USC"],
    ["/budynki/libelta", "Umów wizytę na wybrany dzień", "/rezerwacja"],
    ["/jak-to-dziala", "Umów wizytę", "/rezerwacja"],
    ["/wizyta", "Umów wizytę na inny dzień", "/rezerwacja"],
    ["/en/q/libelta/meldunki", "Another day", `/en${MONTH}`],
  ] as const) {
    test(`${from} leads to ${to}`, async ({ page }) => {
      await page.goto(from);
      await page.getByRole("link", { name }).first().click();
      await expect(page).toHaveURL(new RegExp(`${to.replaceAll("?", "\\?")}$`));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    });
  }

  test("a matter of the day only has no calendar to lead to", async ({ page }) => {
    await page.goto("/q/gronowa/prawo-jazdy-zagraniczne");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator('main a[href^="/rezerwacja"]')).toHaveCount(0);
  });
});

test.describe("when nothing is left today", () => {
  test.use({ clock: "2026-11-23T22:00:00+01:00" });

  test("the days after lead to their hours, and to the whole calendar", async ({ page }) => {
    await page.goto("/q/libelta/meldunki");
    await expect(page.getByRole("link", { name: /^wtorek,\s24\slistopada/ })).toHaveAttribute(
      "href",
      "/rezerwacja/WSOiUK/meldunki/libelta/2026-11-24",
    );
    await page.getByRole("link", { name: "Wszystkie dni i godziny w kalendarzu" }).click();
    await heading(page, "Którego dnia?");
  });
});

test.describe("in spring 2020", () => {
  test.use({ clock: "2020-04-29T10:00:00+02:00", limits: "off", alone: "booking 2020" });

  for (const [path, days] of [
    ["WSOiUK/meldunki/libelta", [29, 30, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 18, 19, 20]],
    ["WF/podatek-nieruchomosci/slowackiego", [4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 18, 19, 20]],
    ["USC/odpisy/libelta", [11, 12, 13, 14, 15, 18, 19, 20]],
  ] as const) {
    test(`the calendar of ${path} has exactly the days that the city announced`, async ({ page }) => {
      await page.goto(`/rezerwacja/${path}`);
      const shown = (await page.locator("a.day-free .day-number").allTextContents()).map(Number);
      expect(shown).toEqual(days);
    });
  }

  for (const javaScriptEnabled of [true, false]) {
    test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
      test.use({ javaScriptEnabled });

      test("a form forged for a day before the first one is refused with that day in words", async ({ page }) => {
        await page.goto("/rezerwacja/WF/podatek-nieruchomosci/slowackiego/2020-05-04");
        const early = page.locator("button.choice").first();
        // 30 April, the same hour: four days of 288 ticks earlier.
        await early.evaluate((button: HTMLButtonElement) => {
          button.value = String(Number(button.value) - 4 * 288);
        });
        await early.click();
        await expect(page.getByRole("group", { name: /Wydział jeszcze wtedy nie przyjmuje/ })).toBeFocused();
        await expect(page.getByText(/^Wydział Finansowy przyjmuje od poniedziałku, 4\smaja\s2020\./)).toBeVisible();
        await heading(page, "O której? czwartek, 30\u00a0kwietnia");
        await page.goto("/wizyta");
        await expect(page.locator("main .way .hour")).toHaveCount(0);
      });
    });
  }

  test("departments say from which day they see people", async ({ page }) => {
    await page.goto("/rezerwacja");
    await expect(page.getByRole("link", { name: /Wydział Finansowy/ })).toContainText("przyjmuje od 4\u00a0maja");
    await expect(page.getByRole("link", { name: /Urząd Stanu Cywilnego/ })).toContainText("przyjmuje od 11\u00a0maja");
    await expect(page.getByRole("link", { name: /Wydział Spraw Obywatelskich/ })).not.toContainText("przyjmuje od");
  });
});

for (const path of [
  "/rezerwacja/nobody",
  "/rezerwacja/USC/meldunki",
  "/rezerwacja/WSOiUK/meldunki/slowackiego",
  "/rezerwacja/WSOiUK/meldunki/libelta?cases=9",
  "/rezerwacja/WSOiUK/meldunki/libelta/2026-13-01",
  "/rezerwacja/WSOiUK/meldunki/libelta/dane",
  "/rezerwacja/WSOiUK/meldunki/libelta/2026-11-24/x",
  "/rezerwacja/WF/podatek-nieruchomosci/ile",
]) {
  test(`${path} is no page`, async ({ page }) => {
    expect((await page.goto(path))?.status()).toBe(404);
  });
}
