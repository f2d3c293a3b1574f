// `npm run bench`: installs and builds what has changed, then measures the built application, or what is named of it.
import { spawn } from "node:child_process";
import { findChromium } from "./chromium.mjs";
import { build, install } from "./start.mjs";

const installed = install();
await build();
await installed;
const env = { ...process.env, OKIENKO_CHROMIUM: findChromium() };
const child = spawn(process.execPath, ["--import", "tsx", "bench/main.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
  env,
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
