import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { COPIES_PATH } from "@/lib/address/files";
import { startApplication } from "./processes";
import { median } from "./quantile";
import { atMost, kilobytes, type Row, seconds, told } from "./table";

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

interface Opened {
  readonly first: number;
  readonly largest: number;
  readonly shift: number;
  readonly bytes: Bytes;
}

function kindOf(url: string, type: string): Kind {
  if (type === "Document" || type === "Stylesheet") return "HTML + CSS";
  if (type === "Font") return "font";
  if (type !== "Script") return "other";
  // What is ours is built per page; what Next and React bring stands beside it.
  return url.includes("/chunks/app/") ? "own script" : "framework";
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
                    ...{ name: entry.name, at: entry.startTime },
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

/** First and largest paint in milliseconds, the sum of the layout's shifts. */
async function paintsOf(page: Page): Promise<Omit<Opened, "bytes">> {
  const [paints = [], largest = [], shifts = []] = await observed(page, [
    "paint",
    "largest-contentful-paint",
    "layout-shift",
  ]);
  return {
    first: paints.find(({ name }) => name === "first-contentful-paint")?.at ?? Number.NaN,
    largest: largest.at(-1)?.at ?? Number.NaN,
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
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

async function measure(url: string): Promise<Opened[]> {
  const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({ executablePath: process.env.OKIENKO_CHROMIUM || undefined, args });
  try {
    const opened: Opened[] = [];
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.newContext({ locale: "pl-PL", viewport: { width: 360, height: 640 } });
      opened.push(await open(context, url));
      await context.close();
    }
    return opened;
  } finally {
    await browser.close();
  }
}

const BARS_MS = { first: 1_000, largest: 1_200 };
const BARS_BYTES: Readonly<Partial<Record<Kind, number>>> = {
  framework: 140_000,
  "HTML + CSS": 18_000,
  "own script": 6_000,
  font: 16_384,
};
const BAR_ALL = 180_000;
/** A tenth of what counts as good in the field. */
const SHIFT_BAR = 0.01;

function rowsOf(path: string, opened: readonly Opened[]): Row[] {
  const [{ bytes } = { bytes: {} as Bytes }] = opened;
  const of = (pick: (one: Opened) => number) => median(opened.map(pick));
  return [
    atMost(`${path}: first contentful paint`, of((one) => one.first) / 1_000, BARS_MS.first / 1_000, seconds),
    atMost(`${path}: largest contentful paint`, of((one) => one.largest) / 1_000, BARS_MS.largest / 1_000, seconds),
    atMost(
      `${path}: layout shift`,
      of((one) => one.shift),
      SHIFT_BAR,
      (shift) => shift.toFixed(3),
    ),
    ...KINDS.map((kind) => {
      const bar = BARS_BYTES[kind];
      const what = `${path}: ${kind}`;
      return bar === undefined ? told(what, kilobytes(bytes[kind])) : atMost(what, bytes[kind], bar, kilobytes);
    }),
    atMost(
      `${path}: all bytes`,
      Object.values(bytes).reduce((sum, one) => sum + one, 0),
      BAR_ALL,
      kilobytes,
    ),
  ];
}

/** The scan page and the offer on a throttled phone (1.6 Mbit/s, 150 ms, CPU 4 ×), cold, median of seven. */
export async function measureScanPage(): Promise<Row[]> {
  const { url } = await startApplication({ clock: CLOCK });
  // Made once a day, for the first who comes: here they would take the processor from the phone beside them.
  await (await fetch(`${url}${COPIES_PATH}`)).arrayBuffer();
  return [...rowsOf(SCAN, await measure(url + SCAN)), ...rowsOf(OFFER, await measure(url + OFFER))];
}
