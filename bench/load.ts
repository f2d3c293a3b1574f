import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import type { Job, Result } from "./job";

// A process of its own, so that the clients' work is not counted as the server's.
const job = JSON.parse(process.argv[2] ?? "") as Job;
const agent = new Agent({ keepAlive: true, maxSockets: job.connections });
const TICK_MS = 300_000;

function post(path: string, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(job.url);
    const call = request({
      agent,
      hostname,
      port,
      path,
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    call.on("response", (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    call.on("error", reject);
    call.end(body);
  });
}

function claimByJson(index: number): Promise<number> {
  const start = job.starts[index % job.starts.length];
  const body = {
    location: start?.location,
    caseGroup: "bench",
    start: start?.at,
    name: "Ala",
    contact: "ala@example.pl",
  };
  const headers = { "content-type": "application/json", "idempotency-key": randomBytes(12).toString("hex") };
  return post("/api/v1/visits", headers, JSON.stringify(body));
}

function claimByForm(index: number): Promise<number> {
  const start = job.starts[index % job.starts.length];
  const boundary = "bench-boundary";
  const fields = {
    ...job.fields,
    location: start?.location ?? "",
    caseGroup: "bench",
    start: String(Date.parse(start?.at ?? "") / TICK_MS),
    cases: "1",
    ordinal: "0",
  };
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const headers = {
    "content-type": `multipart/form-data; boundary=${boundary}`,
    origin: job.url,
    cookie: `okienko=${randomBytes(16).toString("base64url")}`,
  };
  return post(`/q/${start?.location}/bench`, headers, `${parts.join("")}--${boundary}--\r\n`);
}

async function main(): Promise<Result> {
  const statuses: Record<string, number> = {};
  let next = job.from;
  const worker = async () => {
    while (next < job.from + job.count) {
      const status = await (job.kind === "json" ? claimByJson(next++) : claimByForm(next++));
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: job.connections }, worker));
  return { seconds: (performance.now() - began) / 1_000, statuses };
}

console.log(JSON.stringify(await main()));
agent.destroy();
