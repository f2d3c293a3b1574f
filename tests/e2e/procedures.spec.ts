import { LANGUAGES } from "@/lib/text/language";
import { seedCity } from "../support/make";
import { expect, test } from "./fixtures";

const { procedures, city } = seedCity();
const described = new Set(procedures.map(({ caseGroupId }) => caseGroupId));
const slugs = [
  ...procedures.map(({ slug }) => slug),
  ...city.caseGroups.filter(({ id }) => !described.has(id)).map(({ id }) => id),
];

test.describe("without limits", () => {
  test.use({ limits: "off" });

  for (const language of LANGUAGES) {
    test(`every procedure, building and department has its page in ${language}`, async ({ request }) => {
      expect(slugs).toHaveLength(45);
      const paths = [
        ...slugs.map((slug) => `/sprawy/${slug}`),
        ...city.locations.map(({ id }) => `/budynki/${id}`),
        ...city.departments.map(({ id }) => `/wydzialy/${id}`),
        ...["/sprawy", "/bez-wizyty"],
      ];
      for (const path of paths) {
        const answer = await request.get(`/${language}${path}`);
        expect([path, answer.status()]).toEqual([path, 200]);
        expect(await answer.text()).toMatch(new RegExp(`<html lang="${language}"[ >]`));
      }
    });
  }
});

test("a matter is found as somebody types, and goes on being found when the network is gone", async ({
  page,
  context,
}) => {
  await page.goto("/sprawy", { waitUntil: "networkidle" });
  const field = page.getByRole("searchbox", { name: "Szukaj sprawy" });
  await field.fill("zgubilem dowod");
  await expect(page.locator("a.row").first()).toHaveAttribute("href", "/sprawy/utrata-dowodu");
  await context.setOffline(true);
  await field.fill("smierc w rodzinie");
  await expect(page.locator('a.row[href="/sprawy/rejestracja-zgonu"]').first()).toBeVisible();
  await field.fill("qwrtzx");
  await expect(page.getByRole("status").filter({ hasText: "Nic nie pasuje do „qwrtzx”." })).toBeVisible();
  await context.setOffline(false);
});

test("a press right after typing arrives over a slow network, and Back finds what was typed", async ({ page }) => {
  await page.goto("/sprawy", { waitUntil: "networkidle" });
  const field = page.getByRole("searchbox", { name: "Szukaj sprawy" });
  await field.fill("dowod");
  await expect(page).toHaveURL(/q=dowod$/);
  await page.route(/\/sprawy\/utrata-dowodu/, async (route) => {
    await new Promise((next) => setTimeout(next, 1_500));
    await route.continue();
  });
  await field.fill("zgubilem dowod");
  await page.locator('search ~ ul a.row[href="/sprawy/utrata-dowodu"]').click();
  await expect(page).toHaveURL(/\/sprawy\/utrata-dowodu$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sprawy\?q=zgubilem/);
  await expect(field).toHaveValue("zgubilem dowod");
});

for (const made of ["for the words in its address", "for none, as a device keeps it"]) {
  test(`what is typed before the script of a page is there stays, on a page made ${made}`, async ({ page }) => {
    let arrive = () => {};
    const arrived = new Promise<void>((done) => {
      arrive = done;
    });
    await page.route("**/_next/static/**/*.js", async (route) => {
      await arrived;
      await route.continue();
    });
    if (made.startsWith("for none"))
      await page.route(/\/sprawy\?q=/, async (route) => {
        await route.fulfill({ response: await route.fetch({ url: route.request().url().replace(/\?.*/, "") }) });
      });
    await page.goto("/sprawy?q=dowodu", { waitUntil: "commit" });
    const field = page.getByRole("searchbox", { name: "Szukaj sprawy" });
    await field.fill("meldunek");
    arrive();
    await expect(page).toHaveURL(/q=meldunek$/);
    await expect(page.getByRole("status").filter({ hasText: "Znaleziono" })).toBeVisible();
    await expect(field).toHaveValue("meldunek");
  });
}

test("with an empty field the whole list stands there again", async ({ page }) => {
  await page.goto("/en/sprawy", { waitUntil: "networkidle" });
  const field = page.getByRole("searchbox");
  await field.fill("car");
  await expect(page.locator("a.row").first()).toHaveAttribute("href", /^\/en\/sprawy\//);
  await field.fill("");
  await expect(page.locator("search ~ ul a.row")).toHaveCount(0);
  await expect(page.locator("details.department")).toHaveCount(4);
});

test("the papers of the description that was read come first on the way from it, in the calendar too", async ({
  page,
}) => {
  const first = page.locator("h2 ~ div p.font-semibold, h2 ~ p.font-semibold").first();
  await page.goto("/q/libelta/pesel");
  await expect(first).toHaveText(/cudzoziemc/);
  await page.goto("/sprawy/pesel-ukr");
  await page.getByRole("link", { name: /^ul. Libelta/ }).click();
  await expect(page).toHaveURL(/\/q\/libelta\/pesel\?procedure=pesel-ukr$/);
  await expect(first).toHaveText(/^PESEL UKR/);
  await page.getByRole("link", { name: "Inna godzina dziś" }).click();
  await page.locator(".one-hour[open] .choice").first().click();
  await expect(page).toHaveURL(/procedure=pesel-ukr&start=/);
  await expect(first).toHaveText(/^PESEL UKR/);
  await page.goto("/sprawy/pesel-ukr");
  await page.getByRole("link", { name: "Umów wizytę na wybrany dzień" }).click();
  await expect(page).toHaveURL(/\/rezerwacja\/WSOiUK\/pesel\?procedure=pesel-ukr$/i);
  await expect(first).toHaveText(/^PESEL UKR/);
});

test("ticked papers are remembered on the device, each procedure's own, until they are cleared", async ({ page }) => {
  await page.goto("/sprawy/pesel-ukr", { waitUntil: "networkidle" });
  await page.getByRole("checkbox").nth(1).check();
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByRole("checkbox").nth(0)).not.toBeChecked();
  await expect(page.getByRole("checkbox").nth(1)).toBeChecked();
  await page.goto("/sprawy/wymeldowanie", { waitUntil: "networkidle" });
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await page.goto("/sprawy/pesel-ukr", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Wyczyść zaznaczenia" }).click();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false });

  test("the search is a plain form, and its answer leads to the offer", async ({ page }) => {
    await page.goto("/sprawy");
    await page.getByRole("searchbox", { name: "Szukaj sprawy" }).fill("kupiłem auto");
    await page.getByRole("button", { name: "Szukaj" }).click();
    await expect(page).toHaveURL(/\/sprawy\?q=/);
    await page
      .getByRole("link", { name: /Rejestracja pojazdu używanego/ })
      .first()
      .click();
    await page
      .getByRole("link", { name: /ul. Gronowa 22A/ })
      .first()
      .click();
    await expect(page.getByRole("button", { name: /^Akceptuję termin/ })).toBeVisible();
  });

  test("what is typed stands on the page as text, whatever it is", async ({ page }) => {
    await page.goto(`/sprawy?q=${encodeURIComponent('"><i>qwrtzx</i>\u0000')}`);
    await expect(page.getByText("Nic nie pasuje do")).toBeVisible();
    expect(await page.locator("main i").count()).toBe(0);
  });
});
