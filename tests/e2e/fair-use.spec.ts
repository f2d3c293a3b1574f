import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

test.use({ alone: "fair use" });

const TRIES = 9;

/** Posts the page's accept form so often that the next post has to wait. */
async function spendTries(page: Page): Promise<void> {
  const form = page.locator("form").first();
  const fields = await form
    .locator("input")
    .evaluateAll((inputs) =>
      inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value] as const),
    );
  for (let turn = 0; turn < TRIES; turn++) {
    const answer = await page.request.post(page.url(), {
      multipart: Object.fromEntries(fields),
      headers: { origin: new URL(page.url()).origin },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
  }
}

test.describe("scripts off", () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, words, again] of [
    ["/q/libelta/meldunki", /Odczekaj \d+ s i spróbuj jeszcze raz/, "Otwórz tę stronę jeszcze raz"],
    ["/en/q/libelta/meldunki", /Wait \d+ s and try again/, "Open this page once more"],
    ["/uk/q/libelta/meldunki", /Зачекайте \d+ с/, "Відкрити цю сторінку ще раз"],
  ] as const) {
    test(`whoever posts too often reads how long to wait: ${path}`, async ({ page }) => {
      await page.goto(path);
      await spendTries(page);
      await page.goto(`${path}?ordinal=1`);
      const posted = page.waitForResponse((answer) => answer.request().method() === "POST");
      await page.locator("button.accept").click();
      const answer = await posted;
      expect(answer.status()).toBe(429);
      expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
      await expect(page.getByText(words)).toBeVisible();
      await page.getByRole("link", { name: again }).click();
      await expect(page).toHaveURL(new RegExp(`${path}\\?ordinal=1$`));
    });
  }
});

test("with scripts the page itself says it, and keeps the matter", async ({ page }) => {
  await page.goto("/q/gronowa/rejestracja-pojazdow?cases=2");
  await spendTries(page);
  await page.goto("/q/gronowa/rejestracja-pojazdow?cases=2&ordinal=1");
  await page.getByRole("button", { name: /^Akceptuję/ }).click();
  await expect(page.getByText("Za dużo prób w krótkim czasie")).toBeVisible();
  await expect(page.getByText(/Odczekaj \d+ s/)).toBeVisible();
  expect(new URL(page.url()).searchParams.get("cases")).toBe("2");
});

test("whoever opens a ticket's link behind an address that guesses at tickets gets it at the second press", async ({
  page,
  browser,
  server,
}) => {
  await page.goto("/q/slowackiego/ulgi");
  await page.locator("button.accept").click();
  await expect(page.locator(".code")).toBeVisible();
  const code = (await page.locator(".code").textContent()) ?? "";
  const ticket = page.url();
  const guess = () => fetch(`${server.url}/wizyta/AAAAAAAAAAAAAAAAAAAAAA`);
  for (let turn = 0; turn < TRIES; turn++) expect((await guess()).status).toBe(404);
  expect((await guess()).status).toBe(429);
  // A browser that has never been here has no cookie yet: so far it waits with everybody behind the address.
  const context = await browser.newContext();
  const other = await context.newPage();
  expect((await other.goto(ticket))?.status()).toBe(429);
  await other.getByRole("link", { name: "Otwórz tę stronę jeszcze raz" }).click();
  await expect(other.locator(".code")).toHaveText(code);
  await context.close();
});

test("the API says it in the caller's language, with Retry-After", async ({ request }) => {
  const statuses: number[] = [];
  for (let turn = 0; turn <= TRIES; turn++)
    statuses.push((await request.delete("/api/v1/visits/AAAAAAAAAAAAAAAAAAAAAA")).status());
  expect(statuses).toEqual([...Array(TRIES).fill(404), 429]);
  const answer = await request.delete("/api/v1/visits/AAAAAAAAAAAAAAAAAAAAAA", {
    headers: { "accept-language": "en" },
  });
  expect(await answer.json()).toMatchObject({ status: 429, reason: "too-many-requests" });
  expect((await answer.json()).detail).toMatch(/^Too many requests in a short time\. Try again in \d+ s\.$/);
  expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
  expect((await request.get("/api/v1/locations")).status()).toBe(200);
});
