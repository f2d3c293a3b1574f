import { FORM_HEADER, TO_HEADER } from "@/lib/offline/protocol";
import { startServer } from "../support/server";
import { expect, test } from "./fixtures";

/** A document: one script of ours, and its own style, known by its hash. */
const DOCUMENT = /^default-src 'none'; script-src 'self'; style-src 'sha256-[A-Za-z0-9+/]{43}='; /;
/** What many see alike is sent as it is: its scripts are known by their hashes. */
const SHARED = /^default-src 'none'; script-src 'self'( 'sha256-[A-Za-z0-9+/]{43}=')+; style-src 'self'; /;
const PAGE = /^default-src 'none'; script-src 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'; style-src 'self'; /;
/** Pages outside Next run no script at all. */
const WORDS = /^default-src 'none'; script-src 'none'; style-src 'self'; /;
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The worker may ask this host, for the pages. */
const WORKER = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const JSON_TYPE = { "content-type": "application/json" };

const ANSWERS: readonly (readonly [path: string, status: number, policy: string | RegExp, init?: RequestInit])[] = [
  ["/", 200, DOCUMENT],
  ["/q/libelta", 200, DOCUMENT],
  ["/en/q/libelta/meldunki", 200, DOCUMENT],
  ["/q/libelta", 200, DOCUMENT, { method: "HEAD" }],
  ["/q/libelta", 204, PAGE, { headers: { rsc: "1" } }],
  ["/q/libelta/meldunki?wait=40", 200, DOCUMENT],
  ["/q/libelta/meldunki?notice=past", 200, DOCUMENT],
  ["/rezerwacja/WSOiUK/meldunki/libelta", 200, SHARED],
  ["/uk/rezerwacja/WSOiUK/meldunki/libelta/2026-11-24", 200, SHARED],
  ["/rezerwacja/WSOiUK/meldunki/libelta?wait=40", 200, PAGE],
  ["/q/nieznana", 404, PAGE],
  ["/wizyta/AAAAAAAAAAAAAAAAAAAAAA", 404, PAGE],
  ["/q/LIBELTA", 308, PAGE],
  ["/%E0%A4%A", 400, WORDS],
  ["/q/libelta", 405, WORDS, { method: "PUT" }],
  ["/q/libelta", 403, WORDS, { method: "POST" }],
  ["/api/v1/locations", 200, NOTHING],
  ["/api/v1/nothing", 404, NOTHING],
  ["/api/v1/visits", 405, NOTHING],
  ["/livez", 200, NOTHING],
  ["/readyz", 200, NOTHING],
  ["/plain.css", 200, NOTHING],
  ["/icon.svg", 200, NOTHING],
  ["/robots.txt", 200, NOTHING],
  ["/sitemap.xml", 200, NOTHING],
  ["/icons/icon-192.png", 200, NOTHING],
  ["/icons/none.png", 404, WORDS],
  ["/dane/aplikacja-pl.webmanifest", 200, NOTHING],
  ["/dane/sprawy-pl.json", 200, NOTHING],
  ["/dane/kopie.json", 200, NOTHING],
  ["/dane/kopie.json", 405, WORDS, { method: "POST" }],
  ["/sw.js", 200, WORKER],
  ["/sprawy/dowod-osobisty-dorosly", 200, PAGE],
  ["/bez-sieci", 404, PAGE],
  ["/bez-sieci", 200, DOCUMENT, { headers: { "x-okienko-copy": "1" } }],
  ["/wizyta", 200, PAGE],
  ["/prywatnosc", 200, PAGE],
  ["/fonts/source-sans-3a.woff2", 200, NOTHING],
  ["/api/v1/visits", 413, NOTHING, { method: "POST", body: "x".repeat(65_537), headers: JSON_TYPE }],
  ["/api/v1/visits", 422, NOTHING, { method: "POST", body: "{}", headers: JSON_TYPE }],
  ["/_next/static/none.js", 404, WORDS],
  ["/_next/image?url=/x", 404, WORDS],
];

for (const [path, status, policy, init] of ANSWERS) {
  const how = init?.headers === JSON_TYPE || !init?.headers ? "" : " by a script";
  test(`${init?.method ?? "GET"} ${path}${how} (${status}) carries every protecting header`, async ({ server }) => {
    const answer = await fetch(server.url + path, { redirect: "manual", ...init });
    expect(answer.status).toBe(status);
    const { headers } = answer;
    if (typeof policy === "string") expect(headers.get("content-security-policy")).toBe(policy);
    else expect(headers.get("content-security-policy")).toMatch(policy);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-middleware-rewrite")).toBeNull();
    expect(headers.get("strict-transport-security")).toBeNull();
  });
}

test("every page rendered for one has a nonce of its own, and a client cannot choose it", async ({ server }) => {
  const policyOf = async (headers: Record<string, string> = {}) =>
    (await fetch(`${server.url}/nie/ma`, { headers })).headers.get("content-security-policy");
  const forged = "script-src 'nonce-Zm9yZ2VkZm9yZ2VkZm9yZ2Vk'";
  const answer = await fetch(`${server.url}/nie/ma`, {
    headers: { "content-security-policy": forged, "content-security-policy-report-only": forged },
  });
  expect(await answer.text()).not.toContain("Zm9yZ2Vk");
  expect(new Set([await policyOf(), await policyOf(), await policyOf()]).size).toBe(3);
});

test("the whole path violates no policy and asks nobody else for anything", async ({ page, server }) => {
  const violations: string[] = [];
  const strangers: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) violations.push(message.text());
  });
  page.on("pageerror", (error) => violations.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(server.url).origin) strangers.push(request.url());
  });
  for (const language of ["", "/en", "/uk"]) {
    await page.goto(`${language}/q/libelta`);
    await page.goto(`${language}/q/libelta/zaswiadczenia-ewidencja?view=hours`);
    await page.goto(`${language}/q/libelta/zaswiadczenia-ewidencja`);
    await page.locator("button.accept").click();
    await expect(page).toHaveURL(/wizyta/);
    await page.locator('main a[href$="/odwolaj"]').click();
    await page.locator("form button.accept").click();
    await expect(page.locator(".ticket-void")).toBeVisible();
    await page.goto(`${language}/nie/ma`);
  }
  expect(await page.evaluate(() => document.querySelectorAll("script:not([nonce])").length)).toBe(0);
  expect(violations).toEqual([]);
  expect(strangers).toEqual([]);
});

test("control: a script without the nonce is refused, and seen", async ({ page }) => {
  const violations: string[] = [];
  page.on("console", (message) => violations.push(message.text()));
  await page.goto("/q/libelta");
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.foreign = true" alt="">');
  });
  await expect.poll(() => violations.join("\n")).toMatch(/Content Security Policy/);
  expect(await page.evaluate(() => "foreign" in window)).toBe(false);
});

test("a refusal for asking too often carries them too", async ({ server }) => {
  const origin = server.url;
  const statuses: number[] = [];
  for (let turn = 0; turn < 12; turn++) {
    const answer = await fetch(`${origin}/q/libelta`, { method: "POST", headers: { origin } });
    statuses.push(answer.status);
    expect(answer.headers.get("content-security-policy")).toMatch(WORDS);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  }
  expect(new Set(statuses)).toEqual(new Set([400, 429]));
});

test("on https browsers are told to stay there, and cookies are for this host alone", async () => {
  const server = await startServer({ env: { OKIENKO_PUBLIC_URL: "https://wizyty.example.pl" } });
  try {
    const { headers } = await fetch(`${server.url}/q/libelta`);
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    expect(headers.get("set-cookie")).toMatch(
      /^__Host-okienko=[\w-]{22}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax; Secure$/,
    );
  } finally {
    await server.dispose();
  }
});

test("a form of a page that was asked for with www. opens the page at the public address", async () => {
  const server = await startServer({ env: { OKIENKO_PUBLIC_URL: "https://wizyty.example.pl" } });
  try {
    const post = (origin: string, more: Readonly<Record<string, string>> = {}) =>
      fetch(`${server.url}/en/q/libelta/meldunki?cases=2`, {
        method: "POST",
        body: new FormData(),
        headers: { origin, ...more },
      });
    const to = "https://wizyty.example.pl/en/q/libelta/meldunki?cases=2";
    const led = await post("https://www.wizyty.example.pl");
    expect([led.headers.get("refresh"), (await led.text()).includes(`href="${to}"`)]).toEqual([`0; url=${to}`, true]);
    const byScript = await post("https://www.wizyty.example.pl", { [FORM_HEADER]: "1" });
    expect([byScript.status, byScript.headers.get(TO_HEADER)]).toEqual([204, to]);
    expect((await post("https://www.evil.example")).status).toBe(403);
  } finally {
    await server.dispose();
  }
});
