import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { nextFree, takeUpTo } from "./api-client";
import { expect, test } from "./fixtures";
import { axeFaults } from "./page-faults";
import { withoutCookies } from "./states";

const SLOW_MS = 1_500;

/** The whole path by taps: row, offer, ticket, cancel. */
async function takeAndCancel(page: Page): Promise<void> {
  await page.goto("/q/28-czerwca");
  await page.locator("a.row").first().click();
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await expect(page.locator(".code")).toBeVisible();
  await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
  await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click();
  await expect(page.getByText("Wizyta odwołana")).toBeVisible();
}

/** Lets the server's answers to what `matches` wait; counts the questions. */
async function slowDown(page: Page, method: "GET" | "POST"): Promise<() => number> {
  let asked = 0;
  await page.route(
    (url) => /\/(q|wizyta)\//.test(url.pathname),
    async (route) => {
      if (route.request().method() === method) {
        asked++;
        await new Promise((done) => setTimeout(done, SLOW_MS));
      }
      await route.continue();
    },
  );
  return () => asked;
}

test("a pressed button says at once that it works, and a second press asks nothing more", async ({ page }) => {
  await page.goto("/q/gronowa/meldunki", { waitUntil: "networkidle" });
  const asked = await slowDown(page, "POST");
  const button = page.locator("button.accept");
  await button.click();
  await expect(button).toHaveText("Chwileczkę…", { timeout: SLOW_MS / 3 });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  // Playwright itself would wait until the button can be pressed again.
  await button.click({ force: true });
  await page.keyboard.press("Enter");
  await expect(page.locator(".code")).toBeVisible();
  expect(asked()).toBe(1);
  await page.goto("/q/gronowa");
  await expect(page.getByRole("heading", { name: "Twój bilet", exact: true })).toBeVisible();
});

test("an answer that is long in coming is said to be waited for, and comes", async ({ page }) => {
  await page.goto("/q/gronowa/meldunki", { waitUntil: "networkidle" });
  let answer = () => {};
  const held = new Promise<void>((done) => {
    answer = done;
  });
  await page.route(/\/q\/gronowa\/meldunki/, async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  await page.locator("button.accept").click();
  const waiting = page.getByText("wciąż czekamy na odpowiedź");
  await expect(page.locator("button.accept")).toHaveText("Chwileczkę…");
  await expect(waiting).toHaveCount(0);
  await expect(waiting).toBeVisible({ timeout: 15_000 });
  answer();
  await expect(page.locator(".code")).toBeVisible();
});

test("where the device knows that there is no network, nothing is sent, and the page stays as it is", async ({
  page,
  context,
}) => {
  await page.goto("/q/gronowa/profil-zaufany", { waitUntil: "networkidle" });
  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await context.setOffline(true);
  await page.locator("button.accept").click();
  await expect(page.getByRole("alert").filter({ hasText: "nic nie wysłaliśmy" })).toBeVisible();
  expect(posts).toEqual([]);
  await context.setOffline(false);
  await expect(page.getByText("nic nie wysłaliśmy")).toHaveCount(0);
  await page.locator("button.accept").click();
  await expect(page.locator(".code")).toBeVisible();
  await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
  const yes = page.getByRole("button", { name: "Tak, odwołaj wizytę" });
  await expect(yes).toBeVisible();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  const before = posts.length;
  await yes.click();
  await expect(page.getByRole("alert").filter({ hasText: "nic nie wysłaliśmy" })).toBeVisible();
  expect(posts).toHaveLength(before);
  await expect(yes).toBeVisible();
});

test("a page carries the city's line for what only the browser renders", async ({ request }) => {
  for (const path of ["/sprawy", "/en/rezerwacja"])
    expect(await (await request.get(path)).text()).toMatch(
      /<html lang="\w\w" data-hotline="61 646 33 44" data-hotline-number="\+48616463344"/,
    );
});

test("a network that dies at the moment of accepting is said, and the page comes back with it", async ({
  page,
  context,
}) => {
  await page.goto("/q/gronowa/adnotacje-zbycie", { waitUntil: "networkidle" });
  // The device does not know it yet.
  await page.evaluate(() => Object.defineProperty(navigator, "onLine", { value: true }));
  await context.setOffline(true);
  const button = page.getByRole("button", { name: /^Akceptuję termin/ });
  await button.click();
  const lost = page.getByRole("heading", { name: "Nie ma połączenia" });
  await expect(lost).toBeFocused();
  await page.getByRole("button", { name: "Spróbuj ponownie" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Nadal nie ma połączenia." })).toBeVisible();
  expect((await axeFaults(page)).join("\n")).toBe("");
  // The page is still there and can be pressed again, which says the same once.
  await button.click();
  await expect(lost).toBeFocused();
  await expect(lost).toHaveCount(1);
  await context.setOffline(false);
  await expect(page).toHaveURL(/\?start=\d+$/);
  await expect(lost).toHaveCount(0);
  await expect(button).toBeVisible();
});

test.describe("with a clock that has just begun", () => {
  // Where the hour passes between the two asks, another one is offered beside the ticket.
  test.use({ alone: "lost answer" });

  test("an answer that was lost leads to the ticket that it told of", async ({ page }) => {
    await page.goto("/q/gronowa/odbior-dowodu-rejestracyjnego", { waitUntil: "networkidle" });
    await page.route("**", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch({ maxRedirects: 0 });
      await route.abort();
    });
    await page.locator("button.accept").click();
    await page.getByRole("button", { name: "Spróbuj ponownie" }).click();
    await expect(page.getByText(/Termin \d+:\d\d jest już Twój/)).toBeVisible();
    await page.locator("a.accept").click();
    await expect(page.locator(".code")).toBeVisible();
  });
});

test.describe("where others take what is free", () => {
  test.use({ limits: "off" });

  test("whoever comes back to a page that has grown old sees what is true now", async ({ page, server }) => {
    await page.clock.install();
    await page.goto("/q/28-czerwca/taxi", { waitUntil: "networkidle" });
    const first = await page.locator('input[name="start"]').getAttribute("value");
    const { start } = await nextFree(server.url, "28-czerwca", "taxi");
    await takeUpTo(server.url, "28-czerwca", "taxi", start ?? "");
    const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await comeBack();
    await page.clock.runFor(1_000);
    await expect(page.locator('input[name="start"]')).toHaveValue(first ?? "");
    await page.clock.runFor(61_000);
    await comeBack();
    await expect(page.locator('input[name="start"]')).not.toHaveValue(first ?? "");
  });
});

test("going back from a ticket shows the ticket, not the hour on offer once more", async ({ page }) => {
  await page.goto("/q/libelta", { waitUntil: "networkidle" });
  await page.locator('a.row[href$="/zaswiadczenia-ewidencja"]').first().click();
  await page.locator("button.accept").click();
  await expect(page.locator(".code")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Twój bilet", exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Twój bilet", exact: true })).toBeVisible();
});

for (const isSlow of [true, false]) {
  const network = isSlow ? "slow" : "quick";
  test(`on a ${network} network a link shows that it was pressed, ${isSlow ? "then" : "and"} the page says so in ${isSlow ? "words" : "no words"}`, async ({
    page,
  }) => {
    // The page tells of itself to the next one: while a browser waits for that, nobody else is told anything.
    await page.addInitScript(() => {
      new MutationObserver(() => {
        const word = document.querySelector(".wait");
        if (document.querySelector("a.row[data-pressed]")) sessionStorage.setItem("pressed", "yes");
        if (word?.textContent && word.getBoundingClientRect().bottom <= innerHeight)
          sessionStorage.setItem("said", word.textContent);
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await page.goto("/q/gronowa", { waitUntil: "networkidle" });
    if (isSlow) await slowDown(page, "GET");
    await page.locator("a.row").first().click();
    await expect(page.getByRole("button", { name: /^Akceptuję termin/ })).toBeVisible();
    const told = await page.evaluate(() => ({ ...sessionStorage }));
    expect(told).toEqual(isSlow ? { pressed: "yes", said: "Chwileczkę…" } : { pressed: "yes" });
    await expect(page.getByText("Chwileczkę…")).toHaveCount(0);
  });
}

test("without scripts every kind of page comes whole, with nothing that waits for a script to show it", async ({
  request,
}) => {
  for (const path of ["/", "/q/gronowa", "/q/gronowa/meldunki", "/q/gronowa/meldunki?view=hours", "/nie/ma"]) {
    const html = await (await request.get(path)).text();
    expect(html, path).toContain("<h1");
    expect(html, path).not.toMatch(/<!--\$\?-->|<template id="B:|<div hidden="?"? id="S:/);
  }
});

/** Through the calendar by taps, as far as its form: a page of days, one of hours, and an hour held. */
async function holdHour(page: Page): Promise<void> {
  await page.goto("/rezerwacja/WSOiUK/meldunki/gronowa");
  await page.locator("a.day-free").nth(2).click();
  await page.locator("button.choice").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Na kogo zapisać wizytę?" })).toBeVisible();
}

/** Scripts that pages share beside those that start them all. */
const { rootMainFiles } = JSON.parse(readFileSync(".next/build-manifest.json", "utf8"));
const SHARED = readdirSync(".next/static/chunks").filter(
  (file) => /^\d+-\w+\.js$/.test(file) && !rootMainFiles.includes(`static/chunks/${file}`),
);
const OF_SHARED = new RegExp(`/chunks/(${SHARED.join("|")})$`);

/** Every second script in the order in which they are first asked for: names are another build's tomorrow. */
function everySecond(): (path: string) => boolean {
  const asked: string[] = [];
  return (path) => {
    if (!path.endsWith(".js")) return false;
    if (!asked.includes(path)) asked.push(path);
    return asked.indexOf(path) % 2 === 0;
  };
}

const named = (scripts: RegExp) => () => (path: string) => scripts.test(path);

const BROKEN: Readonly<Record<string, () => (path: string) => boolean>> = {
  "the page's own script": named(/\/app\/.*page-/),
  "what pages share": named(OF_SHARED),
  "the one that starts the others": named(/\/(main-app|webpack)-/),
  "every second": everySecond,
};
for (const [name, scripts] of Object.entries(BROKEN)) {
  test(`when a script of Next's does not arrive (${name}), everything still works`, async ({ page }) => {
    let lost = 0;
    const isLost = scripts();
    await page.route(
      (url) => url.pathname.startsWith("/_next/static/") && isLost(decodeURI(url.pathname)),
      (route) => {
        lost++;
        return route.abort();
      },
    );
    await holdHour(page);
    expect(lost).toBeGreaterThan(0);
  });
}

for (const [name, script, path] of [
  ["what pages share", OF_SHARED, "/rezerwacja/WSOiUK/meldunki/gronowa/2026-11-25?cases=2"],
  ["the page of failures", /\/error-/, "/en/rezerwacja/WSOiUK/meldunki/gronowa/2026-11-26"],
] as const) {
  test(`a page without one of its scripts, after a while (${name}), stays or comes back without any`, async ({
    page,
  }) => {
    let lost = 0;
    await page.route(
      (url) => url.pathname.startsWith("/_next/static/") && script.test(decodeURI(url.pathname)),
      async (route) => {
        lost++;
        // Given up while Next already waits for it.
        await new Promise((done) => setTimeout(done, SLOW_MS));
        await route.abort();
      },
    );
    await page.goto(path);
    await expect(page).toHaveURL(/[?&]plain=1$/);
    expect(lost).toBeGreaterThan(0);
    await page.waitForLoadState("networkidle");
    expect(await axeFaults(page)).toEqual([]);
    await page.locator("button.choice").first().click();
    await expect(page.locator("#name")).toBeVisible();
  });
}

test("an open page says that the network has gone, as long as it has", async ({ page, context }) => {
  await page.goto("/q/gronowa", { waitUntil: "networkidle" });
  const note = page.getByText("Nie masz teraz połączenia z internetem.");
  await context.setOffline(true);
  await expect(note).toBeVisible();
  await context.setOffline(false);
  await expect(note).toHaveCount(0);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with cookies off, scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("the whole path works, and the ticket says that only its code and address lead back", async ({ page }) => {
      await withoutCookies({ page });
      await page.goto("/q/28-czerwca/taxi");
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await expect(page.getByText(/Ta przeglądarka nie zapamiętała tego biletu.*Zapisz kod/)).toBeVisible();
      await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
      await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click();
      await expect(page.getByText("Wizyta odwołana")).toBeVisible();
      await page.getByRole("button", { name: /^Cofnij odwołanie/ }).click();
      await expect(page.getByText("Masz nowy bilet na tę samą godzinę.")).toBeVisible();
    });
  });
}

test("with cookies on the ticket does not speak of them", async ({ page }) => {
  await page.goto("/q/28-czerwca/taxi");
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await expect(page.locator(".code")).toBeVisible();
  await expect(page.getByText(/Ta przeglądarka nie zapamiętała/)).toHaveCount(0);
});

for (const reducedMotion of ["reduce", "no-preference"] as const) {
  test.describe(`with reduced motion ${reducedMotion === "reduce" ? "asked for" : "not asked for (control)"}`, () => {
    test.use({ contextOptions: { reducedMotion } });

    test("nothing moves from the sticker to the cancelled ticket", async ({ page }) => {
      await page.addInitScript(() => {
        for (const kind of ["animationstart", "transitionrun"])
          window.addEventListener(kind, () => sessionStorage.setItem("moved", "yes"), true);
      });
      await takeAndCancel(page);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      expect(await page.evaluate(() => sessionStorage.getItem("moved"))).toBe(
        reducedMotion === "reduce" ? null : "yes",
      );
    });
  });
}
