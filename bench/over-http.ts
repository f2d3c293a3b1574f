import { spawn } from "node:child_process";
import { addDays, instantAt, weekdayOf } from "@/lib/domain/civil-time";
import { freePort, startServer, type TestServer } from "../tests/support/server";
import { BUILDINGS, benchDatabase, CLOCK, COUNTERS_EACH, GROUP_MINUTES } from "./bench-database";
import { type Job, runJob, type StartAt } from "./job";
import { type Line, median, quantile } from "./verdicts";

const SMALL = 1_000;
const LARGE = 1_000_000;
const CONNECTIONS = 16;
const ROUNDS = 3;
const CLAIMS = 900;
const FORMS = 400;
const READS = 150;
const MINUTE_MS = 60_000;
const TODAY = "2026-11-23";
const BARS = { growth: 1.2, nextFreeMs: 100, jsonShare: 0.25, formShare: 0.15, jsonPerSecond: 615 };

const ratio = (value: number) => `${value.toFixed(2)} ×`;
const perSecond = (value: number) => `${value.toFixed(0)}/s`;

/** Every start of some days at every building, each as often as there are counters. */
function startsOn(dates: readonly string[]): StartAt[] {
  const starts: StartAt[] = [];
  for (const date of dates) {
    const last = instantAt(date, weekdayOf(date) === 1 ? "16:50" : "15:20");
    for (let at = instantAt(date, "07:30"); at <= last; at += GROUP_MINUTES * MINUTE_MS) {
      for (let counter = 0; counter < COUNTERS_EACH; counter++) {
        for (const location of BUILDINGS) starts.push({ location, at: new Date(at).toISOString() });
      }
    }
  }
  return starts;
}

const laterDays = (): string[] =>
  Array.from({ length: 20 }, (_, index) => addDays(TODAY, index + 1)).filter((date) => weekdayOf(date) <= 5);

/** Spreads neighbouring claims over days and buildings, as people do. */
function interleaved(starts: readonly StartAt[]): StartAt[] {
  const stride = 577;
  return starts.map((_, index) => starts[(index * stride) % starts.length]).filter((one) => one !== undefined);
}

async function actionFields(url: string): Promise<Record<string, string>> {
  const page = await (await fetch(`${url}/q/libelta/bench`)).text();
  const id = /name="(\$ACTION_ID_[^"]+)"/.exec(page)?.[1];
  if (!id) throw new Error("The offer page holds no form.");
  return { [id]: "" };
}

async function readTimes(url: string, reads: number): Promise<number[]> {
  const times: number[] = [];
  for (let read = 0; read < reads; read++) {
    const began = performance.now();
    const answer = await fetch(
      `${url}/api/v1/next-free?location=${BUILDINGS[read % 4]}&caseGroup=podatek-nieruchomosci`,
    );
    await answer.arrayBuffer();
    times.push(performance.now() - began);
  }
  return times;
}

/** Next free over HTTP on both files, measured in turn so that noise falls on both alike. */
async function benchNextFree(small: TestServer, large: TestServer): Promise<Line[]> {
  const times = { small: [] as number[], large: [] as number[] };
  for (const server of [small, large]) await readTimes(server.url, READS);
  for (let round = 0; round < 2 * ROUNDS; round++) {
    times.small.push(...(await readTimes(small.url, READS)));
    times.large.push(...(await readTimes(large.url, READS)));
  }
  const growth = median(times.large) / median(times.small);
  const line = (name: string, values: readonly number[]): Line => ({
    what: `next-free over HTTP, ${name} past visits: p50 / p95`,
    figure: `${median(values).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)} ms`,
    bar: `p95 ≤ ${BARS.nextFreeMs} ms`,
    met: quantile(values, 0.95) <= BARS.nextFreeMs,
  });
  return [
    line("1 k", times.small),
    line("1 M", times.large),
    {
      what: "next-free, 1 M against 1 k, medians in turn",
      figure: ratio(growth),
      bar: `≤ ${BARS.growth} ×`,
      met: growth <= BARS.growth,
    },
  ];
}

interface Floor {
  readonly url: string;
  stop(): void;
}

async function startFloor(file: string): Promise<Floor> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", "bench/floor.ts", file, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((ready) => child.stdout.once("data", ready));
  return { url: `http://localhost:${port}`, stop: () => child.kill("SIGKILL") };
}

/** Claims per second, floor, JSON on both files and form in turn, so that noise falls on all alike. */
async function benchClaims(small: TestServer, large: TestServer, floor: Floor): Promise<Line[]> {
  const later = interleaved(startsOn(laterDays()));
  const today = interleaved(startsOn([TODAY]));
  const fields = await actionFields(small.url);
  const job = (kind: Job["kind"], url: string, from: number, count: number): Job => ({
    kind,
    url,
    from,
    count,
    starts: kind === "json" ? later : today,
    connections: CONNECTIONS,
    fields,
  });
  const rates = { floor: [] as number[], small: [] as number[], large: [] as number[], form: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.floor.push(await runJob(job("json", floor.url, round * CLAIMS, CLAIMS), 201));
    rates.small.push(await runJob(job("json", small.url, round * CLAIMS, CLAIMS), 201));
    rates.large.push(await runJob(job("json", large.url, round * CLAIMS, CLAIMS), 201));
    rates.form.push(await runJob(job("form", small.url, round * FORMS, FORMS), 303));
  }
  const [base, json, big, form] = [rates.floor, rates.small, rates.large, rates.form].map(median) as [
    number,
    number,
    number,
    number,
  ];
  return [
    { what: "claims on the floor (bare node:http, same rows, FULL)", figure: perSecond(base), bar: "", met: null },
    {
      what: "claims over JSON, 1 k past visits",
      figure: perSecond(json),
      bar: `≥ ${BARS.jsonPerSecond}/s`,
      met: json >= BARS.jsonPerSecond,
    },
    {
      what: "  of the floor's rate",
      figure: `${((100 * json) / base).toFixed(0)} %`,
      bar: "≥ 25 %",
      met: json >= BARS.jsonShare * base,
    },
    { what: "claims over JSON, 1 M past visits", figure: perSecond(big), bar: "", met: null },
    {
      what: "  slower than at 1 k",
      figure: ratio(json / big),
      bar: `≤ ${BARS.growth} ×`,
      met: json / big <= BARS.growth,
    },
    { what: "claims over the server action, scripts off", figure: perSecond(form), bar: "", met: null },
    {
      what: "  of the floor's rate",
      figure: `${((100 * form) / base).toFixed(0)} %`,
      bar: "≥ 15 %",
      met: form >= BARS.formShare * base,
    },
  ];
}

/** Everything that is measured over HTTP; the servers are ended whatever happens. */
export async function benchOverHttp(): Promise<Line[]> {
  console.log(`Making a database with ${LARGE.toLocaleString("en")} past visits …`);
  const files = [benchDatabase(SMALL), benchDatabase(LARGE), benchDatabase(0)];
  const options = { clock: CLOCK, limits: "off" } as const;
  const running: { dispose(): Promise<void> | void }[] = [];
  try {
    const small = await startServer({ ...options, databaseFile: files[0] });
    running.push(small);
    const large = await startServer({ ...options, databaseFile: files[1] });
    running.push(large);
    const floor = await startFloor(files[2] ?? "");
    running.push({ dispose: () => floor.stop() });
    return [...(await benchNextFree(small, large)), ...(await benchClaims(small, large, floor))];
  } finally {
    for (const one of running) await one.dispose();
  }
}
