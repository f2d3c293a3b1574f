import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Page, Request, Route } from "@playwright/test";
import { LANGUAGES } from "@/lib/text/language";
import { nextFree, takeUpTo } from "./api-client";
import { expect, test } from "./fixtures";
import { axeFaults, scriptFaults } from "./page-faults";

// Pages of hours and tickets are documents: no script of Next's, one of ours, links that the browser follows.
test.use({ limits: "off", alone: "documents" });

const SCRIPT = /\/_next\/static\/documents\/document-[\da-f]{16}\.js/;
const OF_NEXT = /\/_next\/static\/chunks|__next_f|next-router|\/_next\/static\/css/;
const KINDS = ["/", "/q/libelta", "/q/libelta/pesel", "/q/libelta/pesel?view=hours", "/q/libelta/pesel?view=later"];
const TOLD = [
  "/?notice=unreadable",
  "/q/libelta/pesel?notice=past",
  "/q/libelta/pesel?wait=40",
  "/q/libelta/pesel?lost=5984737",
  "/q/libelta/pesel?utm_source=poster&cases=1",
  "/q/libelta?utm_source=poster",
];

const inEach = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => LANGUAGES.map((language) => `/${language}${path === "/" ? "" : path}`.replace("/?", "?")));

/** What is wrong with a page as it is sent. */
function faultsIn(html: string, policy: string): string[] {
  const scripts = html.match(/<script\b[^>]*>[^<]*/g) ?? [];
  const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const hash = createHash("sha256").update(style).digest("base64");
  return [
    ...(scripts.length === 1 && new RegExp(`^<script src="${SCRIPT.source}" defer="">$`).test(scripts[0] ?? "")
      ? []
      : [`scripts ${scripts.join(" ")}`]),
    ...(OF_NEXT.test(html) ? ["something of Next's"] : []),
    ...(policy.includes(`style-src 'sha256-${hash}';`) ? [] : ["a style that its policy does not know"]),
    ...(/<[^>]*\s(on\w+|style)=/.test(html) ? ["a handler or a style in an element"] : []),
    ...(/<link[^>]*\ssrc|rel="stylesheet"/.test(html) ? ["a style sheet to wait for"] : []),
    ...(/<link rel="preload"[^>]*as="font"/.test(html) ? [] : ["no font asked for beforehand"]),
  ];
}

const opened = async (page: Page, path: string) => {
  const answer = await page.request.get(path);
  return {
    status: answer.status(),
    faults: faultsIn(await answer.text(), answer.headers()["content-security-policy"] ?? ""),
  };
};

async function faultsAt(page: Page, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    const { status, faults: found } = await opened(page, path);
    faults.push(...found.map((fault) => `${path}: ${fault}`), ...(status === 200 ? [] : [`${path}: ${status}`]));
  }
  return faults;
}

async function takeTicket(page: Page, path = "/q/libelta/pesel"): Promise<string> {
  await page.goto(path);
  await page.locator("button.accept").click();
  await expect(page.locator(".code")).toBeVisible();
  return new URL(page.url()).pathname;
}

test("no page of hours, in no language and whatever it tells, has a script of Next's or a style that its policy does not know", async ({
  page,
}) => {
  expect(await faultsAt(page, inEach([...KINDS, ...TOLD]))).toEqual([]);
});

test("nor has one with a ticket on it, nor the ticket, also with what its forms came to, called off and as a copy", async ({
  page,
}) => {
  const ticket = await takeTicket(page);
  const own = await page.request.get("/q/libelta");
  expect(await own.text()).toContain(ticket);
  const tickets = [ticket, `${ticket}?undone=1`, `${ticket}?says=again`, `${ticket}?notice=not-saved`];
  expect(await faultsAt(page, inEach([...KINDS, ...TOLD, ...tickets]))).toEqual([]);
  const copy = await page.request.get(ticket, { headers: { "x-okienko-copy": "1" } });
  expect(copy.headers()["x-okienko-keep"]).toMatch(/^2026-11-23;\d+;/);
  expect(faultsIn(await copy.text(), copy.headers()["content-security-policy"] ?? "")).toEqual([]);
  await page.goto(ticket);
  await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
  await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click();
  await expect(page.getByText("Wizyta odwołana")).toBeVisible();
  expect(await faultsAt(page, inEach([ticket]))).toEqual([]);
});

test("nor has one with an hour held, where seconds are counted and at their end the page says what is true", async ({
  page,
  server,
}) => {
  await page.clock.install();
  await page.goto("/q/slowackiego/ulgi");
  const { start } = await nextFree(server.url, "slowackiego", "ulgi");
  await takeUpTo(server.url, "slowackiego", "ulgi", start ?? "");
  await page.locator("button.accept").click();
  await page.waitForURL(/lost=/);
  const held = new URL(page.url()).pathname + new URL(page.url()).search;
  expect(
    await faultsAt(page, [held, "/q/slowackiego/ulgi", "/", "/en/q/slowackiego/ulgi", "/uk/q/slowackiego"]),
  ).toEqual([]);
  const left = page.locator(".face .ticket-label .hour");
  await expect(left).toHaveText(/^1:5\d$/);
  await page.clock.runFor(30_000);
  await expect(left).toHaveText(/^1:2\d$/);
  await fetch(`${server.url}/demo/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance: "PT2M" }),
  });
  await page.clock.runFor(95_000);
  await expect(page.getByText("Najbliższy wolny termin", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Rezygnuję z tego terminu" })).toHaveCount(0);
  expect(await scriptFaults(page)).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
});

test("control: the same pages as Next renders them have all of that", async ({ page, serverOf }) => {
  const { url } = await serverOf({
    clock: "2026-11-23T09:00:00+01:00",
    limits: "off",
    alone: "next",
    documents: "off",
  });
  for (const path of ["/", "/q/libelta/pesel", "/q/libelta/pesel?notice=past"]) {
    const { status, faults } = await opened(page, url + path);
    expect([status, faults.length]).toEqual([200, 4]);
    expect(faults).toContain("something of Next's");
  }
});

test("the browser asks for nothing but the page, its script and its font, in 35 kB; no policy is violated", async ({
  page,
}) => {
  const violations: string[] = [];
  const asked: string[] = [];
  let bytes = 0;
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) violations.push(message.text());
  });
  page.on("pageerror", (error) => violations.push(error.message));
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/q/libelta", { waitUntil: "networkidle" });
  expect(asked.filter((path) => !SCRIPT.test(path) && !/\.(svg|webmanifest|png)$/.test(path))).toEqual([
    "/q/libelta",
    "/fonts/source-sans-3a.woff2",
  ]);
  expect(bytes).toBeLessThan(35_000);
  const script = await page.request.get(asked.find((path) => SCRIPT.test(path)) ?? "none", {
    headers: { "accept-encoding": "br" },
  });
  expect(Number(script.headers()["content-length"])).toBeLessThan(4_096);
  expect(violations).toEqual([]);
});

/** Whether the document is still the one that was marked. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isMarked: true }));
const isMarked = (page: Page) => page.evaluate(() => "isMarked" in window);

test("links between documents and Next's pages are followed by the browser, and Next asks for no document", async ({
  page,
}) => {
  const routed: string[] = [];
  page.on("request", (request: Request) => {
    if (request.headers().rsc !== undefined) routed.push(new URL(request.url()).pathname);
  });
  await page.goto("/sprawy", { waitUntil: "networkidle" });
  await mark(page);
  await page.getByRole("link", { name: "Okienko" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /wolny termin/i })).toBeVisible();
  expect(await isMarked(page)).toBe(false);
  await page
    .getByRole("link", { name: /Libelta/ })
    .first()
    .click();
  await page.locator("a.row").first().click();
  await page.getByRole("link", { name: "Inny dzień" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Którego dnia?");
  await mark(page);
  // Among Next's own pages its router leads, as before.
  await page.locator("a.day-free").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^O której\?/);
  expect(await isMarked(page)).toBe(true);
  await page.goBack();
  await page.goBack();
  await expect(page.locator("button.accept")).toBeVisible();
  expect(routed.every((path) => path.startsWith("/rezerwacja/"))).toBe(true);
  expect(routed.length).toBeGreaterThan(0);
});

test("a form of Next's that leads to a ticket opens the document", async ({ page }) => {
  const ticket = await takeTicket(page, "/q/28-czerwca/taxi");
  await page.goto(`${ticket}/odwolaj`, { waitUntil: "networkidle" });
  await mark(page);
  await page.locator("button.accept").click();
  await expect(page.getByText("Wizyta odwołana")).toBeVisible();
  expect(await isMarked(page)).toBe(false);
  expect(await scriptFaults(page)).toEqual([]);
  await expect(page.locator("[data-answer]")).toBeFocused();
});

test("a page that the browser kept whole is asked for anew when somebody comes back to it", async ({ page }) => {
  await page.goto("/q/gronowa/prawo-jazdy", { waitUntil: "networkidle" });
  const asked = page.waitForRequest(/prawo-jazdy$/);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  expect((await asked).isNavigationRequest()).toBe(false);
  await expect(page.locator("button.accept")).toBeVisible();
  await page.locator("button.accept").click();
  await expect(page.locator(".code")).toBeVisible();
});

const [FILE = ""] = readdirSync(".next/static/documents").filter((name) => name.endsWith(".js"));
const WHOLE = readFileSync(`.next/static/documents/${FILE}`, "utf8");
const HALF = { contentType: "text/javascript", body: WHOLE.slice(0, WHOLE.length / 2) };

/** What becomes of the script on its way. */
const CUT: Readonly<Record<string, (route: Route) => unknown>> = {
  "never arrives": (route) => route.abort(),
  "is cut half-way": (route) => route.fulfill(HALF),
  // Nobody answers: the page must not wait for it.
  "is on its way for ever": () => undefined,
};

for (const [name, cut] of Object.entries(CUT)) {
  test(`two taps lead to a ticket, and it is called off, where the script ${name}`, async ({ page }) => {
    await page.route(SCRIPT, (route) => void cut(route));
    await page.goto("/q/28-czerwca", { waitUntil: "commit" });
    await page.locator("a.row").first().click({ noWaitAfter: true });
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click({ noWaitAfter: true });
    await expect(page.locator(".code")).toBeVisible();
    await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
    await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click({ noWaitAfter: true });
    await expect(page.getByText("Wizyta odwołana")).toBeVisible();
  });
}

test("the ticket remembers what is ticked, prints, and offers to tell of the visit only where a script can", async ({
  page,
}) => {
  await takeTicket(page, "/q/gronowa/rejestracja-pojazdow");
  const box = page.locator(".checks input").first();
  await page.locator(".checks summary").first().click();
  await box.check();
  await page.reload();
  await page.locator(".checks summary").first().click();
  await expect(box).toBeChecked();
  const clear = page.locator("[data-ticks] > button").first();
  await clear.click();
  await expect(box).not.toBeChecked();
  await expect(clear).toBeHidden();
  await expect(page.locator("[data-print] button")).toBeVisible();
});

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false });

  test("nothing on a ticket is shown that only a script could do", async ({ page }) => {
    await takeTicket(page, "/q/gronowa/rejestracja-pojazdow");
    for (const part of ["[data-print]", "[data-tell] form", "[data-ticks] > button"])
      await expect(page.locator(part).first()).toBeHidden();
  });
});
