import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

interface Focused {
  /** Whether it is what was looked for. */
  readonly found: boolean;
  readonly name: string;
  readonly outlined: boolean;
  readonly uncovered: boolean;
}

/** What has focus, whether one sees that it has, and whether anything lies over it. Null: nothing of the page. */
const focused = (page: Page, wanted: string): Promise<Focused | null> =>
  page.evaluate((selector) => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body) return null;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    const { left, top, width, height } = one.getBoundingClientRect();
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2);
    return {
      found: one.matches(selector),
      name: `${one.tagName} ${one.textContent?.trim().slice(0, 40)}`,
      outlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor),
      uncovered: onTop !== null && (one.contains(onTop) || onTop.contains(one)),
    };
  }, wanted);

/** Presses Tab until an element has focus; says how often. Everything on the way must be seen to have it. */
export async function tabTo(page: Page, selector: string, most = 60): Promise<number> {
  for (let tabs = 1; tabs <= most; tabs++) {
    await page.keyboard.press("Tab");
    const now = await focused(page, selector);
    expect(now, `after ${tabs} tabs something of the page has focus`).not.toBeNull();
    expect(now).toEqual({ ...now, outlined: true, uncovered: true });
    if (now?.found) return tabs;
  }
  throw new Error(`${selector} is not reached within ${most} tabs.`);
}

export const focusIsIn = (page: Page, selector: string) => expect(page.locator(`${selector}:focus`)).toHaveCount(1);
