// Finds a browser for the tests: an installed one, else Playwright's own, else Debian's by apt-get as root.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

const succeeds = (command, args) => spawnSync(command, args, { stdio: "inherit" }).status === 0;

const SHELL = "/usr/bin/chromium-headless-shell";

function installByApt(name) {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return false;
  const wait = ["-o", "DPkg::Lock::Timeout=600"];
  const install = () => succeeds("apt-get", [...wait, "install", "-y", "--no-install-recommends", name]);
  return install() || (succeeds("apt-get", [...wait, "update"]) && install());
}

/** The same Chromium without windows opens a page in half the time; "" where there is none and none can be had. */
export function findShell() {
  if (process.env.OKIENKO_CHROMIUM) return process.env.OKIENKO_CHROMIUM;
  return existsSync(SHELL) || installByApt("chromium-headless-shell") ? SHELL : "";
}

/** Path of an installed browser, "" for Playwright's own; ends the process with what to install if there is none. */
export function findChromium() {
  const wanted = process.env.OKIENKO_CHROMIUM ?? INSTALLED.find((file) => existsSync(file));
  if (wanted) return wanted;
  if (succeeds("npx", ["playwright", "install", "chromium"])) return "";
  if (installByApt("chromium")) return "/usr/bin/chromium";
  console.error(
    "No Chromium was found for the tests. Install one (Debian: apt-get install chromium) or set OKIENKO_CHROMIUM to its path.",
  );
  process.exit(1);
}
