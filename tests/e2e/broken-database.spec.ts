import Database from "better-sqlite3";
import { expect, expectAccessible, test } from "./fixtures";

const visits = (file: string): number => {
  const client = new Database(file, { readonly: true });
  try {
    return client.prepare<[], number>("SELECT count(*) FROM visit").pluck().get() ?? 0;
  } finally {
    client.close();
  }
};

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, alone: "broken-database" });

    test("a claim that cannot be written is never confirmed, and works again without a restart", async ({
      page,
      request,
      server,
    }) => {
      await page.goto("/q/libelta/meldunki");
      const before = visits(server.databaseFile);
      const other = new Database(server.databaseFile);
      other.exec("BEGIN IMMEDIATE");
      try {
        const notReady = await request.get("/readyz");
        expect([notReady.status(), await notReady.json()]).toEqual([503, { ready: false, reason: "database" }]);
        await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
        await expect(page.getByText(/Nie możemy teraz zapisać wizyty.*61 646 33 44/)).toBeVisible({ timeout: 20_000 });
        if (javaScriptEnabled) await expectAccessible(page);
        expect(visits(server.databaseFile)).toBe(before);
      } finally {
        other.close();
      }
      expect((await request.get("/readyz")).status()).toBe(200);
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
      expect(visits(server.databaseFile)).toBe(before + 1);
    });

    test("a page that fails says so in words, and comes back by itself", async ({ page, server }) => {
      const other = new Database(server.databaseFile);
      try {
        other.exec("ALTER TABLE visit RENAME TO hidden");
        const answer = await page.goto("/en/q/libelta");
        expect(answer?.status()).toBe(500);
        await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();
        await expect(page.getByRole("link", { name: /61 646 33 44/ })).toBeVisible();
        expect(await page.content()).not.toMatch(/SQLITE|no such table|at .*\.js/);
        if (javaScriptEnabled) await expectAccessible(page);
      } finally {
        other.exec("ALTER TABLE hidden RENAME TO visit");
        other.close();
      }
      await page.getByRole("link", { name: "Open this page once more" }).click();
      await expect(page.getByRole("heading", { name: "ul. Libelta 16/20" })).toBeVisible();
    });
  });
}
