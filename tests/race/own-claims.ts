import { instantAt } from "@/lib/domain/time/civil-time";
import { type Api, type ApiBody, type ApiStart, apiOf, type Matter } from "./api";
import { chanceFrom } from "./chance";
import type { Crowded } from "./crowd";
import { acceptFormOf, fieldOf, phoneOf } from "./phone";
import { connections } from "./wire";

export interface OwnInput {
  readonly origin: string;
  readonly seed: number;
  readonly hands: number;
  readonly claims: number;
  /** Each served at one counter alone. */
  readonly matters: readonly Matter[];
  readonly date: string;
  /** Whether the pages are read too. */
  readonly pages: boolean;
}

export interface OwnResult {
  readonly claims: number;
  readonly reads: number;
  /** Reads that still showed the hour that had just been won. */
  readonly stale: readonly string[];
}

const TICK_MS = 300_000;

const overlaps = (one: ApiStart, start: string, end: string): boolean =>
  Date.parse(start) < Date.parse(one.end) && Date.parse(end) > Date.parse(one.start);

const shownIn = ({ start, end, starts = [] }: ApiBody, length: number): readonly ApiStart[] =>
  start && end ? [{ start, end }] : starts.map((one) => ({ start: one, end: endOf(one, length) }));

const endOf = (start: string, length: number): string => new Date(Date.parse(start) + length).toISOString();

/** Hours shown on a page: the one that its form accepts and those that its list links to. */
function hoursOn(html: string, path: string): string[] {
  const form = acceptFormOf({ path, status: 200, html });
  const offered = form ? fieldOf(form, "start") : undefined;
  const linked = [...html.matchAll(/href="[^"]*[?&;]start=(\d+)/g)].map(([, tick]) => tick);
  return [offered, ...linked].flatMap((tick) => (tick ? [new Date(Number(tick) * TICK_MS).toISOString()] : []));
}

async function readOverApi(
  api: Api,
  matter: Matter,
  date: string,
  length: number,
): Promise<[string, readonly ApiStart[]][]> {
  return [
    ["next-free", shownIn((await api.nextFree(matter)).body, length)],
    ["free-starts", shownIn((await api.freeStarts(matter, date)).body, length)],
  ];
}

async function readOnPages(origin: string, { location, caseGroup }: Matter, date: string, length: number) {
  const phone = phoneOf(origin, connections(1));
  const read: [string, readonly ApiStart[]][] = [];
  for (const path of [`/q/${location}/${caseGroup}`, `/q/${location}/${caseGroup}?view=hours`]) {
    const { html } = await phone.open(path);
    read.push([path, hoursOn(html, path).map((start) => ({ start, end: endOf(start, length) }))]);
  }
  const { html } = await phone.open(`/q/${location}`);
  const start = hourInRow(html, caseGroup, date);
  read.push([`/q/${location}`, start === null ? [] : [{ start, end: endOf(start, length) }]]);
  return read;
}

/** The hour of today beside a matter on its building's page, or the one that is said once for the rows without. */
function hourInRow(html: string, caseGroup: string, date: string): string | null {
  const row = html.split(`/${caseGroup}"`)[1]?.split("</a>")[0] ?? "";
  const said = html.split("data-said-once")[1]?.split("</p>")[0] ?? "";
  const where = row.includes("row-on") ? said.match(/(\d+):(\d\d)/) : row.match(/row-hour[^>]*>(\d+):(\d\d)/);
  const [, hours, minutes] = where ?? [];
  return hours ? new Date(instantAt(date, `${hours.padStart(2, "0")}:${minutes}`)).toISOString() : null;
}

/** Wins an hour, reads what is free directly after, and calls the visit off to make room; again and again. */
export async function readOwnClaims(input: OwnInput, crowd: Crowded): Promise<OwnResult> {
  const { origin, seed, hands, claims, matters, date, pages } = input;
  const api = apiOf(origin, connections(hands));
  const stale: string[] = [];
  let won = 0;
  let reads = 0;
  const hand = async (index: number): Promise<void> => {
    const chance = chanceFrom(seed * 1_000 + index);
    while (won < claims) {
      const matter = chance.pick(matters);
      const { offer } = (await api.nextFree(matter)).body;
      const claimed = offer ? (await api.claimOffer(offer)).body : {};
      const { start, end, token } = claimed;
      if (!start || !end || !token) continue;
      won++;
      crowd.tell();
      const length = Date.parse(end) - Date.parse(start);
      const read = await readOverApi(api, matter, date, length);
      if (pages) read.push(...(await readOnPages(origin, matter, date, length)));
      for (const [where, shown] of read) {
        reads++;
        if (shown.some((one) => overlaps(one, start, end)))
          stale.push(`${where} shows ${start} of ${matter.caseGroup}`);
      }
      await api.cancel(token);
    }
  };
  await Promise.all(Array.from({ length: hands }, (_, index) => hand(index)));
  return { claims: won, reads, stale };
}

/** Other people who only look, until they are stopped; gives how often they did. */
export async function keepReading(
  { origin, seed, hands, matters, date, pages }: OwnInput,
  crowd: Crowded,
): Promise<number> {
  const api = apiOf(origin, connections(hands));
  const phone = phoneOf(origin, connections(hands));
  let reads = 0;
  const hand = async (index: number): Promise<void> => {
    const chance = chanceFrom(seed * 1_000 + index);
    while (!crowd.stopped()) {
      const matter = chance.pick(matters);
      if (pages && chance.percent(50)) await phone.open(`/q/${matter.location}/${matter.caseGroup}`);
      else if (chance.percent(50)) await api.nextFree(matter);
      else await api.freeStarts(matter, date);
      reads++;
    }
  };
  await Promise.all(Array.from({ length: hands }, (_, index) => hand(index)));
  return reads;
}
