import { expect, test } from "./fixtures";

/** What a page shows of time, as the reader sees it. */
const HOURS = /\b([01]?\d|2[0-3]):[0-5]\d\b/g;

for (const timezoneId of ["Europe/Warsaw", "America/New_York", "Pacific/Kiritimati"]) {
  test.describe(`a browser in ${timezoneId}`, () => {
    test.use({ timezoneId, alone: "zones" });

    test("shows the hours of the wall clock in Poznań, before the accept and after it", async ({ page, request }) => {
      const asked = await request.get("/api/v1/next-free?location=libelta&caseGroup=meldunki");
      const { start } = (await asked.json()) as { start: string };
      const poznan = { timeZone: "Europe/Warsaw", hour: "numeric", minute: "2-digit" } as const;
      const hour = new Intl.DateTimeFormat("pl-PL", poznan).format(new Date(start));
      await page.goto("/q/libelta/meldunki");
      await page.waitForLoadState("networkidle");
      await expect(page.getByRole("button", { name: `Akceptuję termin ${hour}` })).toBeVisible();
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await page.waitForURL(/wizyta/);
      await page.waitForLoadState("networkidle");
      const shown = (await page.getByRole("main").innerText()).match(HOURS) ?? [];
      expect(shown).toContain(hour);
      for (const one of shown) expect(Number(one.split(":")[0])).toBeGreaterThanOrEqual(8);
      for (const one of shown) expect(Number(one.split(":")[0])).toBeLessThanOrEqual(10);
    });
  });
}
