import type { Page } from "@playwright/test";
import { advanceClock, claimStart } from "./api-client";
import { expect, test } from "./fixtures";

const TUESDAY = "2026-11-24";
const at = (time: string): string => `${TUESDAY}T${time}:00+01:00`;

/** What Google's translation does to a page: every text is replaced by elements with another one. */
const translate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isShown = !node.parentElement?.closest("script, style, template");
      if (isShown && node.textContent?.trim()) texts.push(node as Text);
    }
    for (const text of texts) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    }
    document.documentElement.classList.add("translated-ltr");
  });

/** Somebody comes back to a page that the browser has kept whole. */
const comeBack = (page: Page): Promise<boolean> =>
  page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));

const isAwake = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react")),
  );

async function moveElsewhere(base: string, token: string, start: string): Promise<void> {
  const answer = await fetch(`${base}/api/v1/visits/${token}/move`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ start }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

test.describe("a page that is translated", () => {
  test.use({ limits: "off", alone: "translated" });

  test("a ticket shows its new hour after a move elsewhere", async ({ page, server }) => {
    const { token } = await claimStart(server.url, "gronowa", "meldunki", at("08:30"));
    await page.goto(`/wizyta/${token}`);
    await translate(page);
    await moveElsewhere(server.url, token, at("10:00"));
    await comeBack(page);
    await expect(page.locator(".ticket-at")).toContainText("10:00");
    await expect(page.locator("main")).not.toContainText("8:30");
  });

  test("the list of one's own visits does too", async ({ page, server }) => {
    await page.goto("/q/libelta/meldunki");
    await page.getByRole("button", { name: /^Akceptuję/ }).click();
    await expect(page).toHaveURL(/\/wizyta\/[\w-]{22}/);
    const [, token = ""] = /\/wizyta\/([\w-]{22})/.exec(page.url()) ?? [];
    await page.goto("/wizyta");
    await isAwake(page);
    await expect(page.locator("main")).not.toContainText("13:00");
    await translate(page);
    await moveElsewhere(server.url, token, "2026-11-23T13:00:00+01:00");
    await comeBack(page);
    await expect(page.locator("main")).toContainText("13:00");
  });

  test("an hour held for longer says until when, and what was typed stays", async ({ page, server }) => {
    await page.goto(`/rezerwacja/WSOiUK/meldunki/libelta/${TUESDAY}`);
    await page.locator("button.choice").last().click();
    const until = page.getByText(/^Masz czas do/);
    await expect(until).toBeVisible();
    await page.locator("#name").fill("Ewa");
    for (let more = 0; more < 2; more++) {
      await isAwake(page);
      await translate(page);
      const before = (await until.textContent()) ?? "";
      await advanceClock(server.url, "PT2M");
      await page.getByRole("button", { name: "Potrzebuję więcej czasu" }).click();
      await expect(until).not.toHaveText(before);
      await expect(page.locator("#name")).toHaveValue("Ewa");
    }
  });

  test("another month is shown, is in the title, and is read aloud", async ({ page }) => {
    await page.goto("/rezerwacja/WSOiUK/meldunki/libelta");
    await isAwake(page);
    await expect(page.locator("[data-heard]")).toBeEmpty();
    await translate(page);
    await page.locator('main nav a[href*="month=2026-12"]').click();
    await expect(page).toHaveTitle(/^Którego dnia\? grudzień\s2026/);
    await expect(page.locator("main")).toContainText(/grudzień\s2026/);
    await expect(page.locator("[data-heard]")).toHaveText(/^grudzień\s2026$/);
    await expect(page.locator("[data-heard]")).toHaveRole("status");
  });
});

/** Changes that browsers and what is added to them make before a page's scripts run. */
const CHANGES: Readonly<Record<string, () => void>> = {
  "an element at the start of the body": () => document.body.prepend(document.createElement("div")),
  "an icon beside a field": () => {
    for (const field of document.querySelectorAll("main input:not([type=hidden])"))
      field.after(Object.assign(document.createElement("span"), { textContent: "🔑" }));
  },
  "dates made links": () => {
    const heading = document.querySelector("main h1, main p");
    const link = Object.assign(document.createElement("a"), { href: "x-apple-data-detectors://0" });
    link.setAttribute("x-apple-data-detectors", "true");
    link.append(...(heading?.childNodes ?? []));
    heading?.append(link);
  },
};

const FORMS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["/wizyta", { code: "AB1 2CD", contact: "ola@example.pl" }],
  ["/sprawy", { q: "meldunek" }],
  ["/rezerwacja", { q: "paszport" }],
];

test.describe("what is typed before the scripts run", () => {
  test.use({ limits: "off", alone: "translated" });

  async function typeEarly(page: Page, typed: Readonly<Record<string, string>>, change: () => void): Promise<void> {
    let arrive = () => {};
    const arrived = new Promise<void>((done) => {
      arrive = done;
    });
    await page.route("**/_next/static/**/*.js", async (route) => {
      await arrived;
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    const focused = Object.keys(typed).at(-1);
    for (const [name, text] of Object.entries(typed)) await page.locator(`[name=${name}]`).fill(text);
    await page.evaluate(change);
    arrive();
    await isAwake(page);
    for (const [name, text] of Object.entries(typed)) await expect(page.locator(`[name=${name}]`)).toHaveValue(text);
    await expect(page.locator(`[name=${focused}]`)).toBeFocused();
    await page.unroute("**/_next/static/**/*.js");
  }

  for (const [what, change] of Object.entries(CHANGES)) {
    for (const [path, typed] of FORMS)
      test(`stays on ${path}, whatever is added: ${what}`, async ({ page }) => {
        await page.goto(path);
        await typeEarly(page, typed, change);
      });

    test(`stays in the calendar's form, whatever is added: ${what}`, async ({ page }) => {
      await page.goto(`/rezerwacja/WSOiUK/meldunki/libelta/${TUESDAY}`);
      await page.locator("button.choice").last().click();
      await expect(page.locator("#name")).toBeVisible();
      await typeEarly(page, { name: "Ola Żółć", contact: "ola@example.pl" }, change);
      await page.locator("main form button.accept").click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sprawdź i umów wizytę");
      await expect(page.locator("main")).toContainText("Ola Żółć");
    });
  }
});
