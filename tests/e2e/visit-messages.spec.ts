import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import type { TestServer } from "../support/server";
import { advanceClock } from "./api-client";
import { expect, expectAccessible, test } from "./fixtures";

const CONTACT = "ala.nowak@example.pl";

/** Somebody books a visit of their own over the API. */
async function book({ url }: TestServer, contact = CONTACT): Promise<{ token: string; code: string }> {
  const free = `${url}/api/v1/free-starts?location=gronowa&caseGroup=prawo-jazdy&date=2026-11-25`;
  const { starts } = (await (await fetch(free)).json()) as { starts: { start: string }[] | string[] };
  const [first] = starts;
  const start = typeof first === "string" ? first : first?.start;
  const answer = await fetch(`${url}/api/v1/visits`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({
      location: "gronowa",
      caseGroup: "prawo-jazdy",
      start,
      name: "Ala",
      contact,
      language: "pl",
    }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { token: string; code: string };
}

function lettersIn({ databaseFile }: TestServer): string[] {
  const folder = join(dirname(databaseFile), "outbox");
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
}

const field = (page: Page, name: string) => page.getByRole("textbox", { name });
const find = async (page: Page, code: string, contact: string) => {
  await field(page, "Kod wizyty").fill(code);
  await field(page, "E-mail albo numer telefonu").fill(contact);
  await page.getByRole("button", { name: "Pokaż wizytę" }).click();
};

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, limits: "off", alone: "messages" });

    test("a visit is found by its code and contact, however they are typed, and called off in two taps", async ({
      page,
      server,
    }) => {
      const { token, code } = await book(server);
      await page.goto("/wizyta");
      await find(page, `${code.slice(0, 3).toLowerCase()} ${code.slice(3).toLowerCase()}`, "  Ala.Nowak@Example.pl ");
      await page.waitForURL(new RegExp(`/wizyta/${token}$`));
      await page.getByRole("link", { name: "Odwołaj wizytę" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Czy odwołać wizytę?" })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.goBack();
      await expect(page.locator(".ticket-void")).toHaveCount(0);
      await page.goForward();
      await page.getByRole("button", { name: "Tak, odwołaj wizytę" }).click();
      await expect(page.getByText("Wizyta odwołana", { exact: true })).toBeVisible();
      await expect(page.getByRole("link", { name: "Umów nową wizytę" })).toHaveAttribute(
        "href",
        "/rezerwacja/WSOiUK/prawo-jazdy/gronowa",
      );
      const file = await page.request.get(`/wizyta/${token}/wizyta.ics`);
      expect(file.headers()["content-type"]).toBe("text/calendar; charset=utf-8; method=CANCEL");
      expect(await file.text()).toMatch(/^METHOD:CANCEL\r$/m);
      const isTold = (letter: string) =>
        /method=CANCEL/.test(letter) && letter.includes("/rezerwacja/WSOiUK/prawo-jazdy/gronowa");
      await expect.poll(() => lettersIn(server).some((letter) => isTold(letter.replace(/=\r?\n/g, "")))).toBe(true);
      await page.goto(`/wizyta/${token}/odwolaj`);
      await expect(page).toHaveURL(new RegExp(`/wizyta/${token}$`));
    });

    test("what is wrong is said at its field, what was typed stays, and nothing tells a code from a contact", async ({
      page,
      server,
    }) => {
      const { code } = await book(server, "ola@example.pl");
      await page.goto("/wizyta");
      await find(page, "ABC", "nobody");
      await expect(page).toHaveTitle(/^Błąd: /);
      await expect(page.getByRole("group", { name: /Sprawdź, co wpisano/ })).toBeFocused();
      await expect(field(page, "Kod wizyty")).toHaveValue("ABC");
      await expect(field(page, "E-mail albo numer telefonu")).toHaveValue("nobody");
      if (javaScriptEnabled) await expectAccessible(page);
      await find(page, code, "somebody-else@example.pl");
      const unknown = page.getByText("Nie ma wizyty z tym kodem i kontaktem");
      await expect(unknown).toBeVisible();
      const other = await unknown.textContent();
      await find(page, "000000", "ola@example.pl");
      await expect(unknown).toHaveText(other ?? "");
      await expect(field(page, "Kod wizyty")).toHaveValue("000000");
      expect(page.url()).not.toMatch(/example|000000/);
    });

    test("what is far too long is told at its field as well", async ({ page }) => {
      await page.goto("/wizyta");
      await find(page, "7".repeat(301), `${"x".repeat(301)}@example.pl`);
      await expect(page).toHaveURL(/\/wizyta\?find=again$/);
      await expect(page).toHaveTitle(/^Błąd: /);
      await expect(field(page, "Kod wizyty")).toHaveValue("7".repeat(300));
      await expect(field(page, "E-mail albo numer telefonu")).toHaveValue("x".repeat(300));
    });

    test("the ticket says where messages go, and sends the confirmation once more", async ({ page, server }) => {
      const contact = javaScriptEnabled ? "ela@example.pl" : "ewelina@example.pl";
      const lettersTo = () => lettersIn(server).filter((one) => one.includes(contact));
      const { token, code } = await book(server, contact);
      await expect.poll(() => lettersTo().length).toBe(1);
      await page.goto(`/wizyta/${token}`);
      await expect(page.getByText("Potwierdzenie i przypomnienia wysyłamy na adres e…@example.pl.")).toBeVisible();
      await page.getByRole("button", { name: "Wyślij potwierdzenie jeszcze raz" }).click();
      await expect(page.getByText("Wiadomość jest już w drodze.")).toBeVisible();
      await advanceClock(server.url, "PT2M");
      await page.getByRole("button", { name: "Wyślij potwierdzenie jeszcze raz" }).click();
      await expect(page.getByText("Wysyłamy potwierdzenie jeszcze raz.")).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await expect.poll(() => lettersTo().length).toBe(2);
      const [letter = ""] = lettersTo();
      expect(letter.replace(/=\r\n/g, "")).toContain(`${code.slice(0, 3)} ${code.slice(3)}`);
    });
  });
}

test.describe("with scripts on", () => {
  test.use({ limits: "off", alone: "messages" });

  test("a landline gets no text messages, and the ticket says so", async ({ page, server }) => {
    const { token } = await book(server, "616463344");
    await page.goto(`/wizyta/${token}`);
    await expect(page.getByText(/Numer …\s344 nie odbiera SMS-ów/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Wyślij potwierdzenie jeszcze raz" })).toHaveCount(0);
  });

  test("a number abroad gets no text messages, and the ticket says so", async ({ page, server }) => {
    const { token } = await book(server, "+639171234567");
    await page.goto(`/wizyta/${token}`);
    await expect(page.getByText(/Na numer …\s567 nie wysyłamy SMS-ów/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Wyślij potwierdzenie jeszcze raz" })).toHaveCount(0);
  });

  test("a ticket whose message was held back says so, and so does the button that asks for it again", async ({
    page,
    server,
  }) => {
    const { token } = await book(server, "+48601234567");
    await page.goto(`/wizyta/${token}`);
    await expect
      .poll(async () => {
        await page.reload();
        return page.getByText("Ostatnia wiadomość jest wysłana.").count();
      })
      .toBe(1);
    const database = new Database(server.databaseFile);
    database.prepare("INSERT INTO setting (key, value) VALUES ('smsDailyBudget', '0')").run();
    database.close();
    await advanceClock(server.url, "PT2M");
    await page.getByRole("button", { name: "Wyślij potwierdzenie jeszcze raz" }).click();
    await expect(page.getByText(/^Nie wysłaliśmy: urząd wysłał dziś już tyle SMS-ów, ile może/)).toBeVisible();
    await expectAccessible(page);
    const second = await book(server, "+48601234568");
    await page.goto(`/wizyta/${second.token}`);
    await expect(page.getByText(/^SMS-a nie wysłaliśmy: urząd wysłał dziś już tyle SMS-ów, ile może/)).toBeVisible();
    await expect(page.getByText(/Przypomnienia wyślemy SMS-em na numer …\s568/)).toBeVisible();
  });

  test("the ticket is printed by one button", async ({ page, server }) => {
    const { token } = await book(server, "iza@example.pl");
    await page.addInitScript(() => {
      window.print = () => document.body.setAttribute("data-printed", "");
    });
    await page.goto(`/wizyta/${token}`);
    await page.getByRole("button", { name: "Wydrukuj" }).click();
    await expect(page.locator("body[data-printed]")).toBeVisible();
    const paper = page.locator(".checks label").first();
    await expect(paper).toBeHidden();
    await page.emulateMedia({ media: "print" });
    await expect(paper).toBeVisible();
  });
});

test.describe("with the worker", () => {
  test.use({ serviceWorkers: "allow", limits: "off", alone: "messages" });

  test("this device is told of the visit once its owner wants it, and no longer when not", async ({ page, server }) => {
    const { token } = await book(server, "ula@example.pl");
    // Chromium on its own reaches no push service: its answer is made here, its keys of the right form.
    await page.addInitScript(() => {
      const keys = { p256dh: "B".repeat(87), auth: "A".repeat(22) };
      PushManager.prototype.subscribe = async () =>
        ({ toJSON: () => ({ endpoint: "https://fcm.googleapis.com/fcm/send/test", keys }) }) as never;
      Notification.requestPermission = async () => "granted";
    });
    await page.goto(`/wizyta/${token}`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.getByRole("button", { name: "Powiadom mnie na tym urządzeniu" }).click();
    await expect(page.getByRole("group", { name: /To urządzenie powiadomimy o wizycie/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Nie powiadamiaj" }).click();
    await expect(page.getByText("Tego urządzenia nie będziemy powiadamiać.")).toBeVisible();
  });

  test("on an iPhone nobody is advised to put the page on the home screen, where the ticket is not", async ({
    page,
    server,
  }) => {
    const { token } = await book(server, "iga@example.pl");
    await page.addInitScript(() => {
      const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";
      Object.defineProperty(navigator, "userAgent", { value: iPhone });
      Reflect.deleteProperty(window, "PushManager");
    });
    await page.goto(`/wizyta/${token}`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await expect(page.getByRole("link", { name: "Dodaj do kalendarza" })).toBeVisible();
    await expect(page.locator("body")).not.toContainText(/iPhon|ekranu początkowego/);
    await expect(page.getByRole("button", { name: "Powiadom mnie na tym urządzeniu" })).toBeHidden();
  });

  test("whoever does not want it is told that nothing has changed", async ({ page, server }) => {
    const { token } = await book(server, "ewa@example.pl");
    await page.addInitScript(() => {
      Notification.requestPermission = async () => "denied";
    });
    await page.goto(`/wizyta/${token}`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.getByRole("button", { name: "Powiadom mnie na tym urządzeniu" }).click();
    await expect(page.getByText(/Przeglądarka nie pozwala tej stronie na powiadomienia/)).toBeVisible();
  });

  test("a ticket whose hour has come offers to be told of nothing more", async ({ page, server }) => {
    await page.goto("/q/28-czerwca/ceidg");
    await page.getByRole("button", { name: /^Akceptuję termin/ }).click();
    await page.waitForURL(/\/wizyta\//);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    const tell = page.getByRole("button", { name: "Powiadom mnie na tym urządzeniu" });
    await expect(tell).toBeVisible();
    const heading = await page.getByRole("heading", { level: 1 }).textContent();
    const [, hours = 0, minutes = 0] = (/(\d+):(\d+)/.exec(heading ?? "") ?? []).map(Number);
    const asOf = await page.getByText(/Stan z\sgodz/).textContent();
    const [, hour = 0, minute = 0] = (/Stan z\sgodz\.\s(\d+):(\d+)/.exec(asOf ?? "") ?? []).map(Number);
    for (const [wait, words] of [
      [hours * 60 + minutes - hour * 60 - minute, "To Twoja godzina"],
      [60, "Twoja godzina minęła"],
    ]) {
      await advanceClock(server.url, `PT${wait}M`);
      await page.reload();
      await expect(page.getByText(String(words))).toBeVisible();
      await expect(page.getByRole("button", { name: "Wydrukuj" })).toBeVisible();
      await expect(tell).toHaveCount(0);
    }
  });
});
