import type { Page } from "@playwright/test";
import axe from "axe-core";
import { PLAIN_STYLE } from "@/lib/address/files";
import { findRoute } from "@/lib/address/find";

/** What depends on the colour scheme; everything else is the same in the dark. */
export const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** Every rule, best practice included, or those that are named, or all but those. */
export type Rules = "all" | { readonly only: readonly string[] } | { readonly but: readonly string[] };

/** What axe finds on the page as it stands. */
export async function axeFaults(page: Page, rules: Rules = "all"): Promise<string[]> {
  // Put into a document once and run there, it takes a third of the time of its own driver.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (asked) => {
    const { run } = (window as unknown as { readonly axe: typeof axe }).axe;
    const { violations: found } = await run(document, {
      resultTypes: ["violations"],
      // Only a rule about media, of which there are none, would want them loaded beforehand.
      preload: false,
      ...(asked !== "all" && "only" in asked && { runOnly: { type: "rule", values: [...asked.only] } }),
      ...(asked !== "all" &&
        "but" in asked && { rules: Object.fromEntries(asked.but.map((id) => [id, { enabled: false }])) }),
    });
    return found.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
  }, rules);
  return violations.map(({ id, html }) => `${id}: ${html.join(" | ")}`);
}

/** Everything folded away is opened, so that it is measured too. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });

/** Text that cannot be read: off the screen, cut off, out of its box, or on other text. */
export async function textFaults(page: Page): Promise<string[]> {
  await unfold(page);
  return page.evaluate(() => {
    interface Piece {
      readonly node: Text;
      readonly words: string;
      readonly rect: DOMRect;
    }
    const width = document.documentElement.clientWidth;
    const faults: string[] = [];
    const paints = (style: CSSStyleDeclaration): boolean =>
      !/^rgba\(.*, 0\)$/.test(style.backgroundColor) || Number.parseFloat(style.borderTopWidth) > 0;
    const cuts = (style: CSSStyleDeclaration): boolean => /hidden|clip/.test(style.overflowX + style.overflowY);
    const isInside = (inner: DOMRect, outer: DOMRect): boolean =>
      inner.left >= outer.left - 1 &&
      inner.right <= outer.right + 1 &&
      inner.top >= outer.top - 1 &&
      inner.bottom <= outer.bottom + 1;
    // A line's box is higher than its letters.
    const ink = ({ x, y, width, height }: DOMRect) => new DOMRect(x, y + 0.25 * height, width, 0.55 * height);

    const pieces: Piece[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const words = node.data.trim();
      const parent = node.parentElement;
      if (!words || !parent?.checkVisibility() || parent.closest(".sr-only, .skip, script, style")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) if (rect.width > 1) pieces.push({ node, words, rect: ink(rect) });
    }
    for (const { node, words, rect } of pieces) {
      if (rect.left < -1 || rect.right > width + 1) faults.push(`off the screen: ${words}`);
      let inBox = false;
      for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.display === "inline") continue;
        const outer = box.getBoundingClientRect();
        if (cuts(style) && !isInside(rect, outer)) faults.push(`cut off: ${words}`);
        if (!inBox && paints(style) && !isInside(rect, outer)) faults.push(`out of its box: ${words}`);
        inBox ||= paints(style);
      }
    }
    for (const [index, one] of pieces.entries()) {
      for (const other of pieces.slice(index + 1)) {
        if (one.node === other.node) continue;
        const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        if (across > 2 && down > 2) faults.push(`one on the other: ${one.words} / ${other.words}`);
      }
    }
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > width) faults.push(`scrolls sideways: ${scrollWidth} > ${width}`);
    return [...new Set(faults)];
  });
}

/** Controls that a finger misses: below 24 px, and below 44 px where they are a page's main actions. */
export async function targetFaults(page: Page): Promise<string[]> {
  await unfold(page);
  return page.evaluate(() => {
    const MAIN = ".accept, .second, .row, .way, .choice, .one-hour summary";
    const controls = document.querySelectorAll<HTMLElement>("a[href], button, summary, input:not([type=hidden])");
    return [...controls].flatMap((control) => {
      if (!control.checkVisibility() || control.matches(".skip")) return [];
      const { width, height } = control.getBoundingClientRect();
      const least = control.matches(MAIN) ? 44 : 24;
      const side = Math.min(width, height);
      return side >= least ? [] : [`${side.toFixed(1)} < ${least}: ${control.outerHTML.slice(0, 120)}`];
    });
  });
}

const CONTROL = /^\s*- (?:\/?)(link|button|checkbox|img|navigation|textbox|combobox)\b(.*)$/;
const ONCE = {
  "heading of the first level": /^\s*- heading\b.*\[level=1\]/,
  main: /^\s*- main\b/,
  banner: /^\s*- banner\b/,
};

/** What a screen reader could not tell apart or find: controls without a name, one heading, the landmarks. */
export async function structureFaults(page: Page): Promise<string[]> {
  const lines = (await page.locator("body").ariaSnapshot()).split("\n");
  const nameless = lines.flatMap((line) => {
    const [, role, rest = ""] = CONTROL.exec(line) ?? [];
    return role && !/^ "[^"]/.test(rest) ? [`${role} without a name: ${line.trim()}`] : [];
  });
  const numbers = Object.entries(ONCE).flatMap(([what, line]) => {
    const found = lines.filter((one) => line.test(one)).length;
    return found === 1 ? [] : [`${found} of ${what}`];
  });
  return [...nameless, ...numbers];
}

const OWN_SCRIPT = /^\/_next\/static\/documents\/document-[\da-f]{16}\.js$/;
/** The page that stands for all that are not kept has one more: only the device knows what it keeps. */
const OFFLINE_SCRIPT = /^\/_next\/static\/documents\/offline-page-[\da-f]{16}\.js$/;
const OF_NEXT = /_next\/static\/(chunks|css)|__next|data-precedence/;

/**
 * On a document, whatever its state: any script but its own, and anything of Next's. What is refused or fails there
 * is said on a plain page, which has no script at all. Unknown addresses are Next's.
 */
export async function scriptFaults(page: Page): Promise<string[]> {
  const { scripts, isPlain, status } = await page.evaluate((plainStyle) => {
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return {
      scripts: [...document.scripts].map(({ src, textContent }) => (src ? new URL(src).pathname : "") + textContent),
      isPlain: document.querySelector(`link[href="${plainStyle}"]`) !== null,
      status: entry?.responseStatus,
    };
  }, PLAIN_STYLE);
  if (!findRoute(new URL(page.url()).pathname).route.document || status === 404) return [];
  const [script = "", ...others] = scripts;
  const isRight = isPlain
    ? scripts.length === 0
    : OWN_SCRIPT.test(script) && others.every((one) => OFFLINE_SCRIPT.test(one)) && others.length < 2;
  const faults = isRight ? [] : [`scripts: ${scripts.join(" ")}`];
  if (OF_NEXT.test(await page.content())) faults.push("something of Next's");
  return faults;
}

/** What the page says outside its parts in another language. */
export const ownWords = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const other of copy.querySelectorAll("[lang], script, style")) other.replaceWith(" … ");
    document.body.append(copy);
    for (const closed of copy.querySelectorAll("details")) closed.open = true;
    const described = document.querySelector<HTMLMetaElement>('meta[name="description"]')?.content ?? "";
    const words = [document.title, described, copy.innerText];
    for (const named of copy.querySelectorAll("[aria-label], [alt], [title]"))
      for (const name of ["aria-label", "alt", "title"]) words.push(named.getAttribute(name) ?? "");
    copy.remove();
    return words.join("\n");
  });

/** Controls and states that only a colour would show: with forced colours each needs an edge of its own. */
export const edgeFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const EDGED = ".accept, .second, .choice, .way, .one-hour, .face, .stub, .notice, .uncertain, .rows";
    const canvas = getComputedStyle(document.body).backgroundColor;
    const faults = [...document.querySelectorAll<HTMLElement>(EDGED)].flatMap((one) => {
      if (!one.checkVisibility()) return [];
      const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(one);
      const isSeen = Number.parseFloat(borderTopWidth) >= 1 && borderTopStyle !== "none" && borderTopColor !== canvas;
      return isSeen ? [] : [`no edge: ${one.outerHTML.slice(0, 100)}`];
    });
    const background = (selector: string): string | null => {
      const found = document.querySelector(selector);
      return found && getComputedStyle(found).backgroundColor;
    };
    const chosen = background(".choice[aria-current]");
    if (chosen !== null && chosen === background(".choice:not([aria-current])"))
      faults.push("what is chosen is not seen");
    const framed = [...document.querySelectorAll(".day:not(.day-free)")].filter(
      (day) => getComputedStyle(day).borderTopColor !== canvas,
    );
    if (framed.length > 0) faults.push(`${framed.length} days have a frame as if they had hours`);
    const code = background(".qr");
    if (code !== null && code !== "rgb(255, 255, 255)") faults.push(`the code stands on ${code}`);
    return faults;
  });

/** Makes letters larger as a browser's own setting does; the page's width stays. */
export const enlargeText = (page: Page, percent: number): Promise<void> =>
  page.evaluate((share) => {
    const root = document.documentElement;
    root.style.fontSize = "";
    root.style.fontSize = `${(Number.parseFloat(getComputedStyle(root).fontSize) * share) / 100}px`;
  }, percent);

const SPACED =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

/** The spacing that a reader may choose (WCAG 1.4.12); undone by the function that is returned. */
export async function spaceText(page: Page): Promise<() => Promise<void>> {
  await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, SPACED);
  return () =>
    page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
}
