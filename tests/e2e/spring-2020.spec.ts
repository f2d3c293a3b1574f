import { expect, test } from "./fixtures";

test.use({ clock: "2020-04-29T10:00:00+02:00" });

const FIRST_DAYS = [
  {
    group: "podatek-nieruchomosci",
    location: "slowackiego",
    words: "Wydział Finansowy przyjmuje od poniedziałku, 4 maja 2020.",
  },
  {
    group: "taxi",
    location: "28-czerwca",
    words: "Wydział Działalności Gospodarczej i Rolnictwa przyjmuje od poniedziałku, 4 maja 2020.",
  },
  { group: "odpisy", location: "libelta", words: "Urząd Stanu Cywilnego przyjmuje od poniedziałku, 11 maja 2020." },
];

const plain = (text: string) => text.replace(/\s/g, " ");

for (const { group, location, words } of FIRST_DAYS) {
  test(`the page of ${group} says from which day its department serves people`, async ({ page }) => {
    await page.goto(`/q/${location}/${group}`);
    await expect(page.getByRole("button", { name: /^Akceptuję/ })).toHaveCount(0);
    expect(plain((await page.locator("main").textContent()) ?? "")).toContain(words);
    await page.goto(`/q/${location}`);
    expect(plain((await page.locator("main").textContent()) ?? "")).toContain(words);
  });

  test(`a request forged for ${group} past the pages is refused with the date in words`, async ({ server }) => {
    const answer = await fetch(`${server.url}/api/v1/visits`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": `forged for ${group}`.padEnd(16, ".") },
      body: JSON.stringify({
        location,
        caseGroup: group,
        start: "2020-04-30T10:00:00+02:00",
        name: "Ala",
        contact: "ala@example.pl",
      }),
    });
    const problem = (await answer.json()) as { reason: string; detail: string };
    expect({ status: answer.status, reason: problem.reason, detail: plain(problem.detail) }).toEqual({
      status: 422,
      reason: "not-open-yet",
      detail: words,
    });
  });
}

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false });

  for (const { group, location, words } of FIRST_DAYS) {
    test(`a form forged for ${group} on an earlier day is refused with the date in words`, async ({ page }) => {
      await page.goto("/q/libelta/meldunki");
      const start = Math.floor(Date.parse("2020-04-30T10:00:00+02:00") / 300_000);
      await page.evaluate(
        (fields) => {
          for (const [name, value] of Object.entries(fields)) {
            for (const input of document.querySelectorAll<HTMLInputElement>(`form input[name="${name}"]`))
              input.value = value;
          }
        },
        { location, caseGroup: group, start: String(start) },
      );
      await page.getByRole("button", { name: /^Akceptuję/ }).click();
      await expect(page).toHaveURL(new RegExp(`/q/${location}/${group}`));
      expect(plain((await page.locator("main").textContent()) ?? "")).toContain(words);
      await expect(page.getByText("Kod wizyty", { exact: true })).toHaveCount(0);
    });
  }
});

const DAYS = [
  {
    group: "meldunki",
    location: "libelta",
    closed: ["2020-05-01", "2020-05-03"],
    open: ["2020-04-29", "2020-04-30", "2020-05-04"],
  },
  {
    group: "podatek-nieruchomosci",
    location: "slowackiego",
    closed: ["2020-04-30", "2020-05-01"],
    open: ["2020-05-04"],
  },
  { group: "taxi", location: "28-czerwca", closed: ["2020-04-30", "2020-05-01"], open: ["2020-05-04"] },
  { group: "odpisy", location: "libelta", closed: ["2020-04-30", "2020-05-04", "2020-05-08"], open: ["2020-05-11"] },
];

for (const { group, location, closed, open } of DAYS) {
  test(`${group} has times on ${open.join(", ")} and none on ${closed.join(", ")}`, async ({ server }) => {
    const startsOn = async (date: string) => {
      const answer = await fetch(
        `${server.url}/api/v1/free-starts?location=${location}&caseGroup=${group}&date=${date}`,
      );
      return ((await answer.json()) as { starts: string[] }).starts.length;
    };
    for (const date of closed) expect(await startsOn(date), date).toBe(0);
    for (const date of open) expect(await startsOn(date), date).toBeGreaterThan(0);
  });
}
