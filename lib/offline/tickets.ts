import { KEEP_HEADER } from "./protocol";

/** Where the worker keeps tickets; nothing else is in it. */
export const TICKETS = "okienko-tickets";

/** On a kept ticket: until when by this device's clock, epoch milliseconds. */
export const UNTIL_HEADER = "x-okienko-until";

/** What KEEP_HEADER says. */
export interface Keep {
  /** The ticket's civil day in Europe/Warsaw. */
  readonly day: string;
  /** Until the day is over. */
  readonly seconds: number;
  /** What is written on the ticket: its number and hour. */
  readonly label: string;
}

export const writeKeep = ({ day, seconds, label }: Keep): string =>
  `${day};${Math.ceil(seconds)};${encodeURIComponent(label)}`;

export function readKeep(headers: Headers): Keep | null {
  const [, day, seconds, label] = /^(\d{4}-\d\d-\d\d);(\d+);(\S*)$/.exec(headers.get(KEEP_HEADER) ?? "") ?? [];
  return day ? { day, seconds: Number(seconds), label: decodeURIComponent(label ?? "") } : null;
}

/** A ticket that the device keeps. */
export interface KeptTicket {
  readonly path: string;
  readonly label: string;
}

/** The tickets that this device keeps and whose day is not over, oldest first. */
export async function keptTickets(): Promise<readonly KeptTicket[]> {
  const tickets = await caches.open(TICKETS);
  const found: KeptTicket[] = [];
  for (const { url } of await tickets.keys()) {
    const headers = (await tickets.match(url))?.headers ?? new Headers();
    const keep = readKeep(headers);
    if (keep && Number(headers.get(UNTIL_HEADER)) > Date.now())
      found.push({ path: new URL(url).pathname, label: keep.label });
  }
  return found;
}
