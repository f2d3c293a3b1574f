// Measures and prints every figure beside its bar. Run by scripts/bench.mjs on the built application.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { measureClaims } from "./claims";
import { measureCommits } from "./commit-cost";
import { measureFreeStarts } from "./free-starts";
import { measureMonthView } from "./month-view";
import { measureNextFree } from "./next-free";
import { endAll } from "./processes";
import { measureReading } from "./reading";
import { measureRush } from "./rush";
import { measureScanPage } from "./scan-page";
import { type Row, tableOf } from "./table";

interface Bench {
  readonly says: string;
  readonly measure: (folder: string) => readonly Row[] | Promise<readonly Row[]>;
}

/** All benches in their order; the words after the command choose some of them. */
const BENCHES: Readonly<Record<string, Bench>> = {
  "free-starts": { says: "Computing the free starts of a day …", measure: measureFreeStarts },
  commits: { says: "Writing to the disk …", measure: measureCommits },
  "next-free": { says: "Reading next-free beside 1 k and 1 M past visits, in turn …", measure: measureNextFree },
  "month-view": { says: "Opening the calendar's month beside a year of history …", measure: measureMonthView },
  claims: {
    says: "Claiming over JSON, over the server action and on the bare floor, in turn …",
    measure: measureClaims,
  },
  "scan-page": { says: "Opening the scan page on a throttled phone …", measure: measureScanPage },
  reading: { says: "Searching as one types, and what is kept …", measure: measureReading },
  rush: { says: "Five and twenty thousand people in a minute …", measure: measureRush },
};

function chosen(names: readonly string[]): readonly Bench[] {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
  if (unknown.length > 0)
    throw new Error(`There is no bench ${unknown.join(", ")}, only ${Object.keys(BENCHES).join(", ")}.`);
  return Object.entries(BENCHES).flatMap(([name, bench]) =>
    names.length === 0 || names.includes(name) ? [bench] : [],
  );
}

const benches = chosen(process.argv.slice(2));
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
  const rows: Row[] = [];
  for (const { says, measure } of benches) {
    console.log(says);
    rows.push(...(await measure(folder)));
  }
  const [{ model = "" } = {}] = cpus();
  console.log(`\nNode ${process.version}, ${cpus().length} cores, ${model}\n`);
  console.log(tableOf(rows));
  const missed = rows.filter(({ met }) => met === false).length;
  const barred = rows.filter(({ met }) => met !== null).length;
  console.log(`\n${barred - missed} of ${barred} bars met, in ${((performance.now() - began) / 1_000).toFixed(0)} s.`);
} finally {
  await cleanUp();
}
