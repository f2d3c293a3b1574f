import type { City } from "@/lib/domain/city/city";
import { advanceClock } from "../e2e/api-client";
import { chanceFrom } from "./chance";
import { acceptFormOf, phoneOf, tokenOf } from "./phone";
import { connections, pause } from "./wire";

/** Many people behind one address, over a morning that is played fast: the clock goes on between them. */
export interface Morning {
  readonly origin: string;
  readonly city: City;
  readonly from: string;
  readonly people: number;
  readonly hours: number;
  /** Within so many milliseconds of the machine's time they come, or as fast as it can. */
  readonly lastsMs: number;
  readonly seed: number;
}

/** So many stand at the doors at one time. */
const AT_ONCE = 4;
const MOST_ROUNDS = 20;
/** Whoever finds nothing free looks again later: what is left is given from two hours ahead on. */
const MOST_LOOKS = 10;

/** Somebody opens a building's page for a matter and accepts what is offered, until there is a ticket. */
async function takeTicket({ origin, from }: Morning, path: string): Promise<string> {
  const phone = phoneOf(origin, connections(1), { from });
  let page = await phone.open(path);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const form = acceptFormOf(page);
    if (!form) return "nothing";
    const led = await phone.send(page, form);
    if (typeof led === "number") return `${led} at ${page.path}`;
    if (tokenOf({ path: led }) !== null) return "ticket";
    if (led.includes("notice=")) return led;
    page = await phone.open(led);
  }
  return "round in circles";
}

/** The pages of what each counter serves on a Monday: whoever comes, comes for something that some counter is there for. */
function pagesByCounter(city: City): string[][] {
  return city.counters.map(({ id, hallId }) => {
    const location = city.halls.find((hall) => hall.id === hallId)?.locationId;
    const windows = city.plan.filter((one) => one.counterId === id && one.weekday === 1 && !one.reservedForUrgent);
    return [...new Set(windows.flatMap(({ caseGroups }) => caseGroups))].map((group) => `/q/${location}/${group}`);
  });
}

interface Person {
  readonly path: string;
  readonly looks: number;
}

/** Plays the morning; how it ended for each. Each counter of the four buildings is wanted as often as another. */
export async function playMorning(morning: Morning): Promise<string[]> {
  const chance = chanceFrom(morning.seed);
  const { origin, city, people, hours, lastsMs } = morning;
  const pages = pagesByCounter(city);
  const step = `PT${Math.round((hours * 3_600) / people)}S`;
  const waiting: Person[] = Array.from({ length: people }, () => ({ path: chance.pick(chance.pick(pages)), looks: 0 }));
  const ends: string[] = [];
  const began = Date.now();
  const come = async ({ path, looks }: Person): Promise<void> => {
    const end = await takeTicket(morning, path);
    if (end === "nothing" && looks < MOST_LOOKS) waiting.push({ path, looks: looks + 1 });
    else ends.push(end);
  };
  while (waiting.length > 0) {
    const here = waiting.splice(0, AT_ONCE);
    await Promise.all(here.map(come));
    for (const _ of here) await advanceClock(origin, step);
    await pause(began + (ends.length * lastsMs) / people - Date.now());
  }
  return ends;
}
