import { readFileSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { startApplication } from "./processes";
import { median, quantile } from "./quantile";
import { atMost, kilobytes, milliseconds, type Row, told } from "./table";

const QUERIES = (JSON.parse(readFileSync("tests/search/queries.json", "utf8")) as { readonly query: string }[]).map(
  ({ query }) => query,
);
const SLOWER_CPU = 4;
const SEARCH_BAR_MS = 20;
const KEPT_BAR = 1_500_000;

/** Milliseconds from a changed text to the list that is shown for it, once per query. */
const searchTimes = (page: Page): Promise<number[]> =>
  page.evaluate(async (queries) => {
    const field = document.querySelector<HTMLInputElement>("#q");
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    const times: number[] = [];
    for (const query of queries) {
      const began = performance.now();
      write?.call(field, query);
      field?.dispatchEvent(new Event("input", { bubbles: true }));
      await Promise.resolve();
      times.push(performance.now() - began);
      await new Promise((next) => setTimeout(next));
    }
    return times;
  }, QUERIES);

async function measureSearch(url: string): Promise<Row[]> {
  const browser = await chromium.launch({
    executablePath: process.env.OKIENKO_CHROMIUM || undefined,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = await browser.newPage({ serviceWorkers: "block" });
    await page.goto(`${url}/sprawy`);
    await page.locator("#q").fill("dowod");
    await page.getByText("Znaleziono").waitFor();
    const times = await searchTimes(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_CPU });
    const slow = await searchTimes(page);
    return [
      atMost(
        `search as one types, ${QUERIES.length} queries: p99 with the list`,
        quantile(times, 0.99),
        SEARCH_BAR_MS,
        milliseconds,
      ),
      told("search as one types: median", milliseconds(median(times))),
      told("search as one types, CPU 4 × slower: p99", milliseconds(quantile(slow, 0.99))),
    ];
  } finally {
    await browser.close();
  }
}

/** Bytes of a file as a browser that reads Brotli gets it. */
async function bytesOf(address: string): Promise<number> {
  const answer = await fetch(address, { headers: { "accept-encoding": "br" } });
  const length = Number(answer.headers.get("content-length"));
  const body = await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}.`);
  return length || body.byteLength;
}

async function measureKept(url: string): Promise<Row[]> {
  const worker = await (await fetch(`${url}/sw.js`)).text();
  const files = [...worker.matchAll(/["']?url["']?:\s*["']([^"']+)["']/g)].map(([, path]) => path);
  const began = performance.now();
  const copies = await bytesOf(`${url}/dane/kopie.json`);
  const took = performance.now() - began;
  let rest = await bytesOf(`${url}/sw.js`);
  for (const path of files) rest += await bytesOf(url + path);
  return [
    atMost("kept for reading without a network, compressed", copies + rest, KEPT_BAR, kilobytes),
    told("of that, all public pages in three languages", kilobytes(copies)),
    told(`of that, ${files.length} files of the build and the worker`, kilobytes(rest)),
    told("making the copies, once per day and plan", milliseconds(took)),
  ];
}

/** The search in the browser, and what a first visit leaves on the device. */
export async function measureReading(): Promise<Row[]> {
  const { url } = await startApplication({});
  return [...(await measureSearch(url)), ...(await measureKept(url))];
}
