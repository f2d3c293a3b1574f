import { apiOf, type Matter } from "./api";
import { acceptFormOf, formsOf, phoneOf, tokenOf } from "./phone";
import { connections } from "./wire";

/** One laptop against a city: what it tries, and from where. */
export interface Attack {
  readonly origin: string;
  /** Where the pages are used, where the API, and in the calendar. */
  readonly scanned: readonly Matter[];
  readonly today: Matter;
  readonly todayBySix: Matter;
  readonly later: readonly Matter[];
  readonly moved: Matter;
  /** The page of hours of a later day. */
  readonly hoursPath: string;
  readonly dates: readonly string[];
  /** Whether the way goes on: it has tries, and time. */
  readonly goesOn: () => boolean;
}

/** What a way came to: how often it got what it wanted, and how often it was refused. */
export interface Spoils {
  readonly got: number;
  readonly refused: number;
}

type Way = (attack: Attack) => Promise<Spoils>;

const AT_ONCE = 6;
const ROUNDS = 6;
/** What a network without cookies may have of a day. */
const TICKETS_OF_NETWORK = 20;
const V4 = "203.0.113.66";

/** Tries at several hands until the attack ends; a try tells whether it got what it wanted. */
async function tryOn({ goesOn }: Attack, one: (turn: number) => Promise<boolean>): Promise<Spoils> {
  let turn = 0;
  let got = 0;
  const hand = async (): Promise<void> => {
    while (goesOn()) if (await one(turn++)) got++;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return { got, refused: turn - got };
}

const agent = connections(AT_ONCE);

/** A fresh network of an IPv6 /48 for each request, as whoever rents a line has them. */
const lanOf = (site: number, turn: number): string => `2001:db8:${site}:${((turn + 1) % 65_536).toString(16)}::1`;

/** Takes the next start of today; whoever is too late takes the one after it. */
async function takeOffer(origin: string, today: Matter, from: string): Promise<string | null> {
  const api = apiOf(origin, agent, from);
  let offer: string | null | undefined = (await api.nextFree(today)).body.offer;
  for (let round = 0; round < ROUNDS && offer; round++) {
    const { status, body } = await api.claimOffer(offer);
    if (status === 201) return body.token ?? null;
    offer = body.next?.offer;
  }
  return null;
}

/** The same on the page, with the cookie of the page that was opened: what is held for the loser is accepted too. */
async function scan(origin: string, scanned: Matter, from: string): Promise<boolean> {
  const phone = phoneOf(origin, agent, { from });
  let path = `/q/${scanned.location}/${scanned.caseGroup}`;
  for (let round = 0; round < ROUNDS; round++) {
    const page = await phone.open(path);
    const form = acceptFormOf(page);
    const led = form ? await phone.send(page, form) : 0;
    if (typeof led === "number" || led.includes("notice=")) return false;
    if (tokenOf({ path: led }) !== null) return true;
    path = led;
  }
  return false;
}

/** Free starts of the later days, one after another. */
async function laterStarts({ origin, dates }: Attack, matter: Matter): Promise<string[]> {
  const api = apiOf(origin, agent, "198.18.255.1");
  const found: string[] = [];
  for (const date of dates) found.push(...((await api.freeStarts(matter, date)).body.starts ?? []));
  return found;
}

/** The seven ways of the laptop (issue 16, D4). */
export const WAYS: Readonly<Record<string, Way>> = {
  /** Each ticket with the cookie of a page just opened. */
  "fresh cookies": (attack) =>
    tryOn(attack, async (turn) => {
      const matter = attack.scanned[turn % attack.scanned.length];
      return matter !== undefined && scan(attack.origin, matter, V4);
    }),
  "offers of the API": (attack) =>
    tryOn(attack, async () => (await takeOffer(attack.origin, attack.today, V4)) !== null),
  "an IPv6 /48": (attack) =>
    tryOn(attack, async (turn) => (await takeOffer(attack.origin, attack.todayBySix, lanOf(3, turn))) !== null),
  /** One mailbox, written ever differently, and from ever other networks. */
  "+tags in the calendar": async (attack) => {
    const starts = await Promise.all(attack.later.map((matter) => laterStarts(attack, matter)));
    return tryOn(attack, async (turn) => {
      const matter = attack.later[turn % attack.later.length];
      const start = starts[turn % starts.length]?.[Math.floor(turn / starts.length)];
      if (!matter || !start) return false;
      const contact = turn % 2 ? `lap.top+${turn}@gmail.com` : `l.aptop+${turn}@googlemail.com`;
      const api = apiOf(attack.origin, agent, `198.18.${turn % 250}.${Math.floor(turn / 250)}`);
      return (await api.claimStart(matter, start, `tagged ${turn} ${start}`, { contact })).status === 201;
    });
  },
  /** Hours of a later day are held with ever other cookies, and never booked. */
  "holds alone": async (attack) => {
    const from = "203.0.113.65";
    const first = await phoneOf(attack.origin, agent, { from }).open(attack.hoursPath);
    const buttons = [...first.html.matchAll(/<button\b[^>]*\bvalue="(\d+)"[^>]*\bname="start"/g)];
    const hours = buttons.map(([, tick = ""]) => tick);
    return tryOn(attack, async (turn) => {
      const phone = phoneOf(attack.origin, agent, { from });
      const page = await phone.open(attack.hoursPath);
      const [form] = formsOf(page);
      const start = hours[turn % hours.length];
      const fields = form && start ? [...form.fields, ["start", start] as const] : [];
      const led = form ? await phone.send(page, { ...form, fields }) : 0;
      return typeof led === "string" && led.includes("/dane");
    });
  },
  /** As many tickets of today as one may have, and then bookings of later days are moved to today. */
  "moving round": async (attack) => {
    const { origin, moved } = attack;
    const starts = await laterStarts(attack, moved);
    return tryOn(attack, async (turn) => {
      if (turn < TICKETS_OF_NETWORK) return (await takeOffer(origin, moved, lanOf(6, turn))) !== null;
      const api = apiOf(origin, agent, lanOf(6, turn));
      const start = starts[turn % starts.length];
      const booked = start ? await api.claimStart(moved, start, `round ${turn}`) : null;
      if (!booked?.body.token) return false;
      const { offer } = (await api.nextFree(moved)).body;
      return offer !== undefined && (await api.move(booked.body.token, offer)).status === 200;
    });
  },
  /** A visit is called off and its hour, which one counter alone has, booked at once under another name. */
  "cancel and rebook": async (attack) => {
    const matter = attack.later.at(-1);
    const starts = matter ? await laterStarts(attack, matter) : [];
    return tryOn(attack, async (turn) => {
      const start = starts.at(-1 - (turn % starts.length));
      const api = apiOf(attack.origin, agent, lanOf(7, turn));
      const first = matter && start ? await api.claimStart(matter, start, `first ${turn}`) : null;
      if (!matter || !start || !first?.body.token) return false;
      await api.cancel(first.body.token);
      return (await api.claimStart(matter, start, `second ${turn}`)).status === 201;
    });
  },
};

export type WayName = keyof typeof WAYS;
