import Database from "better-sqlite3";
import { claimVisit } from "@/db/sqlite/claim";
import { openClient, writing } from "@/db/sqlite/client";
import { play } from "@/db/sqlite/play";
import { sessionsOn } from "@/db/sqlite/session";
import { sqliteStore } from "@/db/sqlite/store";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { tickStart } from "@/lib/domain/time/tick";
import { askFor } from "@/lib/domain/visit/ask";
import { nextAfter } from "@/lib/domain/visit/claim";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import { freeStarts, judgeStart } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import { courseOfWinning } from "@/lib/domain/visit/winning";
import type { Ports } from "@/lib/ports/store";
import type { Visits } from "@/lib/ports/visits";
import type { Application } from "@/lib/server/compose";
import { polishHolidays } from "@/lib/server/holidays";
import { pause } from "./wire";

/** What is done differently; the rest of the ports stays as it is. */
type Differently = { readonly [Role in keyof Ports]?: Partial<Ports[Role]> };

/** All that a decision needs of the application. */
interface Deciding extends Pick<Application, "visits" | "seal"> {
  readonly env: Pick<Application["env"], "databaseFile">;
}

const DECIDING_MS = 20;
const COMMITS_EVERY_MS = 25;
const REMEMBERED_MS = 400;

/** Decides on the day as it was read some time ago, and writes that without reading it again. */
function decidesEarly({ env, visits, seal }: Deciding) {
  const client = openClient(env.databaseFile);
  const open = sessionsOn(client, polishHolidays());
  const readingOf = async (request: ClaimRequest) => {
    const session = open();
    const plan = session.book.day(request.locationId, civilDateAt(tickStart(request.start)));
    const ask = askFor(session.book.city, session.book.settings, request);
    const taken = takenBy(plan, await visits.ofDay(plan.locationId, plan.date), request.now);
    return { session, plan, ask, taken };
  };
  const lost = async (request: ClaimRequest): Promise<ClaimOutcome> => {
    const { plan, ask, taken } = await readingOf(request);
    return { kind: "lost", next: nextAfter(freeStarts(plan, taken, ask), request.start) };
  };
  return {
    visits: {
      async claim(request: ClaimRequest): Promise<ClaimOutcome> {
        const { session, plan, ask, taken } = await readingOf(request);
        const judged = judgeStart(plan, taken, ask, request.start);
        await pause(DECIDING_MS);
        if (judged.kind === "refused") return judged;
        if (judged.kind === "taken") return lost(request);
        const nonce = request.nonce.kind === "single" ? request.nonce.nonce : seal.randomNonce();
        const candidate = { request, at: judged.free, state: "booked" as const, heldUntil: null, nonce };
        try {
          const winning = courseOfWinning(session.book, plan, ask.caseGroup, candidate);
          const visit = writing(client, () => play(session, winning));
          return { kind: "booked", visit, nonce, again: false };
        } catch (cause) {
          if (cause instanceof Database.SqliteError && cause.code.startsWith("SQLITE_CONSTRAINT")) return lost(request);
          throw cause;
        }
      },
    },
  };
}

/** Knows no claim again: neither its key nor its nonce. */
const forgetsClaims = ({ visits, seal }: Application): Differently => {
  const { claim } = visits;
  return {
    visits: {
      claim: (request) => claim({ ...request, key: null, nonce: { kind: "single", nonce: seal.randomNonce() } }),
      byKey: async () => null,
    },
  };
};

/** Answers inside a transaction that is committed a little later. */
function answersBeforeCommit({ env }: Application): Differently {
  const client = openClient(env.databaseFile);
  const { close: _, ...ports } = sqliteStore(client, polishHolidays());
  client.exec("BEGIN IMMEDIATE");
  setInterval(() => client.exec("COMMIT; BEGIN IMMEDIATE"), COMMITS_EVERY_MS);
  return { ...ports, health: { probe: async () => undefined } };
}

/** Answers with what its transaction came to, whether or not that could be committed. */
function keepsQuiet({ env }: Application): Differently {
  const client = openClient(env.databaseFile);
  const open = sessionsOn(client, polishHolidays());
  return {
    visits: {
      async claim(request) {
        client.exec("BEGIN IMMEDIATE");
        const outcome = claimVisit(client, open, request, () => undefined);
        try {
          client.exec("COMMIT");
        } catch {
          if (client.inTransaction) client.exec("ROLLBACK");
        }
        return outcome;
      },
    },
  };
}

/** Puts what a statement has to keep aside into the system's folder for temporary files, as SQLite does by itself. */
function spills({ env }: Application): Differently {
  const client = openClient(env.databaseFile);
  const { visits, health } = sqliteStore(client, polishHolidays());
  return {
    health,
    visits: {
      claim(request) {
        client.pragma("temp_store = FILE");
        return visits.claim(request);
      },
    },
  };
}

/** Looks through the whole file, and waits for who holds it, on its event loop: as long as SQLite does. */
function standsStill({ env }: Application): Differently {
  const client = openClient(env.databaseFile);
  const open = sessionsOn(client, polishHolidays());
  return {
    visits: { claim: async (request) => claimVisit(client, open, request, () => undefined) },
    health: {
      async probe() {
        client.pragma("integrity_check");
      },
    },
  };
}

/** Asks whether it could write by a transaction that is rolled back. */
function rollsItsProbeBack({ env }: Application): Differently {
  const client = openClient(env.databaseFile);
  return {
    health: {
      async probe() {
        client.exec("BEGIN IMMEDIATE; UPDATE plan_version SET version = version + 1; ROLLBACK");
      },
    },
  };
}

/** Shows the visits of a day as they were a moment ago. */
function remembersDays({ visits }: Application): Differently {
  const { ofDay } = visits;
  const days = new Map<string, ReturnType<Visits["ofDay"]>>();
  return {
    visits: {
      ofDay(locationId, date) {
        const key = `${locationId} ${date}`;
        const known = days.get(key) ?? ofDay(locationId, date);
        if (!days.has(key)) setTimeout(() => days.delete(key), REMEMBERED_MS);
        days.set(key, known);
        return known;
      },
    },
  };
}

/** The faults of a careless server, each one guard less. */
export const FAULTS = {
  "no fault": (): Differently => ({}),
  "decides early": decidesEarly,
  "forgets claims": forgetsClaims,
  "answers before commit": answersBeforeCommit,
  "remembers days": remembersDays,
  "keeps quiet": keepsQuiet,
  "rolls its probe back": rollsItsProbeBack,
  spills,
  "stands still": standsStill,
} as const;

/** `ends at once`: at SIGTERM, whatever is under way. */
export type Fault = keyof typeof FAULTS | "ends at once";
