import type { Page } from "@playwright/test";
import { advanceClock, clockFrom, fillRoomAtGronowa, sellOut } from "./api-client";
import { expect, test } from "./fixtures";

test.describe("on a working Monday", () => {
  test("more matters make the visit longer and keep their number up to the ticket", async ({ page }) => {
    await page.goto("/q/gronowa/rejestracja-pojazdow");
    await page.getByRole("link", { name: "3 sprawy" }).click();
    await expect(page.getByText("ok. 45 min")).toBeVisible();
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await expect(page.getByText(/3\s+sprawy/)).toBeVisible();
  });

  test("the third ticket of a device is refused in words that name reception and hotline", async ({ page }) => {
    const limit = page.getByText(/Masz już dwa ważne bilety.*recepcji.*Poznań Kontakt/);
    const earlier = await page.context().newPage();
    await earlier.goto("/q/gronowa/podatek-nieruchomosci");
    for (const [path, oneMore] of [
      ["/q/gronowa/meldunki", 1],
      ["/q/gronowa/profil-zaufany", 0],
    ] as const) {
      await page.goto(path);
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
      await expect(page.getByRole("link", { name: "Weź jeszcze jeden bilet" })).toHaveCount(oneMore);
    }
    await page.goto("/q/gronowa/podatek-nieruchomosci");
    await expect(limit).toBeVisible();
    await expect(page.getByRole("button", { name: /^Akceptuję termin/ })).toHaveCount(0);
    await earlier.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await earlier.waitForURL(/notice=limit/);
    await expect(earlier.getByText(/Masz już dwa ważne bilety.*recepcji.*Poznań Kontakt/)).toBeVisible();
  });

  test("one more ticket for the same matter at another hour is named before it is taken", async ({ page }) => {
    await page.goto("/q/libelta/oplata-skarbowa");
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
    const ticket = page.url();
    await page.goto("/q/libelta/oplata-skarbowa");
    await expect(page.getByText(/Masz już bilet do tej sprawy na \d+:\d\d/)).toBeVisible();
    await page.getByRole("link", { name: "Otwórz tamten bilet, żeby zmienić godzinę" }).click();
    await expect(page).toHaveURL(ticket);
    await expect(page.getByRole("link", { name: "Zmień godzinę" })).toBeVisible();
  });

  test("going back to an hour that is one's own leads to its ticket", async ({ page }) => {
    await page.goto("/q/28-czerwca/alkohol-oplaty");
    const start = await page.locator('input[name="start"]').getAttribute("value");
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
    const ticket = page.url();
    await page.goto(`/q/28-czerwca/alkohol-oplaty?start=${start}`);
    await expect(page.getByText(/Termin \d+:\d\d jest już Twój/)).toBeVisible();
    await page.goto(`/q/28-czerwca/rejestracja-pojazdow?view=hours`);
    await page.goto(`/q/28-czerwca/alkohol-oplaty?start=${start}`);
    await page
      .locator(`main a[href="${new URL(ticket).pathname}"]`)
      .last()
      .click();
    await expect(page).toHaveURL(ticket);
  });

  test("whoever asks for too many is led to a time for one", async ({ page }) => {
    await page.goto("/q/libelta/dowody-wniosek?cases=9");
    await expect(page.getByText("Za dużo osób na jedną wizytę")).toBeVisible();
    await page.getByRole("link", { name: "Sprawdź termin dla jednej sprawy albo osoby" }).click();
    await expect(page.getByRole("button", { name: /^Akceptuję termin/ })).toBeVisible();
  });

  test("a building lists what only other buildings serve", async ({ page }) => {
    await page.goto("/q/slowackiego");
    await page.getByText(/^Sprawy załatwiane w innych budynkach/).click();
    await page.getByRole("link", { name: /zgon/i }).click();
    await expect(page.getByText("Tej sprawy nie załatwisz w tym budynku")).toBeVisible();
    await page.goto("/q/slowackiego");
    await page.getByText(/^Sprawy załatwiane w innych budynkach/).click();
  });

  test("a double tap is one ticket", async ({ page, server }) => {
    await page.goto("/q/libelta/zaswiadczenia-ewidencja");
    await page.getByRole("button", { name: /^Akceptuję termin/ }).dblclick();
    await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
    await page.goto(`${server.url}/q/libelta`);
    await expect(page.getByRole("heading", { name: "Twój bilet", exact: true })).toBeVisible();
  });

  test("one more ticket for the same hour is another one", async ({ page }) => {
    await page.goto("/q/libelta/profil-zaufany");
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
    const first = page.url();
    await page.getByRole("link", { name: "Weź jeszcze jeden bilet" }).click();
    await expect(page.getByText("To będzie kolejny bilet, dla następnej osoby.")).toBeVisible();
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await expect(page).toHaveURL(/\/wizyta\//);
    expect(page.url()).not.toBe(first);
  });
});

test("the page of a building, which holds no form, has no problem in its title", async ({ page }) => {
  for (const query of ["wait=40", "notice=not-saved"]) {
    await page.goto(`/q/libelta?${query}`);
    await expect(page).toHaveTitle(/^ul\.\sLibelta/);
    await page.goto(`/q/libelta/meldunki?${query}`);
    await expect(page).toHaveTitle(/^Błąd: /);
  }
});

test.describe("the ticket through its day", () => {
  test.use({ limits: "off", alone: "ticket-day" });

  test("at a full waiting room the offer and the ticket say from when one can come in", async ({ page, server }) => {
    await fillRoomAtGronowa(server.url);
    await page.goto("/q/gronowa/dowody-wniosek");
    await expect(page.getByText(/^Poczekalnia jest teraz pełna. Możesz wejść od \d+:\d\d\.$/)).toBeVisible();
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await expect(page.getByText("Poczekaj na zewnątrz")).toBeVisible();
  });

  test("says in words what to do, from outside the door to the end", async ({ page, server }) => {
    await page.goto("/q/28-czerwca/taxi?view=hours");
    await page.locator("summary", { hasText: "10:00" }).click();
    await page.getByRole("link", { name: /^10:/ }).first().click();
    await page.getByRole("button", { name: /^Akceptuję termin 10:/ }).click();
    await expect(page.getByText("Poczekaj na zewnątrz")).toBeVisible();
    await expect(page.getByText(/^Możesz wejść od (9:5|10:)/)).toBeVisible();
    const ticket = page.url();
    const heading = await page.getByRole("heading", { level: 1 }).textContent();
    expect(heading).toMatch(/^Twój numer [A-Z]\d+, 10:\d\d, dziś, poniedziałek, 23\s+listopada$/);
    const [, hours = 0, minutes = 0] = (/(\d+):(\d+)/.exec(heading ?? "") ?? []).map(Number);
    const untilStart = hours * 60 + minutes - 9 * 60;

    await advanceClock(server.url, `PT${untilStart - 9}M`);
    await page.goto(ticket);
    await expect(page.getByText("Możesz wejść", { exact: true })).toBeVisible();

    await advanceClock(server.url, "PT10M");
    await page.goto(ticket);
    await expect(page.getByText("To Twoja godzina")).toBeVisible();

    await advanceClock(server.url, "PT60M");
    await page.goto(ticket);
    await expect(page.getByText("Twoja godzina minęła")).toBeVisible();
    await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Odwołaj wizytę" })).toHaveCount(0);

    await page.goto("/q/28-czerwca");
    await page.getByRole("link", { name: /Godzina minęła: pokaż bilet/ }).click();
    await expect(page).toHaveURL(ticket);

    // The next day, and before three o'clock, when walk-ins' tickets are forgotten.
    await advanceClock(server.url, "PT14H");
    await page.goto("/q/28-czerwca");
    await expect(page.getByText("Twój bilet", { exact: true })).toHaveCount(0);
    await page.goto(ticket);
    await expect(page.getByText("Ta wizyta już się skończyła")).toBeVisible();
    await expect(page.getByText("Kod wizyty", { exact: true })).toHaveCount(0);
  });

  test("a cancelled ticket says so and stays so on a second press", async ({ page, context }) => {
    await page.goto("/q/28-czerwca/ceidg");
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
    const second = await context.newPage();
    await second.goto(page.url());
    const yes = (one: Page) => one.getByRole("button", { name: "Tak, odwołaj wizytę" });
    for (const one of [page, second]) {
      await one.getByRole("link", { name: "Odwołaj wizytę" }).click();
      await expect(yes(one)).toBeVisible();
    }
    for (const one of [page, second]) {
      await yes(one).click();
      await expect(one.getByText("Wizyta odwołana")).toBeVisible();
    }
  });
});

/** Days and hours at which the office is closed, one after the other. */
const CLOSED = [
  { at: "2026-11-11T10:00:00+01:00", name: "on a holiday", words: "Dziś zamknięte", opens: "jutro o godz. 7:30" },
  {
    at: "2026-11-21T10:00:00+01:00",
    name: "on a Saturday",
    words: "Dziś zamknięte: sobota i niedziela to dni wolne.",
    opens: "w poniedziałek, 23 listopada o godz. 7:30",
  },
  {
    at: "2026-11-22T12:00:00+01:00",
    name: "on a Sunday",
    words: "Dziś zamknięte: sobota i niedziela to dni wolne.",
    opens: "jutro o godz. 7:30",
  },
  {
    at: "2026-11-23T22:00:00+01:00",
    name: "at night",
    words: "Na dziś to już koniec",
    opens: "jutro o godz. 7:30",
  },
];

test.describe("as days go by", () => {
  const FIRST = "2026-11-11T10:00:00+01:00";
  test.use({ clock: FIRST, limits: "off", alone: "days" });
  const until = clockFrom(FIRST);

  for (const { at, name, words, opens } of CLOSED) {
    test(`building and matter say ${name} that it is closed and when it opens`, async ({ page, server }) => {
      await until(server.url, at);
      for (const path of ["/q/libelta", "/q/libelta/meldunki"]) {
        await page.goto(path);
        const text = ((await page.locator("main").textContent()) ?? "").replace(/\s/g, " ");
        expect(text).toContain(words);
        expect(text).toContain(opens);
        await expect(page.getByRole("contentinfo")).toContainText("teraz nieczynna");
      }
    });
  }

  test("a time of today can be taken before the doors open", async ({ page, server }) => {
    await until(server.url, "2026-11-24T06:30:00+01:00");
    await page.goto("/q/gronowa");
    await expect(page.getByText("Urząd otwieramy dziś o godz. 7:30")).toBeVisible();
    await page.locator("a.row").first().click();
    await page.getByRole("button", { name: /^Akceptuję termin 7:/ }).click();
    await expect(page.getByText("Poczekaj na zewnątrz")).toBeVisible();
  });

  test("where nothing is left today the page names the other buildings, the next days, the hotline and the drop box", async ({
    page,
    server,
  }) => {
    await until(server.url, "2026-11-24T14:30:00+01:00");
    await sellOut(server.url, "libelta", "profil-zaufany");
    await page.goto("/q/libelta/profil-zaufany");
    await expect(page.getByText("Dziś nie ma już wolnych terminów")).toBeVisible();
    await expect(page.getByRole("link", { name: /Załatwisz ją też: ul\. Gronowa 22A/ })).toBeVisible();
    await expect(page.getByText("środa, 25 listopada")).toBeVisible();
    await expect(
      page.getByRole("link", { name: /Zadzwoń na infolinię Poznań Kontakt.*teraz czynna.*61 646 33 44/ }),
    ).toBeVisible();
    await expect(page.getByText("Zostaw pismo w skrzynce")).toBeVisible();
  });

  test("whoever has no time left to fetch papers is sent to another day", async ({ page, server }) => {
    await until(server.url, "2026-11-24T14:45:00+01:00");
    await page.goto("/q/gronowa/meldunki?view=later");
    await expect(page.getByText("Dziś jest już za późno, żeby wrócić z dokumentami.")).toBeVisible();
    await expect(page.getByRole("link", { name: /^środa,\s25\slistopada/ })).toBeVisible();
    await expect(page.locator("details.one-hour")).toHaveCount(0);
  });
});

test("asking for more matters at an hour that is one's own already is never answered with the smaller visit", async ({
  page,
}) => {
  await page.goto("/q/gronowa/adnotacje-zbycie");
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
  const first = page.url();
  await page.goto("/q/gronowa/adnotacje-zbycie?cases=3");
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await expect(page.getByText(/3\s+sprawy/)).toBeVisible();
  expect(page.url()).not.toBe(first);
});
