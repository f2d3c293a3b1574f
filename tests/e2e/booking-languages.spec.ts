import type { Page } from "@playwright/test";
import { polishIn } from "../support/polish";
import { expect, test } from "./fixtures";
import { ownWords } from "./page-faults";

const WORDS = {
  pl: {
    which: ["Co chcesz załatwić?", "Co chcesz załatwić w tym wydziale?", /^Meldunek/, "Ilu osób dotyczy sprawa?"],
    where: "W którym budynku?",
    day: "Którego dnia?",
    hour: [/^O której\? środa, 25\slistopada$/, /^O której\? czwartek, 26\slistopada$/],
    form: "Na kogo zapisać wizytę?",
    fault: /^Błąd: Na kogo/,
    check: "Sprawdź i umów wizytę",
    chosen: [/2\sosoby/, /środa, 25\slistopada/],
    move: "Czy zmienić termin?",
    already: "Ta wizyta jest już umówiona",
    cancel: "Czy odwołać wizytę?",
    ends: ["Wizyta umówiona", "Termin zmieniony", "Wizyta odwołana"],
  },
  en: {
    which: [
      "What do you want to do?",
      "What do you want to do there?",
      "Residence registration",
      "How many people is it about?",
    ],
    where: "Which building?",
    day: "Which day?",
    hour: [/^What time\? Wednesday, 25\sNovember$/, /^What time\? Thursday, 26\sNovember$/],
    form: "Who is the visit for?",
    fault: /^Error: Who is/,
    check: "Check and book the visit",
    chosen: [/2\speople/, /Wednesday, 25\sNovember/],
    move: "Change the time?",
    already: "This visit is booked already",
    cancel: "Cancel the visit?",
    ends: ["Your visit is booked", "The time has been changed", "The visit is cancelled"],
  },
  uk: {
    which: [
      "Що ви хочете зробити?",
      "Що ви хочете зробити в цьому відділі?",
      "Реєстрація місця проживання",
      "Скількох осіб стосується справа?",
    ],
    where: "У якій будівлі?",
    day: "Якого дня?",
    hour: [/^О котрій\? середа, 25\sлистопада$/, /^О котрій\? четвер, 26\sлистопада$/],
    form: "На кого записати візит?",
    fault: /^Помилка: На кого/,
    check: "Перевірте і запишіться",
    chosen: [/2\sособи/, /середа, 25\sлистопада/],
    move: "Змінити час?",
    already: "Цей візит уже записано",
    cancel: "Скасувати візит?",
    ends: ["Візит записано", "Час змінено", "Візит скасовано"],
  },
} as const;
type Language = keyof typeof WORDS;
const LANGUAGES = Object.keys(WORDS) as Language[];
type Name = string | RegExp;
/** A ticket's heading is its number and hour. */
const TICKET = /\d/;

const prefixOf = (language: Language): string => (language === "pl" ? "" : `/${language}`);
const heading = (page: Page, name: Name) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

interface Walk {
  /** The page says its question in its language. Back leads to the page `before`. */
  arrive(name: Name, before?: Name | null): Promise<void>;
  /** Follows a link, or sends a form that a button of it chooses. */
  follow(selector: string, name: Name): Promise<void>;
}

/** A walk on which every page is also loaded anew, and come to by Back and Forward: it stays as it was. */
function thereAndBack(page: Page): Walk {
  let last: Name | null = null;
  const arrive: Walk["arrive"] = async (name, before = last) => {
    await heading(page, name);
    const address = page.url();
    await page.reload();
    await heading(page, name);
    if (before !== null) {
      await page.goBack();
      await heading(page, before);
      await page.goForward();
      await heading(page, name);
    }
    expect(page.url()).toBe(address);
    last = name;
  };
  return walk(page, arrive);
}

/** A walk on which no page says a Polish sentence. */
const withoutPolish = (page: Page, language: Language): Walk =>
  walk(page, async (name) => {
    await heading(page, name);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    expect(polishIn(await ownWords(page))).toEqual([]);
  });

const walk = (page: Page, arrive: Walk["arrive"]): Walk => ({
  arrive,
  async follow(selector, name) {
    await page.locator(selector).first().click();
    await arrive(name);
  },
});

const SUBMIT = "main form button.accept";

async function chooseHour(page: Page, { arrive, follow }: Walk, language: Language): Promise<string> {
  const { which, where, day, hour, form } = WORDS[language];
  const [departments, groups, matter, cases] = which;
  await page.goto(`${prefixOf(language)}/rezerwacja`);
  await arrive(departments);
  await follow('a.row[href$="/WSOiUK"]', groups);
  await follow('a.row[href$="/meldunki"]', matter);
  await follow("main a.accept", cases);
  await follow('a.row[href*="cases=2"]', where);
  await follow('a.row[href*="/gronowa?"]', day);
  await follow('a.day-free[href*="2026-11-25"]', hour[0]);
  const chosen = (await page.locator("button.choice").first().textContent()) ?? "";
  await follow("button.choice", form);
  return chosen;
}

/** Sends the form with a fault in it, then without: what was typed is there each time, also on the page loaded anew. */
async function giveDetails(page: Page, { arrive, follow }: Walk, language: Language): Promise<void> {
  const { form, fault, check } = WORDS[language];
  await page.locator("#name").fill("Ola Nowak");
  await page.locator("#contact").fill("600 70");
  await page.locator(SUBMIT).click();
  await expect(page).toHaveTitle(fault);
  await arrive(form);
  await expect(page.locator("#name")).toHaveValue("Ola Nowak");
  await expect(page.locator("#contact")).toHaveValue("600 70");
  await page.locator("#contact").fill("600 700 800");
  await follow(SUBMIT, check);
}

/** Asks for the last hour of the day after; gives that hour. */
async function moveVisit(page: Page, { arrive, follow }: Walk, language: Language): Promise<string> {
  const { day, hour, move } = WORDS[language];
  await follow('a[href$="/termin"]', day);
  await follow('a.day-free[href*="2026-11-26"]', hour[1]);
  const chosen = (await page.locator("a.choice:visible").last().textContent()) ?? "";
  await follow("a.choice:visible >> nth=-1", move);
  await page.locator(SUBMIT).click();
  await page.waitForURL(/moved=1/);
  // What was asked has been answered: Back from the ticket leads to the ticket.
  await arrive(TICKET, TICKET);
  return chosen;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, limits: "off" });

    for (const language of LANGUAGES) {
      const { chosen, already, cancel, ends } = WORDS[language];
      const [booked, moved, cancelled] = ends;
      const besides = language === "pl" ? "Back, Forward and a new load change nothing" : "without a Polish sentence";

      test(`the calendar, moving and calling off in ${language}: ${besides}`, async ({ page }) => {
        test.setTimeout(120_000);
        const on = language === "pl" ? thereAndBack(page) : withoutPolish(page, language);
        const hour = await chooseHour(page, on, language);
        await giveDetails(page, on, language);
        for (const said of [...chosen, hour, /ul\.\sGronowa\s22A/, "Ola Nowak", "600 700 800"])
          await expect(page.locator("main")).toContainText(said);
        await page.locator(SUBMIT).first().click();
        await on.arrive(TICKET, already);
        await expect(page.getByText(booked, { exact: true })).toBeVisible();
        const code = (await page.locator(".code").textContent()) ?? "";

        const other = await moveVisit(page, on, language);
        await expect(page.getByText(moved, { exact: true })).toBeVisible();
        await expect(page.locator(".ticket-at")).toContainText(other);
        await expect(page.locator(".code")).toHaveText(code);
        await on.follow('main a[href$="/odwolaj"]', cancel);
        await page.locator(SUBMIT).click();
        await expect(page.getByText(cancelled, { exact: true })).toBeVisible();
        await on.arrive(TICKET, null);
        await expect(page.getByText(cancelled, { exact: true })).toBeVisible();
      });
    }
  });
}

test.describe("another language in the middle of the form", () => {
  test.use({ limits: "off" });

  test("keeps hour, persons and what was typed, and says in it what is wrong", async ({ page }) => {
    await page.goto("/rezerwacja/WSOiUK/meldunki/libelta/2026-11-27?cases=2");
    await page.locator("button.choice").first().click();
    await page.locator("#name").fill("Ola Nowak");
    await page.locator("#contact").fill("600 70");
    await page.locator(SUBMIT).click();
    await expect(page).toHaveTitle(WORDS.pl.fault);
    const { pathname, search } = new URL(page.url());
    await page.getByRole("link", { name: "Українська" }).click();
    await expect(page).toHaveTitle(WORDS.uk.fault);
    expect(page.url()).toContain(`/uk${pathname}${search}`);
    await expect(page.locator("main")).toContainText(WORDS.uk.chosen[0]);
    await expect(page.locator("#name")).toHaveValue("Ola Nowak");
    await expect(page.locator("#contact")).toHaveValue("600 70");
  });
});
