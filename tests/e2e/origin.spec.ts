import Database from "better-sqlite3";
import { FORM_HEADER } from "@/lib/offline/protocol";
import { apiOf } from "../race/api";
import { type Form, fieldOf, formsOf, MULTIPART, multipart, type Page, type Phone, phoneOf } from "../race/phone";
import { ask, connections } from "../race/wire";
import { digester } from "../support/digest";
import type { TestServer } from "../support/server";
import { expect, test } from "./fixtures";

const EVIL = "https://evil.example";

/** Headers with which a state may not be changed, whoever's cookie comes along. */
const foreign = (own: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  "no origin": {},
  "origin null": { origin: "null" },
  "a foreign origin": { origin: EVIL },
  "a foreign origin with a forged host": {
    origin: EVIL,
    "x-forwarded-host": "evil.example",
    forwarded: "host=evil.example",
  },
  "the own origin on another port": { origin: `${own}0` },
  "the own origin, asked for by another site": { origin: own, "sec-fetch-site": "cross-site" },
});

const agent = connections(4);

function rowsOf({ databaseFile }: TestServer): string {
  const database = new Database(databaseFile, { readonly: true });
  try {
    return digester(database)();
  } finally {
    database.close();
  }
}

const ACTION = "$ACTION_ID_";

/** The form as a page's script posts it: a document's says that it does, one of Next's names the action. */
function scripted({ fields }: Form): { readonly way: Readonly<Record<string, string>>; readonly body: string } {
  const action = fields.find(([name]) => name.startsWith(ACTION))?.[0].replace(ACTION, "");
  if (action === undefined) return { way: { [FORM_HEADER]: "1" }, body: multipart(fields) };
  const own = fields.filter(([name]) => !name.startsWith("$")).map(([name, value]) => [`_1_${name}`, value] as const);
  return {
    way: { "next-action": action, accept: "text/x-component" },
    body: multipart([...own, ["0", '["$K1"]']]),
  };
}

interface Posted {
  readonly page: Page;
  readonly form: Form;
  readonly phone: Phone;
}

async function post(
  server: TestServer,
  { page, form, phone }: Posted,
  scripts: boolean,
  headers: object,
): Promise<number> {
  const cookie = [...phone.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const { way, body } = scripts ? scripted(form) : { way: {}, body: multipart(form.fields) };
  const sent = { cookie, "content-type": MULTIPART, ...way, ...headers };
  return (await ask(agent, server.origin + page.path, { method: "POST", headers: sent, body })).status;
}

const formOf = (page: Page, label: RegExp): Form => {
  const form = formsOf(page).find((one) => label.test(one.label));
  if (!form) throw new Error(`No form ${label} on ${page.path}.`);
  return form;
};

/** A page with a form on it, as somebody has it open. */
const PAGES: Readonly<Record<string, (server: TestServer) => Promise<Posted>>> = {
  async accept({ origin }) {
    const phone = phoneOf(origin, agent);
    const page = await phone.open("/q/libelta/meldunki");
    return { page, form: formOf(page, /^Akceptuj/), phone };
  },
  async cancel(server) {
    const { page, form, phone } = await (PAGES.accept as NonNullable<typeof PAGES.accept>)(server);
    const question = await phone.open(`${await phone.post(page, form)}/odwolaj`);
    return { page: question, form: formOf(question, /^Tak, odwołaj/), phone };
  },
  async undo(server) {
    const { page, form, phone } = await (PAGES.cancel as NonNullable<typeof PAGES.cancel>)(server);
    const cancelled = await phone.open(await phone.post(page, form));
    return { page: cancelled, form: formOf(cancelled, /^Cofnij/), phone };
  },
  async letGo(server) {
    const phone = phoneOf(server.origin, agent);
    const page = await phone.open("/q/libelta/meldunki");
    const api = apiOf(server.origin, agent);
    const wanted = Number(fieldOf(formOf(page, /^Akceptuj/), "start")) * 300_000;
    for (;;) {
      const { offer, start } = (await api.nextFree({ location: "libelta", caseGroup: "meldunki" })).body;
      if (!offer || Date.parse(start ?? "") > wanted) break;
      await api.claimOffer(offer);
    }
    const held = await phone.open(await phone.post(page, formOf(page, /^Akceptuj/)));
    return { page: held, form: formOf(held, /^Rezygnuj/), phone };
  },
};

/** The same of a page of Next's. */
const OF_NEXT: typeof PAGES = {
  async chooseHour({ origin }) {
    const phone = phoneOf(origin, agent);
    const page = await phone.open("/rezerwacja/WSOiUK/meldunki/libelta/2026-11-25");
    const { fields } = formOf(page, /^\d+:\d\d$/);
    const [, hour = ""] = /<button[^>]* value="(\d+)"[^>]* name="start"/.exec(page.html) ?? [];
    return { page, form: { label: "", fields: [...fields, ["start", hour]] }, phone };
  },
};

for (const [action, open] of Object.entries({ ...PAGES, ...OF_NEXT })) {
  for (const scripts of [false, true]) {
    test.describe(`${action}, ${scripts ? "with" : "without"} scripts`, () => {
      test.use({ alone: "origin" });

      test("is done for nobody but our own pages: 403, and no row changes", async ({ server }) => {
        const posted = await open(server);
        const before = rowsOf(server);
        for (const [name, headers] of Object.entries(foreign(server.origin)))
          expect([name, await post(server, posted, scripts, headers)]).toEqual([name, 403]);
        expect(rowsOf(server)).toBe(before);
        expect(await post(server, posted, scripts, { origin: server.origin })).toBeLessThan(400);
        expect(rowsOf(server), "control: our own page does change something").not.toBe(before);
      });
    });
  }
}

test.describe("without limits", () => {
  test.use({ alone: "origin", limits: "off" });

  test("the API takes no claim and no cancel from another site, and needs no origin", async ({ server }) => {
    const api = apiOf(server.origin, agent);
    const { offer } = (await api.nextFree({ location: "gronowa", caseGroup: "rejestracja-pojazdow" })).body;
    const { token } = (await api.claimOffer(offer ?? "")).body;
    const next = (await api.nextFree({ location: "gronowa", caseGroup: "rejestracja-pojazdow" })).body.offer;
    const before = rowsOf(server);
    for (const [name, headers] of Object.entries(foreign(server.origin)).filter(([one]) => one !== "no origin")) {
      const json = { ...headers, "content-type": "application/json" };
      const claim = { method: "POST", headers: json, body: JSON.stringify({ offer: next }) };
      const answers = [
        await ask(agent, `${server.origin}/api/v1/visits`, claim),
        await ask(agent, `${server.origin}/api/v1/visits/${token}`, { method: "DELETE", headers }),
      ];
      expect([name, ...answers.map(({ status }) => status)]).toEqual([name, 403, 403]);
    }
    expect(rowsOf(server)).toBe(before);
    expect((await api.cancel(token ?? "")).status).toBe(200);
    expect((await api.claimOffer(next ?? "")).status).toBe(201);
  });

  test("the refusal is a page of words", async ({ server }) => {
    const answer = await fetch(`${server.url}/q/libelta/meldunki`, {
      method: "POST",
      body: new FormData(),
      headers: { origin: EVIL },
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("Nie przyjęliśmy tego formularza");
  });
});

test("commands answer 404 without the server's pass", async ({ server }) => {
  const answer = await fetch(`${server.url}/internal/commands/settings`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(404);
});

test("pages with a ticket tell no other site where one came from and are kept by nobody", async ({ page }) => {
  await page.goto("/q/libelta/meldunki");
  await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
  await page.waitForURL(/wizyta/);
  const headers = (await page.reload())?.headers() ?? {};
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["cache-control"]).toContain("no-store");
});
