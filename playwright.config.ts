import { defineConfig } from "@playwright/test";

const CHROMIUM_ARGS = [
  // Without a graphics card Chromium would compute one: a sixth of the time of all tests.
  "--disable-gpu",
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const SHELL = process.env.OKIENKO_CHROMIUM || undefined;
/** For what only a whole Chromium knows: installing, and tabs in the background. */
const WHOLE = process.env.OKIENKO_WHOLE_CHROMIUM || SHELL;
const OF_WHOLE = /(install|update)\.spec\.ts$/;
const EVERY_STATE = /every-state\.spec\.ts$/;
const launching = (executablePath: string | undefined) => ({ launchOptions: { executablePath, args: CHROMIUM_ARGS } });

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  // A file's tests share its servers: spread over two workers each would be started twice.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: "list",
  use: {
    locale: "pl-PL",
    // Tests of what is kept for reading without a network switch it on; all others would load a megabyte each.
    serviceWorkers: "block",
    viewport: { width: 360, height: 640 },
  },
  // The long ones first: at the end a worker would wait for them alone.
  projects: [
    { name: "whole Chromium", testMatch: OF_WHOLE, use: launching(WHOLE) },
    // Emptied after each test, not thrown away: no script is fetched and read anew for each of two hundred states.
    { name: "every state", testMatch: EVERY_STATE, use: { ...launching(SHELL), reuseContext: true } },
    { name: "shell", testIgnore: [OF_WHOLE, EVERY_STATE], use: launching(SHELL) },
  ],
});
