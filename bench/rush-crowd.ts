// The people of the rush, in a process of their own: `rush-crowd.ts ORIGIN PATH PEOPLE SECONDS`
import { acceptFormOf, type Form, MULTIPART, multipart, tokenOf } from "../tests/race/phone";
import { type Answer, ask, connections, pause, type Question } from "../tests/race/wire";

export interface RushResult {
  /** Milliseconds of each step. */
  readonly landing: readonly number[];
  readonly posted: readonly number[];
  readonly followed: readonly number[];
  readonly tickets: number;
  /** People who ended on a page that says what they have or do not have. */
  readonly answered: number;
  readonly failed: number;
}

const [origin = "", path = "", people = "0", seconds = "0"] = process.argv.slice(2);
const agent = connections(1_000);
const spent = { landing: [] as number[], posted: [] as number[], followed: [] as number[] };
const ends = { tickets: 0, answered: 0, failed: 0 };

async function timed(step: keyof typeof spent, url: string, question: Question): Promise<Answer> {
  const began = performance.now();
  const answer = await ask(agent, url, question);
  spent[step].push(performance.now() - began);
  if (answer.status >= 500) ends.failed++;
  return answer;
}

/** Addresses of private networks, one for each person. */
const addressOf = (person: number): string => `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}`;

async function person(index: number, first: Form): Promise<void> {
  const from = { "x-forwarded-for": addressOf(index), "accept-language": "pl" };
  const landed = await timed("landing", origin + path, { headers: from });
  const [cookie = ""] = (landed.headers["set-cookie"]?.[0] ?? "").split(";");
  const form = acceptFormOf({ path, status: landed.status, html: landed.text }) ?? first;
  const headers = { ...from, cookie, origin, "content-type": MULTIPART };
  const post = async ({ fields }: Form): Promise<readonly [string, Answer]> => {
    const posted = await timed("posted", origin + path, { method: "POST", headers, body: multipart(fields) });
    const { pathname, href } = new URL(posted.headers.location ?? path, origin);
    const after = await timed("followed", href, { headers: { ...from, cookie } });
    if (posted.status === 303 && after.status === 200) ends.answered++;
    return [pathname, after];
  };
  const [to, after] = await post(form);
  // Whoever was too late, and finds the next hour held, takes that.
  const held = tokenOf({ path: to }) ? undefined : acceptFormOf({ path, status: after.status, html: after.text });
  const [end] = held ? await post(held) : [to];
  if (held) ends.answered--;
  if (tokenOf({ path: end })) ends.tickets++;
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
const result: RushResult = { ...spent, ...ends };
process.send?.(result, undefined, undefined, () => process.exit());
