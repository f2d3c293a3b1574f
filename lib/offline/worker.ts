/// <reference lib="webworker" />
// The service worker: what is public can be read without a network, a ticket on its day, and nothing else is kept.
import {
  BUILT_FILES,
  COPIES_PATH,
  DOCUMENT_FILES,
  FIRST_COPIES_PATH,
  FIRST_FONT,
  FONTS,
  ICONS,
  OFFLINE_PATH,
} from "../address/files";
import { findRoute } from "../address/find";
import { inOtherLanguage, readAddress } from "../address/language";
import { buildIn, ROUTER_HEADER } from "../next-inside/names";
import { AFTER_FORM, COPY_HEADER, type CopyBundle, DAY_HEADER, type WorkerMessage } from "./protocol";
import { readKeep, TICKETS, UNTIL_HEADER } from "./tickets";

declare const self: ServiceWorkerGlobalScope & {
  /** What the build has made, with `public/`: written in by the build. */
  readonly __WB_MANIFEST: readonly { readonly url: string }[];
};

/** What the build has made, with `public/`, by address. */
const FILES = self.__WB_MANIFEST.map(({ url }) => new URL(url, self.location.origin).pathname);
/** Which build this worker belongs to: its pages load no other build's files. */
const BUILD = FILES.map(buildIn).find(Boolean);
const COPIES = `okienko-copies-${BUILD}`;
const BUILT = `okienko-files-${BUILD}`;
/** Written last: copies without it were cut off half-way. No page's address has this query. */
const COMPLETE = `${OFFLINE_PATH}?complete`;
const CHECKED_HEADER = "x-okienko-checked";

const PATIENCE_MS = 4_000;
const COPIES_LAST_MS = 60 * 60 * 1_000;
const TICKETS_MOST = 5;
/** A page that is not kept may take longer: nothing better is there. */
const LAST_PATIENCE_MS = 10_000;

/** What never changes under its name: the build's files, and fonts, which get another one with another content. */
const isLasting = (path: string): boolean => path.startsWith(BUILT_FILES) || path.startsWith(FONTS);
/** What the pages that are kept first need: their script, and the face that they are written in. */
const isFirst = (path: string): boolean => path.startsWith(DOCUMENT_FILES) || path === FIRST_FONT;

// Files of the build

/** Keeps files that are not kept yet. What lasts comes from the browser's own cache where a page has loaded it. */
async function keepFiles(paths: readonly string[]): Promise<void> {
  const built = await caches.open(BUILT);
  const keep = async (path: string) => {
    if (await built.match(path)) return;
    const answer = await fetch(path, { cache: isLasting(path) ? "default" : "no-cache" });
    if (!answer.ok) throw new Error(`A file was answered with ${answer.status}.`);
    await built.put(path, answer);
  };
  await Promise.all(paths.map(keep));
}

async function fileFor(request: Request): Promise<Response> {
  const kept = await (await caches.open(BUILT)).match(new URL(request.url).pathname);
  return kept ?? fetch(request);
}

// Copies of public pages

/** What a page needs that fails: the page that says so, the buildings, the hotline. A few kilobytes, before all else. */
async function keepFirst(): Promise<void> {
  const [answer] = await Promise.all([
    fetch(FIRST_COPIES_PATH, { cache: "no-cache" }),
    keepFiles(FILES.filter(isFirst)),
  ]);
  if (!answer.ok) throw new Error(`The first copies were answered with ${answer.status}.`);
  const bundle = (await answer.json()) as CopyBundle;
  if (bundle.build !== BUILD) throw new Error("The first copies are another build's.");
  await keepCopies(bundle);
}

/** Everything else, once; asked for again while it is under way, it is the same. */
let rest: Promise<void> | null = null;

function keepRest(): Promise<void> {
  rest ??= Promise.all([renewOldCopies(), keepFiles(FILES)])
    .then(() => undefined)
    .finally(() => {
      rest = null;
    });
  return rest;
}

/** Fetches the copies anew, unless they are the same as those kept. Throws without a network. */
async function renewCopies(): Promise<void> {
  const kept = await (await caches.open(COPIES)).match(COMPLETE);
  const known = kept?.headers.get("etag");
  const answer = await fetch(COPIES_PATH, { cache: "no-store", headers: known ? { "if-none-match": known } : {} });
  if (answer.status === 304 && kept) return markComplete(known ?? "");
  if (!answer.ok) throw new Error(`The copies were answered with ${answer.status}.`);
  const bundle = (await answer.json()) as CopyBundle;
  if (bundle.build !== BUILD) {
    // A newer build serves: its own worker keeps its copies. An older one is on its way out.
    if (kept) return void (await self.registration.update());
    throw new Error("The copies are another build's.");
  }
  await keepCopies(bundle);
  await markComplete(answer.headers.get("etag") ?? "");
}

async function keepCopies({ pages, files }: CopyBundle): Promise<void> {
  const copies = await caches.open(COPIES);
  for (const [path, { html, policy }] of Object.entries(pages)) {
    const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
    await copies.put(path, new Response(html, { headers }));
  }
  for (const [path, text] of Object.entries(files)) {
    await copies.put(path, new Response(text, { headers: { "content-type": "application/json" } }));
  }
}

async function markComplete(etag: string): Promise<void> {
  const headers = { etag, [CHECKED_HEADER]: String(Date.now()) };
  await (await caches.open(COPIES)).put(COMPLETE, new Response(null, { headers }));
}

async function renewOldCopies(): Promise<void> {
  const kept = await (await caches.open(COPIES)).match(COMPLETE);
  const age = Date.now() - Number(kept?.headers.get(CHECKED_HEADER) ?? 0);
  // A clock that was set back makes copies that come from the future.
  if (age >= COPIES_LAST_MS || age < 0) await renewCopies();
}

/** An address as this reader's browser would ask for it. */
const addressed = (pathname: string) => readAddress(pathname, self.navigator.languages.join(","));

/** The copy of a public page, whatever its query: what it shows, its own script finds out. */
async function copyOf({ pathname }: URL): Promise<Response | undefined> {
  const copies = await caches.open(COPIES);
  const { path, language } = addressed(pathname);
  return copies.match(inOtherLanguage(path.replace(/\/$/, "") || OFFLINE_PATH, language));
}

async function offlinePage({ pathname }: URL, when = ""): Promise<Response> {
  await dropOldTickets(null);
  const copies = await caches.open(COPIES);
  return (await copies.match(inOtherLanguage(OFFLINE_PATH + when, addressed(pathname).language))) ?? Response.error();
}

// Tickets

/** The token in a ticket's address. */
function tokenIn(address: string): string | undefined {
  const { route, parts } = findRoute(new URL(address, self.location.origin).pathname);
  return route.keep === "ticket" ? parts.token : undefined;
}

/** Keeps a ticket until its day is over, or lets it go where the server no longer says so. */
async function keepTicket(path: string): Promise<void> {
  if (tokenIn(path) === undefined) return;
  const answer = await fetch(path, { cache: "no-store", headers: { [COPY_HEADER]: "1" } });
  // Slowed or failing, the server has said nothing about the ticket.
  if (!answer.ok && answer.status !== 404) return;
  const keep = answer.ok ? readKeep(answer.headers) : null;
  // Read to its end before anything is let go: the network may fail half-way.
  const html = await answer.text();
  const tickets = await caches.open(TICKETS);
  if (keep) {
    const headers = new Headers(answer.headers);
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
    headers.set(UNTIL_HEADER, String(Date.now() + keep.seconds * 1_000));
    await tickets.put(path, new Response(html, { headers }));
  }
  // Once, whatever the language: an older one would outlive what happens to the ticket.
  for (const kept of await tickets.keys()) {
    const isThis = keep !== null && new URL(kept.url).pathname === path;
    if (tokenIn(kept.url) === tokenIn(path) && !isThis) await tickets.delete(kept);
  }
  for (const old of (await tickets.keys()).slice(0, -TICKETS_MOST)) await tickets.delete(old);
}

/** Lets go of every ticket whose day is over by the server's clock, where it is known, or by this device's. */
async function dropOldTickets(today: string | null): Promise<void> {
  if (!(await caches.has(TICKETS))) return;
  const tickets = await caches.open(TICKETS);
  for (const path of await tickets.keys()) {
    const { headers } = (await tickets.match(path)) ?? new Response();
    const day = readKeep(headers)?.day ?? "";
    if (Number(headers.get(UNTIL_HEADER)) <= Date.now() || (today !== null && day < today)) await tickets.delete(path);
  }
}

async function ticketAt({ pathname }: URL): Promise<Response | undefined> {
  const token = tokenIn(pathname);
  if (!token) return undefined;
  await dropOldTickets(null);
  const tickets = await caches.open(TICKETS);
  // Kept in one language, it is still the ticket in another.
  const kept = (await tickets.keys()).find(({ url }) => tokenIn(url) === token);
  return kept && tickets.match(kept);
}

// Pages

/** The network's answer; a server that is gone, or is silent for too long, is none. */
async function fromNetwork(event: FetchEvent, patience: number | null): Promise<Response> {
  const asked: Promise<Response> = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  // What comes after all patience is nobody's any more, a failure too.
  asked.catch(() => undefined);
  const answer = await (patience === null ? asked : Promise.race([asked, silence(patience)]));
  // Every page of ours carries our day; a proxy whose server is gone does not.
  if (answer.status >= 400 && !answer.headers.has(DAY_HEADER)) throw new Error("The server is gone.");
  return answer;
}

const silence = (milliseconds: number): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error("silence")), milliseconds));

/** A page from the network; where that fails, what is kept of it, or the page that says so. */
async function pageFor(event: FetchEvent): Promise<Response> {
  const url = new URL(event.request.url);
  event.waitUntil(dropOldTickets(null).catch(() => undefined));
  if (event.request.method !== "GET") return fromNetwork(event, null).catch(() => offlinePage(url, AFTER_FORM));
  const kept = await Promise.resolve(ticketAt(url))
    .then(async (ticket) => ticket ?? (await copyOf(url)))
    .catch(() => undefined);
  try {
    const answer = await fromNetwork(event, kept ? PATIENCE_MS : LAST_PATIENCE_MS);
    event.waitUntil(dropOldTickets(answer.headers.get(DAY_HEADER)).catch(() => undefined));
    return answer;
  } catch {
    // "//host" is another host's address to every script on the page.
    if (url.pathname.startsWith("//")) return Response.redirect(url.pathname.replace(/^\/+/, "/"));
    return kept ?? offlinePage(url);
  }
}

/** What a link of a page asks for; where it is silent for too long, Next asks for the page, and gets its copy. */
async function partFor(request: Request): Promise<Response> {
  const isKept = await copyOf(new URL(request.url)).catch(() => undefined);
  return isKept ? Promise.race([fetch(request), silence(PATIENCE_MS)]).catch(() => Response.error()) : fetch(request);
}

/** The file that the search reads. */
async function searchFileFor(request: Request): Promise<Response> {
  const kept = await (await caches.open(COPIES)).match(request);
  return kept ?? fetch(request);
}

/** What keeps a place: other builds' copies and files, and those of workers before this one. */
const isOld = (name: string): boolean =>
  /^(okienko-(copies|files)-|workbox-precache-)/.test(name) && name !== COPIES && name !== BUILT;

/** Nothing here may wait for the network: pages wait for it. */
async function tidy(): Promise<void> {
  for (const name of (await caches.keys()).filter(isOld)) await caches.delete(name);
  await dropOldTickets(null);
  await self.registration.navigationPreload?.enable();
}

/** The first worker takes its place as soon as it can say something; a newer one waits, and is whole when it comes. */
async function install(): Promise<void> {
  await keepFirst();
  if (self.registration.active) await keepRest();
}

/** Pages that were opened before there was a worker are its own from here on. */
async function begin(): Promise<void> {
  await tidy();
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.mode === "navigate") event.respondWith(pageFor(event));
  else if (origin === self.location.origin && FILES.includes(pathname)) event.respondWith(fileFor(request));
  else if (origin === self.location.origin && findRoute(pathname).route.keep === "search")
    event.respondWith(searchFileFor(request));
  else if (origin === self.location.origin && request.method === "GET" && request.headers.has(ROUTER_HEADER))
    event.respondWith(partFor(request));
});

self.addEventListener("message", (event) => {
  const message = event.data as WorkerMessage;
  if (message.type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
  if (message.type === "ticket") event.waitUntil(keepTicket(message.path).catch(() => undefined));
  if (message.type === "rest") event.waitUntil(answerRest(event.ports[0]));
});

/** Keeps the rest, and tells whoever has asked whether that is done. */
async function answerRest(port: MessagePort | undefined): Promise<void> {
  const isKept = await keepRest().then(
    () => true,
    () => false,
  );
  port?.postMessage(isKept);
}

// Notifications

interface Push {
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

self.addEventListener("push", (event) => {
  if (!event.data) return;
  const { title, body, url } = event.data.json() as Push;
  // One visit is one notification: the later message takes the place of the earlier one.
  event.waitUntil(
    self.registration.showNotification(title, { body, tag: url, data: url, icon: `${ICONS}icon-192.png` }),
  );
});

/** Opens the page that a notification is about, in its tab if there is one. */
async function openPage(url: string): Promise<void> {
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = tabs.find((tab) => new URL(tab.url).pathname === new URL(url).pathname);
  await (open ? open.focus() : self.clients.openWindow(url));
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data as string));
});
