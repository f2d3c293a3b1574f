import { defineConfig } from "@playwright/test";

export const CHROMIUM_ARGS = [
  // Without a graphics card Chromium would compute one: a sixth of the time of all tests.
  "--disable-gpu",
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executablePath = process.env.OKIENKO_CHROMIUM || undefined;

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
    launchOptions: {
      executablePath,
      args: CHROMIUM_ARGS,
    },
  },
});
