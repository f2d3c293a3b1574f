import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../support/server";
import { nextFree } from "./api-client";
import { expect, expectAccessible, test } from "./fixtures";

const CLOCK = "2026-11-23T09:00:00+01:00";

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

function command(
  script: string,
  args: readonly string[],
  databaseFile: string,
  env: Readonly<Record<string, string>> = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...args], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: `file:${databaseFile}`, ...env },
  });
  return { code: status, output: `${stdout}${stderr}` };
}

test("a backup of the running server is restored with every ticket in it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "okienko-backup-"));
  const server = await startServer({ clock: CLOCK });
  try {
    const { offer } = await nextFree(server.url, "libelta", "meldunki");
    const won = await fetch(`${server.url}/api/v1/visits`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ offer }),
    });
    const visit = (await won.json()) as { token: string; number: string };
    const copy = join(folder, "okienko.db");

    expect(command("backup", [copy], server.databaseFile)).toEqual({
      code: 0,
      output: `${copy}: a consistent copy with 1 visits, reopened and checked.\n`,
    });
    expect(
      [server.databaseFile, `${server.databaseFile}-wal`, copy].map((file) => statSync(file).mode & 0o777),
    ).toEqual([0o600, 0o600, 0o600]);
    const again = command("backup", [copy], server.databaseFile);
    expect(again).toEqual({ code: 1, output: `${copy} exists already.\n` });

    copyFileSync(`${server.databaseFile}.secret`, `${copy}.secret`);
    const restored = await startServer({ clock: CLOCK, databaseFile: copy });
    const found = (await (await fetch(`${restored.url}/api/v1/visits/${visit.token}`)).json()) as { number: string };
    await restored.dispose();
    expect(found.number).toBe(visit.number);
  } finally {
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("stickers are printed with the server running, by its address, and with it stopped", async () => {
  const folder = mkdtempSync(join(tmpdir(), "okienko-stickers-"));
  const server = await startServer({ clock: CLOCK, env: { OKIENKO_PUBLIC_URL: "https://wizyty.example.pl" } });
  const running = command(
    "stickers",
    ["--location", "gronowa", "--size", "a6", "--out", join(folder, "a.pdf")],
    server.databaseFile,
  );
  await server.stop();
  const stopped = command(
    "stickers",
    ["--location", "gronowa", "--case-group", "prawo-jazdy", "--size", "a4", "--out", join(folder, "b.pdf")],
    server.databaseFile,
  );
  const wrong = command(
    "stickers",
    ["--location", "nowhere", "--size", "a4", "--out", join(folder, "c.pdf")],
    server.databaseFile,
  );
  expect([running.code, running.output]).toEqual([
    0,
    expect.stringContaining("leads to https://wizyty.example.pl/q/gronowa (decoded"),
  ]);
  expect([stopped.code, stopped.output]).toEqual([
    0,
    expect.stringContaining("leads to http://localhost:3000/q/gronowa/prawo-jazdy (decoded"),
  ]);
  expect([wrong.code, existsSync(join(folder, "c.pdf"))]).toEqual([1, false]);
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test("a setting changed by command holds at once, and the notice about example data goes with its confirmation", async ({
  page,
}) => {
  const server = await startServer({ clock: CLOCK });
  await page.goto(`${server.url}/q/libelta`);
  await expect(page.getByText("Dane przykładowe").first()).toBeVisible();
  expect(command("settings", ["exampleDataConfirmed", "true"], server.databaseFile).code).toBe(0);
  expect(command("settings", ["deviceLimit", "none"], server.databaseFile).code).toBe(1);
  await page.reload();
  await expect(page.getByText("Dane przykładowe")).toHaveCount(0);
  await server.dispose();
});

test("booking can be paused by command: no page offers a time, no form and no call wins one, tickets stand", async ({
  page,
}) => {
  const server = await startServer({ clock: CLOCK });
  const pause = (value: string) =>
    expect(command("settings", ["bookingPaused", value], server.databaseFile).code).toBe(0);
  const accept = page.getByRole("button", { name: /^Akceptuję/ });
  try {
    await page.goto(`${server.url}/q/gronowa/rejestracja-pojazdow`);
    await accept.click();
    await page.waitForURL(/wizyta/);
    const ticket = page.url();
    await page.goto(`${server.url}/q/libelta/meldunki`);
    const { offer } = await nextFree(server.url, "libelta", "meldunki");
    pause("true");
    await accept.click();
    await expect(page.getByText("Terminy są teraz wstrzymane").first()).toBeVisible();
    await expect(page).toHaveTitle(/^Błąd: /);
    await expect(accept).toHaveCount(0);
    await expectAccessible(page);
    for (const path of ["/", "/q/libelta"]) {
      await page.goto(server.url + path);
      await expect(page.getByText("Terminy są teraz wstrzymane")).toBeVisible();
      await expectAccessible(page);
    }
    const headers = { "content-type": "application/json", "accept-language": "en" };
    const claimed = await fetch(`${server.url}/api/v1/visits`, {
      method: "POST",
      headers,
      body: JSON.stringify({ offer }),
    });
    expect(claimed.status).toBe(422);
    expect(await claimed.json()).toMatchObject({ reason: "paused", detail: expect.stringContaining("61 646 33 44") });
    await page.goto(ticket);
    await expect(page.getByText("Możesz wejść", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
    await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click();
    await expect(page.getByText("Wizyta odwołana").first()).toBeVisible();
    pause("false");
    await page.goto(`${server.url}/q/libelta/meldunki`);
    await expect(accept).toBeVisible();
  } finally {
    await server.dispose();
  }
});

test("a wrong environment stops the start with one sentence that names the variable", () => {
  const start = (env: Readonly<Record<string, string>>): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/serve.mjs"], {
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: `file:${join(tmpdir(), "okienko-never.db")}`, ...env },
    });
    return {
      code: status,
      output: `${stdout}${stderr}`
        .split("\n")
        .filter((line) => !line.includes("next.config"))
        .join("\n"),
    };
  };
  expect(start({ PORT: "abc" })).toEqual({ code: 1, output: "PORT must be a whole number from 1 to 65535.\n" });
  expect(start({ OKIENKO_SECRET: "short-and-secret" })).toEqual({
    code: 1,
    output: "OKIENKO_SECRET must have at least 32 characters.\n",
  });
  expect(start({ OKIENKO_CLOCK: CLOCK })).toEqual({
    code: 1,
    output: "OKIENKO_CLOCK is only allowed together with OKIENKO_DEMO=1.\n",
  });
  expect(start({ OKIENKO_CLOCK_GUARD: "on" })).toEqual({
    code: 1,
    output: "OKIENKO_CLOCK_GUARD is only allowed together with OKIENKO_DEMO=1.\n",
  });
  expect(start({ OKIENKO_DOCUMENTS: "off" })).toEqual({
    code: 1,
    output: "OKIENKO_DOCUMENTS is only allowed together with OKIENKO_DEMO=1.\n",
  });
  expect(existsSync(join(tmpdir(), "okienko-never.db"))).toBe(false);
});
