import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import { idOf } from "@/lib/domain/who/ids";
import { makeSeal } from "@/lib/server/seal";
import type { TestServer } from "../support/server";
import { claimStart, fillRoomAtGronowa, nextFree, sellOut, takeUpTo } from "./api-client";
import { expect } from "./fixtures";

/** A browser at a server, and the language that its addresses carry. */
export interface Stage {
  readonly page: Page;
  readonly server: TestServer;
  /** Opens an address of ours in that language. */
  open(path: string): Promise<unknown>;
}

const HOLIDAY = "2026-11-11T10:00:00+01:00";
const SUNDAY = "2026-11-22T12:00:00+01:00";
const EARLY = "2026-11-23T06:30:00+01:00";
const BUSY = "2026-11-23T10:00:00+01:00";
const LATE = "2026-11-23T22:00:00+01:00";
const NEXT_MORNING = "2026-11-24T09:00:00+01:00";
const DAY_AFTER = "2026-11-25T08:00:00+01:00";
const SPRING_2020 = "2020-04-29T10:00:00+02:00";

type Way = (stage: Stage) => Promise<unknown>;

/** One state of one page. */
export interface State {
  /** An address, or the way there. */
  readonly reach: string | Way;
  /** Words of the page that prove that it is the state. */
  readonly says: string | RegExp;
  /** When it can be met; else on Monday at nine. States of one time follow each other. */
  readonly at?: string;
  /** Met only where fair use counts. */
  readonly limited?: true;
  /** The one of its kind that is looked at in every language. */
  readonly everyLanguage?: true;
}

const accept = async ({ page }: Stage): Promise<void> => {
  await page.locator("button.accept").click();
  await page.locator(".code").waitFor();
};
const ticketOf =
  (path: string): Way =>
  async (stage) => {
    await stage.open(path);
    await accept(stage);
  };
const after =
  (...ways: readonly (string | Way)[]): Way =>
  async (stage) => {
    for (const way of ways) await (typeof way === "string" ? stage.open(way) : way(stage));
  };
const press =
  (selector: string): Way =>
  ({ page }) =>
    page.locator(selector).first().click();
/** A link that a script follows is followed when the address has changed: until then the old page stands. */
const arriveAt =
  (address: RegExp): Way =>
  ({ page }) =>
    page.waitForURL(address);
const cancel: Way = after(press('main a[href$="/odwolaj"]'), press("button.accept"), ({ page }) =>
  page.locator(".ticket-void").waitFor(),
);

/** A page as a device keeps it. */
const asCopy =
  (path: string): Way =>
  async ({ open, page }) => {
    await page.setExtraHTTPHeaders({ "x-okienko-copy": "1" });
    await open(path);
    await page.setExtraHTTPHeaders({});
  };
/** What the city tells everybody, from now on. */
const tell =
  (pl: string): Way =>
  async ({ server }) => {
    const client = new Database(server.databaseFile);
    const value = JSON.stringify([{ location: null, from: "2026-01-01", until: "2026-12-31", text: { pl } }]);
    client.prepare("INSERT OR REPLACE INTO setting (key, value) VALUES ('notices', ?)").run(value);
    client.close();
  };

/** Somebody else takes the hour that is on the page, which is then accepted. */
const loseRace =
  (location: string, caseGroup: string): Way =>
  async (stage) => {
    await stage.open(`/q/${location}/${caseGroup}`);
    const { start } = await nextFree(stage.server.url, location, caseGroup);
    await takeUpTo(stage.server.url, location, caseGroup, start ?? "");
    await stage.page.locator("button.accept").click();
    await stage.page.waitForURL(/lost=/);
  };
const loseLast =
  (location: string, caseGroup: string): Way =>
  async (stage) => {
    await stage.open(`/q/${location}/${caseGroup}`);
    await sellOut(stage.server.url, location, caseGroup);
    await stage.page.locator("button.accept").click();
    await stage.page.waitForURL(/lost=/);
  };
/** A browser that takes no cookie and sends none. */
export async function withoutCookies({ page }: Pick<Stage, "page">): Promise<void> {
  await page.route(
    (url) => !url.pathname.startsWith("/_next/"),
    async (route) => {
      try {
        const response = await route.fetch({ maxRedirects: 0 });
        await page.context().clearCookies();
        const { "set-cookie": _, ...headers } = response.headers();
        await route.fulfill({ response, headers });
      } catch {
        // A test may end while an answer is on its way; one that never comes fails the test by itself.
      }
    },
  );
}

/** What only clerks, later features and time will write: the last visit, changed in the file; its time is free again. */
const write =
  (change: string): Way =>
  async ({ page, server }) => {
    const client = new Database(server.databaseFile);
    client.exec(`
      DELETE FROM counter_tick WHERE visit_id = (SELECT max(id) FROM visit);
      DELETE FROM waiting_place WHERE visit_id = (SELECT max(id) FROM visit);
      UPDATE visit SET ${change} WHERE id = (SELECT max(id) FROM visit);
    `);
    client.close();
    await page.reload();
  };
/** The visit of the ticket that is open was to begin so many minutes before BUSY. */
const before = (minutes: number): Way => {
  const tick = Date.parse(BUSY) / 300_000 - minutes / 5;
  return write(`start_tick = ${tick}, wait_from = ${tick}`);
};
/** The ticket of the visit that was written last: a hold has a token too. */
const openLastTicket: Way = ({ open, server }) => {
  const client = new Database(server.databaseFile, { readonly: true });
  const nonce = client.prepare<[], Buffer>("SELECT nonce FROM visit ORDER BY id DESC LIMIT 1").pluck().get();
  client.close();
  const seal = makeSeal(readFileSync(`${server.databaseFile}.secret`, "utf8").trim());
  return open(`/wizyta/${seal.tokenOf(idOf(nonce ?? Buffer.alloc(0)))}`);
};
const bookTomorrow: Way = async ({ open, server }) => {
  const asked = await fetch(`${server.url}/api/v1/free-starts?location=libelta&caseGroup=meldunki&date=2026-11-24`);
  const free = (await asked.json()) as { starts: string[] };
  const middle = free.starts[Math.floor(free.starts.length / 2)] ?? "none";
  const { token } = await claimStart(server.url, "libelta", "meldunki", middle);
  await open(`/wizyta/${token}`);
};
const atDetails: Way = ({ page }) => page.locator("input#name, #name input").first().waitFor();
const giveDetails: Way = async ({ page }) => {
  await page.locator("main form button.accept").click();
  await page.waitForURL(/check=1/);
};
const findVisit =
  (code: string, contact: string): Way =>
  async ({ page }) => {
    await page.locator('input[name="code"]').fill(code);
    await page.locator('input[name="contact"]').fill(contact);
    await page.locator("main form button.second").click();
    await page.waitForURL(/find=again/);
  };
const typeDetails: Way = async ({ page }) => {
  await page.locator('input[name="name"]').fill("Ala Nowak");
  await page.locator('input[name="contact"]').fill(`ala-${crypto.randomUUID()}@example.pl`);
  await page.locator("main form button.accept").click();
  await page.waitForURL(/\/sprawdz\?/);
};
/** A number of seven digits behind its beginning, for each its own: one contact may have two visits. */
const typeNumber =
  (beginning: string): Way =>
  async ({ page }) => {
    const number = `${beginning}${String(randomInt(10_000_000)).padStart(7, "0")}`;
    await page.locator('input[name="name"]').fill("Ala Nowak");
    await page.locator('input[name="contact"]').fill(number);
    await page.locator("main form button.accept").click();
    await page.waitForURL(/\/sprawdz\?/);
  };
const bookIt: Way = async ({ page }) => {
  await page.locator("main form button.accept").click();
  await page.waitForURL(/\/wizyta\//);
};
/** The confirmation of the ticket that is open was not sent, for a reason. */
const heldBack =
  (reason: string): Way =>
  async ({ page, server }) => {
    const client = new Database(server.databaseFile);
    const own = "kind = 'confirmed' AND visit_id = (SELECT max(id) FROM visit)";
    const state = client.prepare(`SELECT state FROM message WHERE ${own}`).pluck();
    // First it goes out: what is under way is written down as sent, whatever stands there.
    await expect.poll(() => state.get()).toBe("sent");
    client.prepare(`UPDATE message SET state = 'dropped', reason = ? WHERE ${own}`).run(reason);
    client.close();
    await page.reload();
  };
/** A form that a page of ours would never send. */
const post =
  (path: string, origin: string | null, body: string): Way =>
  async ({ page, server }) => {
    const answer = await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { origin: origin ?? server.url, "content-type": "multipart/form-data; boundary=x" },
      body,
    });
    await show(page, server, answer);
  };
const put: Way = async ({ page, server }) =>
  show(page, server, await fetch(`${server.url}/q/libelta`, { method: "PUT" }));
/** Puts an answer that no link leads to before the browser, under the server's own address. */
async function show(page: Page, server: TestServer, answer: Response): Promise<void> {
  const body = await answer.text();
  const headers = { "content-type": "text/html; charset=utf-8" };
  await page.route(`${server.url}/q/libelta`, (route) => route.fulfill({ status: answer.status, headers, body }));
  await page.goto(`${server.url}/q/libelta`);
}
/** The page of a building whose table of visits is gone for the moment. */
const failing: Way = async ({ open, server }) => {
  const client = new Database(server.databaseFile);
  client.exec("ALTER TABLE visit RENAME TO hidden");
  try {
    await open("/q/libelta");
  } finally {
    client.exec("ALTER TABLE hidden RENAME TO visit");
    client.close();
  }
};
const OLD_FORM = `--x\r\nContent-Disposition: form-data; name="$ACTION_ID_${"7f".padEnd(42, "0")}"\r\n\r\n\r\n--x--\r\n`;

/** Every state of every page. One more is one more line. */
export const STATES: Readonly<Record<string, State>> = {
  home: { reach: "/", says: "Gdzie chcesz przyjść?", everyLanguage: true },
  "home on a Sunday": { reach: "/", says: /otwieramy/, at: SUNDAY },

  "asked to wait, at an offer": {
    reach: "/q/libelta/meldunki?wait=40",
    says: /Odczekaj 40 s|Wait 40 s|Зачекайте 40 с/,
    everyLanguage: true,
  },
  "a building": { reach: "/q/gronowa", says: "Najbliższy wolny termin tutaj:", everyLanguage: true },
  "a building, with what others serve": {
    reach: after("/q/slowackiego", press("main > details summary")),
    says: /^Sprawy załatwiane w innych budynkach/,
  },
  "a building before opening": { reach: "/q/gronowa", says: /^Urząd otwieramy dziś o/, at: EARLY },
  "a building after closing": { reach: "/q/libelta", says: "Na dziś to już koniec.", at: LATE },
  "a building on a holiday": { reach: "/q/libelta", says: /^Dziś zamknięte: /, at: HOLIDAY },
  "a building on a Sunday": { reach: "/q/libelta", says: /sobota i niedziela to dni wolne/, at: SUNDAY },
  "a building before first days": {
    reach: "/q/slowackiego",
    says: /^Wydział Finansowy przyjmuje od/,
    at: SPRING_2020,
  },
  "a building, own ticket": { reach: after(ticketOf("/q/libelta/pesel"), "/q/libelta"), says: "Twój bilet" },
  "a building, own hold": {
    reach: after(loseRace("slowackiego", "ulgi"), "/q/slowackiego"),
    says: /^Trzymamy dla Ciebie termin/,
    at: BUSY,
  },

  "an offer": { reach: "/q/gronowa/rejestracja-pojazdow", says: "Najbliższy wolny termin", everyLanguage: true },
  "an offer for several matters": { reach: "/q/gronowa/rejestracja-pojazdow?cases=3", says: /ok\.\s45\smin/ },
  "an offer for several persons": { reach: "/q/libelta/dowody-wniosek?cases=2", says: /^Policz każdą osobę/ },
  "an offer of an urgent matter": { reach: "/q/libelta/zgony", says: /^Zgon zgłosisz także bez umawiania/ },
  "an offer of a matter that is quicker online": { reach: "/q/28-czerwca/ceidg", says: /załatwisz też przez internet/ },
  "an offer without a description": { reach: "/q/libelta/dowody-odbior", says: /^Nie mamy jeszcze opisu/ },
  "an offer before opening": { reach: "/q/libelta/meldunki", says: "Najbliższy wolny termin", at: EARLY },
  "the hours of today": {
    reach: "/q/libelta/meldunki?view=hours",
    says: "Wybierz godzinę. Potem ją potwierdzisz.",
    everyLanguage: true,
  },
  "the later hours": { reach: "/q/libelta/meldunki?view=later", says: /^Nic straconego/ },
  "a chosen hour": {
    reach: after("/q/libelta/meldunki?view=hours", press(".choice >> nth=3"), ({ page }) => page.waitForURL(/start=/)),
    says: "Wybrany termin",
  },
  "a chosen hour that is gone": { reach: "/q/libelta/meldunki?start=5984700", says: /nie jest już wolna/ },
  "an hour that is one's own": {
    reach: async (stage) => {
      await stage.open("/q/28-czerwca/alkohol-oplaty");
      const start = await stage.page.locator('input[name="start"]').getAttribute("value");
      await accept(stage);
      await stage.open(`/q/28-czerwca/alkohol-oplaty?start=${start}`);
    },
    says: /^Termin \d+:\d\d jest już Twój/,
  },
  "one ticket more": {
    reach: after(ticketOf("/q/libelta/profil-zaufany"), "/q/libelta/profil-zaufany?ordinal=1"),
    says: /^To będzie kolejny bilet/,
  },
  "a ticket for the matter already": {
    reach: after(ticketOf("/q/libelta/oplata-skarbowa"), "/q/libelta/oplata-skarbowa"),
    says: /^Masz już bilet do tej sprawy/,
  },
  "a lost race, the next hour held": {
    reach: loseRace("slowackiego", "zaswiadczenia-podatkowe"),
    says: /został właśnie zajęty. Przez 2\sminuty trzymamy/,
    at: BUSY,
  },
  "a lost race, nothing held": {
    reach: after(withoutCookies, loseRace("slowackiego", "srodki-transportowe")),
    says: /nie jest już wolny. Następny wolny to/,
    at: BUSY,
  },
  "a lost race, nothing left": {
    reach: loseLast("28-czerwca", "alkohol-jednorazowe"),
    says: /został właśnie zajęty i był ostatni na dziś/,
    at: BUSY,
  },
  "too many tickets": {
    reach: after(ticketOf("/q/gronowa/meldunki"), ticketOf("/q/gronowa/profil-zaufany"), "/q/gronowa"),
    says: "Twoje bilety",
    limited: true,
  },
  "too many tickets, at an offer": {
    reach: after(
      ticketOf("/q/gronowa/meldunki"),
      ticketOf("/q/gronowa/profil-zaufany"),
      "/q/gronowa/podatek-nieruchomosci",
    ),
    says: /^Masz już dwa ważne bilety/,
    limited: true,
  },
  "problem: limit": {
    reach: "/q/libelta/meldunki?notice=limit",
    says: /^Masz już dwa ważne bilety/,
    everyLanguage: true,
  },
  "problem: network": { reach: "/q/libelta/meldunki?notice=network-limit", says: /^Z\stej sieci wzięto/ },
  "a network has its share": {
    reach: "/q/libelta/meldunki?notice=share",
    says: /^Z\stej sieci jest już tyle|^This network has as many|^З цієї мережі вже є/,
    everyLanguage: true,
  },
  "a network has booked enough": {
    reach: "/rezerwacja/WSOiUK/meldunki/libelta/2026-11-24?notice=share-bookings",
    says: /^Z\stej sieci umówiono|^As many visits as one network|^З цієї мережі за добу/,
    everyLanguage: true,
  },
  "a network holds enough": {
    reach: "/rezerwacja/WSOiUK/meldunki/libelta/2026-11-24?notice=share-holds",
    says: /^Z\stej sieci wybrano|^As many times as one network|^З цієї мережі зараз вибрано/,
    everyLanguage: true,
  },
  "problem: past": { reach: "/q/libelta/meldunki?notice=past", says: "Ten termin już minął." },
  "problem: no such start": { reach: "/q/libelta/meldunki?notice=no-such-start", says: /^Takiej godziny nie ma/ },
  "problem: not today": { reach: "/q/libelta/meldunki?notice=not-today", says: /^Tutaj przyjmiesz tylko/ },
  "problem: other": { reach: "/q/libelta/meldunki?notice=other", says: /^Tego terminu nie można przyjąć/ },
  "problem: unreadable": { reach: "/?notice=unreadable", says: /^Nie można było odczytać/, everyLanguage: true },
  "problem: outdated": { reach: "/q/libelta/meldunki?notice=outdated", says: /^Ta strona została otwarta przed/ },
  "problem: paused": { reach: "/q/libelta/meldunki?notice=paused", says: /^Terminy są teraz wstrzymane/ },
  "problem: not saved": { reach: "/q/libelta/meldunki?notice=not-saved", says: /^Nie możemy teraz zapisać/ },

  "nothing: sold out": {
    reach: async (stage) => {
      await sellOut(stage.server.url, "libelta", "profil-zaufany");
      await stage.open("/q/libelta/profil-zaufany");
    },
    says: "Dziś nie ma już wolnych terminów",
    at: BUSY,
    everyLanguage: true,
  },
  "nothing: not served here": { reach: "/q/slowackiego/zgony", says: /^Tej sprawy nie załatwisz w tym budynku/ },
  "nothing: too many": { reach: "/q/libelta/dowody-wniosek?cases=9", says: "Za dużo osób na jedną wizytę" },
  "nothing: after closing": { reach: "/q/libelta/meldunki", says: "Na dziś to już koniec", at: LATE },
  "nothing: holiday": { reach: "/q/libelta/meldunki", says: /^Dziś zamknięte: /, at: HOLIDAY },
  "nothing: Sunday": { reach: "/q/libelta/meldunki", says: /sobota i niedziela/, at: SUNDAY },
  "nothing: before the first day": { reach: "/q/libelta/odpisy", says: /przyjmuje od/, at: SPRING_2020 },

  "a ticket, wait outside": {
    reach: after(
      "/q/28-czerwca/taxi?view=hours",
      press("details:nth-of-type(2) summary"),
      ({ page }) => page.locator("details:nth-of-type(2) .choice").last().click(),
      accept,
    ),
    says: "Poczekaj na zewnątrz",
  },
  "a ticket, come in": { reach: ticketOf("/q/28-czerwca/ceidg"), says: "Możesz wejść", everyLanguage: true },
  "a ticket for several": { reach: ticketOf("/q/gronowa/rejestracja-pojazdow?cases=3"), says: /^3\ssprawy$/ },
  "a ticket without cookies": {
    reach: after(withoutCookies, ticketOf("/q/28-czerwca/taxi")),
    says: /^Ta przeglądarka nie zapamiętała/,
  },
  "a ticket, not saved": {
    reach: async (stage) => {
      await ticketOf("/q/28-czerwca/ceidg")(stage);
      await stage.page.goto(`${stage.page.url()}?notice=not-saved`);
    },
    says: /^Nie możemy teraz zapisać/,
  },
  "a ticket, cancelled": {
    reach: after(ticketOf("/q/28-czerwca/ceidg"), cancel),
    says: "Wizyta odwołana",
    everyLanguage: true,
  },
  "a ticket, undone": {
    reach: after(ticketOf("/q/slowackiego/podatek-nieruchomosci"), cancel, press("button.accept"), ({ page }) =>
      page.waitForURL(/undone=1/),
    ),
    says: /^Masz nowy bilet na tę samą godzinę/,
  },
  "a ticket, another day": { reach: bookTomorrow, says: /^Przyjdź: wtorek, 24\slistopada/ },
  "another time, days": {
    reach: after(bookTomorrow, press('a[href$="/termin"]')),
    says: /^Twój obecny termin: wtorek, 24\slistopada/,
    at: EARLY,
  },
  "another time, hours": {
    reach: after(bookTomorrow, press('a[href$="/termin"]'), press("a.day-free")),
    says: /^O której\?/,
    at: EARLY,
  },
  "another time, asked": {
    reach: after(
      bookTomorrow,
      press('a[href$="/termin"]'),
      press("a.day-free"),
      press("a.choice"),
      arriveAt(/[?&]start=\d+/),
    ),
    says: /^(Czy zmienić termin\?|Change the time\?|Змінити час\?)$/,
    at: EARLY,
    everyLanguage: true,
  },
  "a ticket, moved": {
    reach: after(bookTomorrow, press('a[href$="/termin"]'), press("a.day-free"), press("a.choice"), accept),
    says: "Termin zmieniony",
    at: EARLY,
  },
  "a ticket, its confirmation on the way": {
    reach: after(
      bookTomorrow,
      press('form:has(button:text-matches("Wyślij potwierdzenie|Send the conf|Надіслати під")) button'),
      ({ page }) => page.waitForURL(/says=too-soon/),
    ),
    says: /^(Wiadomość jest już w drodze|A message is on its way|Повідомлення вже в дорозі)/,
    everyLanguage: true,
  },
  "a ticket, just booked": {
    reach: after(bookTomorrow, ({ open, page }) => open(`${new URL(page.url()).pathname}?booked=1`)),
    says: /^(Wizyta umówiona|Your visit is booked|Візит записано)$/,
    everyLanguage: true,
  },
  "calling off, asked": {
    reach: after(bookTomorrow, press('main a[href$="/odwolaj"]'), arriveAt(/\/odwolaj$/)),
    says: /^(Czy odwołać wizytę\?|Cancel the visit\?|Скасувати візит\?)$/,
    everyLanguage: true,
  },
  "calling off, not saved": {
    reach: after(bookTomorrow, ({ open, page }) => open(`${new URL(page.url()).pathname}/odwolaj?notice=not-saved`)),
    says: /^Nie możemy teraz zapisać/,
  },
  "a ticket, called off for good": {
    reach: after(bookTomorrow, press('main a[href$="/odwolaj"]'), press("button.accept"), ({ page }) =>
      page.locator(".ticket-void").waitFor(),
    ),
    says: "Wizyta odwołana",
  },
  "a ticket, this device told": {
    reach: after(bookTomorrow, ({ open, page }) => open(`${new URL(page.url()).pathname}?says=told`)),
    says: /^To urządzenie powiadomimy/,
  },
  "a ticket, too late to move": {
    reach: after(bookTomorrow, ({ open, page }) => open(`${new URL(page.url()).pathname}?notice=too-late`)),
    says: /^Terminu tej wizyty nie można już zmienić/,
    at: EARLY,
  },

  "the calendar, departments": {
    reach: "/rezerwacja",
    says: /^(Albo wybierz wydział|Or choose a department|Або виберіть відділ)$/,
    everyLanguage: true,
  },
  "the calendar, groups": { reach: "/rezerwacja/USC", says: "Co chcesz załatwić w tym wydziale?" },
  "the calendar, nobody here": {
    reach: "/rezerwacja?q=paszport",
    says: /^(Nic tutaj nie pasuje do|Nothing here fits|Тут нічого не підходить)/,
    everyLanguage: true,
  },
  "the calendar, before": {
    reach: "/rezerwacja/WSOiUK/meldunki",
    says: /^(Dalej: wybierz termin|Next: choose a time|Далі: виберіть час)$/,
    everyLanguage: true,
  },
  "the calendar, no calendar": {
    reach: "/rezerwacja/WSOiUK/prawo-jazdy-zagraniczne",
    says: "Na tę sprawę nie ma kalendarza",
  },
  "the calendar, how many": { reach: "/rezerwacja/WSOiUK/meldunki/ile", says: "Ilu osób dotyczy sprawa?" },
  "the calendar, buildings": { reach: "/rezerwacja/WSOiUK/meldunki/budynek?cases=2", says: "W którym budynku?" },
  "the calendar, days": {
    reach: "/rezerwacja/WSOiUK/meldunki/libelta",
    says: /^(Którego dnia\?|Which day\?|Якого дня\?)$/,
    everyLanguage: true,
  },
  "the calendar, hours": { reach: "/rezerwacja/WSOiUK/meldunki/libelta/2026-11-24", says: /^O której\?/ },
  "the calendar, a closed day": {
    reach: "/rezerwacja/WSOiUK/meldunki/libelta/2026-11-28",
    says: /^Tego dnia jest zamknięte/,
  },
  "the calendar, too far": {
    reach: "/rezerwacja/WSOiUK/meldunki/libelta/2027-11-24",
    says: /^Na ten dzień nie można się umówić/,
  },
  "the calendar, an hour that is not held": {
    reach: "/rezerwacja/WSOiUK/meldunki/libelta/dane?start=5985018",
    says: /nie jest już trzymana/,
  },
  "the calendar, name and contact": {
    reach: after("/rezerwacja/WSOiUK/meldunki/libelta/2026-11-25", press("button.choice"), atDetails),
    says: /^(Na kogo zapisać wizytę\?|Who is the visit for\?|На кого записати візит\?)$/,
    everyLanguage: true,
  },
  "the calendar, what was typed is wrong": {
    reach: after("/rezerwacja/WSOiUK/meldunki/libelta/2026-11-25", press("button.choice"), atDetails, giveDetails),
    says: /^Sprawdź, co wpisano/,
  },
  "the calendar, check": {
    reach: after("/rezerwacja/WSOiUK/meldunki/libelta/2026-11-25", press("button.choice"), atDetails, typeDetails),
    says: /^(Sprawdź i umów wizytę|Check and book the visit|Перевірте і запишіться)$/,
    everyLanguage: true,
  },
  "the calendar, a number abroad": {
    reach: after(
      ...["/rezerwacja/WSOiUK/meldunki/libelta/2026-11-25", press("button.choice"), atDetails],
      typeNumber("+63917"),
    ),
    says: /^Na ten numer nie wysyłamy SMS-ów/,
  },
  "a ticket of a number abroad": {
    reach: after(
      ...["/rezerwacja/WSOiUK/meldunki/libelta/2026-11-26", press("button.choice"), atDetails],
      ...[typeNumber("+63917"), bookIt],
    ),
    says: /Na\snumer …\s\d{3} nie wysyłamy SMS-ów/,
  },
  "a ticket whose text message was over the budget": {
    reach: after(
      ...["/rezerwacja/WSOiUK/meldunki/libelta/2026-11-27", press("button.choice"), atDetails],
      ...[typeNumber("+4860"), bookIt, heldBack("budget")],
    ),
    says: /(SMS-a nie wysłaliśmy|No text message was sent|SMS не надіслано)/,
    everyLanguage: true,
  },
  "a ticket, held": {
    reach: after(loseRace("slowackiego", "podatek-nieruchomosci"), openLastTicket),
    says: "Ten termin jeszcze na Ciebie czeka",
    at: BUSY,
  },
  "a ticket, served": {
    reach: after(ticketOf("/q/gronowa/meldunki"), write("state = 'served'")),
    says: "Wizyta zakończona",
    at: BUSY,
  },
  "a ticket, nobody came": {
    reach: after(ticketOf("/q/libelta/pesel"), write("state = 'no-show'")),
    says: "Wizyta przepadła",
    at: BUSY,
  },

  "a ticket, one's time": {
    reach: after(ticketOf("/q/28-czerwca/ceidg"), before(0)),
    says: "To Twoja godzina",
    at: BUSY,
  },
  "a ticket without a number, one's time": {
    reach: after(bookTomorrow, before(0)),
    says: /^Podaj kod .{7} w sali obsługi: /,
    at: BUSY,
  },
  "a ticket, its hour has passed": {
    reach: after(ticketOf("/q/gronowa/rejestracja-pojazdow"), before(60)),
    says: "Twoja godzina minęła",
    at: BUSY,
  },
  "a ticket of an earlier day": {
    reach: after(ticketOf("/q/libelta/meldunki"), before(24 * 60)),
    says: "Ta wizyta już się skończyła",
    at: BUSY,
  },
  "a ticket, no longer held": {
    reach: after(loseRace("gronowa", "profil-zaufany"), openLastTicket, write("held_until = 1")),
    says: "Ten termin nie jest już trzymany",
    at: BUSY,
  },
  "a full waiting room, at the offer": {
    reach: async ({ open, server }) => {
      await fillRoomAtGronowa(server.url);
      await open("/q/gronowa/dowody-wniosek");
    },
    says: /^Poczekalnia jest teraz pełna/,
    at: NEXT_MORNING,
  },
  "a full waiting room, on the ticket": {
    reach: ticketOf("/q/gronowa/dowody-wniosek"),
    says: "Poczekaj na zewnątrz",
    at: NEXT_MORNING,
  },

  "the list of matters": { reach: "/sprawy", says: "Co chcesz załatwić?", everyLanguage: true },
  "matters that were found": { reach: "/sprawy?q=meldunku", says: /^Znaleziono/ },
  "matters that were not found": { reach: "/sprawy?q=xyzxyz", says: /^Nic nie pasuje do/ },
  "matters found while typing": {
    reach: async ({ open, page }) => {
      await open("/sprawy");
      await page.getByRole("searchbox").pressSequentially("kupilem auto");
      await page
        .getByRole("status")
        .filter({ hasText: /^Znaleziono/ })
        .waitFor();
    },
    says: "Rejestracja pojazdu używanego kupionego w Polsce",
  },
  "a procedure": { reach: "/sprawy/rejestracja-uzywany", says: "Co przygotować", everyLanguage: true },
  "a procedure that needs no visit": { reach: "/sprawy/ceidg-wpis", says: "Nie musisz przychodzić" },
  "a procedure, papers ticked": {
    reach: async ({ open, page }) => {
      await open("/sprawy/pesel-ukr");
      await page.getByRole("checkbox").first().check();
    },
    says: "Wyczyść zaznaczenia",
  },
  "a matter that nobody has described": { reach: "/sprawy/ulgi", says: /^Nie mamy jeszcze opisu/ },
  "an unknown procedure": { reach: "/sprawy/nie-ma-takiej", says: "Nie znamy takiej sprawy" },
  "what to know about a building": {
    reach: "/budynki/28-czerwca",
    says: "Dla osób z niepełnosprawnościami",
    everyLanguage: true,
  },
  "what to know about a department": { reach: "/wydzialy/USC", says: "Telefony", everyLanguage: true },
  "matters without a visit": { reach: "/bez-wizyty", says: "Sprawy bez wizyty", everyLanguage: true },

  "my visit, none": { reach: "/wizyta", says: "Na tym urządzeniu nie ma teraz biletu", everyLanguage: true },
  "my visit": { reach: after(ticketOf("/q/libelta/pesel"), "/wizyta"), says: "Twój bilet" },
  "my visit, typed wrongly": { reach: after("/wizyta", findVisit("ABC", "nobody")), says: /^Sprawdź, co wpisano/ },
  "my visit, not found": {
    reach: after("/wizyta", findVisit("AB1 2CD", `${"long".repeat(15)}@${"example".repeat(8)}.pl`)),
    says: /^(Nie ma wizyty z tym kodem|There is no visit with this code|Немає візиту з цим кодом)/,
    everyLanguage: true,
  },
  "how it works": { reach: "/jak-to-dziala", says: "Skanujesz naklejkę" },
  contact: { reach: "/kontakt", says: "Podejrzana naklejka" },
  privacy: { reach: "/prywatnosc", says: "Administrator danych" },
  "the accessibility declaration": {
    reach: "/deklaracja-dostepnosci",
    says: "Stan dostępności cyfrowej",
    everyLanguage: true,
  },
  "without a network": { reach: asCopy("/bez-sieci"), says: /^Wolnych godzin nie pokazujemy/, everyLanguage: true },
  "a copy of a procedure": { reach: asCopy("/sprawy/pesel-ukr"), says: /^Nie masz teraz połączenia/ },
  "a copy of a building": { reach: asCopy("/budynki/gronowa"), says: /^Nie masz teraz połączenia/ },
  "a copy of the ticket": {
    reach: async (stage) => {
      await ticketOf("/q/slowackiego/podatek-nieruchomosci")(stage);
      const prefix = /^\/(en|uk)(?=\/)/;
      await asCopy(new URL(stage.page.url()).pathname.replace(prefix, ""))(stage);
    },
    says: /To kopia biletu/,
    everyLanguage: true,
  },
  "a notice of the city, at the building": {
    reach: after(tell("Prosimy o założenie maseczki."), "/q/libelta"),
    says: "Prosimy o założenie maseczki.",
    at: NEXT_MORNING,
  },
  "a notice of the city, on the ticket": {
    reach: ticketOf("/q/libelta/zgony"),
    says: "Prosimy o założenie maseczki.",
    at: NEXT_MORNING,
  },

  "an unknown sticker": { reach: "/q/nieznana", says: "Nie znamy tej naklejki", everyLanguage: true },
  "an unknown matter": { reach: "/q/libelta/nieznana", says: "Nie znamy takiej sprawy" },
  "an unknown ticket": { reach: "/wizyta/AAAAAAAAAAAAAAAAAAAAAA", says: "Nie znaleźliśmy takiego biletu" },
  "an unknown page": { reach: "/nie/ma/takiej", says: "Nie ma takiej strony" },

  "refused: a foreign form": {
    reach: post("/q/libelta", "https://example.com", ""),
    says: "Nie przyjęliśmy tego formularza",
  },
  "refused: no form": { reach: post("/q/libelta", null, "hej"), says: "Nie mogliśmy odczytać tego formularza" },
  "refused: an old form": { reach: post("/q/libelta", null, OLD_FORM), says: /przed aktualizacją$/ },
  "refused: too large": { reach: post("/q/libelta", null, "a".repeat(70_000)), says: "Ten formularz jest za duży" },
  "refused: method": { reach: put, says: "Tej strony nie można użyć w ten sposób" },
  "refused: address": { reach: "/q/%E0%A4%A", says: "Tego adresu nie da się odczytać", everyLanguage: true },
  "a page that failed": { reach: failing, says: "Coś poszło nie tak", at: DAY_AFTER, everyLanguage: true },
};

/** Leads a browser into a state; in Polish its words are looked for. */
export async function reach({ reach: way, says }: State, stage: Omit<Stage, "open">, prefix = ""): Promise<void> {
  const open = (path: string) => stage.page.goto(`${prefix}${path}`);
  await (typeof way === "string" ? open(way) : way({ ...stage, open }));
  if (prefix === "") await expect(stage.page.getByText(says).first()).toBeVisible();
  await expect(stage.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(stage.page).toHaveTitle(/Okienko$/);
}
