// Measures and prints every figure beside its bar. Run by scripts/bench.mjs on the built application.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { measureClaims } from "./claims";
import { measureCommits } from "./commit-cost";
import { measureFreeStarts } from "./free-starts";
import { measureNextFree } from "./next-free";
import { endAll } from "./processes";
import { measureReading } from "./reading";
import { measureRush } from "./rush";
import { measureScanPage } from "./scan-page";
import { type Row, tableOf } from "./table";

const folder = mkdtempSync(join(tmpdir(), "okienko-measured-"));

async function cleanUp(): Promise<void> {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void cleanUp().then(() => process.exit(1)));
}

try {
  const began = performance.now();
  const rows: Row[] = [...measureFreeStarts(), ...measureCommits(folder)];
  console.log("Reading next-free beside 1 k and 1 M past visits, in turn …");
  rows.push(...(await measureNextFree(folder)));
  console.log("Claiming over JSON, over the server action and on the bare floor, in turn …");
  rows.push(...(await measureClaims(folder)));
  console.log("Opening the scan page on a throttled phone …");
  rows.push(...(await measureScanPage()));
  console.log("Searching as one types, and what is kept …");
  rows.push(...(await measureReading()));
  console.log("Five thousand people in a minute …");
  rows.push(...(await measureRush(folder)));
  const [{ model = "" } = {}] = cpus();
  console.log(`\nNode ${process.version}, ${cpus().length} cores, ${model}\n`);
  console.log(tableOf(rows));
  const missed = rows.filter(({ met }) => met === false).length;
  const barred = rows.filter(({ met }) => met !== null).length;
  console.log(`\n${barred - missed} of ${barred} bars met, in ${((performance.now() - began) / 1_000).toFixed(0)} s.`);
} finally {
  await cleanUp();
}
