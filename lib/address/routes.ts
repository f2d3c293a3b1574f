/** Who an address is for. */
export type Audience =
  /** A person with a browser. */
  | "resident"
  /** Somebody of the office, signed in. */
  | "staff"
  /** A program that uses the JSON API. */
  | "program"
  /** Whoever runs the server, and what watches it. */
  | "operator"
  /** A file as it is. */
  | "file";

/** How an address gets its language (design §7). */
export type LanguageRule =
  /** By its prefix, else Polish. */
  | "prefix"
  /** By its prefix, else the browser's. */
  | "negotiated"
  /** It has none. */
  | "none";

/** What a device may keep of it for reading without a network (decision 021). */
export type Keeping =
  | "nothing"
  /** A copy of it, the same for everybody. */
  | "copy"
  /** The same, among what is kept before everything else. */
  | "first"
  | "ticket"
  | "search";

/** Whose allowance of fair use a request spends (decision 016); null = nobody's: caches and operators never wait. */
export type Share = "resident" | "staff" | null;

/** What an answer may load and run (decision 014). */
export type Policy = "page" | "worker" | "nothing";

/** One kind of address with everything that anybody has to know of it. */
export interface Route {
  /** The address without its language, its variable parts in braces; the name under which the log knows it. */
  readonly pattern: string;
  readonly audience: Audience;
  readonly language: LanguageRule;
  /** The forms that may be posted to it, by the names of their actions. */
  readonly forms: readonly string[];
  readonly share: Share;
  /** Whether its address is a secret that somebody might guess: looks at what is not there are counted. */
  readonly secret: boolean;
  readonly keep: Keeping;
  readonly policy: Policy;
  /** Who answers: the server around Next by itself, or Next. */
  readonly answeredBy: "front" | "next";
  /** Whether Next has such addresses and nobody needs them: they are refused. */
  readonly unused: boolean;
  /** Whether the page shows free hours: it is rendered once for all who see the same, and never kept. */
  readonly hours: boolean;
  /**
   * Whether the page is a plain document: rendered without Next, with one small script of ours (decision 033). Links to
   * it and from it are followed by the browser itself.
   */
  readonly document: boolean;
}

type Particulars = Partial<Omit<Route, "pattern" | "audience">>;

const page = (pattern: string, over: Particulars = {}): Route => ({
  pattern,
  audience: "resident",
  language: "prefix",
  forms: [],
  share: "resident",
  secret: false,
  keep: "nothing",
  policy: "page",
  answeredBy: "next",
  unused: false,
  hours: false,
  document: false,
  ...over,
});

const copied = (pattern: string): Route => page(pattern, { keep: "copy" });

const call = (pattern: string, over: Particulars = {}): Route => ({
  ...page(pattern),
  audience: "program",
  language: "none",
  policy: "nothing",
  answeredBy: "front",
  ...over,
});

const operators = (pattern: string): Route => ({
  ...call(pattern),
  audience: "operator",
  share: null,
  answeredBy: "next",
});

const file = (pattern: string, over: Particulars = {}): Route => ({
  ...call(pattern),
  audience: "file",
  share: null,
  ...over,
});

/** A page of hours that a sticker leads to. */
const scanned = (pattern: string, over: Particulars = {}): Route =>
  page(pattern, { language: "negotiated", hours: true, document: true, ...over });

/** A ticket's address is the only key to it. */
const ticket = (pattern: string, forms: readonly string[], over: Particulars = {}): Route =>
  page(pattern, { forms, secret: true, ...over });

const BOOKING_PLACE = "/rezerwacja/{department}/{caseGroup}/{location}";

/**
 * Every address of the product, once; the first that fits is meant. A page is its folder under `app/` and one row
 * here (docs/adding.md). What nobody has is a resident's page that says so.
 */
export const ROUTES: readonly Route[] = [
  page("/", { hours: true, document: true }),
  scanned("/q/{location}"),
  scanned("/q/{location}/{caseGroup}", { forms: ["accept", "letGo"] }),
  scanned("/q/{rest}", { forms: ["accept", "letGo"] }),
  page("/wizyta", { forms: ["find"] }),
  ticket("/wizyta/{token}", ["cancel", "undo", "sendAgain", "tellDevice", "untellDevice"], {
    keep: "ticket",
    document: true,
  }),
  ticket("/wizyta/{token}/odwolaj", ["cancel"]),
  ticket("/wizyta/{token}/termin", []),
  ticket("/wizyta/{token}/termin/sprawdz", ["move"]),
  ticket("/wizyta/{token}/termin/{date}", []),
  ticket("/wizyta/{token}/wizyta.ics", []),
  ticket("/wizyta/{token}/{rest}", []),
  page("/rezerwacja"),
  page("/rezerwacja/{department}"),
  page("/rezerwacja/{department}/{caseGroup}"),
  page(BOOKING_PLACE, { hours: true }),
  page(`${BOOKING_PLACE}/{date}`, { hours: true, forms: ["chooseHour"] }),
  page(`${BOOKING_PLACE}/dane`, { forms: ["giveDetails", "extend", "letHourGo"] }),
  page(`${BOOKING_PLACE}/sprawdz`, { forms: ["book", "extend", "letHourGo"] }),
  copied("/sprawy"),
  copied("/sprawy/{slug}"),
  copied("/bez-wizyty"),
  page("/budynki/{location}", { keep: "first", document: true }),
  copied("/wydzialy/{department}"),
  copied("/jak-to-dziala"),
  copied("/kontakt"),
  copied("/prywatnosc"),
  copied("/deklaracja-dostepnosci"),
  page("/bez-sieci", { document: true }),

  call("/api/v1/locations"),
  call("/api/v1/next-free"),
  call("/api/v1/free-starts"),
  call("/api/v1/openapi.json"),
  call("/api/v1/visits"),
  call("/api/v1/visits/{token}/move", { secret: true }),
  call("/api/v1/visits/{token}", { secret: true }),
  call("/api/{rest}"),

  operators("/livez"),
  operators("/readyz"),
  operators("/demo/clock"),
  operators("/internal/commands/{name}"),
  operators("/internal/{rest}"),
  operators("/demo/{rest}"),

  file("/_next/static/{rest}"),
  file("/_next/{rest}", { unused: true }),
  file("/fonts/{rest}"),
  file("/icons/{rest}"),
  file("/sw.js", { policy: "worker" }),
  file("/plain.css"),
  file("/icon.svg"),
  file("/favicon.ico"),
  file("/sitemap.xml", { answeredBy: "next" }),
  file("/robots.txt", { answeredBy: "next" }),
  file("/dane/kopie.json"),
  file("/dane/pierwsze.json"),
  file("/dane/sprawy-{language}.json", { answeredBy: "next", keep: "search" }),
  file("/dane/termin-{language}.ics", { answeredBy: "next", share: "resident" }),
  file("/dane/aplikacja-{language}.webmanifest", { answeredBy: "next" }),
  file("/dane/{rest}", { answeredBy: "next" }),
];

/** What nobody has: a page in the reader's language that says so. */
export const NOWHERE: Route = page("other");
