import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { COPIES_PATH } from "@/lib/address/files";
import { startApplication } from "./processes";
import { median } from "./quantile";
import { atMost, kilobytes, milliseconds, type Row, seconds, times, told } from "./table";

const RUNS = 7;
const CLOCK = "2026-11-23T09:00:00+01:00";
const SCAN = "/q/libelta";
const OFFER = "/q/libelta/meldunki";

/** A phone of the lower middle on a weak signal. */
const SLOW = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, offline: false };
const SLOWER_CPU = 4;

const KINDS = ["framework", "HTML + CSS", "own script", "font", "other"] as const;
type Kind = (typeof KINDS)[number];
type Bytes = Record<Kind, number>;

/** How a page is sent: as a document, or by Next with its scripts, from the same build. */
const WAYS = ["document", "with Next's scripts"] as const;
type Way = (typeof WAYS)[number];

interface Opened {
  readonly first: number;
  readonly largest: number;
  readonly shift: number;
  /** The longest task of the main thread, and all that is longer than 50 ms, added up. */
  readonly longest: number;
  readonly blocked: number;
  readonly bytes: Bytes;
}

function kindOf(url: string, type: string): Kind {
  if (type === "Document" || type === "Stylesheet") return "HTML + CSS";
  if (type === "Font") return "font";
  if (type !== "Script") return "other";
  // What is ours is built per page; what Next and React bring stands beside it.
  return /\/(chunks\/app|documents)\//.test(url) ? "own script" : "framework";
}

/** Counts the bytes of every body as it comes over the wire; with its headers where no length was said before. */
function countBytes(session: CDPSession): Bytes {
  const bytes = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Bytes;
  const received = new Map<string, { readonly kind: Kind; readonly length: number }>();
  session.on("Network.responseReceived", ({ requestId, response: { url, headers }, type }) => {
    const length = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-length")?.[1];
    received.set(requestId, { kind: kindOf(url, type), length: Number(length) });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const { kind, length } = received.get(requestId) ?? { kind: "other", length: Number.NaN };
    bytes[kind] += length || encodedDataLength;
  });
  return bytes;
}

interface Entry {
  readonly name: string;
  readonly at: number;
  readonly value: number;
  readonly took: number;
}

/** What the browser has observed of some kinds, each in its order. */
const observed = (page: Page, types: readonly string[]): Promise<Entry[][]> =>
  page.evaluate(
    // Nothing in here may have a name: the loader of this file would ask for a helper that the page does not have.
    (all) =>
      Promise.all(
        all.map(
          (type) =>
            new Promise<Entry[]>((done) => {
              new PerformanceObserver((list, observer) => {
                observer.disconnect();
                done(
                  list.getEntries().map((entry) => ({
                    ...{ name: entry.name, at: entry.startTime, took: entry.duration },
                    value: (entry as PerformanceEntry & { value?: number }).value ?? 0,
                  })),
                );
              }).observe({ type, buffered: true });
              setTimeout(() => done([]), 500);
            }),
        ),
      ),
    types,
  );

const LONG_MS = 50;

/** First and largest paint in milliseconds, the sum of the layout's shifts, and how long the main thread was busy. */
async function paintsOf(page: Page): Promise<Omit<Opened, "bytes">> {
  const [paints = [], largest = [], shifts = [], tasks = []] = await observed(page, [
    "paint",
    "largest-contentful-paint",
    "layout-shift",
    "longtask",
  ]);
  return {
    first: paints.find(({ name }) => name === "first-contentful-paint")?.at ?? Number.NaN,
    largest: largest.at(-1)?.at ?? Number.NaN,
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    longest: tasks.reduce((most, { took }) => Math.max(most, took), 0),
    blocked: tasks.reduce((sum, { took }) => sum + took - LONG_MS, 0),
  };
}

async function open(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_CPU });
  const bytes = countBytes(session);
  await page.goto(url, { waitUntil: "networkidle" });
  return { ...(await paintsOf(page)), bytes };
}

/** Milliseconds from opening the offer to the ticket that its button leads to. */
async function taps(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_CPU });
  const began = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("button.accept").click({ noWaitAfter: true });
  await page.locator(".code").waitFor();
  return performance.now() - began;
}

type Measured<Value> = Readonly<Record<Way, Value[]>>;

/** Has something done for each way in turn, each time in a browser's window of its own. */
async function inTurn<Value>(
  urls: Readonly<Record<Way, string>>,
  act: (context: BrowserContext, url: string) => Promise<Value>,
): Promise<Measured<Value>> {
  const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({ executablePath: process.env.OKIENKO_CHROMIUM || undefined, args });
  const values: Measured<Value> = { document: [], "with Next's scripts": [] };
  try {
    for (let run = 0; run < RUNS; run++) {
      for (const way of run % 2 === 0 ? WAYS : WAYS.toReversed()) {
        const context = await browser.newContext({ locale: "pl-PL", viewport: { width: 360, height: 640 } });
        values[way].push(await act(context, urls[way]));
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return values;
}

/** Beside the same page with Next's scripts, in the same hour. */
const PAINT_BAR = 0.85;
const BAR_ALL = 35_000;
const BARS_BYTES: Readonly<Partial<Record<Kind, number>>> = {
  framework: 0,
  "HTML + CSS": 16_000,
  "own script": 4_096,
  font: 16_384,
};
/** A tenth of what counts as good in the field. */
const SHIFT_BAR = 0.01;

const allOf = (bytes: Bytes): number => Object.values(bytes).reduce((sum, one) => sum + one, 0);

function rowsOf(path: string, opened: Measured<Opened>): Row[] {
  const [{ bytes } = { bytes: {} as Bytes }] = opened.document;
  const [{ bytes: before } = { bytes: {} as Bytes }] = opened["with Next's scripts"];
  const of = (way: Way, pick: (one: Opened) => number) => median(opened[way].map(pick));
  const beside = (what: string, pick: (one: Opened) => number): Row[] => [
    told(
      `${path}: ${what}, of the document and with Next's scripts`,
      `${WAYS.map((way) => seconds(of(way, pick) / 1_000)).join(", ")}`,
    ),
    atMost(
      `${path}: ${what}, beside the same with Next's scripts`,
      of("document", pick) / of("with Next's scripts", pick),
      PAINT_BAR,
      times,
    ),
  ];
  return [
    ...beside("first contentful paint", (one) => one.first),
    ...beside("largest contentful paint", (one) => one.largest),
    atMost(
      `${path}: longest task of the main thread`,
      of("document", (one) => one.longest),
      LONG_MS,
      milliseconds,
    ),
    told(
      `${path}: main thread blocked, with Next's scripts`,
      milliseconds(of("with Next's scripts", (one) => one.blocked)),
    ),
    atMost(
      `${path}: layout shift`,
      of("document", (one) => one.shift),
      SHIFT_BAR,
      (shift) => shift.toFixed(3),
    ),
    ...KINDS.map((kind) => {
      const bar = BARS_BYTES[kind];
      const what = `${path}: ${kind}`;
      return bar === undefined ? told(what, kilobytes(bytes[kind])) : atMost(what, bytes[kind], bar, kilobytes);
    }),
    atMost(`${path}: all bytes`, allOf(bytes), BAR_ALL, kilobytes),
    told(`${path}: all bytes, with Next's scripts`, kilobytes(allOf(before))),
  ];
}

function rowOfTaps(taken: Measured<number>): Row {
  const [document = 0, before = 0] = WAYS.map((way) => median(taken[way]));
  return told(
    "from opening the offer to the ticket, as documents and with Next's scripts",
    `${seconds(document / 1_000)}, ${seconds(before / 1_000)}`,
  );
}

/**
 * The scan page and the offer on a throttled phone (1.6 Mbit/s, 150 ms, CPU 4 ×), cold, median of seven, each in turn
 * with the same page from the same build as Next renders it, with its scripts.
 */
export async function measureScanPage(): Promise<Row[]> {
  const [document, next] = [
    await startApplication({ clock: CLOCK, limits: "off" }),
    await startApplication({ clock: CLOCK, limits: "off", documents: "off" }),
  ];
  // Made once a day, for the first who comes: here they would take the processor from the phone beside them.
  for (const { url } of [document, next]) await (await fetch(`${url}${COPIES_PATH}`)).arrayBuffer();
  const urlsOf = (path: string) => ({ document: document.url + path, "with Next's scripts": next.url + path });
  return [
    ...rowsOf(SCAN, await inTurn(urlsOf(SCAN), open)),
    ...rowsOf(OFFER, await inTurn(urlsOf(OFFER), open)),
    rowOfTaps(await inTurn(urlsOf(OFFER), taps)),
  ];
}
