/** What browsers put around a page's words: translations (Google, Edge), and dates and numbers made links. */
const MARKS = "html.translated-ltr, html.translated-rtl, [_msttexthash], main font, main a[x-apple-data-detectors]";

/**
 * Whether the browser has put elements of its own around the page's words. A framework goes on writing into the words
 * that it knew, which nobody sees any more.
 */
export const isRewritten = (): boolean => document.querySelector(MARKS) !== null;
