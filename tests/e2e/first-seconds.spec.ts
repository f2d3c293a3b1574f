import type { Browser, Locator, Page } from "@playwright/test";
import { type Gateway, type Line, openGateway } from "../support/gateway";
import { expect, test } from "./fixtures";

// A phone at thick walls: the signal drops a moment after the page was opened. Nobody meets the browser's own page.
test.use({ limits: "off", alone: "first seconds" });

/** Over the gateway, not the page's session alone: the worker has the same weak signal. */
const WEAK: Line = { bytesPerSecond: 1_600_000 / 8, roundTripMs: 150 };
const SLOWER_CPU = 4;
const NO_NETWORK = "Nie masz teraz połączenia z internetem";
const STAYS = /^Do tego potrzebny jest internet, a teraz go nie ma\. Nic się nie zmieniło\./;
const SCAN = "/q/libelta";
const OFFER = "/q/libelta/meldunki";

type Device = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** What a browser knows that has taken a ticket, and never had a worker. */
async function deviceWithTicket(page: Page, url: string): Promise<{ readonly device: Device; readonly code: string }> {
  // A server makes what devices keep once a day, for whoever asks first: here that is not the phone.
  for (const bundle of ["pierwsze", "kopie"]) await fetch(`${url}/dane/${bundle}.json`);
  await page.goto(url + OFFER);
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  const code = (await page.locator(".code").textContent()) ?? "";
  return { device: await page.context().storageState(), code };
}

interface Phone {
  readonly page: Page;
  readonly gateway: Gateway;
  end(): Promise<void>;
}

/** A slow phone on a weak signal, with a page that has just become usable. */
async function openPhone(browser: Browser, port: number, device: Device, path: string): Promise<Phone> {
  const gateway = await openGateway(port, WEAK);
  const context = await browser.newContext({
    ...{ baseURL: gateway.url, storageState: device, serviceWorkers: "allow", locale: "pl-PL" },
    viewport: { width: 360, height: 640 },
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_CPU });
  await page.goto(path, { waitUntil: "domcontentloaded" });
  const end = async () => {
    await context.close();
    await gateway.shut();
  };
  return { page, gateway, end };
}

/** What is tapped after the cut, on which page, and what has to come of it. */
const TAPS: readonly {
  readonly on: string;
  readonly tap: (page: Page) => Locator;
  readonly comes: (page: Page, code: string) => Promise<void>;
}[] = [
  {
    on: SCAN,
    tap: (page) => page.getByRole("link", { name: /^Dowód osobisty – złożenie/ }).first(),
    async comes(page) {
      await expect(page.getByRole("heading", { level: 1, name: NO_NETWORK })).toBeVisible();
      await expect(page.getByRole("region", { name: "Twój bilet" }).getByRole("link")).toBeVisible();
      await page.getByRole("region", { name: "Ten budynek" }).getByRole("link").click();
      await expect(page.getByRole("heading", { level: 1, name: "ul. Libelta 16/20" })).toBeVisible();
    },
  },
  {
    on: OFFER,
    tap: (page) => page.getByRole("link", { name: "Inna sprawa" }),
    async comes(page) {
      await expect(page.getByRole("heading", { level: 1, name: NO_NETWORK })).toBeVisible();
      await expect(page.getByRole("region", { name: "Ten budynek" }).getByRole("link")).toBeVisible();
    },
  },
  {
    on: SCAN,
    tap: (page) => page.locator("a[href^='/wizyta/']").first(),
    comes: (page, code) => expect(page.locator(".code")).toHaveText(code),
  },
];

/** From when on a phone has what it needs, on a busy machine too; before that a tap may stay where it is, and says so. */
const COVERED_S = 4;

for (const seconds of [1, 2, 4, 8]) {
  test(`the signal drops ${seconds} s after the page is usable: a tap leads to what is kept, or stays and says so`, async ({
    page,
    browser,
    server,
  }) => {
    test.setTimeout(120_000);
    const { device, code } = await deviceWithTicket(page, server.url);
    const tapAfterCut = async ({ on, tap, comes }: (typeof TAPS)[number]): Promise<void> => {
      const phone = await openPhone(browser, server.port, device, on);
      try {
        await phone.page.waitForTimeout(seconds * 1_000);
        await phone.gateway.shut();
        await tap(phone.page).click();
        const stays = phone.page.getByRole("alert").filter({ hasText: STAYS });
        const isElsewhere = () => !new URL(phone.page.url()).pathname.endsWith(on);
        await expect.poll(async () => isElsewhere() || (await stays.isVisible())).toBe(true);
        if (seconds >= COVERED_S) await comes(phone.page, code);
        // Before that a page of ours at least, never the browser's own.
        else if (isElsewhere()) await expect(phone.page.getByRole("banner")).toContainText("Okienko");
      } finally {
        await phone.end();
      }
    };
    await Promise.all(TAPS.map(tapAfterCut));
  });
}

test("the worker has its place before it asks for everything: a few kilobytes, then the rest", async ({
  page,
  browser,
  server,
}) => {
  const { device } = await deviceWithTicket(page, server.url);
  const first = await fetch(`${server.url}/dane/pierwsze.json`, { headers: { "accept-encoding": "br" } });
  expect(Number(first.headers.get("content-length"))).toBeLessThan(24_000);
  const phone = await openPhone(browser, server.port, device, SCAN);
  try {
    await phone.page.evaluate(
      () =>
        new Promise<void>((done) => {
          const { serviceWorker } = navigator;
          if (serviceWorker.controller) done();
          else serviceWorker.addEventListener("controllerchange", () => done(), { once: true });
        }),
    );
    const kept = () =>
      phone.page.evaluate(async () => {
        const names = await caches.keys();
        const copies = await caches.open(names.find((name) => name.startsWith("okienko-copies-")) ?? "none");
        return (await copies.keys()).length;
      });
    expect(await kept()).toBe(3 * (2 + 4));
    await expect.poll(kept, { timeout: 45_000 }).toBeGreaterThan(180);
  } finally {
    await phone.end();
  }
});

/** Shuts the way to the server; what the browser itself says of the network stays as it was. */
async function cutOff(page: Page, gateway: Gateway, path: string): Promise<void> {
  await page.goto(gateway.url + path);
  await gateway.shut();
}

const staysAt = async (page: Page, path: string): Promise<void> => {
  await expect(page.getByRole("alert").filter({ hasText: STAYS })).toBeVisible();
  await expect(page.getByRole("alert").getByRole("link", { name: "61 646 33 44" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(path);
};

// Without a worker: the first second, a private window, a browser that has none. Documents and Next's pages.
const FROM: readonly (readonly [path: string, tap: (page: Page) => Locator, heading: RegExp])[] = [
  [SCAN, (page) => page.locator("a.row").first(), /Dowód osobisty/],
  ["/q/gronowa", (page) => page.getByRole("link", { name: "English" }), /Gronowa/],
  ["/budynki/libelta", (page) => page.getByRole("link", { name: /USC|Urząd Stanu/ }), /Urząd Stanu/],
  ["/sprawy/pesel-nadanie", (page) => page.locator("main a[href^='/']").first(), /./],
  ["/rezerwacja", (page) => page.getByRole("link", { name: /Urząd Stanu Cywilnego/ }), /./],
];

for (const [path, tap, heading] of FROM) {
  test(`without a worker a tap that fails stays on its page, says so, and works again later: ${path}`, async ({
    page,
    server,
  }) => {
    const gateway = await openGateway(server.port);
    await cutOff(page, gateway, path);
    await page.waitForLoadState("load");
    await tap(page).click();
    await staysAt(page, path);
    await tap(page).click();
    await staysAt(page, path);
    await gateway.open();
    await tap(page).click();
    await expect.poll(() => page.url()).not.toBe(gateway.url + path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await gateway.shut();
  });
}

test("a search that cannot be sent stays with what was typed", async ({ page, server }) => {
  const gateway = await openGateway(server.port);
  await cutOff(page, gateway, "/en/sprawy");
  await page.getByRole("searchbox").fill("paszport");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: /^This needs the internet/ })).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("paszport");
});

/** Whether a fixed or sticky part of the page lies over the middle or the edges of an element that is in sight. */
const isCovered = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight + 1) return true;
    return [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
      const there = document.elementFromPoint((left + right) / 2, y);
      return !there || !(node.contains(there) || there.contains(node));
    });
  });

test.describe("with a worker", () => {
  test.use({ serviceWorkers: "allow" });

  for (const way of ["the browser knows", "nobody knows"] as const) {
    test(`whoever calls a visit off without a network stays on the ticket, which says so: ${way}`, async ({
      page,
      server,
    }) => {
      const gateway = await openGateway(server.port);
      await page.goto(gateway.url + OFFER);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
      await expect(page.locator(".code")).toBeVisible();
      const path = new URL(page.url()).pathname;
      await gateway.shut();
      if (way === "the browser knows") await page.context().setOffline(true);
      for (const name of ["Odwołaj wizytę", /^Zmień/]) {
        const link = page.getByRole("link", { name });
        await link.click();
        await staysAt(page, path);
        const alert = page.getByRole("alert").filter({ hasText: STAYS });
        expect(await isCovered(alert)).toBe(false);
        expect(await isCovered(link)).toBe(false);
      }
      await expect(page.locator(".code")).toBeVisible();
    });
  }
});

for (const path of [OFFER, "/en/q/libelta/meldunki", "/uk/q/libelta/meldunki"]) {
  test(`what is said without a network covers neither the button nor the message: ${path}`, async ({ page }) => {
    await page.goto(path);
    const button = page.locator("button.accept");
    await button.scrollIntoViewIfNeeded();
    await page.context().setOffline(true);
    await expect(page.locator("[data-cut] p")).toBeVisible();
    await button.scrollIntoViewIfNeeded();
    expect(await isCovered(button)).toBe(false);
    await button.click();
    const alert = page.locator("main form [role=alert]").filter({ hasText: /./ });
    await expect(alert).toBeVisible();
    expect(await isCovered(alert)).toBe(false);
    expect(await isCovered(button)).toBe(false);
  });
}
