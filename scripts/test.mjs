// `npm test`: installs what it needs, runs everything and sums it up in the last line.
// `npm test -- PART [NAME …]` runs one part, or those of its files whose path contains a name.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findChromium, findShell } from "./chromium.mjs";
import { install } from "./start.mjs";

const RESULTS = "test-results/counts";
const WHY_LENGTH = 1_500;
const FULL = process.env.FULL === "1";
const RECKONING = ["tests/domain", "tests/text", "tests/store/clock-steps"];
/** What reckons with days and hours, and where the day is another one what tells them too; with FULL=1 everything. */
const ZONES = {
  "Europe/Warsaw": RECKONING,
  "Pacific/Kiritimati": [...RECKONING, "tests/api"],
  ...(FULL && { "America/New_York": [] }),
};

/** What `npm test` can be asked for; the last two need a build. */
const PARTS = ["types", "lint", "unit", "zones", "race", "e2e"];
const [part = null, ...names] = process.argv.slice(2);
if (part !== null && !PARTS.includes(part)) {
  console.error(`There is no part ${part}; known are ${PARTS.join(", ")}.`);
  process.exit(1);
}
const isAsked = (...of) => part === null || of.includes(part);

const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];

function add(name, counts, seconds) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  const line = `== ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds.toFixed(0)} s)`;
  summary.push(line, ...(counts.names ?? []).map((name) => `   failed: ${name}`));
  console.log(`\n${line}\n`);
}

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

function timed(name, work) {
  console.log(`== ${name}`);
  const began = performance.now();
  const counts = work();
  add(name, counts, (performance.now() - began) / 1_000);
}

/** A tool that only says yes or no counts as one test. */
const check = (of, name, command, args) =>
  isAsked(of) &&
  timed(name, () => (run(command, args) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }));

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);

/** A runner that fails without a failed test (a crash, no test found) still counts as a failure. */
const atLeastOneFailure = (ok, counts) => (ok || counts.failed > 0 ? counts : { ...counts, failed: 1 });

/** What failed and the beginning of why: a log that was cut keeps at least that. */
const named = ({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join("\n").slice(0, WHY_LENGTH)}`;

function vitest(name, args, env) {
  timed(name, () => {
    const file = join(RESULTS, `${name.replace(/\W+/g, "-")}.json`);
    const ok = run(
      "npx",
      ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args],
      env,
    );
    const report = readJson(file);
    const counts = report
      ? {
          passed: report.numPassedTests,
          failed: report.numFailedTests,
          skipped: report.numPendingTests + report.numTodoTests,
          names: report.testResults.flatMap((file) =>
            file.assertionResults.filter((test) => test.status === "failed").map(named),
          ),
        }
      : { passed: 0, failed: 0, skipped: 0 };
    return atLeastOneFailure(ok, counts);
  });
}

const whyOf = (spec) => spec.tests.flatMap((test) => test.results.map(({ error }) => error?.message ?? "")).join("\n");

const failedIn = (suite) => [
  ...suite.specs
    .filter((spec) => !spec.ok)
    .map((spec) => `${spec.file}: ${spec.title}\n${whyOf(spec).slice(0, WHY_LENGTH)}`),
  ...(suite.suites ?? []).flatMap(failedIn),
];

function playwright(name) {
  timed(name, () => {
    const file = join(RESULTS, "e2e.json");
    const ok = run("npx", ["playwright", "test", "--reporter=list,json", ...names], {
      OKIENKO_CHROMIUM: shell,
      OKIENKO_WHOLE_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    });
    const report = readJson(file);
    const stats = report?.stats ?? { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    return atLeastOneFailure(ok, {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
      names: (report?.suites ?? []).flatMap(failedIn),
    });
  });
}

/** Building leaves a processor idle half of the time: what needs no build uses it. Whether it could be built. */
async function buildMeanwhile() {
  const log = join(RESULTS, "build.log");
  const output = openSync(log, "w");
  const building = spawn("node", ["scripts/start.mjs", "--build-only"], { stdio: ["ignore", output, output] });
  const [code] = await once(building, "close");
  console.log(readFileSync(log, "utf8"));
  return code === 0;
}

const installed = install();
const chromium = isAsked("e2e") ? findChromium() : "";
const shell = isAsked("e2e") ? findShell() || chromium : "";
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const fresh = process.env.OKIENKO_DEMO;
if (fresh) console.log("OKIENKO_* of this shell do not reach the tests.");
for (const name of Object.keys(process.env))
  if (/^(OKIENKO_(?!CHROMIUM)|PORT$|HOST$|DATABASE_URL$)/.test(name)) delete process.env[name];

// What the last build wrote of pages that are gone since is no fault of today's: the next build writes it anew.
rmSync(".next/types", { recursive: true, force: true });
check("types", "types", "npx", ["tsc", "--noEmit"]);
const built = isAsked("race", "e2e") ? buildMeanwhile() : null;
check("lint", "lint and format", "npx", ["biome", "check", "."]);
await installed;
if (isAsked("unit")) vitest("unit, contract and property tests", names, { TZ: "UTC" });
if (isAsked("zones"))
  // Full counts are run once; other zones look at the same rules from elsewhere.
  for (const [zone, files] of Object.entries(ZONES))
    vitest(`time under TZ=${zone}`, names.length > 0 || FULL ? names : files, {
      TZ: zone,
      RUNS_SHARE: FULL ? "1" : "0.2",
      FULL: "",
    });
if (built && (await built)) {
  if (isAsked("race")) vitest("race and crash tests", ["--config", "vitest.race.config.ts", ...names], { TZ: "UTC" });
  if (isAsked("e2e")) playwright("end to end in Chromium");
} else if (built) add("build", { passed: 0, failed: 1, skipped: 0 }, 0);

// Once more at the end, where a log that was cut still shows it.
console.log(summary.join("\n"));
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
