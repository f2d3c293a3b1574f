import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import { type Gateway, openGateway } from "../support/gateway";
import { advanceClock, nextFree, takeOffer } from "./api-client";
import { test as base, everythingKept as everythingIsKept, expect } from "./fixtures";

/** A way of the test's own to the file's server: these tests shut it. */
const test = base.extend<{ readonly gateway: Gateway }>({
  gateway: async ({ server }, use) => {
    const gateway = await openGateway(server.port);
    await use(gateway);
    await gateway.shut();
  },
  baseURL: ({ gateway }, use) => use(gateway.url),
});
// A worker takes in a megabyte of copies, which a server makes once: the file's tests share it.
test.use({ limits: "off", alone: "offline", serviceWorkers: "allow" });

const HOTLINE = "61 646 33 44";
const BANNER = {
  pl: "Nie masz teraz połączenia z internetem",
  en: "You have no internet connection now",
  uk: "Зараз немає з’єднання з інтернетом",
};
const LANGUAGES = ["pl", "en", "uk"] as const;

const seed = (file: string) => JSON.parse(readFileSync(`db/seed/poznan/${file}.json`, "utf8"));
const procedures: readonly { readonly slug: string; readonly title: Readonly<Record<string, string>> }[] =
  seed("procedures").procedures;
const locations: readonly { readonly id: string }[] = seed("locations").locations;
const departments: readonly { readonly id: string; readonly case_groups: readonly Group[] }[] =
  seed("departments").departments;
interface Group {
  readonly id: string;
  readonly procedures: readonly string[];
}

/** Every public address without a language, from the seed. */
const PUBLIC = [
  "/sprawy",
  "/bez-wizyty",
  ...["/jak-to-dziala", "/kontakt", "/prywatnosc", "/deklaracja-dostepnosci"],
  ...procedures.map(({ slug }) => `/sprawy/${slug}`),
  ...departments.flatMap((one) =>
    one.case_groups.filter((group) => group.procedures.length === 0).map(({ id }) => `/sprawy/${id}`),
  ),
  ...locations.map(({ id }) => `/budynki/${id}`),
  ...departments.map(({ id }) => `/wydzialy/${id}`),
];
/** In the other languages each fourth page is looked at, with FULL=1 every one. */
const EACH = process.env.FULL === "1" ? 1 : 4;
const PUBLIC_ELSEWHERE = PUBLIC.filter((_, index) => index % EACH === 0);
const prefixOf = (language: string) => (language === "pl" ? "" : `/${language}`);

/** Opens the home page and waits until the worker has everything. */
async function install(page: Page): Promise<void> {
  await page.goto("/");
  await everythingIsKept(page);
}

/** Shuts the way to the server and cuts the network, so that nothing but the device can answer. */
async function cutOff(page: Page, gateway: Gateway): Promise<void> {
  await gateway.shut();
  await page.context().setOffline(true);
}

/** Everything that the browser has kept of this site, as text, by where it lies. */
function everythingKept(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(async () => {
    const kept: Record<string, string> = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        const headers = JSON.stringify([...(answer?.headers ?? [])]);
        kept[`${name} ${new URL(request.url).pathname}`] = headers + (await answer?.text());
      }
    }
    for (const [key, value] of Object.entries({ ...localStorage, ...sessionStorage })) kept[`storage ${key}`] = value;
    for (const { name } of await indexedDB.databases()) kept[`database ${name}`] = String(name);
    return kept;
  });
}

async function takeTicket(page: Page, path = "/q/libelta/meldunki"): Promise<{ address: string; code: string }> {
  await page.goto(path);
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await expect(page.getByText("Kod wizyty", { exact: true })).toBeVisible();
  const code = (await page.locator(".code").textContent()) ?? "";
  return { address: new URL(page.url()).pathname, code };
}

/** Runs in the page. */
const isKept = async (path: string) => (await (await caches.open("okienko-tickets")).match(path)) !== undefined;

/** Takes a ticket with everything in place, and waits until the device keeps it. */
async function keepTicket(page: Page): Promise<{ address: string; code: string }> {
  await install(page);
  const ticket = await takeTicket(page);
  // Not waitForFunction: a promise is as good as true to it.
  await expect.poll(() => page.evaluate(isKept, ticket.address)).toBe(true);
  return ticket;
}

test("after one visit every public page opens without a network, in three languages, with its age", async ({
  page,
  gateway,
}) => {
  test.setTimeout(240_000);
  await install(page);
  await cutOff(page, gateway);
  expect(PUBLIC.length).toBe(2 + 4 + 40 + 5 + 4 + 4);
  const faults: string[] = [];
  for (const language of LANGUAGES) {
    for (const path of language === "pl" ? PUBLIC : PUBLIC_ELSEWHERE) {
      const address = prefixOf(language) + path;
      const answer = await page.goto(address, { waitUntil: "domcontentloaded" });
      const text = ((await page.locator("body").textContent()) ?? "").replaceAll(/\s+/g, " ");
      if (answer?.status() !== 200) faults.push(`${address}: ${answer?.status()}`);
      if (!text.includes(BANNER[language])) faults.push(`${address}: no word of the network`);
      if (!text.includes(HOTLINE)) faults.push(`${address}: no hotline`);
      if ((await page.locator("html").getAttribute("lang")) !== language) faults.push(`${address}: another language`);
      const title = procedures.find(({ slug }) => path === `/sprawy/${slug}`)?.title[language];
      if (title && !text.includes(title)) faults.push(`${address}: another procedure`);
    }
  }
  expect(faults).toEqual([]);
});

/** Files of the build that a page names, in its tags or in what Next's script reads. */
const FILE_OF_BUILD = /static\/(?:chunks|css|documents)\/[^"\\?]+\.(?:js|css)/g;
/** For browsers that know no modules, and no workers either. */
const POLYFILLS = /\/polyfills-/;

test("the worker keeps every file that a copy names, and nothing that no page loads", async ({ server }) => {
  const worker = await (await fetch(`${server.url}/sw.js`)).text();
  const kept = new Set([...worker.matchAll(/url["']?:\s*["']([^"']+)/g)].map(([, url = ""]) => decodeURI(url)));
  const bundle = (await (await fetch(`${server.url}/dane/kopie.json`)).json()) as {
    pages: Record<string, { readonly html: string }>;
  };
  const named = Object.values(bundle.pages).flatMap(({ html }) =>
    [...html.matchAll(FILE_OF_BUILD)].map(([file]) => `/_next/${decodeURI(file)}`),
  );
  expect(new Set(named).size).toBeGreaterThan(10);
  expect([...new Set(named)].filter((file) => !kept.has(file) && !POLYFILLS.test(file))).toEqual([]);
  expect(
    [...kept].filter((file) =>
      /\/(framework|polyfills|main)-(?!app)|\/pages\/|\(resident\)\/\[lang\]\/(q|rezerwacja|wizyta)\//.test(file),
    ),
  ).toEqual([]);
  expect([...kept].filter((file) => /\/documents\/document-[\da-f]{16}\.js$/.test(file))).toHaveLength(1);
});

test("the pages of hours, tickets that are not kept and any other address give the page that says so", async ({
  page,
  gateway,
}) => {
  await install(page);
  await cutOff(page, gateway);
  const others = [
    "/",
    "/q/libelta",
    "/q/libelta/meldunki",
    "/wizyta/AAAAAAAAAAAAAAAAAAAAAA",
    "/wizyta",
    "/nowhere/at/all",
    "/complete",
    `${gateway.url}//sprawy/nothing`,
  ];
  for (const address of others) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1, name: BANNER.pl })).toBeVisible();
    await expect(page.getByRole("link", { name: HOTLINE }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /Akceptuję/ })).toHaveCount(0);
    await expect(page.locator(".hour")).toHaveCount(0);
  }
  const ofMatter = page.getByRole("region", { name: /^Ta sprawa/ }).getByRole("link");
  await page.goto("/q/libelta/dowody-wniosek");
  await expect(ofMatter.nth(1)).toBeVisible();
  const described = await ofMatter.allInnerTexts();
  expect(described.length).toBeGreaterThan(1);
  await page.goto("/q/libelta/dowody-wniosek?procedure=dowod-osobisty-dorosly");
  await expect(ofMatter).toHaveText(["Dowód osobisty dla osoby dorosłej"]);
  await ofMatter.click();
  await expect(page.getByRole("heading", { level: 1, name: /Dowód osobisty dla osoby dorosłej/ })).toBeVisible();
  await page.goto("/en/q/libelta");
  await expect(page.getByRole("heading", { level: 1, name: BANNER.en })).toBeVisible();
  await expect(page.getByRole("region", { name: /^This matter/ })).toHaveCount(0);
  await page.getByRole("region", { name: "This building" }).getByRole("link").click();
  await expect(page).toHaveURL(/\/en\/budynki\/libelta$/);
  await expect(page.getByRole("heading", { level: 1, name: /Libelta/ })).toBeVisible();
});

test("by links, too: search as one types, a procedure, its ticks, its building", async ({ page, gateway }) => {
  await page.goto("/sprawy/dowod-osobisty-dorosly");
  await everythingIsKept(page);
  const paper = page.locator(".checks input").first();
  await paper.check();
  await cutOff(page, gateway);
  await page.goto("/sprawy");
  await page.getByRole("searchbox").fill("dowodu");
  await page
    .getByRole("link", { name: /Dowód osobisty dla osoby dorosłej/ })
    .first()
    .click();
  // A link waits four seconds for the network before its page comes from the device.
  await expect(page.getByRole("heading", { level: 1, name: /Dowód osobisty dla osoby dorosłej/ })).toBeVisible({
    timeout: 15_000,
  });
  await expect(paper).toBeChecked();
  await page.locator(".checks input").nth(1).check();
  await page.reload();
  await expect(page.locator(".checks input").nth(1)).toBeChecked();
  await page.getByRole("link", { name: /^Budynek ul. Libelta/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Libelta/ })).toBeVisible({ timeout: 15_000 });
  await page.goto("/sprawy?q=meldunek");
  await expect(page.getByRole("link", { name: /Zameldowanie/ }).first()).toBeVisible();
});

test("the own ticket opens without a network, says how old it is, and offers nothing that would have to be sent", async ({
  page,
  gateway,
}) => {
  const { address, code } = await keepTicket(page);
  await cutOff(page, gateway);
  for (const other of [`/en${address}`, `${address}/`, address]) {
    await page.goto(other);
    await expect(page.locator(".code")).toHaveText(code);
  }
  await expect(page.getByText(`${BANNER.pl}. To kopia biletu z`)).toBeVisible();
  await expect(page.getByRole("button", { name: /Odwołaj/ })).toHaveCount(0);
  await page.goto("/");
  const own = page.getByRole("region", { name: "Twój bilet" }).getByRole("link");
  await expect(own).toContainText(/^9:05M01, 9:05Meldunek .*, ul\. Libelta 16\/20$/);
  await own.click();
  await expect(page.locator(".code")).toHaveText(code);
});

test("a ticket of another day is not kept, nor one whose day ended without a network", async ({
  page,
  server,
  gateway,
}) => {
  await install(page);
  const answer = await fetch(`${server.url}/api/v1/visits`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": "tomorrow, offline" },
    body: JSON.stringify({
      ...{ location: "libelta", caseGroup: "meldunki", start: "2026-11-24T10:00:00+01:00" },
      ...{ name: "Ala Kanarek", contact: "kanarek@example.pl" },
    }),
  });
  const { token } = (await answer.json()) as { token: string };
  await page.goto(`/wizyta/${token}`);
  await expect(page.getByText(/^Przyjdź: wtorek/)).toBeVisible();
  const { address } = await takeTicket(page);
  await expect.poll(() => page.evaluate(isKept, address)).toBe(true);
  expect(Object.keys(await everythingKept(page)).filter((one) => one.includes(token))).toEqual([]);
  // As if its last second had come.
  await page.evaluate(async (path) => {
    const tickets = await caches.open("okienko-tickets");
    const kept = await tickets.match(path);
    const headers = new Headers(kept?.headers);
    headers.set("x-okienko-until", String(Date.now() - 1));
    await tickets.put(path, new Response(await kept?.text(), { headers }));
  }, address);
  await cutOff(page, gateway);
  await page.goto("/wizyta");
  await expect(page.getByRole("heading", { level: 1, name: BANNER.pl })).toBeVisible();
  await expect(page.getByRole("region", { name: "Twój bilet" })).toHaveCount(0);
  await expect
    .poll(async () => Object.keys(await everythingKept(page)).filter((one) => /tickets/.test(one)))
    .toEqual([]);
});

/** Runs in the page: resolves as soon as a worker is being installed. */
const untilInstalling = async () => {
  for (;;) {
    const [known] = await navigator.serviceWorker.getRegistrations();
    if (known?.installing) return;
    await new Promise((next) => setTimeout(next, 5));
  }
};

// A page of Next's and a document: each asks by a script of its own.
for (const path of ["/sprawy", "/"]) {
  test(`a browser that is never idle keeps everything all the same: ${path}`, async ({ page }) => {
    await page.addInitScript(() => {
      window.requestIdleCallback = (_done, options) => {
        if (options?.timeout) setTimeout(_done, options.timeout);
        return 0;
      };
    });
    await page.goto(path);
    // Written last of all.
    const isComplete = () => page.evaluate(async () => (await caches.match("/bez-sieci?complete")) !== undefined);
    await expect.poll(isComplete, { timeout: 55_000 }).toBe(true);
  });

  test(`whoever wants everything saved is asked again where that failed half-way: ${path}`, async ({
    page,
    gateway,
  }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
    await page.goto(path);
    const save = page.getByRole("button", { name: "Zapisz" });
    await save.click();
    await page.evaluate(untilInstalling);
    await gateway.shut();
    await expect(save).toBeVisible();
    await gateway.open();
    await save.click();
    await expect(page.getByText(/^Zapisane/)).toBeVisible({ timeout: 45_000 });
  });
}

test("a copy gives way to the page itself as soon as there is a network again", async ({ page, gateway }) => {
  await install(page);
  await cutOff(page, gateway);
  await page.goto("/q/libelta/meldunki");
  await expect(page.getByRole("heading", { level: 1, name: BANNER.pl })).toBeVisible();
  await gateway.open();
  await page.context().setOffline(false);
  // The page looks for the network by itself, now and then.
  await expect(page.getByRole("button", { name: /^Akceptuję termin/ })).toBeVisible({ timeout: 20_000 });
});

test("a ticket that was called off is let go at once", async ({ page }) => {
  await keepTicket(page);
  await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
  await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click();
  await expect(page.getByText("Wizyta odwołana")).toBeVisible();
  await expect
    .poll(async () => Object.keys(await everythingKept(page)).filter((one) => /tickets/.test(one)))
    .toEqual([]);
});

test("control: a worker that keeps every page is found out", async ({ page }) => {
  await install(page);
  const { address } = await takeTicket(page);
  await page.evaluate(async () => {
    const cache = await caches.open("pages");
    await cache.put(location.href, await fetch(location.href));
  });
  const kept = await everythingKept(page);
  expect(Object.keys(kept)).toContain(`pages ${address}`);
});

test.describe("on a server that changes", () => {
  test.use({ alone: "offline, changing" });

  test("after a whole booking nothing of it is kept but the ticket, and nothing at all the day after", async ({
    page,
    server,
  }) => {
    const { address, code } = await keepTicket(page);
    for (const path of ["/q/libelta", "/q/libelta/meldunki", "/wizyta", "/sprawy/pesel-nadanie", "/"])
      await page.goto(path);
    const token = address.split("/").at(-1) ?? "";
    const canaries = [code, code.replaceAll(/\s/g, ""), token];
    const holding = async () =>
      Object.entries(await everythingKept(page))
        .filter(([where, text]) => canaries.some((canary) => where.includes(canary) || text.includes(canary)))
        .map(([where]) => where);
    expect(await holding()).toEqual([`okienko-tickets ${address}`]);
    await advanceClock(server.url, "PT24H");
    await page.goto("/");
    await expect.poll(holding).toEqual([]);
  });

  test("what residents do changes no copy; a notice of the city does, and who has the newest is sent nothing", async ({
    server,
  }) => {
    const ask = (headers: Record<string, string> = {}) => fetch(`${server.url}/dane/kopie.json`, { headers });
    const first = await ask();
    const etag = first.headers.get("etag") ?? "";
    const pages = ((await first.json()) as { pages: Record<string, unknown> }).pages;
    expect(Object.keys(pages)).toHaveLength(3 * (PUBLIC.length + 2));
    const { offer } = await nextFree(server.url, "libelta", "meldunki");
    await takeOffer(server.url, offer ?? "none");
    expect((await ask({ "if-none-match": etag })).status).toBe(304);
    const client = new Database(server.databaseFile);
    const notice = [
      { location: "libelta", from: "2026-11-01", until: "2026-11-30", text: { pl: "Winda nie działa." } },
    ];
    client.prepare("INSERT INTO setting (key, value) VALUES ('notices', ?)").run(JSON.stringify(notice));
    client.close();
    const second = await ask({ "if-none-match": etag });
    expect(second.status).toBe(200);
    expect(await second.text()).toContain("Winda nie działa.");
  });
});
