import type { Page } from "@playwright/test";
import { LANGUAGES, type Language } from "@/lib/text/language";
import { polishIn } from "../support/polish";
import { runs } from "../support/runs";
import { clockFrom } from "./api-client";
import { expect, test } from "./fixtures";
import {
  axeFaults,
  edgeFaults,
  enlargeText,
  OF_COLOUR,
  ownWords,
  type Rules,
  scriptFaults,
  spaceText,
  structureFaults,
  targetFaults,
  textFaults,
} from "./page-faults";
import { reach, STATES, type Stage, type State } from "./states";

// By far the longest of all files.
test.describe.configure({ mode: "parallel" });

const WIDTHS = [320, 768, 1280];
const COLOUR_SCHEMES = ["light", "dark"] as const;
/** Each look of axe takes as long as the rest: at every change on the narrow screen, with FULL=1 on all. */
const AXE_WIDTHS = runs(1, WIDTHS.length);
/** Colours are the same in every language: at every change they are looked at in Polish, with FULL=1 in all. */
const COLOURS_ELSEWHERE = runs(1, 2) > 1;
/** Whoever asks for more contrast: at every change in one scheme, with FULL=1 in both. */
const CONTRAST_SCHEMES = COLOUR_SCHEMES.slice(0, runs(1, COLOUR_SCHEMES.length));

/** All rules in light, in the dark those that depend on it. */
function rulesFor(colorScheme: (typeof COLOUR_SCHEMES)[number], language: Language): Rules | null {
  const colours = language === "pl" || COLOURS_ELSEWHERE;
  if (colorScheme === "dark") return colours ? { only: OF_COLOUR } : null;
  return colours ? "all" : { but: OF_COLOUR };
}

async function atEveryWidth(page: Page, language: Language): Promise<string[]> {
  const faults: string[] = [];
  for (const [index, width] of WIDTHS.entries()) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of index < AXE_WIDTHS ? COLOUR_SCHEMES : []) {
      const rules = rulesFor(colorScheme, language);
      if (rules === null) continue;
      await page.emulateMedia({ colorScheme });
      for (const fault of await axeFaults(page, rules)) faults.push(`${width} px, ${colorScheme}: ${fault}`);
    }
    for (const fault of await textFaults(page)) faults.push(`${width} px: ${fault}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  return faults;
}

/** The smallest screen that text must fit (320 × 256), larger letters, and the spacing that a reader may choose. */
async function enlarged(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 256 });
  const faults = await textFaults(page);
  faults.push(...(await targetFaults(page)));
  const undo = await spaceText(page);
  for (const fault of await textFaults(page)) faults.push(`spaced: ${fault}`);
  await undo();
  await page.setViewportSize({ width: 360, height: 640 });
  await enlargeText(page, 200);
  for (const fault of await textFaults(page)) faults.push(`200 %: ${fault}`);
  await enlargeText(page, 100);
  return faults;
}

async function withForcedColors(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: "active" });
  const faults = await edgeFaults(page);
  await page.emulateMedia({ forcedColors: "none" });
  return faults;
}

/** Whoever asks for more contrast gets 7 : 1. */
async function withMoreContrast(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of CONTRAST_SCHEMES) {
    await page.emulateMedia({ contrast: "more", colorScheme });
    faults.push(...(await axeFaults(page, { only: ["color-contrast-enhanced"] })));
  }
  await page.emulateMedia({ contrast: "no-preference", colorScheme: "light" });
  return faults.map((fault) => `more contrast: ${fault}`);
}

async function faultsOf(page: Page, language: Language): Promise<string[]> {
  return [
    ...(await scriptFaults(page)),
    ...(await structureFaults(page)),
    ...(await atEveryWidth(page, language)),
    ...(await enlarged(page)),
  ];
}

/** What no language changes: edges in every state, more contrast on a page of each kind. */
async function faultsOfLook(page: Page, { everyLanguage }: State): Promise<string[]> {
  return [...(await withForcedColors(page)), ...(everyLanguage ? await withMoreContrast(page) : [])];
}

const entries = Object.entries(STATES);
const when = ({ at }: State): number => Date.parse(at ?? "");

/** Leads into the state in a language and measures it; what is not Polish must hold no Polish of its own. */
async function expectFaultless(state: State, stage: Omit<Stage, "open">, language: Language): Promise<void> {
  const { page } = stage;
  await reach(state, stage, language === "pl" ? "" : `/${language}`);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  // After a form that a script has sent, the title comes a moment after the page.
  await expect(page).toHaveTitle(/./);
  const own = language === "pl" ? await faultsOfLook(page, state) : polishIn(await ownWords(page));
  expect([...own, ...(await faultsOf(page, language))]).toEqual([]);
}

const OTHERS = LANGUAGES.filter((language) => language !== "pl");
const KINDS = Object.values(STATES).filter(({ everyLanguage }) => everyLanguage);

/** One page of each kind beside the Polish ones: at every change in one of the other languages in turn, with FULL=1 in all. */
function languagesOf(state: State): readonly Language[] {
  const turn = KINDS.indexOf(state);
  if (turn < 0) return ["pl"];
  const others = turn % 2 === 0 ? OTHERS : OTHERS.toReversed();
  return ["pl", ...others.slice(0, runs(1, others.length))];
}

for (const limits of ["off", "on"] as const) {
  test.describe(`with limits ${limits}`, () => {
    // The ways there book more visits than a program is given in a minute (docs/decisions/016).
    test.use({ limits });

    const now = entries.filter(([, { at, limited }]) => at === undefined && (limited ? "on" : "off") === limits);
    for (const [name, state] of now) {
      for (const language of languagesOf(state)) {
        test(`${name}, ${language}: without a fault`, ({ page, server }) =>
          expectFaultless(state, { page, server }, language));
      }
    }
  });
}

const LATER = entries.filter(([, { at }]) => at !== undefined).toSorted(([, a], [, b]) => when(a) - when(b));
const START = LATER[0]?.[1].at;

test.describe("at its hour", () => {
  test.describe.configure({ mode: "default" });
  test.use({ clock: START, limits: "off", alone: "every-state" });
  const until = clockFrom(START ?? "");

  for (const [name, state] of LATER) {
    for (const language of languagesOf(state)) {
      test(`${name}, ${language}: without a fault`, async ({ page, server }) => {
        await until(server.url, state.at ?? "");
        await expectFaultless(state, { page, server }, language);
      });
    }
  }
});

test("control: the measures see text that is cut off, covered or too wide, small targets and missing names", async ({
  page,
}) => {
  await page.goto("/q/libelta/meldunki");
  const broken = async (selector: string, style: string, measure: (page: Page) => Promise<string[]>) => {
    expect(await measure(page)).toEqual([]);
    const before = await page.locator(selector).evaluate((node: HTMLElement, css) => {
      const { cssText } = node.style;
      node.style.cssText = css;
      return cssText;
    }, style);
    const faults = await measure(page);
    await page.locator(selector).evaluate((node: HTMLElement, css) => {
      node.style.cssText = css;
    }, before);
    return faults.join("\n");
  };
  expect(await broken("h1", "height: 0.5rem; overflow: hidden", textFaults)).toMatch(/^cut off: Meldunek/);
  expect(await broken("h1", "margin-bottom: -1.5rem", textFaults)).toMatch(/one on the other: Meldunek/);
  expect(await broken("h1", "white-space: nowrap; width: 60rem", textFaults)).toMatch(/scrolls sideways/);
  expect(await broken("button.accept", "height: 0.5rem; min-height: 0", textFaults)).toMatch(
    /out of its box: Akceptuję/,
  );
  expect(await broken("button.accept", "height: 2rem; min-height: 0", targetFaults)).toMatch(/36.0 < 44/);
  await page.emulateMedia({ forcedColors: "active" });
  expect(await broken("button.accept", "border: 0", edgeFaults)).toMatch(/no edge/);
  expect(await structureFaults(page)).toEqual([]);
  await page.locator("button.accept").evaluate((button) => button.replaceChildren());
  expect((await structureFaults(page)).join()).toMatch(/button without a name/);
  await page.goto("/rezerwacja/WSOiUK/meldunki/libelta");
  expect(await broken(".day:not(.day-free) >> nth=0", "border-color: CanvasText", edgeFaults)).toMatch(
    /^1 days have a frame/,
  );
});
