import { expect, test } from "./fixtures";

for (const origin of [undefined, "null", "https://evil.example"]) {
  test(`a form from ${origin ?? "no"} origin is answered 403 and changes nothing`, async ({ server }) => {
    const form = new FormData();
    form.set("location", "libelta");
    const answer = await fetch(`${server.url}/q/libelta/meldunki`, {
      method: "POST",
      body: form,
      headers: { ...(origin && { origin }), "x-forwarded-host": "evil.example" },
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("Nie przyjęliśmy tego formularza");
  });
}

test("commands answer 404 without the server's pass", async ({ server }) => {
  const answer = await fetch(`${server.url}/internal/commands/settings`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(404);
});

test("pages with a ticket tell no other site where one came from and are kept by nobody", async ({ page }) => {
  await page.goto("/q/libelta/meldunki");
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await page.waitForURL(/wizyta/);
  const headers = (await page.reload())?.headers() ?? {};
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["cache-control"]).toContain("no-store");
});
