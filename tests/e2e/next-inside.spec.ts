import { readdirSync, readFileSync } from "node:fs";
import { CHUNKS_NEVER_READ } from "@/lib/next-inside/chunks.mjs";
import {
  ACTION_FIELD,
  ACTION_HEADER,
  ACTION_ID,
  ARGUMENTS_FIELD,
  buildIn,
  FORM_PREFIX,
  ONE_FORM,
  REDIRECT_HEADER,
  SCRIPT_LOST,
} from "@/lib/next-inside/names";
import { ACTION_FILES } from "@/lib/server/forms/action-files";
import { actionId, actionIds } from "../support/actions";
import { expect, test } from "./fixtures";

// What lib/server/render assumes of Next's inside, asked of the build that runs: an upgrade of Next that changes any of
// it fails here, by name. What is assumed of React and of the list of style sheets: tests/render/documents.test.ts.

const HOURS = "/rezerwacja/WSOiUK/meldunki/gronowa/2026-11-24";

/** The files that give Next actions, whosever they are. */
const files = readdirSync("app", { recursive: true })
  .map((path) => `app/${path}`)
  .filter((path) => /\/actions\.tsx?$/.test(path));

/** The actions that our code gives Next, with the file of each. */
const written = files.flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/^export const (\w+)/gm)].map(([, name]) => `${file} ${name}`),
);

/** The actions of the build, as its manifest names them. */
function namedByBuild(): string[] {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    readonly node: Readonly<Record<string, { readonly exportedName: string; readonly filename: string }>>;
  };
  return Object.values(manifest.node).map(({ exportedName, filename }) => `${filename} ${exportedName}`);
}

test.describe("what is assumed of the names of the build's files", () => {
  const built = readdirSync(".next/static", { recursive: true }).map((path) => `static/${path}`);

  test("one file names the build, and the worker's list has it", async ({ request }) => {
    const id = readFileSync(".next/BUILD_ID", "utf8").trim();
    const named = built.flatMap((path) => buildIn(`/_next/${path}`) ?? []);
    expect(named).toEqual([id]);
    expect(await (await request.get("/sw.js")).text()).toContain(`/_next/static/${id}/_buildManifest.js`);
  });

  test("there is each kind of what no page that is kept asks for, and none of it is in the worker's list", async ({
    request,
  }) => {
    const worker = await (await request.get("/sw.js")).text();
    const listed = [...worker.matchAll(/\/_next\/(static\/[^"']+)/g)].map(([, path = ""]) => decodeURIComponent(path));
    expect(listed.length).toBeGreaterThan(10);
    for (const pattern of CHUNKS_NEVER_READ) {
      expect([String(pattern), built.some((path) => pattern.test(path))]).toEqual([String(pattern), true]);
      expect(listed.filter((path) => pattern.test(path))).toEqual([]);
    }
  });

  test("what throws where a page's script did not arrive has the name that we know", () => {
    const [runtime] = built.filter((path) => /^static\/chunks\/webpack-[^/]*\.js$/.test(path));
    expect(readFileSync(`.next/${runtime}`, "utf8")).toContain(`"${SCRIPT_LOST}"`);
  });
});

test.describe("what is assumed of Next's actions", () => {
  test("the manifest names each of ours once with its file, by an id that we take for one", () => {
    // Each file is some audience's, or its actions would be nobody's.
    expect(files.filter((file) => !Object.values(ACTION_FILES).includes(file))).toEqual([]);
    expect(written.length).toBeGreaterThan(5);
    expect(namedByBuild().sort()).toEqual([...written].sort());
    for (const id of actionIds()) expect(id).toMatch(ACTION_ID);
  });

  test("a page's form names its action by one hidden field", async ({ request }) => {
    const page = await (await request.get(HOURS)).text();
    const [form = ""] = /<form[^>]*>.*?<\/form>/s.exec(page) ?? [];
    const fields = [...form.matchAll(/<input[^>]* name="(\$[^"]*)"/g)].map(([, name = ""]) => name);
    expect(fields).toHaveLength(1);
    expect(fields[0]?.startsWith(ACTION_FIELD)).toBe(true);
    expect(actionIds()).toContain(fields[0]?.slice(ACTION_FIELD.length));
  });

  test("a page's script names it by a header, sends one form, and opens what our answer's header says", async ({
    page,
  }) => {
    await page.goto(HOURS);
    const posted = page.waitForRequest((one) => one.method() === "POST");
    await page
      .getByRole("button", { name: /^Wybieram godzinę/ })
      .first()
      .click();
    const form = await posted;
    expect(actionIds()).toContain(form.headers()[ACTION_HEADER]);
    const names = [...(form.postData() ?? "").matchAll(/ name="([^"]*)"/g)].map(([, name = ""]) => name);
    expect(names.filter((name) => name !== ARGUMENTS_FIELD).every((name) => name.startsWith(FORM_PREFIX))).toBe(true);
    expect(names.filter((name) => name === ARGUMENTS_FIELD)).toHaveLength(1);
    expect(form.postData()).toContain(`\r\n\r\n${ONE_FORM}\r\n`);
    const answer = await form.response();
    const [to = ""] = (answer?.headers()[REDIRECT_HEADER] ?? "").split(";");
    await expect(page.getByRole("textbox", { name: "Imię i nazwisko" })).toBeVisible();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(to);
  });
});

test("an action of Next's that is posted to a document is refused, and nothing is printed as it is", async ({
  request,
  server,
}) => {
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const token = "A".repeat(22);
  const data = `${part("_1_token", token)}${part("0", '["$K1"]')}--x--\r\n`;
  const headers = {
    origin: server.url,
    "content-type": "multipart/form-data; boundary=x",
    accept: "text/x-component",
    "next-action": actionId("cancel"),
  };
  for (const path of [`/wizyta/${token}`, `/en/wizyta/${token}`, "/q/gronowa/prawo-jazdy"])
    expect([path, (await request.post(path, { headers, data })).status()]).toEqual([path, 400]);
  // Control: the page that has the form as an action of Next's.
  const answer = await request.post(`/wizyta/${token}/odwolaj`, { headers, data, maxRedirects: 0 });
  expect(answer.headers()[REDIRECT_HEADER]).toMatch(new RegExp(`^/wizyta/${token};`));
  expect(server.output()).not.toMatch(/uncaughtException|unhandledRejection|Error: aborted/);
});

test.describe("what is assumed of Next's router", () => {
  test("it asks by a header, and what is answered 204 the browser opens itself", async ({ page }) => {
    await page.goto("/sprawy");
    await page.waitForFunction(() => "next" in window);
    const asked = page.waitForRequest((one) => one.headers().rsc !== undefined && new URL(one.url()).pathname === "/");
    // Our links to documents are the browser's own: only an answer to a form has the router go there.
    await page.evaluate(() =>
      (window as unknown as { next: { router: { push(to: string): void } } }).next.router.push("/"),
    );
    expect((await (await asked).response())?.status()).toBe(204);
    await expect(page.locator("script[src*='/documents/']")).toHaveCount(1);
    expect(new URL(page.url()).pathname).toBe("/");
  });

  test("it says in a header what it shows already", async ({ page }) => {
    await page.goto("/sprawy");
    const asked = page.waitForRequest((one) => one.headers().rsc !== undefined);
    await page.getByRole("link", { name: "Bez wizyty" }).first().click();
    expect((await asked).headers()["next-router-state-tree"]).toBeDefined();
  });
});
