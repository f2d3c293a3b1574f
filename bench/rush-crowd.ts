// The people of the rush, in a process of their own: `rush-crowd.ts ORIGIN PATH PEOPLE SECONDS`
import { acceptFormOf, type Form, MULTIPART, multipart, tokenOf } from "../tests/race/phone";
import { type Answer, ask, connections, pause, type Question } from "../tests/race/wire";

/** What a person does, one after the other. */
export const STEPS = ["landing", "posted", "followed", "accepted", "ended"] as const;
export type Step = (typeof STEPS)[number];

export interface RushResult {
  /** Milliseconds of each step. */
  readonly spent: Readonly<Record<Step, readonly number[]>>;
  readonly tickets: number;
  /** People who lost, found the next hour held and accepted that. */
  readonly accepted: number;
  /** People who ended on a page that says what they have or do not have. */
  readonly answered: number;
  readonly failed: number;
}

const [origin = "", path = "", people = "0", seconds = "0"] = process.argv.slice(2);
const agent = connections(1_000);
const spent: Record<Step, number[]> = { landing: [], posted: [], followed: [], accepted: [], ended: [] };
const ends = { tickets: 0, accepted: 0, answered: 0, failed: 0 };

async function timed(step: Step, url: string, question: Question): Promise<Answer> {
  const began = performance.now();
  const answer = await ask(agent, url, question);
  spent[step].push(performance.now() - began);
  if (answer.status >= 500) ends.failed++;
  return answer;
}

/** Addresses of private networks, one for each person. */
const addressOf = (person: number): string => `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}`;

/** What a browser is answered with, packed as it asks for it; a form is read from the page that comes so. */
async function person(index: number, first: Form): Promise<void> {
  const from = { "x-forwarded-for": addressOf(index), "accept-language": "pl" };
  const landed = await timed("landing", origin + path, { headers: from });
  const [cookie = ""] = (landed.headers["set-cookie"]?.[0] ?? "").split(";");
  const headers = { ...from, cookie, origin, "content-type": MULTIPART };
  const post = async ({ fields }: Form, pressed: Step, then: Step): Promise<readonly [string, Answer]> => {
    const posted = await timed(pressed, origin + path, { method: "POST", headers, body: multipart(fields) });
    const { pathname, href } = new URL(posted.headers.location ?? path, origin);
    return [pathname, await timed(then, href, { headers: { ...from, cookie } })];
  };
  // Everybody opened the page at the same moment and saw the same hour: all but a few lose it.
  let [at, after] = await post(first, "posted", "followed");
  const held = tokenOf({ path: at }) ? undefined : acceptFormOf({ path, status: after.status, html: after.text });
  if (held) {
    ends.accepted++;
    [at, after] = await post(held, "accepted", "ended");
  }
  if (after.status === 200) ends.answered++;
  if (tokenOf({ path: at })) ends.tickets++;
}

async function firstForm(): Promise<Form> {
  const { status, text } = await ask(agent, origin + path, { headers: { "accept-language": "pl" } });
  const form = acceptFormOf({ path, status, html: text });
  if (!form) throw new Error("Nothing is offered.");
  return form;
}

const first = await firstForm();
const gap = (Number(seconds) * 1_000) / Number(people);
const began = performance.now();
const all: Promise<void>[] = [];
for (let index = 0; index < Number(people); index++) {
  await pause(Math.max(0, began + index * gap - performance.now()));
  all.push(person(index, first).catch(() => void ends.failed++));
}
await Promise.all(all);
const result: RushResult = { spent, ...ends };
process.send?.(result, undefined, undefined, () => process.exit());
