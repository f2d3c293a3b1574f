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
  /** What it is for, and where. */
  readonly about: string;
}

export const writeKeep = ({ day, seconds, label, about }: Keep): string =>
  [day, Math.ceil(seconds), encodeURIComponent(label), encodeURIComponent(about)].join(";");

const KEEP = /^(\d{4}-\d\d-\d\d);(\d+);([^\s;]*)(?:;([^\s;]*))?$/;

/** Reads what the server has said; copies from before say nothing of what they are for. */
export function readKeep(headers: Headers): Keep | null {
  const [, day, seconds, label = "", about = ""] = KEEP.exec(headers.get(KEEP_HEADER) ?? "") ?? [];
  if (!day) return null;
  return { day, seconds: Number(seconds), label: decodeURIComponent(label), about: decodeURIComponent(about) };
}

/** A ticket that the device keeps. */
export interface KeptTicket {
  readonly path: string;
  readonly label: string;
  readonly about: string;
}

/** The tickets that this device keeps and whose day is not over, oldest first. */
export async function keptTickets(): Promise<readonly KeptTicket[]> {
  const tickets = await caches.open(TICKETS);
  const found: KeptTicket[] = [];
  for (const { url } of await tickets.keys()) {
    const headers = (await tickets.match(url))?.headers ?? new Headers();
    const keep = readKeep(headers);
    if (keep && Number(headers.get(UNTIL_HEADER)) > Date.now())
      found.push({ path: new URL(url).pathname, label: keep.label, about: keep.about });
  }
  return found;
}
