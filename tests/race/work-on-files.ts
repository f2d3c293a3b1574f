import Database from "better-sqlite3";
import { claimVisit } from "@/db/sqlite/claim";
import { type Client, openClient, writing } from "@/db/sqlite/client";
import { play } from "@/db/sqlite/play";
import { sessionsOn } from "@/db/sqlite/session";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Instant, Tick } from "@/lib/domain/time/tick";
import { askFor } from "@/lib/domain/visit/ask";
import type { FreeStart } from "@/lib/domain/visit/free-starts";
import { courseOfWinning } from "@/lib/domain/visit/winning";
import { idOf, type Nonce } from "@/lib/domain/who/ids";
import { NotSavedError } from "@/lib/ports/faults";
import { makeSeal } from "@/lib/server/seal";
import { claimsWith } from "../support/claims";
import { noHolidays, RATUSZ } from "../support/make";
import type { Crowded } from "./crowd";

/** Writes candidates as they are, each in a transaction of its own. */
export interface Insert {
  readonly kind: "insert";
  readonly file: string;
  /** Decided beforehand, by somebody who saw an empty day; the nonce is not looked up. */
  readonly candidates: readonly { readonly at: FreeStart; readonly nonce: string }[];
}

/** Claims starts one after another with the whole real claim. */
export interface Claim {
  readonly kind: "claim";
  readonly file: string;
  readonly who: string;
  readonly starts: readonly Tick[];
  readonly begin: "IMMEDIATE" | "DEFERRED";
}

export interface FilesInput {
  readonly group: string;
  readonly date: CivilDate;
  readonly now: Instant;
  readonly tasks: readonly (Insert | Claim)[];
}

/** One answer per candidate or start: what it came to, or the database's refusal. */
export type FileAnswers = readonly string[];

const seal = makeSeal("one secret for all processes, thirty-two characters");
const claims = claimsWith(seal);

const codeOf = (cause: unknown): string => {
  if (cause instanceof Database.SqliteError || cause instanceof NotSavedError) return cause.code;
  throw cause;
};

function insert({ file, candidates }: Insert, { group, date, now }: FilesInput): FileAnswers {
  const client = openClient(file);
  const session = sessionsOn(client, noHolidays)();
  const plan = session.book.day(RATUSZ, date);
  return candidates.map(({ at, nonce }) => {
    const request = claims.byOffer(nonce, { group, start: at.start, now });
    const { caseGroup } = askFor(session.book.city, session.book.settings, request);
    const candidate = {
      request,
      at,
      state: "booked" as const,
      heldUntil: null,
      nonce: idOf<Nonce>(Buffer.from(nonce)),
    };
    try {
      writing(client, () => play(session, courseOfWinning(session.book, plan, caseGroup, candidate)));
      return "written";
    } catch (cause) {
      return codeOf(cause);
    }
  });
}

/** The same connection, on which IMMEDIATE is DEFERRED. */
const deferring = (client: Client): Client =>
  new Proxy(client, {
    get(target, name) {
      if (name !== "transaction") return Reflect.get(target, name, target);
      return (work: () => unknown) => ({ immediate: target.transaction(work).deferred });
    },
  });

function claim({ file, who, starts, begin }: Claim, { group, now }: FilesInput): FileAnswers {
  const client = openClient(file);
  const open = sessionsOn(client, noHolidays);
  const writer = begin === "DEFERRED" ? deferring(client) : client;
  return starts.map((start) => {
    const request = claims.byOffer(`${who} ${start}`, { group, start, now });
    try {
      return claimVisit(writer, open, request, () => undefined).kind;
    } catch (cause) {
      return codeOf(cause);
    }
  });
}

/** Does the tasks one after another, each at the same moment as every other process. */
export async function workOnFiles(input: FilesInput, crowd: Crowded): Promise<readonly FileAnswers[]> {
  const answers: FileAnswers[] = [];
  for (const task of input.tasks) {
    await crowd.together();
    answers.push(task.kind === "insert" ? insert(task, input) : claim(task, input));
  }
  return answers;
}
