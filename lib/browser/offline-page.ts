// The second script of the page that stands for every page that is not kept: what of the one that was asked for is kept,
// only this device knows.
import { keptTickets } from "../offline/tickets";

/** What a page of hours was asked for: a building, a matter of it, the description that led there. */
function asked(): { readonly building: string; readonly group: string; readonly slug: string } {
  const [, building = "", group = ""] = /\/q\/([^/]+)(?:\/([^/]+))?/i.exec(location.pathname) ?? [];
  const small = (part: string) => decodeURIComponent(part).toLowerCase();
  const slug = new URLSearchParams(location.search).get("procedure") ?? "";
  return { building: small(building), group: small(group), slug };
}

const itemsIn = (kind: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[data-${kind}]`)];

/** Shows of the matters and buildings only what was asked for. */
function showAsked(): void {
  const { building, group, slug } = asked();
  const ofGroup = itemsIn("group").filter(({ dataset }) => dataset.group?.toLowerCase() === group);
  const one = ofGroup.filter(({ dataset }) => dataset.slug === slug);
  const places = itemsIn("place").filter(({ dataset }) => dataset.place === building);
  for (const item of [...(one.length > 0 ? one : ofGroup), ...places]) item.hidden = false;
}

/** Takes away what leads to a page that is not kept, and says that there was more. */
async function dropUnkept(): Promise<void> {
  for (const way of document.querySelectorAll<HTMLAnchorElement>("main li:not([hidden]) > a")) {
    if (await caches.match(way.pathname)) continue;
    (way.parentElement as HTMLElement).hidden = true;
    for (const note of itemsIn("unkept")) note.hidden = false;
  }
  for (const section of document.querySelectorAll<HTMLElement>("main section"))
    section.hidden = !section.querySelector("li:not([hidden])");
}

/** The tickets that this device keeps, each with what is written on it. */
async function showTickets(): Promise<void> {
  const list = document.querySelector("[data-tickets]");
  const row = list?.querySelector("template");
  for (const { path, label, about } of await keptTickets()) {
    const item = row?.content.cloneNode(true) as DocumentFragment;
    const [way, face, name, what] = item.querySelectorAll<HTMLElement>("a, .slip-face, b, .soft");
    way?.setAttribute("href", path);
    // Copies from before say no hour.
    face?.append(/\d{1,2}:\d\d/.exec(label)?.[0] ?? "");
    name?.append(label);
    what?.append(about);
    list?.append(item);
  }
}

/** Fills the page with what is kept: the own ticket, what was asked for, everything else. */
async function fill(): Promise<void> {
  showAsked();
  await showTickets();
  await dropUnkept();
}

fill().catch(() => undefined);
