import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** Races and crashes: several real processes talk to the built server; three files at a time, for some only wait. */
export default defineConfig({
  resolve: { alias: { "@": resolve(import.meta.dirname) } },
  test: {
    environment: "node",
    // The log of ten thousand claims helps nobody; what fails is still written.
    env: { OKIENKO_LOG_LEVEL: "error" },
    include: ["tests/race/**/*.test.ts"],
    pool: "forks",
    isolate: false,
    fileParallelism: true,
    maxWorkers: 3,
    // Tests of one file that only wait for a clock run at once.
    maxConcurrency: 8,
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
  },
});
