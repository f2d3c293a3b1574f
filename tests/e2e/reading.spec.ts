import Database from "better-sqlite3";
import { expect, test } from "./fixtures";

// Nobody reads a thousand pages in a minute: with limits most of them would be refusals.
test.use({ alone: "reading", limits: "off" });

/** Every row of every table, so that any change shows. */
function everything(file: string): string {
  const client = new Database(file, { readonly: true });
  try {
    const tables = client
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    const rows = tables.map((table) => [table, client.prepare(`SELECT * FROM "${table}"`).raw().all()]);
    return JSON.stringify(rows, (_key, value) => (Buffer.isBuffer(value) ? value.toString("hex") : value));
  } finally {
    client.close();
  }
}

/** Addresses of ours that an answer names. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(/href="(\/[^"#]*)"/g)].map(([, path]) => (path ?? "").replaceAll("&amp;", "&"));

test("reading every address three times, by GET and HEAD, changes no row; a claim does", async ({ server, page }) => {
  test.setTimeout(240_000);
  await page.goto("/q/libelta/meldunki");
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
  const ticket = new URL(page.url()).pathname;
  const [cookie] = await page.context().cookies();
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
  const before = everything(server.databaseFile);

  const api = ["locations", "openapi.json", `visits/${ticket.split("/").at(-1)}`].map((path) => `/api/v1/${path}`);
  const asked = ["next-free", "free-starts"].map(
    (path) => `/api/v1/${path}?location=libelta&caseGroup=meldunki&date=2026-11-24`,
  );
  const known = new Set(["/", "/en", "/uk", ticket, "/livez", "/readyz", ...api, ...asked]);
  for (const path of known) {
    if (known.size > 400) break;
    const answer = await fetch(server.url + path, { headers });
    expect(answer.status, path).toBeLessThan(500);
    for (const link of linksIn(await answer.text())) known.add(link);
  }
  expect(known.size).toBeGreaterThan(150);
  for (const method of ["GET", "HEAD"])
    for (const path of known) await (await fetch(server.url + path, { method, headers })).arrayBuffer();

  expect(everything(server.databaseFile) === before).toBe(true);
  await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
  await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click();
  await expect(page.getByText("Wizyta odwołana")).toBeVisible();
  expect(everything(server.databaseFile) === before).toBe(false);
});
