import { BOOKING_NOTICES } from "@/lib/forms/booking";
import { MESSAGE_ANSWERS } from "@/lib/forms/pages";
import { polishIn } from "../support/polish";
import { advanceClock, claimStart } from "./api-client";
import { expect, test } from "./fixtures";
import { ownWords } from "./page-faults";

const WORDS = {
  pl: {
    accept: /^Akceptuję termin \d/,
    code: "Kod wizyty",
    cancel: "Odwołaj wizytę",
    yes: "Tak, odwołaj wizytę",
    cancelled: "Wizyta odwołana",
  },
  en: {
    accept: /^Accept \d/,
    code: "Visit code",
    cancel: "Cancel the visit",
    yes: "Yes, cancel the visit",
    cancelled: "The visit is cancelled",
  },
  uk: {
    accept: /^Приймаю час \d/,
    code: "Код візиту",
    cancel: "Скасувати візит",
    yes: "Так, скасувати візит",
    cancelled: "Візит скасовано",
  },
} as const;
type Language = keyof typeof WORDS;
const LANGUAGES = Object.keys(WORDS) as Language[];

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    for (const language of LANGUAGES) {
      const words = WORDS[language];
      test(`sticker, ticket and cancel in ${language}`, async ({ page }) => {
        await page.goto(`/${language}/q/gronowa`);
        await page.locator("a.row").first().click();
        await page.getByRole("button", { name: words.accept }).click();
        await expect(page.getByText(words.code, { exact: true })).toBeVisible();
        await expect(page).toHaveURL(new RegExp(`/${language}/wizyta/[\\w-]{22}$`));
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await page.getByRole("link", { name: words.cancel }).click();
        await page.getByRole("button", { name: words.yes }).click();
        await expect(page.getByText(words.cancelled)).toBeVisible();
        await expect(page).toHaveURL(new RegExp(`/${language}/wizyta/`));
      });
    }
  });
}

test.describe("a sticker's address", () => {
  const CASES = [
    ["pl-PL", "pl", ""],
    ["en-GB", "en", "/en"],
    ["uk-UA", "uk", "/uk"],
    ["de-DE", "pl", ""],
  ] as const;
  for (const [locale, language, prefix] of CASES) {
    test(`answers a browser in ${locale} in ${language}, where it stands`, async ({ browser, server }) => {
      const context = await browser.newContext({ locale, baseURL: server.url });
      const page = await context.newPage();
      const answer = await page.goto("/q/libelta");
      expect(new URL(page.url()).pathname).toBe("/q/libelta");
      expect(answer?.headers().vary?.toLowerCase()).toContain("accept-language");
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator("a.row").first()).toHaveAttribute("href", new RegExp(`^${prefix}/q/libelta/`));
      await context.close();
    });
  }

  test("leads to Polish for good, whatever the browser asks for", async ({ browser, server }) => {
    const context = await browser.newContext({ locale: "en-GB", baseURL: server.url });
    const page = await context.newPage();
    await page.goto("/q/libelta");
    await page.getByRole("link", { name: "Polski" }).click();
    await expect(page).toHaveURL("/pl/q/libelta");
    await page.locator("a.row").first().click();
    await expect(page).toHaveURL(/\/pl\/q\/libelta\//);
    await expect(page.getByRole("button", { name: /^Akceptuję termin/ })).toBeVisible();
    await context.close();
  });

  test("other addresses without a prefix are Polish", async ({ request }) => {
    const answer = await request.get("/", { headers: { "accept-language": "uk" } });
    expect(await answer.text()).toContain('<html lang="pl">');
    expect(answer.headers().vary?.toLowerCase() ?? "").not.toContain("accept-language");
  });
});

const PAGES = [
  "",
  "/q/libelta",
  "/q/slowackiego",
  "/q/gronowa/rejestracja-pojazdow?cases=3",
  "/q/libelta/dowody-wniosek",
  "/q/libelta/zgony",
  "/q/28-czerwca/ceidg",
  "/q/libelta/dowody-odbior",
  "/q/libelta/meldunki?view=hours",
  "/q/libelta/meldunki?view=later",
  "/q/slowackiego/zgony",
  "/q/libelta/profil-zaufany?notice=past&lost=5984736",
  "/q/nieznana",
  "/wizyta/AAAAAAAAAAAAAAAAAAAAAA",
  "/nie/ma",
];

for (const language of ["en", "uk"] as const) {
  test(`no page says a Polish sentence in ${language}, outside names of buildings and papers`, async ({ page }) => {
    const found: string[] = [];
    const read = async () => {
      const heading = await page.getByRole("heading", { level: 1 }).textContent();
      found.push(...polishIn(await ownWords(page)).map((line) => `${heading}: ${line}`));
    };
    for (const path of PAGES) {
      await page.goto(`/${language}${path}`);
      await read();
    }
    await page.goto(`/${language}/q/libelta/oplata-skarbowa`);
    await page.getByRole("button", { name: WORDS[language].accept }).click();
    await expect(page.getByText(WORDS[language].code, { exact: true })).toBeVisible();
    await read();
    await page.getByRole("link", { name: WORDS[language].cancel }).click();
    await page.getByRole("button", { name: WORDS[language].yes }).click();
    await expect(page.getByText(WORDS[language].cancelled)).toBeVisible();
    await read();
    expect(found).toEqual([]);
  });
}

const GROUP = "/rezerwacja/WSOiUK/meldunki";
const DAY = `${GROUP}/libelta/2026-11-24`;

/** What the calendar says on no walk that goes well; the walks are in booking-languages.spec.ts. */
const CALENDAR = [
  ...["", "?notice=not-saved", "/USC", "/WF", "/WDGiR", "/USC/zgony", "/WDGiR/ceidg", "/WF/podatek-nieruchomosci"].map(
    (rest) => `/rezerwacja${rest}`,
  ),
  ...["rejestracja-pojazdow/ile", "prawo-jazdy", "prawo-jazdy-zagraniczne"].map((rest) => `/rezerwacja/WSOiUK/${rest}`),
  ...["?month=2026-12", "?lost=5985018", "?wait=40"].map((query) => `${GROUP}/libelta${query}`),
  ...BOOKING_NOTICES.map((notice) => `${DAY}?notice=${notice}`),
  ...["2026-11-20", "2026-11-28", "2027-11-24", "2026-11-24?lost=5985018"].map((day) => `${GROUP}/libelta/${day}`),
  ...["dane?start=5985018&lost=5985015", "dane?start=5985018&notice=contact-group", "sprawdz?start=5985018"].map(
    (rest) => `${GROUP}/libelta/${rest}`,
  ),
];

const ON_A_TICKET = [
  ...MESSAGE_ANSWERS.map((says) => `?says=${says}`),
  ...[
    "?booked=1",
    "?moved=1",
    "?notice=too-late",
    "?notice=not-saved",
    "/termin?month=2026-12",
    "/odwolaj",
    "/odwolaj?wait=40",
  ],
  ...["/termin/2026-11-28", "/termin/2027-11-24", "/termin/2026-11-25?lost=5985306", "/termin/2026-11-25?wait=40"],
  ...["past", "closed", "too-far", "no-such-start", "not-today", "paused"].map(
    (notice) => `/termin/2026-11-25?notice=${notice}`,
  ),
];

test.describe("beside the walk through the calendar", () => {
  test.use({ javaScriptEnabled: false, limits: "off" });

  for (const language of ["en", "uk"] as const) {
    test(`nothing of booking and moving is said in Polish in ${language}`, async ({ page, server }) => {
      test.setTimeout(120_000);
      // Both languages may come to one server: each has an hour of its own.
      const hour = language === "en" ? "08:30" : "09:30";
      const { token } = await claimStart(server.url, "gronowa", "meldunki", `2026-11-24T${hour}:00+01:00`);
      expect(token).toBeDefined();
      const found: string[] = [];
      for (const path of [...CALENDAR, "/wizyta?find=again", ...ON_A_TICKET.map((rest) => `/wizyta/${token}${rest}`)]) {
        const answer = await page.goto(`/${language}${path}`);
        expect(answer?.status(), path).toBe(200);
        found.push(...polishIn(await ownWords(page)).map((line) => `${path}: ${line}`));
      }
      expect(found).toEqual([]);
    });
  }
});

test("control: the same search finds Polish on a Polish page", async ({ page }) => {
  await page.goto("/q/libelta");
  expect(polishIn(await ownWords(page)).length).toBeGreaterThan(10);
});

test.describe("when the office is closed", () => {
  test.use({ alone: "languages-closed" });

  test("night, Sunday and holiday are said without Polish", async ({ page, server }) => {
    for (const advance of ["PT14H", "P5D", "P30D"]) {
      await advanceClock(server.url, advance);
      for (const language of ["en", "uk"]) {
        for (const path of ["", "/q/libelta", "/q/libelta/meldunki"]) {
          await page.goto(`/${language}${path}`);
          expect(polishIn(await ownWords(page)), `${language}${path} ${advance}`).toEqual([]);
        }
      }
    }
  });
});

test.describe("in spring 2020", () => {
  test.use({ clock: "2020-04-29T10:00:00+02:00" });

  test("first days are said in each language", async ({ page }) => {
    await page.goto("/en/q/slowackiego/podatek-nieruchomosci");
    await expect(page.getByText("sees people from Monday, 4 May 2020")).toBeVisible();
    await page.goto("/uk/q/slowackiego/podatek-nieruchomosci");
    await expect(page.getByText("приймає з понеділка, 4 травня 2020")).toBeVisible();
  });

  test("the API refuses in the caller's language", async ({ request }) => {
    const body = {
      location: "slowackiego",
      caseGroup: "podatek-nieruchomosci",
      start: "2020-04-30T09:00:00+02:00",
      name: "Ala",
      contact: "ala@example.pl",
    };
    const said = async (language: string) => {
      const headers = { "accept-language": language, "idempotency-key": `a claim made in ${language}` };
      const answer = await request.post("/api/v1/visits", { headers, data: body });
      expect(answer.status()).toBe(422);
      return ((await answer.json()) as { detail: string }).detail;
    };
    expect(await said("en")).toContain("sees people from Monday, 4 May 2020");
    expect(await said("uk")).toContain("приймає з понеділка, 4 травня 2020");
    expect(await said("pl")).toContain("przyjmuje od poniedziałku, 4 maja 2020");
  });
});
