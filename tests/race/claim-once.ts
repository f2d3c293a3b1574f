import { type Api, apiOf, type Matter } from "./api";
import { chanceFrom } from "./chance";
import type { Crowded } from "./crowd";
import { acceptFormOf, type Form, type Page, type Phone, phoneOf, tokenOf } from "./phone";
import { connections, Unanswered } from "./wire";

export interface OnceInput {
  readonly origin: string;
  readonly seed: number;
  readonly people: number;
  /** How many of them stand before an open page; the others claim over the API. */
  readonly onPage: number;
  readonly matters: readonly Matter[];
  readonly date: string;
}

/** One claim by the machine's monotonic clock, which all processes share. */
export interface OneClaim {
  readonly askedAt: number;
  readonly answeredAt: number;
  /** 303 counts as a ticket or as another definite answer; `refused`: no connection; `cut`: asked and not answered. */
  readonly end: "ticket" | "no" | "refused" | "cut";
  readonly token: string | null;
  readonly detail: string;
}

/** Milliseconds of the machine's monotonic clock. */
export const monotonic = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;

interface Reply {
  readonly token: string | null;
  readonly detail: string;
}

async function timed(post: () => Promise<Reply>, crowd: Crowded): Promise<OneClaim> {
  const askedAt = monotonic();
  try {
    const { token, detail } = await post();
    const answeredAt = monotonic();
    crowd.tell();
    return { askedAt, answeredAt, end: token ? "ticket" : "no", token, detail };
  } catch (cause) {
    if (!(cause instanceof Unanswered)) throw cause;
    const end = cause.refused ? "refused" : "cut";
    return { askedAt, answeredAt: monotonic(), end, token: null, detail: cause.code };
  }
}

async function overApi(api: Api, matter: Matter, start: string, key: string): Promise<Reply> {
  const { status, body } = await api.claimStart(matter, start, key);
  return { token: body.token ?? null, detail: `${status} ${body.reason ?? ""}` };
}

async function fromPage(phone: Phone, page: Page, form: Form): Promise<Reply> {
  const path = await phone.post(page, form);
  return { token: tokenOf({ path }), detail: path };
}

/** Everybody gets ready first and posts one claim at the same moment. */
export async function claimOnce(input: OnceInput, crowd: Crowded): Promise<readonly OneClaim[]> {
  const { origin, seed, people, onPage, matters, date } = input;
  const chance = chanceFrom(seed);
  const agent = connections(people);
  const api = apiOf(origin, agent);
  const posts: (() => Promise<Reply>)[] = [];
  for (let person = 0; person < onPage; person++) {
    const { location, caseGroup } = chance.pick(matters);
    const phone = phoneOf(origin, agent);
    const page = await phone.open(`/q/${location}/${caseGroup}`);
    const form = acceptFormOf(page);
    if (form) posts.push(() => fromPage(phone, page, form));
  }
  for (let person = onPage; person < people; person++) {
    const matter = chance.pick(matters);
    const start = chance.pick((await api.freeStarts(matter, date)).body.starts ?? []);
    posts.push(() => overApi(api, matter, start, `once ${seed} ${person}`));
  }
  await crowd.together();
  return Promise.all(posts.map((post) => timed(post, crowd)));
}
