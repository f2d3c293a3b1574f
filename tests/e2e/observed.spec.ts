import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startServer, type TestServer } from "../support/server";
import { nextFree } from "./api-client";
import { expect, test } from "./fixtures";

/** What must stand in no line of the log and in no figure. */
const CANARIES = {
  name: "Kanarek Kanarkowy",
  contact: "kanarek@example.pl",
  key: "klucz-kanarka-0001",
  agent: "Kanarek/1.0",
};
const FORWARDED = "198.51.100.77";

let server: TestServer;
let metrics: string;

test.beforeAll(async () => {
  const port = await freePort();
  metrics = `http://127.0.0.1:${port}/metrics`;
  server = await startServer({ env: { OKIENKO_METRICS_PORT: String(port), OKIENKO_TRUSTED_PROXIES: "127.0.0.1" } });
});
test.afterAll(() => server.dispose());

/** The figure with a name and labels, as Prometheus would read it. */
async function figure(name: string, labels = ""): Promise<number> {
  const line = (await (await fetch(metrics)).text()).split("\n").find((one) => one.startsWith(`${name}${labels} `));
  return Number(line?.split(" ")[1] ?? 0);
}

const headers = {
  "content-type": "application/json",
  "user-agent": CANARIES.agent,
  "x-forwarded-for": FORWARDED,
};

/** Everything that a person can give is given: to claims that win, lose and are refused, to tickets and cancels. */
async function walkEverywhere(): Promise<string[]> {
  const api = `${server.url}/api/v1`;
  const { offer } = await nextFree(server.url, "gronowa", "rejestracja-pojazdow");
  const send = (body: object, key: string) =>
    fetch(`${api}/visits`, {
      method: "POST",
      headers: { ...headers, "idempotency-key": key },
      body: JSON.stringify(body),
    });
  const won = await send({ offer }, CANARIES.key);
  const { token, code } = (await won.json()) as { token: string; code: string };
  await send({ offer }, `${CANARIES.key}-2`);
  const person = { name: CANARIES.name, contact: CANARIES.contact };
  await send(
    { location: "gronowa", caseGroup: "rejestracja-pojazdow", start: "2026-11-22T09:00:00Z", ...person },
    "refused in the past",
  );
  await fetch(`${server.url}/wizyta/${token}`, { headers });
  await fetch(`${server.url}/q/libelta/${encodeURIComponent(CANARIES.name)}?imie=${CANARIES.contact}`, { headers });
  await fetch(`${api}/visits/${token}`, { method: "DELETE", headers });
  const page = await fetch(`${server.url}/q/libelta`, { headers });
  const device = page.headers.get("set-cookie")?.match(/okienko=([\w-]{22})/)?.[1] ?? "";
  await fetch(`${server.url}/q/libelta`, { method: "POST", headers: { ...headers, cookie: `okienko=${device}` } });
  return [token, code, device, offer ?? ""];
}

test("figures count what happened, and neither they nor the log know who it was", async () => {
  const secrets = await walkEverywhere();
  expect(secrets.every((secret) => secret.length >= 6)).toBe(true);
  expect(await figure("okienko_claims_total", '{channel="qr",result="booked"}')).toBe(1);
  expect(await figure("okienko_claims_total", '{channel="qr",result="lost"}')).toBe(1);
  expect(await figure("okienko_claims_total", '{channel="online",result="refused"}')).toBe(1);
  expect(await figure("okienko_cancels_total", '{result="cancelled"}')).toBe(1);
  expect(await figure("okienko_wal_bytes")).toBeGreaterThan(0);
  expect(await figure("okienko_answer_seconds_count", '{audience="resident",status="4xx"}')).toBe(2);
  const text = await (await fetch(metrics)).text();
  for (const name of ["okienko_claim_conflicts_total", "okienko_holds_total", "nodejs_eventloop_lag_p99_seconds"])
    expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));

  const lines = server
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ event, result }) => [event, result])).toEqual(
    expect.arrayContaining([
      ["started", undefined],
      ["claim", "booked"],
      ["claim", "lost"],
      ["claim", "refused"],
      ["cancel", "cancelled"],
    ]),
  );
  expect(lines.find(({ event }) => event === "refused")).toMatchObject({ level: "info", app: "okienko" });
  for (const { time } of lines) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  for (const secret of [
    ...secrets,
    ...Object.values(CANARIES),
    encodeURIComponent(CANARIES.name),
    FORWARDED,
    '127.0.0.1"',
  ]) {
    expect(server.output()).not.toContain(secret);
    expect(text).not.toContain(secret);
  }
});

test("the port of the figures has nothing else, and the pages' port has no figures", async () => {
  expect((await fetch(metrics.replace("/metrics", "/"))).status).toBe(404);
  expect((await fetch(metrics, { method: "POST" })).status).toBe(404);
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
});

/** Seconds of processor time that a process has used. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

test("a server whose output nobody reads any more goes on, and does not complain without end", async () => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "okienko-unread-"));
  const env = { ...process.env, PORT: String(port), DATABASE_URL: `file:${folder}/okienko.db`, OKIENKO_DEMO: "1" };
  const child = spawn(process.execPath, ["scripts/serve.mjs"], { env, stdio: ["ignore", "pipe", "pipe"] });
  try {
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(
        () =>
          fetch(`${url}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    child.stdout.destroy();
    child.stderr.destroy();
    for (let turn = 0; turn < 5; turn++) expect((await fetch(`${url}/nie/ma`)).status).toBe(404);
    const before = processorTime(child.pid ?? 0);
    await new Promise((done) => setTimeout(done, 2_000));
    expect(processorTime(child.pid ?? 0) - before).toBeLessThan(1);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a port of the figures that is taken stops the start with the variable's name", async () => {
  const port = new URL(metrics).port;
  await expect(startServer({ env: { OKIENKO_METRICS_PORT: port } })).rejects.toThrow(
    /OKIENKO_METRICS_PORT \d+ is in use/,
  );
});
