import { connect } from "node:net";
import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./fixtures";

test.use({ limits: "off" });

const PATH = "/q/libelta/meldunki";
/** A page of Next's with a form. */
const HOURS = "/rezerwacja/WSOiUK/meldunki/libelta/2026-11-25";

const UNKNOWN = {
  "/q/nieznana": "Nie znamy tej naklejki",
  "/q/libelta/nieznana": "Nie znamy takiej sprawy",
  "/q/libelta/meldunki/za-daleko": "Nie znamy takiej sprawy",
  "/q/nieznana/meldunki": "Nie znamy tej naklejki",
  "/wizyta/AAAAAAAAAAAAAAAAAAAAAA": "Nie znaleźliśmy takiego biletu",
  "/wizyta/AAAAAAAAAAAAAAAAAAAAAA/odwolaj": "Nie znaleźliśmy takiego biletu",
  "/wizyta/AAAAAAAAAAAAAAAAAAAAAA/termin": "Nie znaleźliśmy takiego biletu",
  "/nie/ma/takiej": "Nie ma takiej strony",
  "/rezerwacja/XYZ": "Nie ma takiej strony",
  "/rezerwacja/USC/meldunki": "Nie ma takiej strony",
  "/rezerwacja/WSOiUK/meldunki/ile/nie": "Nie ma takiej strony",
  "/rezerwacja/WSOiUK/meldunki/budynek?cases=99": "Nie ma takiej strony",
  "/rezerwacja/WSOiUK/meldunki/nieznany": "Nie ma takiej strony",
  "/rezerwacja/WSOiUK/meldunki/libelta/dane": "Nie ma takiej strony",
};

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    for (const [path, title] of Object.entries(UNKNOWN)) {
      test(`${path} is answered 404 with a page that leads on`, async ({ page }) => {
        expect((await page.goto(path))?.status()).toBe(404);
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        await expect(page).toHaveTitle(`${title} – Okienko`);
        await expect(page.getByRole("link", { name: "Libelta 16/20" })).toBeVisible();
        await expect(page.getByRole("contentinfo")).toContainText("61 646 33 44");
      });
    }
  });
}

for (const path of ["/q/%E0%A4%A", "/%", "/q/libelta?start=%FF"]) {
  test(`the broken address ${path} is answered 400 in words`, async ({ page }) => {
    expect((await page.goto(path))?.status()).toBe(400);
    await expect(page.getByRole("heading", { name: "Tego adresu nie da się odczytać" })).toBeVisible();
  });
}

test("a broken address of the API is answered like the API answers", async ({ request }) => {
  const answer = await request.get("/api/v1/visits/%E0%A4%A");
  expect(answer.status()).toBe(404);
  expect(answer.headers()["content-type"]).toBe("application/problem+json");
});

for (const typed of ["/q/LIBELTA", "/q/Libelta?cases=2", "/en/q/S%C5%82owackiego/Ulgi"]) {
  test(`${typed}, typed from a sticker, leads to what was meant`, async ({ page }) => {
    await page.goto(typed);
    const meant = decodeURIComponent(typed).toLowerCase().replaceAll("ł", "l");
    await expect(page).toHaveURL(meant);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
}

test("the code printed on a sticker leads to its building", async ({ page }) => {
  for (const typed of ["/q/LIB-01", "/en/q/lib", "/q/SLO-12", "/q/lib01", "/Q/LIB%2001.", "/q/slo%E2%80%9312"]) {
    await page.goto(typed);
    await expect(page).toHaveURL(/\/q\/(libelta|slowackiego)$/);
  }
  expect((await page.goto("/q/xyz-01"))?.status()).toBe(404);
});

test("an address as a camera or a mail program gives it leads to its page", async ({ page, request }) => {
  await page.goto("/Q/GRONOWA");
  await expect(page).toHaveURL("/q/gronowa");
  await page.goto("/q/gronowa.");
  await expect(page).toHaveURL("/q/gronowa");
  const { offer } = await (await request.get("/api/v1/next-free?location=gronowa&caseGroup=prawo-jazdy")).json();
  const { token } = await (await request.post("/api/v1/visits", { data: { offer } })).json();
  for (const end of [".", ")", ",", ">", "”"]) {
    await page.goto(`/wizyta/${token}${end}`);
    await expect(page).toHaveURL(`/wizyta/${token}`);
    await expect(page.locator(".code")).toBeVisible();
  }
});

test("a language in capitals is that language", async ({ page }) => {
  await page.goto("/EN/q/libelta");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("a.row").first()).toHaveAttribute("href", /^\/en\/q\//);
});

test("robots are told to leave tickets alone, and the icon is one", async ({ request }) => {
  const robots = (await (await request.get("/robots.txt")).text()).split("\n");
  for (const prefix of ["", "/pl", "/en", "/uk"]) expect(robots).toContain(`Disallow: ${prefix}/wizyta`);
  expect((await request.get("/favicon.ico")).headers()["content-type"]).toMatch(/^image\//);
});

const PARTS_AND_CONDITIONS: readonly Readonly<Record<string, string>>[] = [
  ...["5-2", "-0", "-5", "0-0", "5-", "9999999999-", "x-3", "5-2, x", "0-1,3-4"].map((range) => ({
    range: `bytes=${range}`,
  })),
  { range: "lines=1-2" },
  { "if-match": '"x"' },
  { "if-unmodified-since": "Sat, 01 Jan 2000 00:00:00 GMT" },
  { "if-range": '"x"', range: "bytes=0-3" },
];
for (const path of [
  ...["/icon.svg", "/plain.css", "/favicon.ico", "/fonts/source-sans-3a.woff2", "/icons/icon-192.png", "/sw.js"],
  ...["/robots.txt", "/sitemap.xml", "/q/libelta", "/sprawy", "/livez"],
]) {
  test(`${path} comes whole, whatever part of it and under whatever condition it is asked for`, async ({ request }) => {
    const whole = (await (await request.get(path)).body()).length;
    for (const headers of PARTS_AND_CONDITIONS) {
      const answer = await request.get(path, { headers, timeout: 5_000 });
      expect([headers, answer.status()]).toEqual([headers, 200]);
      // A page's tokens are of one length, its numbers need not be.
      expect(Math.abs((await answer.body()).length - whole)).toBeLessThan(20);
    }
  });
}

const METHODS = {
  "/api/v1/locations": ["POST", "GET, HEAD, OPTIONS"],
  "/api/v1/openapi.json": ["DELETE", "GET, HEAD, OPTIONS"],
  "/api/v1/visits": ["GET", "POST, OPTIONS"],
  "/api/v1/visits/AAAAAAAAAAAAAAAAAAAAAA": ["PUT", "GET, HEAD, DELETE, OPTIONS"],
} as const;
for (const [path, [method, allow]] of Object.entries(METHODS)) {
  test(`${method} ${path} is answered 405 with what the address takes`, async ({ request }) => {
    const answer = await request.fetch(path, { method });
    expect(answer.status()).toBe(405);
    expect(answer.headers().allow).toBe(allow);
    expect(await answer.json()).toMatchObject({ reason: "method-not-allowed", status: 405 });
  });
}

test("an address that the API does not have is answered 404, for other pages to read", async ({ request }) => {
  const answer = await request.get("/api/v2/nothing");
  expect(answer.status()).toBe(404);
  expect(answer.headers()["access-control-allow-origin"]).toBe("*");
  expect(await answer.json()).toMatchObject({ reason: "not-found" });
});

const ODD: readonly (readonly [method: string, path: string, status: number])[] = [
  ["PROPFIND", "/q/libelta", 405],
  ["PURGE", "/api/v1/visits", 405],
  ["POST", "/icon.svg", 405],
  ["POST", "/fonts/source-sans-3a.woff2", 405],
  ["GET", "/_next/image?url=/x", 404],
  ["GET", "/fonts/nie-ma", 404],
  ["GET", "/_next/static/nie-ma.js", 404],
  ["GET", "/_next/data/x/y.json", 404],
  ["PUT", "/livez", 405],
  ["GET", "/demo/clock", 404],
  ["GET", "/internal/commands/settings", 404],
];
for (const [method, path, status] of ODD) {
  test(`${method} ${path} is answered ${status} in our own words`, async ({ request }) => {
    const answer = await request.fetch(path, { method, headers: { "accept-language": "pl" } });
    expect(answer.status()).toBe(status);
    expect(await answer.text()).toMatch(/nie można użyć|przyjmuje tylko|Nie ma takiej strony|nic nie ma/);
  });
}

/** Sends bytes as they are and reads until the connection is closed or nothing more comes. */
function sendRaw(port: number, ...parts: readonly string[]): Promise<string> {
  return new Promise((done) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
    });
    const end = () => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(3_000, end);
    socket.on("error", end);
    socket.on("close", end);
    socket.on("data", (chunk) => {
      answer += chunk;
    });
  });
}

const raw = (target: string, headers: readonly string[] = ["Host: x"], method = "POST"): string =>
  [`${method} ${target} HTTP/1.1`, ...headers, "Content-Length: 0", "Connection: close", "", ""].join("\r\n");

const DISGUISED = [
  "//",
  "///",
  "//[",
  "/\\[",
  "//:99999/",
  "//evil.example/q/libelta",
  "/x/../wizyta/a",
  "/%77izyta/a",
  "/q%2flibelta",
];
for (const target of DISGUISED) {
  test(`the address ${target} is another's or disguised, and refused in words`, async ({ server }) => {
    for (const method of ["POST", "GET", "DELETE"]) {
      const answer = await sendRaw(server.port, raw(target, ["Host: x"], method));
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain("Tego adresu nie da się odczytać");
    }
  });
}

test("a file of the searches that is not there is refused in words", async ({ server }) => {
  const answer = await fetch(`${server.url}/dane/nope`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain("Nie ma takiej strony");
});

const NO_REQUESTS: Readonly<Record<string, readonly [sent: string, status: number]>> = {
  "no HTTP at all": ["hej\r\n\r\n", 400],
  "a tunnel": ["CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", 405],
  "headers without end": [raw("/", ["Host: x", `X-A: ${"a".repeat(40_000)}`], "GET"), 431],
  "an unknown expectation": [raw("/", ["Host: x", "Expect: wonders"], "GET"), 417],
  "no host": [raw("/", [], "GET"), 400],
};
for (const [name, [sent, status]] of Object.entries(NO_REQUESTS)) {
  test(`${name} is answered ${status} in words, with every protecting header`, async ({ server }) => {
    const answer = await sendRaw(server.port, sent);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
    expect(answer).toMatch(/x-content-type-options: nosniff/i);
    expect(answer.split("\r\n\r\n")[1]?.length).toBeGreaterThan(20);
  });
}

test("whoever sends far too much gets an answer, and nobody waits behind it", async ({ server }) => {
  const big = "x".repeat(300_000);
  for (const path of ["/q/libelta", "/api/v1/visits"]) {
    const head = [`POST ${path} HTTP/1.1`, "Host: x", `Origin: http://x`, "Content-Type: application/json"];
    const sent = [...head, `Content-Length: ${big.length}`, "", big].join("\r\n");
    const began = Date.now();
    const answer = await sendRaw(server.port, sent, raw("/livez", ["Host: x"], "GET"));
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).toMatch(/HTTP\/1\.1 200 OK/);
    expect(Date.now() - began).toBeLessThan(2_500);
  }
});

test.describe("a server behind a proxy that ends TLS", () => {
  test.use({ alone: "behind-tls", extraHTTPHeaders: { "x-forwarded-proto": "https" } });

  test("finds the page that a form led to at its own door, not at somebody else's port", async ({ page, server }) => {
    await page.goto(HOURS, { waitUntil: "networkidle" });
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.locator("button.choice").first().click();
    expect((await answered).headers()["content-type"]).toContain("text/x-component");
    await expect(page.getByRole("heading", { level: 1, name: "Na kogo zapisać wizytę?" })).toBeVisible();
    expect(server.output()).not.toMatch(/failed to get redirect|ECONNREFUSED|ERR_SSL/);
  });
});

for (const tree of ["garbage", "%", "%5B1", "[1,2]"]) {
  test(`the router state ${tree} is read as none`, async ({ request }) => {
    const answer = await request.get(HOURS, { headers: { rsc: "1", "next-router-state-tree": tree } });
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toContain("Wybieram godzinę");
  });
}

const OLD_ACTION = "7f".padEnd(42, "0");
const MULTIPART = "multipart/form-data; boundary=x";
const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

interface Broken {
  readonly headers?: Readonly<Record<string, string>>;
  readonly data: string;
  readonly status: number;
  readonly title: string;
}

const UNREADABLE = { status: 400, title: "Nie mogliśmy odczytać tego formularza" };
const OUTDATED = { status: 409, title: "Ta strona została otwarta przed aktualizacją" };
const BROKEN: Readonly<Record<string, Broken>> = {
  "no form at all": { headers: { "content-type": "text/plain" }, data: "hej", ...UNREADABLE },
  "a form without parts": { data: "hej", ...UNREADABLE },
  "a form cut off": { data: part("location", "libelta"), ...UNREADABLE },
  "a form that names no action": { data: `${part("location", "libelta")}--x--\r\n`, ...UNREADABLE },
  "a form with a name that no form has": { data: `${part("form", "nothing")}--x--\r\n`, ...UNREADABLE },
  "a form of another page": { data: `${part("form", "cancel")}--x--\r\n`, ...UNREADABLE },
  "a form with two names": { data: `${part("form", "accept")}${part("form", "accept")}--x--\r\n`, ...UNREADABLE },
  "a form with a name and an action": {
    data: `${part("form", "accept")}${part("$ACTION_ID_", "")}--x--\r\n`,
    ...UNREADABLE,
  },
  "a form with a name that a page's script posts as an action": {
    headers: { "next-action": OLD_ACTION },
    data: `${part("form", "accept")}${part("0", '["$K1"]')}--x--\r\n`,
    ...UNREADABLE,
  },
  "a form that names two actions": {
    data: `${part(`$ACTION_ID_${OLD_ACTION}`, "")}${part("$ACTION_REF_1", "")}--x--\r\n`,
    ...UNREADABLE,
  },
  "an action of an older build": { data: `${part(`$ACTION_ID_${OLD_ACTION}`, "")}--x--\r\n`, ...OUTDATED },
  "an action of an older build, posted by a script": {
    headers: { "next-action": OLD_ACTION },
    data: `${part("_1_location", "libelta")}${part("0", '["$K1"]')}--x--\r\n`,
    ...OUTDATED,
  },
  "arguments that are no form": {
    headers: { "next-action": OLD_ACTION },
    data: `${part("0", '["$F9"]')}--x--\r\n`,
    ...UNREADABLE,
  },
  "a form whose field is named by a control character": {
    headers: { "next-action": OLD_ACTION },
    data: `${part("_1_\0", "libelta")}${part("0", '["$K1"]')}--x--\r\n`,
    ...UNREADABLE,
  },
  "a form of 70 kB": {
    data: `${part("location", "a".repeat(70_000))}--x--\r\n`,
    status: 413,
    title: "Ten formularz jest za duży",
  },
};

const post = (request: APIRequestContext, origin: string, { headers, data }: Broken) =>
  request.post(PATH, { headers: { origin, "content-type": MULTIPART, ...headers }, data });

for (const [name, broken] of Object.entries(BROKEN)) {
  test(`${name} is answered ${broken.status} in words`, async ({ request, server }) => {
    const answer = await post(request, server.url, broken);
    expect(answer.status()).toBe(broken.status);
    expect(await answer.text()).toContain(`<h1>${broken.title}</h1>`);
  });
}

test("a page takes no other method, and says which", async ({ request, server }) => {
  const answer = await request.put(PATH, { headers: { origin: server.url }, data: "hej" });
  expect(answer.status()).toBe(405);
  expect(answer.headers().allow).toBe("GET, HEAD, POST");
});

test("a form that was opened before an upgrade ends on a page that says so, scripts off", async ({
  browser,
  server,
}) => {
  const page = await browser.newPage({ baseURL: server.url, javaScriptEnabled: false });
  const hour = page.locator("button.choice").first();
  await page.goto(HOURS);
  await page.locator('input[name^="$ACTION_ID_"]').evaluateAll((fields, name) => {
    for (const field of fields) field.setAttribute("name", name);
  }, `$ACTION_ID_${OLD_ACTION}`);
  await hour.click();
  await expect(page.getByRole("heading", { name: OUTDATED.title })).toBeVisible();
  await page.getByRole("link", { name: "Otwórz tę stronę jeszcze raz" }).click();
  await expect(hour).toBeVisible();
  await page.close();
});

test("a form that was opened before an upgrade brings its page back, which says so, scripts on", async ({ page }) => {
  await page.goto(`${HOURS}?cases=2`, { waitUntil: "networkidle" });
  await page.route("**", (route) => {
    const headers = route.request().headers();
    return route.continue({ headers: headers["next-action"] ? { ...headers, "next-action": OLD_ACTION } : headers });
  });
  await page.locator("button.choice").first().click();
  await expect(page.getByText("Ta strona została otwarta przed aktualizacją.")).toBeVisible();
  await expect(page).toHaveTitle(/^Błąd: /);
  expect(new URL(page.url()).searchParams.get("cases")).toBe("2");
  await page.unrouteAll();
  await page.locator("button.choice").first().click();
  await expect(page.locator("#name")).toBeVisible();
});
