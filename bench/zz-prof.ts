import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { quantile } from "/work/main/bench/quantile";
import { openDatabase } from "/work/main/tests/store/sqlite-engine";
import { aCity, aCounter, aGroup, aHall, PARTER, RATUSZ, WHOLE_DAY } from "/work/main/tests/support/make";
import { startServer } from "/work/main/tests/support/server";

const counters = 25,
  window = "11:00-19:20";
const city = aCity({
  groups: [aGroup("dowody", { minutes: 5 })],
  halls: [aHall(PARTER, 75)],
  counters: Array.from({ length: counters }, (_, i) => aCounter(i + 1, { groups: ["dowody"], windows: [window] })),
});
const file = `/tmp/rushprof-${process.pid}.db`;
const client = openDatabase(city, file);
const insert = client.prepare("INSERT INTO setting (key, value) VALUES (?, ?)");
for (const [k, v] of Object.entries(WHOLE_DAY)) insert.run(k, JSON.stringify(v));
client.close();
const people = Number(process.argv[2] ?? 2500),
  seconds = Number(process.argv[3] ?? 30);
const server = await startServer({
  databaseFile: file,
  clock: "2026-11-23T10:00:00+01:00",
  limits: "on",
  env: {
    OKIENKO_TRUSTED_PROXIES: "127.0.0.1",
    ...(process.env.PROF ? { NODE_OPTIONS: "--import file:///tmp/prof.mjs" } : {}),
  },
});
const child = fork(
  "/work/main/bench/rush-crowd.ts",
  [server.origin, `/q/${RATUSZ}/dowody`, String(people), String(seconds)],
  { execArgv: ["--import", "tsx"] },
);
const b = performance.now();
const [r] = (await once(child, "message")) as any;
console.log(
  "took",
  ((performance.now() - b) / 1000).toFixed(1),
  "tickets",
  r.tickets,
  "accepted",
  r.accepted,
  "answered",
  r.answered,
  "failed",
  r.failed,
);
for (const [s, v] of Object.entries(r.spent) as any)
  console.log(s, v.length, "p50", quantile(v, 0.5).toFixed(1), "p95", quantile(v, 0.95).toFixed(1));
await server.stop?.();
await server.dispose();
process.exit(0);
