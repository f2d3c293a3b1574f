import { resolve } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": resolve(import.meta.dirname) } },
  test: {
    environment: "node",
    // The log of ten thousand claims helps nobody; what fails is still written.
    env: { OKIENKO_LOG_LEVEL: "error" },
    include: ["tests/**/*.test.{ts,tsx}"],
    exclude: [...configDefaults.exclude, "tests/e2e/**", "tests/race/**"],
    // Processes, for better-sqlite3 is native; kept from file to file, for loading everything anew took a fifth.
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
